"""The layouts that customers send, drawn small: which cells ask, and where each answer goes: see forms.txt."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import ndiff
from pathlib import Path

import pytest
from drawing import Slots, draw, read_slots
from msgspec.structs import replace

from qbot.layout.grid import Grid, GridCell
from qbot.layout.reading import find_questions
from qbot.model.place import Rect, format_cell, parse_cell

FORMS: Mapping[str, str] = dict(
    part.split("\n", 1) for part in (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8").split("## ")[1:]
)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_as_drawn(name: str) -> None:
    drawing = draw(FORMS[name])
    reading = find_questions([drawing.grid])
    found = dict(read_slots(reading))
    if not any(drawing.expected.values()):
        assert all(slot.new for one in reading.questions for slot in one.slots)
        found = dict.fromkeys(found, ())
    assert write(found) == write(drawing.expected), explain(drawing.expected, found)
    kinds = {one.cell for one in reading.questions if one.kind.value == "identity"}
    assert drawing.identity <= kinds


@pytest.mark.parametrize(
    ("down", "right", "title"), [(0, 2, ""), (3, 0, ""), (5, 3, "Supplier security assessment 2026")]
)
@pytest.mark.parametrize("name", FORMS)
def test_a_form_reads_the_same_elsewhere_on_its_sheet(name: str, down: int, right: int, title: str) -> None:
    grid = draw(FORMS[name]).grid
    moved = move(grid, down, right)
    if title:
        moved = replace(moved, cells={**moved.cells, (1, 1 + right): GridCell(title)})
    before, after = (dict(read_slots(find_questions([one]))) for one in (grid, moved))
    wanted = {
        shift(cell, down, right): tuple((role, shift(where, down, right), options) for role, where, options in slots)
        for cell, slots in before.items()
    }
    assert write(after) == write(wanted), explain(wanted, after)


def shift(cell: str, down: int, right: int) -> str:
    """Return the name of the cell that stands so many rows and columns on."""
    row, column = parse_cell(cell)
    return format_cell(row + down, column + right)


def move(grid: Grid, down: int, right: int) -> Grid:
    """Return the grid with all that it holds so many rows and columns on."""

    def moved(rect: Rect) -> Rect:
        return Rect(rect.top + down, rect.left + right, rect.bottom + down, rect.right + right)

    return replace(
        grid,
        cells={(row + down, column + right): cell for (row, column), cell in grid.cells.items()},
        merges=tuple(map(moved, grid.merges)),
        choices=tuple(replace(choice, ranges=tuple(map(moved, choice.ranges))) for choice in grid.choices),
    )


def write(slots: Mapping[str, Slots]) -> list[str]:
    """Return one line a question; the score of two is an answer as well."""
    return sorted(
        f"{cell}: {', '.join(f'{role} {where} {list(options)}' for role, where, options in found)}".replace(
            "score", "answer"
        )
        for cell, found in slots.items()
    )


def explain(expected: Mapping[str, Slots], found: Mapping[str, Slots]) -> str:
    """Return the differences, a line each."""
    return "\n" + "\n".join(line for line in ndiff(write(expected), write(found)) if line[0] in "+-")

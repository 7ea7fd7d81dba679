"""Columns that the customer keeps for itself, told by what stands over the table and by grey cells."""

from __future__ import annotations

import pytest
from drawing import draw, read_slots
from msgspec.structs import replace

from qbot.layout import own_use
from qbot.layout.grid import Grid, GridCell, Look
from qbot.layout.reading import find_questions

FORM = """
{note} | == | == | ==
*Question* | *Answer* | *Comment* | *Standing*
? Do you encrypt laptops? | {{answer}} | {{comment}} |
? Do you wipe disks before disposal? | {{answer}} | {{comment}} |
? Do you keep records of visitors? | {{answer}} | {{comment}} |
"""


def paint(grid: Grid, column: int, fill: str) -> Grid:
    """Return the grid with the cells below its header painted in one column."""
    painted = {(row, column): GridCell(look=Look(fill=fill)) for row in (3, 4, 5)}
    return replace(grid, cells={**grid.cells, **painted})


@pytest.mark.parametrize(
    "note",
    [
        "Please answer all. Column D is for internal use.",
        "Columns D to F are filled in by our team, the others by you.",
        "Die Spalte Standing ist reserved, bitte leer lassen.",
    ],
)
def test_columns_that_a_note_names_are_no_slots(note: str) -> None:
    drawing = draw(FORM.format(note=note))
    assert read_slots(find_questions([drawing.grid])) == drawing.expected


def test_columns_that_a_note_gives_to_the_vendor_are_slots() -> None:
    grid = draw(FORM.format(note="Columns B to D are to be filled in by the vendor.")).grid
    assert {slots[-1][1] for slots in read_slots(find_questions([grid])).values()} == {"D3", "D4", "D5"}


@pytest.mark.parametrize("note", ["Grey cells are reserved for us.", "Les cases grisées sont réservées à la banque."])
def test_grey_cells_that_are_said_to_be_the_customers_are_no_slots(note: str) -> None:
    drawing = draw(FORM.format(note=note))
    grid = paint(drawing.grid, 4, "D9D9D9")
    assert read_slots(find_questions([grid])) == drawing.expected


def test_grey_cells_of_which_nothing_is_said_are_slots() -> None:
    grid = paint(draw(FORM.format(note="Please answer all questions.")).grid, 4, "D9D9D9")
    assert {slots[-1][1] for slots in read_slots(find_questions([grid])).values()} == {"D3", "D4", "D5"}


def test_cells_of_another_colour_are_slots() -> None:
    grid = paint(draw(FORM.format(note="Grey cells are reserved for us.")).grid, 4, "FFFFCC")
    assert {slots[-1][1] for slots in read_slots(find_questions([grid])).values()} == {"D3", "D4", "D5"}


@pytest.mark.parametrize("heading", sorted(own_use._VENDORS_OWN))
def test_the_vendors_own_headings_are_those_that_no_pattern_gives_to_the_customer(heading: str) -> None:
    patterns = (own_use._REVIEWS, own_use._JUDGES, own_use._FILLED_BY)
    assert not any(pattern.search(heading) for pattern in patterns)

"""From grids to questions and answer slots."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qbot.layout.grid import Grid
from qbot.layout.overrides import LayoutOverrides
from qbot.model.place import format_cell
from qbot.model.questionnaire import AnswerSlot, Question, Sheet, SheetRole, Skipped, SlotRole

_HEADINGS = {
    "question": ("question", "requirement"),
    "answer": ("answer", "response"),
    "comment": ("comment", "note", "additional"),
    "ref": ("#", "ref", "id", "no."),
    "section": ("category", "section", "domain"),
    "evidence": ("evidence",),
}


@dataclass(frozen=True, slots=True)
class Reading:
    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]


def find_questions(grids: Sequence[Grid], *, overrides: LayoutOverrides | None = None) -> Reading:
    questions: list[Question] = []
    sheets: list[Sheet] = []
    for grid in grids:
        found = [] if grid.hidden else _read_grid(grid)
        sheets.append(Sheet(grid.name, SheetRole.QUESTIONS if found else SheetRole.OTHER, hidden=grid.hidden))
        questions += found
    return Reading(tuple(sheets), tuple(questions), (), ())


def _read_grid(grid: Grid) -> list[Question]:
    columns: dict[str, int] = {}
    found: list[Question] = []
    rows: dict[int, dict[int, str]] = {}
    for (row, column), cell in sorted(grid.cells.items()):
        if cell.text.strip():
            rows.setdefault(row, {})[column] = cell.text
    for row, cells in rows.items():
        named: dict[str, int] = {}
        for column, text in cells.items():
            for role, words in _HEADINGS.items():
                if len(text) < 40 and any(word in text.lower() for word in words) and role not in named:
                    named[role] = column
                    break
        if "answer" in named and len(named) > 1 and ("question" in named or columns or len(named) > 1):
            columns = {**({"question": 2} if "question" not in named else {}), **named}
            continue
        if columns and columns["question"] in cells:
            slots = []
            for role in ("answer", "comment", "evidence"):
                if role in columns:
                    options = next((c.options for c in grid.choices if any(r.holds(row, columns[role]) for r in c.ranges)), ())
                    slots.append(AnswerSlot(SlotRole(role), format_cell(row, columns[role]), options=options))
            found.append(
                Question(
                    grid.name,
                    format_cell(row, columns["question"]),
                    cells[columns["question"]],
                    ref=cells.get(columns.get("ref", 0)),
                    section=tuple(filter(None, [cells.get(columns.get("section", 0))])),
                    slots=tuple(slots),
                )
            )
    return found

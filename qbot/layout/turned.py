"""Sheets whose questions stand side by side with the answers below: they are turned, read, and turned back."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from qbot.layout.grid import Choice, Grid, TextLimit
from qbot.layout.headings import VERDICTS, read_heading
from qbot.layout.texts import is_hint, rate_question
from qbot.layout.view import View
from qbot.model.place import Rect, format_cell, parse_cell
from qbot.model.questionnaire import Question, Skipped

_FIRST_COLUMNS, _MOST_ROWS = 4, 60
_LEAST, _ASKED, _MOST = 3, 0.5, 0.6


def is_turned(view: View) -> bool:
    """Tell whether one of the first columns names the rows: "Question" beside questions, "Answer" beside blanks."""
    if not view.rows or view.row_numbers[-1] > _MOST_ROWS:
        return False
    first = min(column for cells in view.rows.values() for column in cells)
    return any(_heads_rows(view, column) for column in range(first, first + _FIRST_COLUMNS))


def _heads_rows(view: View, column: int) -> bool:
    roles = {row: read_heading(text) for row in view.row_numbers if (text := view.own_text(row, column))}
    asking = [row for row, role in roles.items() if role == "question"]
    answering = [row for row, role in roles.items() if role in VERDICTS and asking and row > asking[0]]
    if len(asking) != 1 or not answering:
        return False
    texts = {number: text for number, text in view.rows[asking[0]].items() if number > column}
    asked = [number for number, text in texts.items() if rate_question(text) >= _ASKED]
    blank = [number for number in asked if _is_open(view.own_text(answering[0], number))]
    return len(asked) >= max(_LEAST, _MOST * len(texts)) and len(blank) >= _MOST * len(asked)


def _is_open(text: str) -> bool:
    return not text or is_hint(text)


def turn_grid(grid: Grid) -> Grid:
    """Return the grid with its rows as columns and its columns as rows."""
    return replace(
        grid,
        cells={(column, row): cell for (row, column), cell in grid.cells.items()},
        merges=tuple(_turn_rect(rect) for rect in grid.merges),
        choices=tuple(Choice(_turn_rects(one.ranges), one.options, one.note) for one in grid.choices),
        limits=tuple(TextLimit(_turn_rects(one.ranges), one.max_length) for one in grid.limits),
        tables=_turn_rects(grid.tables),
        hidden_rows=grid.hidden_columns,
        hidden_columns=grid.hidden_rows,
        notes=_turn_notes(grid.notes),
        widths={},
    )


def _turn_notes(notes: Mapping[tuple[int, int], str]) -> dict[tuple[int, int], str]:
    return {(column, row): text for (row, column), text in notes.items()}


def _turn_rects(rects: tuple[Rect, ...]) -> tuple[Rect, ...]:
    return tuple(_turn_rect(rect) for rect in rects)


def _turn_rect(rect: Rect) -> Rect:
    return Rect(rect.left, rect.top, rect.right, rect.bottom)


def turn_question(question: Question) -> Question:
    """Return a question of a turned grid with its cells as they stand on the sheet."""
    return replace(
        question,
        cell=_turn_cell(question.cell),
        parent=_turn_cell(question.parent) if question.parent else None,
        slots=tuple(replace(slot, cell=_turn_cell(slot.cell)) for slot in question.slots),
    )


def turn_skipped(skipped: Skipped) -> Skipped:
    """Return what was skipped of a turned grid with its cell as it stands on the sheet."""
    return replace(skipped, cell=_turn_cell(skipped.cell))


def _turn_cell(name: str) -> str:
    row, column = parse_cell(name)
    return format_cell(column, row)

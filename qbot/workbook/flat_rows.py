"""Rows of a flat table that the customer numbered: each is a question, whatever its words."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.layout.grid import Grid
from qbot.model.place import format_cell, parse_cell, parse_column
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, QuestionState, Sheet, Skipped, SlotRole

_MISTAKEN = frozenset({"heading", "guidance", "example", "text"})


class FlatReading(Struct, frozen=True):
    """The questions and skipped cells of a flat table."""

    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]


def complete_rows(grid: Grid, sheet: Sheet, found: FlatReading) -> FlatReading:
    """Return the reading with every row as a question that has an id of its own beside its question.

    A flat file has no look that tells a heading: where it has a column of ids, a row with an id is asked. Nothing
    changes where the sheet has no column of ids, of questions or of answers.
    """
    columns = {column.role: parse_column(column.letters) for column in reversed(sheet.columns)}
    wanted = ("ref", "question", "answer")
    if sheet.header_row is None or not found.questions or any(role not in columns for role in wanted):
        return found
    mistaken = [one for one in found.skipped if _is_asked(one, grid, sheet.header_row, columns["ref"])]
    if not mistaken:
        return found
    slots = found.questions[0].slots
    made = [_make_question(one, grid, columns, slots=slots) for one in mistaken]
    titles = {one.text for one in mistaken}
    section = columns.get("section")
    kept = [_drop_titles(one, titles, grid, section) for one in found.questions]
    ordered = sorted([*kept, *made], key=lambda one: parse_cell(one.cell))
    return FlatReading(tuple(ordered), tuple(one for one in found.skipped if one not in mistaken))


def _is_asked(skipped: Skipped, grid: Grid, header_row: int, ref: int) -> bool:
    row, _ = parse_cell(skipped.cell)
    number = grid.cells.get((row, ref))
    heading = grid.cells.get((header_row, ref))
    return (
        row > header_row
        and skipped.reason in _MISTAKEN
        and number is not None
        and (heading is None or number.text.strip() != heading.text.strip())
    )


def _make_question(skipped: Skipped, grid: Grid, columns: dict[str, int], *, slots: Sequence[AnswerSlot]) -> Question:
    row, _ = parse_cell(skipped.cell)

    def read(column: int) -> str:
        cell = grid.cells.get((row, column))
        return cell.text.strip() if cell else ""

    section = read(columns["section"]) if "section" in columns else ""
    own = tuple(
        AnswerSlot(slot.role, format_cell(row, column), current=read(column) or None, new=slot.new)
        for slot in slots
        for column in [parse_cell(slot.cell)[1]]
    )
    text = read(columns["question"])
    filled = any(slot.current for slot in own if slot.role is SlotRole.ANSWER)
    return Question(
        sheet=skipped.sheet,
        cell=format_cell(row, columns["question"]),
        text=text,
        ref=read(columns["ref"]),
        section=(section,) if section else (),
        kind=QuestionKind.QUESTION if "?" in text else QuestionKind.STATEMENT,
        state=QuestionState.FILLED if filled else QuestionState.OPEN,
        slots=own,
    )


def _drop_titles(question: Question, titles: set[str], grid: Grid, section: int | None) -> Question:
    """Take the words of rows that are no headings out of a question's section; its own section stays."""
    cell = grid.cells.get((parse_cell(question.cell)[0], section)) if section else None
    own = cell.text.strip() if cell else None
    return replace(question, section=tuple(title for title in question.section if title not in titles or title == own))

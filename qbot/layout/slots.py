"""The cells that the answer to a question goes into, what they accept and what they hold."""

from __future__ import annotations

from collections.abc import Sequence

from qbot.layout.boxes import Box, find_boxes
from qbot.layout.column import Column
from qbot.layout.headings import SLOT_ROLES, VERDICTS
from qbot.layout.listed import list_alternatives, list_options
from qbot.layout.rooms import covers_answer, find_box, find_room, find_words_below
from qbot.layout.tables import Table
from qbot.layout.texts import is_hint
from qbot.layout.view import View
from qbot.model.place import Rect, format_cell
from qbot.model.questionnaire import AnswerSlot, QuestionState, SlotRole

MARK = ("X",)
_SECOND = Column("comment", "", "the second column under the answer's heading")


def make_slots(view: View, table: Table, row: int, *, question: str, boxed: bool = False) -> tuple[AnswerSlot, ...]:
    """Return the slots of a question; new cells right of the table where the file has no place for an answer.

    `boxed`: the questions of this table have an empty box below them.
    """
    found: list[AnswerSlot] = []
    taken: list[Rect] = []
    for number in sorted(table.columns):
        column = table.columns[number]
        if column.role not in SLOT_ROLES or any(rect.holds(row, number) for rect in taken):
            continue
        over = view.merge_over(row, number)
        if over is not None and (over.left < number or over.top < row) and not _begins(over, row, number):
            continue
        if view.cell(row, number).formula is not None:
            continue
        taken.append(view.merge_at(row, number))
        found.append(_make_slot(view, table, row, number, question=question))
    covered = covers_answer(view, table, row)
    if not any(slot.role in (SlotRole.ANSWER, SlotRole.SCORE) for slot in found) and (covered or not table.answers):
        room = find_room(view, table, row, question=question)
        if not room and (boxed or covered) and (place := find_box(view, table, row)) is not None:
            room = [AnswerSlot(SlotRole.ANSWER, format_cell(*place), max_length=view.limit_at(*place))]
        found += room or _make_new(table, row, found)
    elif not any(slot.role is SlotRole.COMMENT for slot in found):
        found += find_words_below(view, table, row)
    return tuple(_add_second(view, table, row, found, question=question))


def _begins(rect: Rect, row: int, number: int) -> bool:
    return rect.top == row and rect.left == number


def _make_slot(view: View, table: Table, row: int, number: int, *, question: str) -> AnswerSlot:
    column = table.columns.get(number, _SECOND)
    text = view.own_text(row, number)
    choice = view.choice_at(row, number)
    role = SlotRole.ANSWER if column.role in VERDICTS else SlotRole(column.role)
    boxes = find_boxes(text) if column.mark is None and choice is None else ()
    drawn = tuple(dict.fromkeys(box.label for box in boxes if box.label)) if len(boxes) > 1 else ()
    if role is SlotRole.ANSWER and column.mark is None and choice is None:
        drawn = drawn or list_alternatives(text)
    options = choice.options if choice is not None else drawn or _list_said(view, table, row, number)
    return AnswerSlot(
        role=role,
        cell=format_cell(row, number),
        options=options,
        label=column.mark or _find_label(table, column),
        current=text or None,
        max_length=view.limit_at(row, number),
        note=choice.note if choice is not None else None,
        placeholder=bool(text)
        and (_is_placeholder(text, options, question) or (bool(drawn) and not _is_ticked(boxes))),
    )


def _list_said(view: View, table: Table, row: int, number: int) -> tuple[str, ...]:
    """Return what a cell without a drop-down accepts: a mark, or what another column of the table lists for it."""
    column = table.columns.get(number, _SECOND)
    if column.mark is not None:
        return column.letters or MARK
    listed = table.listed if table.answers and number == table.answers[0] else None
    return list_options(view.own_text(row, listed)) if listed is not None else ()


def _is_ticked(boxes: Sequence[Box]) -> bool:
    return any(box.ticked for box in boxes)


def _find_label(table: Table, column: Column) -> str | None:
    """Return the heading of a comment column where the table has several of them, so that they can be told apart."""
    return (column.heading or None) if column.role == "comment" and len(table.of("comment")) > 1 else None


def _is_placeholder(text: str, options: Sequence[str], question: str) -> bool:
    if text in options:
        return _is_prompt(text, options)
    return is_hint(text, question)


def _is_prompt(text: str, options: Sequence[str]) -> bool:
    """Tell whether the chosen text of a list is its own prompt, such as "Please select"."""
    return options[0] == text and is_hint(text) and len(text.split()) > 1


def _make_new(table: Table, row: int, found: Sequence[AnswerSlot]) -> list[AnswerSlot]:
    answer = AnswerSlot(SlotRole.ANSWER, format_cell(row, table.right + 1), new=True)
    if any(slot.role is SlotRole.COMMENT for slot in found):
        return [answer]
    return [answer, AnswerSlot(SlotRole.COMMENT, format_cell(row, table.right + 2), new=True)]


def _add_second(
    view: View, table: Table, row: int, found: Sequence[AnswerSlot], *, question: str
) -> Sequence[AnswerSlot]:
    """Add the comment cell under an answer heading that is merged over two columns, where the row's cells are apart."""
    if table.header is None or len(table.answers) != 1 or any(slot.role is SlotRole.COMMENT for slot in found):
        return found
    heading = view.merge_at(table.header, table.answers[0])
    second = table.answers[0] + 1
    if heading.right < second or second in table.columns or view.merge_over(row, second) is not None:
        return found
    place = 1 + next((at for at, slot in enumerate(found) if slot.role is SlotRole.ANSWER), len(found) - 1)
    return [*found[:place], _make_slot(view, table, row, second, question=question), *found[place:]]


def read_state(view: View, table: Table, row: int, slots: Sequence[AnswerSlot]) -> QuestionState:
    """Return whether a question is open, holds a real answer, or has nothing but a formula to answer in."""
    verdicts = [slot for slot in slots if slot.role is SlotRole.ANSWER and not slot.new]
    if not verdicts and any(view.cell(row, number).formula is not None for number in table.answers):
        return QuestionState.LOCKED
    if any(slot.current and not slot.placeholder for slot in verdicts):
        return QuestionState.FILLED
    return QuestionState.OPEN

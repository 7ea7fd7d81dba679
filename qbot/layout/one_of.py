"""Statements of which one is marked: a question, below or beside it what may hold, and a cell for an X to each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.layout.boxes import find_signs
from qbot.layout.headings import asks_for_mark
from qbot.layout.slots import MARK
from qbot.layout.texts import is_ref, rate_question
from qbot.layout.view import View
from qbot.model.patterns import compile_late
from qbot.model.place import format_cell, parse_cell
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, QuestionState, Skipped, SlotRole

_WORDS = (SlotRole.COMMENT, SlotRole.EVIDENCE)
_TOP, _LONGEST_REQUEST = 40, 300  # where a mark is asked for, and in how many characters
_ASKED, _LEAST_GROUPS, _LEAST_STATEMENTS = 0.8, 2, 2
_MOST = 0.6  # the share of the sheet's questions that have statements to choose from
_ASKS_FOR_MARK = compile_late(
    r"\bankreuz|\bkreuzen\b|\bcoche[rz]\b|\bmar(?:que|car|cad)\b.{0,20}\b(?:x|opci|casilla|alternativa)|\bassinal|"
    r"\bbarra(?:re|te)\b|\bsegna(?:re|te)\b|\bkruis\b.{0,20}\baan\b|\baankruisen\b|\bzaznacz|\bkryssa\b|"
    r"\b(?:sæt|sett) (?:et )?kryds?\b|\b(?:an? )?[\"'“(]?x[\"'”)]? (?:next to|beside|against|in front of)\b|"
    r"\b(?:statement|option)s?\b.{0,30}\b(?:fits?|applies|describes?|matches)\b",
    re.IGNORECASE,
)
_MARK_HEADING = compile_late(
    r"\(?(?:x|✓|☐|mark|tick|select|choose|check|cross|ankreuzen|auswahl|cocher|coche|marcar|marque|kruis)\b.{0,30}\)?|.{0,30}\(x\)|"
    r"(?:your )?(?:choice|selection)",
    re.IGNORECASE,
)


class Group(Struct, frozen=True):
    """A question's cell, its number, and the cells for the mark with the statement that each of them stands for."""

    row: int
    column: int
    ref: str | None
    marks: tuple[tuple[int, int, str], ...]


def find_groups(view: View) -> tuple[Group, ...]:
    """Return the questions of a sheet that have statements to choose from; none where nothing asks for a mark."""
    if not _wants_marks(view):
        return ()
    groups = tuple(group for group in _walk(view) if len(group.marks) >= _LEAST_STATEMENTS)
    asked = sum(_find_asked(view, row) is not None for row in view.row_numbers)
    if len(groups) >= max(_LEAST_GROUPS, _MOST * asked):
        return groups
    return tuple(group for group in groups if all(_takes_mark(view, row, column) for row, column, _ in group.marks))


def _takes_mark(view: View, row: int, column: int) -> bool:
    """Tell whether a cell can hold nothing but a mark: it has a box to tick, or a drop-down of one text."""
    choice = view.choice_at(row, column)
    return bool(find_signs(view.own_text(row, column))) or (choice is not None and len(choice.options) == 1)


def _wants_marks(view: View) -> bool:
    texts = {
        text for row in view.row_numbers[:_TOP] for text in view.rows[row].values() if len(text) <= _LONGEST_REQUEST
    }
    if any(asks_for_mark(text) or _ASKS_FOR_MARK.search(text) or _MARK_HEADING.fullmatch(text) for text in texts):
        return True
    return any(choice.options and len(choice.options) == 1 for choice in view.grid.choices)


def _walk(view: View) -> Iterator[Group]:
    """Give each asking row with the statements that follow it until the next text that is none."""
    group: Group | None = None
    beside: int | None = None  # the column of the statements
    for row in view.row_numbers:
        asked = _find_asked(view, row)
        if asked is not None:
            if group is not None:
                yield group
            ref = next((text for column, text in view.rows[row].items() if column < asked and is_ref(text)), None)
            group, beside = Group(row, asked, ref, ()), None
        if group is None:
            continue
        found = _find_statement(view, row, group, beside)
        if found is None and row != group.row:
            yield group
            group = None
        elif found is not None:
            beside = found[0]
            group = replace(group, marks=(*group.marks, (row, found[1], view.own_text(row, beside))))
    if group is not None:
        yield group


def _find_asked(view: View, row: int) -> int | None:
    return next((column for column, text in view.rows[row].items() if rate_question(text) >= _ASKED), None)


def _find_statement(view: View, row: int, group: Group, beside: int | None) -> tuple[int, int] | None:
    """Return the column of a row's statement and that of its mark, None where the row holds something else."""
    cells = view.rows[row]
    asked = group.column if row == group.row else 0
    texts = {
        column: text
        for column, text in cells.items()
        if column > asked and not is_ref(text) and not _is_mark(text) and not _MARK_HEADING.fullmatch(text)
    }
    if len(texts) != 1 or (row > group.row + 1 and beside is not None and beside not in texts):
        return None
    column, text = next(iter(texts.items()))
    if column < group.column or rate_question(text) >= _ASKED or len(text.split()) < 2 or (asked and column == asked):
        return None
    marked = next((one for one, held in cells.items() if find_signs(held) and _is_mark(held)), None)
    if marked is not None:
        return column, marked
    right = view.merge_at(row, column).right + 1
    return (column, right) if not view.own_text(row, right) or _is_mark(view.own_text(row, right)) else None


def _is_mark(text: str) -> bool:
    return len(text) <= 3 and (text.lower() in ("x", "✓", "✔") or bool(find_signs(text)))


def choose_groups(
    view: View, groups: Sequence[Group], questions: Sequence[Question], skipped: Sequence[Skipped]
) -> tuple[list[Question], list[Skipped]]:
    """Return what was read of a sheet with each group's statements as the choices of its question."""
    held = {group.row: group for group in groups}
    statements = {row for group in groups for row, _, _ in group.marks}
    known: dict[int, Question] = {}
    others: list[Question] = []
    for question in questions:
        row = parse_cell(question.cell)[0]
        if row in held:
            known.setdefault(row, question)
        elif row not in statements:
            others.append(question)
    made = [_make_question(view, group, known.get(group.row)) for group in groups]
    rest = [one for one in skipped if parse_cell(one.cell)[0] not in statements | held.keys()]
    choices = [
        Skipped(view.grid.name, format_cell(row, column), text, "option")
        for group in groups
        for row, _, text in group.marks
        for column in view.rows[row]
        if view.own_text(row, column) == text
    ]
    return sorted([*others, *made], key=lambda one: parse_cell(one.cell)), [*rest, *choices]


def _make_question(view: View, group: Group, known: Question | None) -> Question:
    marks = tuple(
        AnswerSlot(SlotRole.ANSWER, format_cell(row, column), options=MARK, label=label, current=held or None)
        for row, column, label in group.marks
        for held in [view.own_text(row, column)]
    )
    cell, text = format_cell(group.row, group.column), view.own_text(group.row, group.column)
    filled = any(slot.current and not find_signs(slot.current) for slot in marks)
    kind, state = QuestionKind.QUESTION, QuestionState.FILLED if filled else QuestionState.OPEN
    base = known or Question(view.grid.name, cell, text, ref=group.ref, kind=kind, state=state, slots=())
    taken = {slot.cell for slot in marks}
    words = [slot for slot in base.slots if slot.role in _WORDS and not slot.new and slot.cell not in taken]
    slots = tuple(sorted((*marks, *words), key=lambda slot: parse_cell(slot.cell)))
    return replace(base, cell=cell, text=text, state=state, kind=kind, slots=slots)

"""Room for an answer that no column holds: behind "Answer:", in labelled rows below the question, or in a box there."""

from __future__ import annotations

import re

from qbot.layout.heading_tables import EXACT
from qbot.layout.headings import fold_heading
from qbot.layout.tables import Table
from qbot.layout.texts import is_hint
from qbot.layout.view import View
from qbot.model.patterns import compile_late
from qbot.model.place import format_cell
from qbot.model.questionnaire import AnswerSlot, SlotRole

_ANSWER_LABEL = compile_late(
    r"\s*(?:(?:your|vendor|supplier|provider|bidder)(?:'s)?\s+)?(?:answer|response|reply|comments?|réponse|antwort|"
    r"respuesta|risposta|resposta|antwoord|svar|odpowiedź|ответ|回答)\s*[:：]\s*$",
    re.IGNORECASE,
)
_ANSWER_REF = compile_late(r"A\.?\s?\d{0,3}[.:)]?")  # "A1" below "Q1"
_WHOSE = compile_late(r"^(?:your|vendor|supplier|provider|bidder|respondent|company)(?:'s)?\s+")
_MOST_ROWS = 4  # labelled rows below one question


def find_room(view: View, table: Table, row: int, *, question: str) -> list[AnswerSlot]:
    """Return the room after "Answer:" in the question's own cell or in the rows below it; empty where there is none."""
    if _ANSWER_LABEL.search(question.splitlines()[-1]):
        return [AnswerSlot(SlotRole.ANSWER, format_cell(row, table.question))]
    below = view.merge_at(row, table.question).bottom + 1
    labels = [text for text in view.rows.get(below, {}).values() if _ANSWER_REF.fullmatch(text)]
    if labels and not view.own_text(below, table.question):
        return [AnswerSlot(SlotRole.ANSWER, format_cell(below, table.question))]
    found: dict[SlotRole, AnswerSlot] = {}
    for place in range(below, below + _MOST_ROWS):
        slot = _find_labelled(view, table, place)
        if slot is None:
            break
        found.setdefault(slot.role, slot)
    return list(found.values()) if SlotRole.ANSWER in found else []


def find_words_below(view: View, table: Table, row: int) -> list[AnswerSlot]:
    """Return the room for words in the row below a question that has its verdict beside it: "Comment" and a blank."""
    slot = _find_labelled(view, table, view.merge_at(row, table.question).bottom + 1)
    return [slot] if slot is not None and slot.role is not SlotRole.ANSWER else []


def _find_labelled(view: View, table: Table, row: int) -> AnswerSlot | None:
    """Return the slot of a row that holds "Answer" or "Comment" and room beside it, None where it holds more."""
    cells = view.rows.get(row, {})
    label = min(cells, default=None)
    role = _read_label(cells[label]) if label is not None else None
    if label is None or role is None:
        return None
    room = table.question if view.merge_at(row, label).right < table.question else view.merge_at(row, label).right + 1
    held = view.own_text(row, room)
    if view.cell(row, room).formula is not None:
        return None  # a formula is never written over, whatever it shows
    if any(column not in (label, room) for column in cells) or (held and not is_hint(held, cells[label])):
        return None
    choice = view.choice_at(row, room)
    return AnswerSlot(
        role=role,
        cell=format_cell(row, room),
        options=choice.options if choice is not None else (),
        current=held or None,
        placeholder=bool(held),
        max_length=view.limit_at(row, room),
        note=choice.note if choice is not None else None,
    )


def _read_label(text: str) -> SlotRole | None:
    name = _WHOSE.sub("", fold_heading(text))
    return next((SlotRole(role) for role in ("answer", "comment", "evidence") if name in EXACT[role]), None)


def covers_answer(view: View, table: Table, row: int) -> bool:
    """Tell whether a question is merged over the cell that the rows above it answer in: its room is elsewhere."""
    merge = view.merge_at(row, table.question)
    return bool(table.answers) and merge.left < table.answers[0] <= merge.right


def find_box(view: View, table: Table, row: int) -> tuple[int, int] | None:
    """Return the empty box below a question, None without one: coloured, unlocked or merged, no narrower than it."""
    asked = view.merge_at(row, table.question)
    below = asked.bottom + 1
    if view.rows.get(below):
        return None
    for column in (table.question, table.question + 1, *range(1, table.question)):
        over = view.merge_over(below, column)
        if over is not None and (over.top, over.left) != (below, column):
            continue
        look, box = view.look(below, column), view.merge_at(below, column)
        wide = box.left <= asked.left and box.right >= asked.right and box.right > box.left
        if wide or ((look.fill or not look.locked) and look != view.look(row, table.question)):
            return below, column
    return None

"""The room for an answer that a line of running text has: behind "Answer:", on underscores, at boxes to tick."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from qbot.layout.boxes import find_boxes, make_box_slot
from qbot.layout.line_words import BLANKS, TAIL, SeenLine, is_field
from qbot.model.patterns import compile_late
from qbot.model.questionnaire import AnswerSlot, SlotRole

_COMMENT = compile_late(
    r"comment|detail|remark|expla|justif|bemerk|erläut|coment|observ|toelicht|kommentar|uwagi|коммент", re.IGNORECASE
)
_EVIDENCE = compile_late(r"(?:supporting )?evidence|nachweis|preuve", re.IGNORECASE)


def make_room(one: SeenLine) -> AnswerSlot:
    """Return the slot of a line that is room for an answer: its boxes, what stands after its label, or all of it."""
    boxes = find_boxes(one.line.text)
    if boxes:
        return make_box_slot(boxes, one.line.place)
    if one.answer is None:
        return AnswerSlot(SlotRole.ANSWER, one.line.place)
    rest = BLANKS.sub("", one.answer["rest"]).strip()
    return AnswerSlot(_read_role(one.answer["word"]), one.line.place, current=rest or None)


def _read_role(word: str) -> SlotRole:
    if _EVIDENCE.match(word):
        return SlotRole.EVIDENCE
    return SlotRole.COMMENT if _COMMENT.match(word) else SlotRole.ANSWER


def number_roles(slots: Sequence[AnswerSlot], known: set[SlotRole]) -> tuple[AnswerSlot, ...]:
    """Make every free text after the first answer a comment; boxes of one question stay answers side by side."""
    roles = set(known)
    made = []
    for slot in slots:
        role = slot.role
        if role is SlotRole.ANSWER and role in roles and not slot.options:
            role = SlotRole.COMMENT
        roles.add(role)
        made.append(replace(slot, role=role))
    return tuple(made)


def split_inline(one: SeenLine) -> tuple[str, tuple[AnswerSlot, ...]]:
    """Return the words of a question line and the slots that stand in the same line."""
    if one.line.slots:
        return TAIL.sub("", one.body).strip(), one.line.slots
    boxes = find_boxes(one.body)
    if boxes and one.body[: boxes[0].start].strip():
        return one.body[: boxes[0].start].strip(), (make_box_slot(boxes, one.line.place),)
    blank = BLANKS.search(one.body)
    if blank is not None:
        text = f"{one.body[: blank.start()]} {BLANKS.sub('', one.body[blank.end() :])}".strip()
        return " ".join(text.split()), (AnswerSlot(SlotRole.ANSWER, one.line.place),)
    if TAIL.search(one.body) or is_field(one):
        text = TAIL.sub("", one.body).strip()
        return text, (AnswerSlot(SlotRole.ANSWER, one.line.place),)
    return one.body, ()

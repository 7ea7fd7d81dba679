"""Where in a paragraph or cell an answer goes: a list, boxes to tick, a text field, or the free room."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from qbot.document.body import Field, FieldKind, Paragraph
from qbot.document.body_reader import is_hint
from qbot.layout.boxes import find_boxes, make_box_slot
from qbot.model.questionnaire import AnswerSlot, SlotRole

_BOXES = frozenset({FieldKind.BOX, FieldKind.FORM_BOX})
_LISTS = frozenset({FieldKind.LIST, FieldKind.COMBO, FieldKind.FORM_LIST})


class Target(Struct, frozen=True):
    """One thing in a place that takes an answer: a field, or (`field` is None) all boxes of the place together."""

    field: Field | None = None


def find_targets(paragraphs: Sequence[Paragraph], around: Sequence[Field] = ()) -> tuple[Target, ...]:
    """Return what takes an answer in the paragraphs of one place; `around` are controls that enclose them all.

    None where there is only free room.
    """
    fields = (*around, *(field for paragraph in paragraphs for field in paragraph.fields))
    targets = [Target(field) for field in fields if _takes_answer(field)]
    if find_boxes(join_text(paragraphs)):
        targets.insert(0, Target())
    return tuple(targets)


def _takes_answer(field: Field) -> bool:
    return field.kind not in _BOXES and (field.kind in _LISTS or field.placeholder or field.kind is FieldKind.DATE)


def join_text(paragraphs: Sequence[Paragraph]) -> str:
    """Return the words of the paragraphs, one a line."""
    return "\n".join(paragraph.text for paragraph in paragraphs)


def name_target(place: str, number: int) -> str:
    """Return the place of the target with this number (from 0): the first has the place's own name."""
    return place if number == 0 else f"{place} field {number + 1}"


def split_target(name: str) -> tuple[str, int]:
    """Return the place and the number of the target (from 0) that `name_target` named."""
    place, found, number = name.rpartition(" field ")
    return (place, int(number) - 1) if found and number.isascii() and number.isdigit() else (name, 0)


def make_slots(
    paragraphs: Sequence[Paragraph], place: str, *, around: Sequence[Field] = (), label: str | None = None
) -> tuple[AnswerSlot, ...]:
    """Return a slot for each target of a place; none where it has only free room."""
    slots = []
    for number, target in enumerate(find_targets(paragraphs, around)):
        name = name_target(place, number)
        if target.field is None:
            slots.append(make_box_slot(find_boxes(join_text(paragraphs)), name, label=label))
        else:
            slots.append(_make_field_slot(target.field, name))
    return tuple(slots)


def is_locked(paragraphs: Sequence[Paragraph], around: Sequence[Field] = ()) -> bool:
    """Tell whether every field of the place is locked against changes."""
    fields = (*around, *(field for paragraph in paragraphs for field in paragraph.fields))
    return bool(fields) and all(field.locked for field in fields)


def _make_field_slot(field: Field, name: str) -> AnswerSlot:
    # The first item of a list is often an invitation ("Choose an item.") that Word itself does not accept.
    options = tuple(option for option in field.options if not is_hint(option)) if field.kind in _LISTS else ()
    current = None if field.placeholder or is_hint(field.text) else field.text.strip() or None
    return AnswerSlot(SlotRole.ANSWER, name, options=options, current=current)

"""Boxes to tick that are drawn as signs in a text: `☐ Yes ☒ No`, `[ ] Yes [x] No`, `( ) Yes`."""

from __future__ import annotations

import re

from msgspec import Struct

from qbot.model.patterns import compile_late
from qbot.model.questionnaire import AnswerSlot, SlotRole

OPEN_SIGNS = "☐□❏❑◻○◯"
TICKED_SIGNS = "☒☑✅✓✔■◼●◉⊠"
_BOX = compile_late(rf"[{OPEN_SIGNS}]|[{TICKED_SIGNS}]|\[(?P<square>[ xX✓✔_]?)\]|\((?P<round>[ xX]|\s{{1,3}})\)")
_BEGINNINGS = frozenset(f"{OPEN_SIGNS}{TICKED_SIGNS}[(")


class Box(Struct, frozen=True):
    """One box: where its sign starts and ends in the text, the words after it, and whether it is ticked."""

    start: int
    end: int
    label: str
    ticked: bool


def find_signs(text: str) -> list[tuple[int, int]]:
    """Return where each sign of a box starts and ends in the text."""
    return [found.span() for found in _find(text)]


def _find(text: str) -> list[re.Match[str]]:
    return [] if _BEGINNINGS.isdisjoint(text) else list(_BOX.finditer(text))


def draw_sign(sign: str, *, ticked: bool) -> str:
    """Return the sign of a box ticked or open, in the manner of the one that stands there: `[ ]` becomes `[X]`."""
    if sign[0] in "[(":
        return f"{sign[0]}{'X' if ticked else ' '}{sign[-1]}"
    if sign in "○◯●◉":
        return "●" if ticked else "○"
    return "☒" if ticked else "☐"


def find_boxes(text: str) -> tuple[Box, ...]:
    """Return the boxes of a text in order; none where signs have no words beside them and are more than one."""
    found = _find(text)
    boxes = []
    for number, match in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(text)
        label = " ".join(text[match.end() : end].split()).strip(" /|,;")
        inner = (match["square"] or match["round"] or "").strip(" _")
        boxes.append(Box(match.start(), match.end(), label, ticked=bool(inner) or match[0] in TICKED_SIGNS))
    return _name_from_front(text, boxes) if boxes and not any(box.label for box in boxes) else tuple(boxes)


def make_box_slot(boxes: tuple[Box, ...], cell: str, *, label: str | None = None) -> AnswerSlot:
    """Return the slot of a place with boxes: a lone box takes an X, several take the words of one of them."""
    ticked = [box for box in boxes if box.ticked]
    if len(boxes) == 1:
        return AnswerSlot(
            SlotRole.ANSWER, cell, options=("X",), label=boxes[0].label or label, current="X" if ticked else None
        )
    options = tuple(dict.fromkeys(box.label for box in boxes if box.label))
    return AnswerSlot(SlotRole.ANSWER, cell, options=options, current=", ".join(box.label for box in ticked) or None)


def _name_from_front(text: str, boxes: list[Box]) -> tuple[Box, ...]:
    """Name a lone box by the words before it (`Yes ☐`)."""
    if len(boxes) > 1:
        return ()
    box = boxes[0]
    return (Box(box.start, box.end, " ".join(text[: box.start].split()), box.ticked),)

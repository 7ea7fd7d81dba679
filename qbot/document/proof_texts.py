"""Whether the words that a place shows now are the old ones with a legal answer in them, and nothing of our own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbot.layout.boxes import draw_sign, find_boxes, find_signs
from qbot.model.markers import find_markers
from qbot.model.questionnaire import AnswerSlot

_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ufffe\uffff]")


def normalise(text: str) -> str:
    """Return the text with every stretch of blanks and breaks as one blank, without what XML cannot hold."""
    return " ".join(_UNWRITABLE.sub("", text).split())


def fits(before: str, after: str, text: str) -> bool:
    """Tell whether `after` is `before` with the text put into it or in the place of one stretch of it."""
    old, new, wanted = normalise(before), normalise(after), normalise(text)
    start = new.find(wanted)
    while start >= 0:
        head, tail = new[:start].rstrip(), new[start + len(wanted) :].lstrip()
        if old.startswith(head) and old.endswith(tail) and len(head) + len(tail) <= len(old):
            return True
        start = new.find(wanted, start + 1)
    return False


def ticks(before: str, after: str, text: str) -> bool:
    """Tell whether `after` is `before` with exactly the box ticked that the text names, and no word changed."""
    if _open_all(before) != _open_all(after):
        return False
    boxes = find_boxes(after)
    ticked = [box.label for box in boxes if box.ticked]
    return len(ticked) == 1 and (ticked[0] == text or (text == "X" and len(boxes) == 1))


def _open_all(text: str) -> str:
    for start, end in reversed(find_signs(text)):
        text = f"{text[:start]}{draw_sign(text[start:end], ticked=False)[:1]}{text[end:]}"
    return normalise(text)


def find_new_text(before: str, after: str) -> str:
    """Return the stretch of `after` that is not in `before`: between their common beginning and end."""
    old, new = normalise(before), normalise(after)
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return new[start : len(new) - end].strip()


def find_faults(before: str, after: str, slots: Sequence[AnswerSlot]) -> list[str]:
    """Return what speaks against sending this change, each in a sentence's words."""
    faults = []
    choices = [slot for slot in slots if slot.options]
    if choices and len(slots) == len(choices) and not any(_is_choice(before, after, slot) for slot in choices):
        faults.append("the text is none of the choices that the place accepts")
    text = find_new_text(before, after)
    limits = [slot.max_length for slot in slots if slot.max_length is not None]
    if limits and len(slots) == 1 and len(text) > limits[0]:
        faults.append(f"the text has {len(text)} characters, and the place accepts {limits[0]}")
    faults += [f"the text carries {what} of qbot's own" for what in find_markers(text)]
    return faults


def _is_choice(before: str, after: str, slot: AnswerSlot) -> bool:
    return any(fits(before, after, option) or ticks(before, after, option) for option in slot.options)

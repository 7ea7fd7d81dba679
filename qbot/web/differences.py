"""Word by word, what changed between two texts, as marked text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from markupsafe import Markup

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_WORDS = 4_000  # beyond that a comparison word by word takes longer than a page may


def mark_difference(before: str, after: str) -> Markup:
    """Return the newer text with what was added and what was taken away."""
    old, new = _WORDS.findall(before), _WORDS.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return _mark("del", before) + _mark("ins", after)
    told = Markup()
    for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        gone, come = "".join(old[start:end]), "".join(new[new_start:new_end])
        told += Markup("{}").format(gone) if kind == "equal" else _mark("del", gone) + _mark("ins", come)
    return told


def _mark(element: str, text: str) -> Markup:
    return Markup("<{0}>{1}</{0}>").format(Markup(element), text) if text else Markup()

"""What a column heading says its column holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qbot.layout.heading_tables import EXACT, MARKS, WORDS

LONGEST_HEADING = 70
_WORD = re.compile(r"[\w#/.\-']+")
_AFTER = re.compile(r"\s*[(\[{（].*$|\s*[:*：]+\s*$", re.DOTALL)
SLOT_ROLES = ("answer", "comment", "evidence", "ownership", "score", "date")


@lru_cache(maxsize=4096)
def read_heading(text: str) -> str | None:
    """Return the role of a heading (`question`, `ref`, `section`, `guidance`, `ignore` or a slot role), or None."""
    folded = fold_heading(text)
    if not folded or len(folded) > LONGEST_HEADING or len(folded.split()) > 9:
        return None
    short = _AFTER.sub("", folded).strip()
    for whole in (folded, short):
        for role in ("question", "answer", *EXACT):
            if whole in EXACT[role]:
                return role
    words = set(_WORD.findall(short)) | set(_WORD.findall(folded))
    plain = {word.strip(".-'/") for word in words} | words
    return next((role for role, known in WORDS if plain & known), None)


@lru_cache(maxsize=4096)
def is_mark_heading(text: str) -> bool:
    """Tell whether a heading is one of the choices of "put an X in one of these columns"."""
    folded = fold_heading(text)
    return folded in MARKS or _AFTER.sub("", folded).strip() in MARKS


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """Return a heading in small letters, on one line, in one Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split()).strip(" :*")

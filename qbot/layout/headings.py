"""What a column heading says its column holds."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qbot.layout.heading_tables import EXACT, MARKS, WORDS
from qbot.layout.texts import rate_question

LONGEST_HEADING = 70
_ASKED, _ASKED_WORDS = 0.8, 5
_MOST_WORDS = 7  # a longer text that merely holds a heading's word is a sentence
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
    if folded.endswith((".", "。")) or len(short.split()) > _MOST_WORDS:
        return None
    if rate_question(text) >= _ASKED and len(short.split()) >= _ASKED_WORDS:
        return None
    words = set(_WORD.findall(short)) | set(_WORD.findall(folded))
    plain = {word.strip(".-'/") for word in words} | words
    return next((role for role, known in WORDS if plain & known), None)


_INTERNAL = re.compile(
    r"\b(?:internal|our use|office use|official use|analyst|reviewer|assessor|auditor|buyer|client use|"
    r"do not (?:fill|change|edit|use)|"
    r"for \w+ use only|weight|max(?:imum)?|mapping|calculated|automatic|leave (?:blank|empty)|risk|nist|cis|iso|pci|"
    r"hipaa|gdpr|soc)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def is_internal(text: str) -> bool:
    """Tell whether a heading keeps its column for the customer's own use."""
    return _INTERNAL.search(text) is not None


@lru_cache(maxsize=4096)
def is_mark_heading(text: str) -> bool:
    """Tell whether a heading is one of the choices of "put an X in one of these columns"."""
    folded = fold_heading(text)
    return folded in MARKS or _AFTER.sub("", folded).strip() in MARKS


@lru_cache(maxsize=8192)
def fold_heading(text: str) -> str:
    """Return a heading in small letters, on one line, in one Unicode form."""
    return " ".join(unicodedata.normalize("NFKC", text).lower().split()).strip(" :*")

"""Abbreviations that a library itself explains, "business continuity plan (BCP)", written out wherever they stand."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

_EXPLAINED = re.compile(r"\(([A-Z]{2,7})s?\)")
_REACH = 120
_ALONE = re.compile(r"\b[A-Z]{2,7}(?=s?\b)")


def find_expansions(texts: Iterable[str]) -> Mapping[str, str]:
    """Return {abbreviation: its words} for those that the texts explain by words with just these initials."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for text in texts:
        for hit in _EXPLAINED.finditer(text):
            letters = hit[1]
            words = re.findall(r"[A-Za-z]+", text[max(0, hit.start() - _REACH) : hit.start()])[-len(letters) :]
            if "".join(word[0] for word in words).upper() == letters:
                found[letters][" ".join(words).lower()] += 1
    return {letters: min(ways.items(), key=lambda one: (-one[1], one[0]))[0] for letters, ways in found.items()}


def write_out(text: str, expansions: Mapping[str, str]) -> str:
    """Return a text with its abbreviations written out."""
    return _ALONE.sub(lambda found: expansions.get(found[0], found[0]), text) if expansions else text

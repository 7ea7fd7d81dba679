"""Frameworks named in a text: standards, laws and attestations, with how they stand there."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from qbot.matching.framework_tables import (
    EXAMPLE_MARKS,
    FRAMEWORKS,
    NO_FRAMEWORK,
    NO_FRAMEWORK_ISO,
    OPEN_ENDS,
    STRICTER,
)
from qbot.matching.phrases import PhraseTable, Words, split_words
from qbot.model.patterns import compile_late


class Mention(Struct, frozen=True):
    """A framework named in a text; `example`: only one of several that would do ("e.g.", "or equivalent")."""

    name: str
    example: bool
    start: int
    end: int


_TABLE = PhraseTable(FRAMEWORKS)
_MARKS = PhraseTable({"example": EXAMPLE_MARKS})
_ENDS = PhraseTable({"open": OPEN_ENDS})
_ABBREVIATION = compile_late(r"\b(?:e\.?\s?g|i\.?\s?e|etc|rev|vs|no)\.", re.IGNORECASE)
_SENTENCE_END = compile_late(r"[.?!;]\s|\n")
_ADDRESS = compile_late(r"(?:https?://|www\.)\S+")
_DIGITS = re.compile(r"\d{3}")
_NUMBERED_ISO = compile_late(r"\bISO(?:\s*/\s*IEC)?[\s-]*(\d{3,5})\b", re.IGNORECASE)
_NUMBERED = compile_late(r"\b([A-Z]{2,8})(?:[\s-]+SP)?[\s-]?(\d{3,6})(?:[-.]\d+)*\b")


@lru_cache(maxsize=8192)
def find_frameworks(text: str) -> tuple[Mention, ...]:
    """Return the frameworks that a text names, in order; also unknown ones that look like one ("EN 301549")."""
    if "://" in text or "www." in text:
        text = _ADDRESS.sub(lambda found: " " * len(found[0]), text)
    words = split_words(text)
    mentions = [
        Mention(hit.name, _is_example(text, words, hit.first, hit.last), words[hit.first].start, words[hit.last].end)
        for hit in _TABLE.find(words)
    ]
    covered = [(mention.start, mention.end) for mention in mentions]
    for pattern in (_NUMBERED_ISO, _NUMBERED) if _DIGITS.search(text) else ():
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in covered):
                continue
            family = "ISO" if pattern is _NUMBERED_ISO else found[1]
            if pattern is _NUMBERED and (family == "ISO" or family in NO_FRAMEWORK):
                continue
            number = found[1] if pattern is _NUMBERED_ISO else found[2]
            if pattern is _NUMBERED_ISO and number in NO_FRAMEWORK_ISO:
                continue
            first = next(n for n, word in enumerate(words) if word.end > found.start())
            last = max(n for n, word in enumerate(words) if word.start < found.end())
            mentions.append(Mention(f"{family} {number}", _is_example(text, words, first, last), *found.span()))
            covered.append(found.span())
    return tuple(sorted(mentions, key=lambda mention: mention.start))


def meets_framework(asked: str, held: frozenset[str]) -> bool:
    """Tell whether holding `held` meets a question about `asked`: the same one, or a stricter form of it."""
    return asked in held or any(name in held for name in STRICTER.get(asked, ()))


def read_framework_names(names: tuple[str, ...]) -> frozenset[str]:
    """Return the table's names for names as a person wrote them ("ISO/IEC 27001:2022"), else small letters."""
    found: set[str] = set()
    for name in names:
        known = {mention.name for mention in find_frameworks(name)}
        found |= known or {" ".join(name.lower().split())}
    return frozenset(found)


def _is_example(text: str, words: Words, first: int, last: int) -> bool:
    start = _find_beginning(text, words[first].start)
    begin = next((place for place in range(first) if words[place].start >= start), first)
    return bool(_MARKS.find(words.cut(begin, first))) or bool(_ENDS.find(words.cut(last + 1, last + 14)))


def _find_beginning(text: str, place: int) -> int:
    """Return where the parenthesis or sentence around a place begins; the stops of "e.g." end no sentence."""
    opened = max(text.rfind("(", 0, place), text.rfind("[", 0, place))
    closed = max(text.rfind(")", 0, place), text.rfind("]", 0, place))
    if opened > closed:
        return opened
    masked = _ABBREVIATION.sub(lambda found: "x" * len(found[0]), text[:place])
    return max((found.end() for found in _SENTENCE_END.finditer(masked)), default=0)

"""Text made comparable: Unicode, spelling of numbers and units, stems, word pairs and concepts."""

from __future__ import annotations

import itertools
import re
import unicodedata
from functools import lru_cache

import Stemmer

from qbot.matching.coverage_tables import GENERAL, GRAMMAR
from qbot.matching.lexicon import find_concepts
from qbot.matching.phrases import fold_word, split_words
from qbot.model.patterns import holds_one

_STEM = Stemmer.Stemmer("english")
_stem = lru_cache(maxsize=32768)(_STEM.stemWord)
_GRAMMAR = frozenset(fold_word(word) for word in GRAMMAR)
GENERAL_STEMS = frozenset(_STEM.stemWord(fold_word(word)) for word in GENERAL)
_NUMBER_UNIT = re.compile(r"(\d)\s*[-–]?\s*(hours?|hrs?|days?|months?|years?|minutes?|mins?|bits?)\b", re.IGNORECASE)
# one word, written as two
_APART = re.compile(
    r"(?<=\bsub)[ -](?=(?:processor|contractor)s?\b|processing\b)|(?<=\bback)-(?=ups?\b)|(?<=\be)-(?=mails?\b)"
    r"|(?<=\boff)-(?=board)|(?<=\banti)[ -](?=virus|malware)",
    re.IGNORECASE,
)
_BEGINNINGS = ("sub", "back-", "e-", "off-", "anti")
_EXAMPLES = re.compile(
    r"\s*\((?:e\.?\s?g\.?|i\.?\s?e\.?|such as|for example|including|ex\.)[^)]*\)?|\s*,?\s*(?:e\.g\.|i\.e\.)[^?.;]*",
    re.IGNORECASE,
)
_ABBREVIATED = (".g.", ".e.")
_SHORTEST = 12
CONCEPT = "~"
PAIR = "_"


@lru_cache(maxsize=16384)
def clean_text(text: str) -> str:
    """Return the text in one Unicode form, with plain quotes and spaces, units set apart from their number and "sub-
    processor" as one word."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text).replace("\u2019", "'")
    spaced = " ".join(_NUMBER_UNIT.sub(_part_unit, plain).split())
    return _APART.sub("", spaced) if holds_one(spaced.casefold(), _BEGINNINGS) else spaced


def _part_unit(found: re.Match[str]) -> str:
    return f"{found[1]} {found[2]}"  # a template takes six times as long on Python 3.11


@lru_cache(maxsize=16384)
def drop_examples(text: str) -> str:
    """Return a question without its examples ("e.g. badges, guards"): they are not what is asked."""
    if "(" not in text and not any(mark in text.lower() for mark in _ABBREVIATED):
        return text  # most questions give none, and looking for all forms of them takes long
    core = _EXAMPLES.sub(" ", text)
    return core if len(core) >= _SHORTEST else text


@lru_cache(maxsize=16384)
def find_terms(text: str) -> tuple[str, ...]:
    """Return the terms of a text, repeats kept: stems, pairs of neighbouring stems (`a_b`) and concepts (`~name`)."""
    clean = clean_text(text)
    stems = list(map(_stem, itertools.filterfalse(_GRAMMAR.__contains__, split_words(clean).texts)))
    pairs = [f"{first}{PAIR}{second}" for first, second in itertools.pairwise(stems)]
    concepts = [f"{CONCEPT}{name}" for name in find_concepts(clean)]
    return (*stems, *pairs, *concepts)


@lru_cache(maxsize=16384)
def find_words(text: str) -> tuple[tuple[str, str], ...]:
    """Return (stem, word as it stands) for the words of a text that carry meaning, in order, each stem once."""
    clean = clean_text(text)
    words = split_words(clean)
    found: dict[str, str] = {}
    for word, (start, end) in zip(words.texts, words.spans, strict=True):
        if word not in _GRAMMAR:
            found.setdefault(_stem(word), clean[start:end])
    return tuple(found.items())

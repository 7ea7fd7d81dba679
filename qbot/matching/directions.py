"""Which way a sentence points: the sign of what it says about a few opposite pairs, and whether it is negated."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from qbot.matching.coverage import find_stems, find_subjects
from qbot.matching.direction_tables import LIMITED_NEGATORS, NO_DIRECTION, OPPOSITES, SELF_NEGATING
from qbot.matching.facet_tables import NEGATORS, NOT_NEGATING
from qbot.matching.phrases import PhraseHit, PhraseTable, Words, split_words
from qbot.model.patterns import compile_late

_NEGATIONS = PhraseTable({"negation": NEGATORS, "none": NOT_NEGATING})
_DIRECT_NEGATIONS = PhraseTable({"negation": NEGATORS, "none": (*NOT_NEGATING, *SELF_NEGATING)})
_LIMITED = PhraseTable({"limited": LIMITED_NEGATORS, "none": NOT_NEGATING})
_SIDES = {
    f"{sign}{name}": phrases for name, pair in OPPOSITES.items() for sign, phrases in zip("+-", pair, strict=True)
}
_OPPOSITES = PhraseTable({**_SIDES, "": NO_DIRECTION})
_JOINTS = re.compile(r",\s+(?:and\s+|but\s+)?|\s+(?:and|but)\s+", re.IGNORECASE)
_BEGINS_NO = re.compile(r"(?:no|without)\b", re.IGNORECASE)
_CLAUSE_END = compile_late(r"[.;:?!\n]|,\s|\s[–—-]\s|\bbut\b|\bwhich\b|\bbecause\b|\bhowever\b", re.IGNORECASE)


@lru_cache(maxsize=8192)
def find_directions(text: str) -> Mapping[str, int]:
    """Return {pair: +1 or -1} for each pair of opposites that the text speaks of; negation before it turns the sign.

    A pair that the text uses both ways is left out: it says nothing clear.
    """
    words = split_words(text)
    negations = [hit for hit in _DIRECT_NEGATIONS.find(words) if hit.name == "negation"]
    signs: dict[str, set[int]] = {}
    for hit in (hit for hit in _OPPOSITES.find(words) if hit.name):
        sign = 1 if hit.name[0] == "+" else -1
        turns = sum(_governs(text, words, negation, hit.first) for negation in negations)
        signs.setdefault(hit.name[1:], set()).add(sign * (-1) ** turns)
    return {name: next(iter(both)) for name, both in signs.items() if len(both) == 1}


@lru_cache(maxsize=8192)
def find_direction_words(text: str) -> Mapping[str, tuple[str, ...]]:
    """Return {pair: words} for each pair of opposites that the text speaks of, whichever way."""
    words = split_words(text)
    found: dict[str, tuple[str, ...]] = {}
    for hit in (hit for hit in _OPPOSITES.find(words) if hit.name):
        here = words.texts[hit.first : hit.last + 1]
        found[hit.name[1:]] = (*found.get(hit.name[1:], ()), *here)
    return found


@lru_cache(maxsize=8192)
def denies(text: str) -> bool:
    """Tell whether a text denies, forbids or ends what it names ("not", "prohibited", "expired"); two lift it."""
    words = split_words(text)
    negations = sum(hit.name == "negation" for hit in _DIRECT_NEGATIONS.find(words))
    turned = sum(hit.name in ("-allowed", "-in force") for hit in _OPPOSITES.find(words))
    return (negations + turned) % 2 == 1


@lru_cache(maxsize=8192)
def denies_any(text: str, subjects: tuple[str, ...]) -> bool:
    """Tell whether a text denies something of what is asked; "redundant without impact" denies no redundancy.

    `subjects` are the stems that are asked about. A negator such as "without" counts where one of them follows.
    """
    asked, idle = frozenset(subjects), 0
    text = _drop_other_denials(text, asked)
    words = split_words(text)
    for hit in (hit for hit in _LIMITED.find(words) if hit.name == "limited"):
        after = text[words[hit.last].end :]
        ending = _CLAUSE_END.search(after)
        idle += asked.isdisjoint(find_stems(after[: ending.start()] if ending else after))
    return denies(text) != (idle % 2 == 1)


def _drop_other_denials(text: str, asked: frozenset[str]) -> str:
    """Return a text without those of the things it lists that deny another thing: "reviews, and no direct pushes"."""
    pieces = _JOINTS.split(text)
    kept = [piece for piece in pieces if not (_BEGINS_NO.match(piece) and _is_other(piece, asked))]
    return ", ".join(kept) if kept and len(kept) < len(pieces) else text


def _is_other(piece: str, asked: frozenset[str]) -> bool:
    return bool(find_subjects(piece)) and asked.isdisjoint(find_stems(piece))


@lru_cache(maxsize=8192)
def is_forbidden(text: str) -> bool:
    """Tell whether a text says that something is not allowed."""
    return find_directions(text).get("allowed") == -1


@lru_cache(maxsize=8192)
def find_negators(text: str) -> tuple[str, ...]:
    """Return the words of a text that negate, without such as "not only" and "no later than"."""
    words = split_words(text)
    return tuple(text[words[hit.first].start : words[hit.last].end] for hit in _find_negations(words))


def _find_negations(words: Words) -> tuple[PhraseHit, ...]:
    return tuple(hit for hit in _NEGATIONS.find(words) if hit.name == "negation")


def _governs(text: str, words: Words, negation: PhraseHit, place: int) -> bool:
    if negation.last >= place:
        return False
    between = text[words[negation.last].end : words[place].start]
    return _CLAUSE_END.search(between) is None

"""Whether two wordings ask the same: what is left of each without words of no weight and words for one thing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from qbot.matching.coverage import find_stems, find_swap
from qbot.matching.directions import denies
from qbot.matching.facets import Group, find_contrasts, find_facets
from qbot.matching.lexicon import find_concept_words
from qbot.matching.normalise import GENERAL_STEMS, clean_text, drop_examples
from qbot.matching.quantity_tables import NUMBER_WORDS, PERIODS
from qbot.matching.sameness_tables import ALIKE, ASKING, NEGATING, SPELLINGS
from qbot.matching.sums import add_up
from qbot.matching.synonyms import find_synonyms

_SPELLINGS = tuple((re.compile(pattern, re.IGNORECASE), spelling) for pattern, spelling in SPELLINGS)
_ASKING = frozenset(stem for word in ASKING for stem in find_stems(word))
_PERIODS = (text for texts in PERIODS.phrases.values() for text in texts)
_NEGATING = frozenset(stem for word in NEGATING for stem in find_stems(word))
_NEGATORS = re.compile(rf"\b(?:{'|'.join(NEGATING)})\b", re.IGNORECASE)
_FOUND_OTHERWISE = frozenset(stem for words in (*NUMBER_WORDS, *_PERIODS, "least") for stem in find_stems(words))
_ALIKE = {
    stem: group
    for group in (frozenset(stem for word in words for stem in find_stems(word)) for words in ALIKE)
    for stem in group
}
_SUBJECTS = frozenset({Group.OBJECT, Group.SCOPE, Group.ASPECT, Group.ACTIVITY})
_SHORT = re.compile(r"\b[A-Z]{3,6}\b")
_INITIALS = re.compile(r"\s*\((?P<letters>[A-Z]{2,6})s?\)")
DENIES = "one of them denies"
_CONCEPT = "~"


class Difference(Struct, frozen=True):
    """What two wordings do not share: the words that only one has, and why they are two questions (empty: one).

    `share` is the greater part, by weight, that the words of one of them have which the other lacks.
    """

    added: tuple[str, ...]
    removed: tuple[str, ...]
    share: float
    reason: str = ""


@lru_cache(maxsize=32768)
def level_wording(text: str) -> str:
    """Return a wording in one spelling, without examples."""
    level = _INITIALS.sub(_drop_initials, drop_examples(clean_text(text)))
    for pattern, spelling in _SPELLINGS:
        level = pattern.sub(spelling, level)
    return level


def _drop_initials(found: re.Match[str]) -> str:
    """Take "(BCP)" away behind the words that it stands for."""
    words = re.findall(r"\w+", found.string[: found.start()])[-len(found["letters"]) :]
    return "" if "".join(word[0] for word in words).upper() == found["letters"] else found[0]


@lru_cache(maxsize=32768)
def find_core(text: str) -> frozenset[str]:
    """Return the terms by which wordings are found near each other: concepts, and the stems that name none."""
    level = _NEGATORS.sub(" ", level_wording(text))  # a "not" in the middle of a phrase hides it
    concepts = find_concept_words(level)
    stems = find_stems(level) - _ASKING - {stem for stems in concepts.values() for stem in stems}
    return stems | {f"{_CONCEPT}{name}" for name in concepts}


def find_difference(first: str, second: str, *, weights: Mapping[str, float]) -> Difference:
    """Return how two wordings differ and whether that makes them two questions; `weights` are those of all terms."""
    one, two = level_wording(first), level_wording(second)
    swap = find_swap(one, two)
    added = _find_left(swap.added, one, two)
    removed = _find_left(swap.removed, two, one)
    share = max(_measure(added, one, weights), _measure(removed, two, weights))
    return Difference(added, removed, share, _find_reason(one, two, added, removed))


def _find_reason(one: str, two: str, added: tuple[str, ...], removed: tuple[str, ...]) -> str:
    facets = find_facets(one), find_facets(two)
    if facets[0].frameworks != facets[1].frameworks:
        return "they name other frameworks"
    values = [{(found.dimension, found.value) for found in facet.quantities} for facet in facets]
    if values[0] != values[1] or find_numbers(one) != find_numbers(two):
        return "they name other numbers"
    if denies(one) != denies(two):
        return DENIES
    contrasts = [contrast for pair in (facets, facets[::-1]) for contrast in find_contrasts(*pair)]
    rivals = [contrast for contrast in contrasts if contrast.rival]
    if rivals:
        return f"one is about {rivals[0].asked}, the other about {rivals[0].rival}"
    short = [frozenset(_SHORT.findall(text)) for text in (one, two)]
    if short[0] - short[1] and short[1] - short[0]:
        return f"“{min(short[0] - short[1])}” stands in one of them and “{min(short[1] - short[0])}” in the other"
    if added and removed:
        return f"“{added[0]}” stands in one of them and “{removed[0]}” in the other"
    narrower = [contrast for contrast in contrasts if contrast.group in _SUBJECTS]
    if narrower and (added or removed):
        return f"only one is about {narrower[0].asked}"
    return ""


@lru_cache(maxsize=32768)
def find_numbers(text: str) -> tuple[str, ...]:
    """Return all numbers of a text in order of their digits, "two" as 2."""
    words = (NUMBER_WORDS.get(word, word) for word in re.findall(r"\w+(?:-\w+)?", text.lower()))
    return tuple(sorted(digits for word in words for digits in re.findall(r"\d+", str(word))))


def _find_left(stems: Iterable[str], text: str, other: str) -> tuple[str, ...]:
    """Return those of a wording's own stems that the other wording says in no way at all."""
    concepts, theirs = find_concept_words(text), find_concept_words(other)
    shared = {stem for name in concepts.keys() & theirs.keys() for stem in concepts[name]}
    elsewhere = find_stems(other)
    return tuple(
        stem
        for stem in stems
        if stem not in _ASKING
        and stem not in _FOUND_OTHERWISE | _NEGATING
        and not stem.isdigit()
        and stem not in shared
        and not (find_synonyms(stem) | _ALIKE.get(stem, frozenset())) & elsewhere
    )


def _measure(left: Iterable[str], text: str, weights: Mapping[str, float]) -> float:
    stems = find_stems(text) - _ASKING
    whole = add_up(_weigh(stem, weights) for stem in stems)
    return add_up(_weigh(stem, weights) for stem in left) / whole if whole else 0.0


def _weigh(stem: str, weights: Mapping[str, float]) -> float:
    return weights.get(stem, 1.0) * (0.5 if stem in GENERAL_STEMS else 1.0)

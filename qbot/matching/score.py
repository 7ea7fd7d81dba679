"""The score of an entry for a question: named parts in log-odds that add up, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import cached_property, reduce
from math import exp
from operator import add, attrgetter, mul

from msgspec import Struct

from qbot.matching.features import Features
from qbot.matching.normalise import find_words
from qbot.model.draft import Part

SENTENCES: Mapping[str, str] = {
    "part": "of the thing asked that it knows best the entry holds {:.0%}",
    "both": "question and entry name {:.0%} of each other",
    "concepts": "both speak of the same concepts, as three rare ones do: {:.0%}",
    "section": "the entry holds {:.0%} of the concepts in the heading above the question",
    "heading": "the entry holds {:.0%} of the words in that heading",
    "letters": "letter by letter the nearest wording is alike by {:.0%} above a chance likeness",
    "tokens": "the words of question and answer overlap by {:.0%}",
    "grams": "{:.0%} of the question's runs of five letters stand in the entry",
    "told": "{:.0%} of the entry's runs of five letters stand in the question",
    "same": "the entry stands for this very question",
    "length": "the question says enough to tell, with {:.0%} of 400 letters",
    "rarity": "the words of the question are rare: {:.0%} of the rarest",
    "examples": "the question gives examples of what it means",
    "listing": "the question asks for a list",
    "known": "the entry stands for a question of its own",
    "undecided": "the entry does not say yes or no to it",
    "unmet": "the question asks for a number, day or document that the entry has not",
    "barred": "guards that bar the way: {:.0f}",
    "actor": "the entry speaks of someone else",
    "object": "the entry speaks of another object",
    "aspect": "the entry lacks an aspect of what is asked",
    "scope": "the question says “all”, “only” or “never”, the entry does not",
    "narrow": "the entry speaks of a narrower thing",
}


_read_values = attrgetter(*SENTENCES)


class Calibration(Struct, frozen=True, dict=True):  # the weights in order are kept
    """The starting value and the weight of each feature, in log-odds."""

    start: float
    weights: Mapping[str, float]

    @cached_property
    def ordered(self) -> tuple[float, ...]:
        """The weights in the order of `SENTENCES`."""
        return tuple([self.weights.get(name, 0.0) for name in SENTENCES])


def score_features(features: Features, calibration: Calibration) -> tuple[Part, ...]:
    """Return the parts of the score, starting value first; their sum is the score in log-odds."""
    parts = [Part("start", calibration.start, "before anything is compared")]
    measured = _read_values(features)
    for name, weight, one in zip(SENTENCES, calibration.ordered, measured, strict=True):
        value = weight * one
        if value:
            parts.append(Part(name, value, SENTENCES[name].format(one)))
    return tuple(parts)


def find_score(features: Features, calibration: Calibration, recalled: Sequence[Part]) -> float:
    """Return the sum of the parts without their sentences, as `sum_parts` has it."""
    total = reduce(add, map(mul, calibration.ordered, _read_values(features)), 0.0 + calibration.start)
    for part in recalled:
        total += part.value
    return total


def sum_parts(parts: Sequence[Part]) -> float:
    """Return the score: the sum of the parts, in their order."""
    total = 0.0
    for part in parts:
        total += part.value
    return total


def find_probability(score: float) -> float:
    """Return the probability of a score in log-odds."""
    return 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))


def compare_words(text: str, held: Container[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return a question's words that an entry holds, and those that it lacks; `held` are the entry's terms."""
    words = find_words(text)
    matched = tuple([word for stem, word in words if stem in held])
    return matched, tuple([word for stem, word in words if stem not in held])

"""The score of an entry for a question: named parts in log-odds that add up, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp
from operator import attrgetter

from qbot.matching.features import Features
from qbot.matching.index import Index
from qbot.matching.normalise import find_words
from qbot.model.draft import Part
from qbot.model.knowledge import Entry
from qbot.model.questionnaire import Question

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
    "frequency": "the question asks how often",
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


@dataclass(frozen=True, slots=True)
class Calibration:
    """The starting value and the weight of each feature, in log-odds."""

    start: float
    weights: Mapping[str, float]


def score_features(features: Features, calibration: Calibration) -> tuple[Part, ...]:
    """Return the parts of the score, starting value first; their sum is the score in log-odds."""
    parts = [Part("start", calibration.start, "before anything is compared")]
    for (name, sentence), measured in zip(SENTENCES.items(), _read_values(features), strict=True):
        value = calibration.weights.get(name, 0.0) * measured
        if value:
            parts.append(Part(name, value, sentence.format(measured)))
    return tuple(parts)


def find_score(features: Features, calibration: Calibration, recalled: Sequence[Part]) -> float:
    """Return the sum of the parts without their sentences, as `sum_parts` has it."""
    total = 0.0 + calibration.start
    for name, measured in zip(SENTENCES, _read_values(features), strict=True):
        total += calibration.weights.get(name, 0.0) * measured
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


def compare_words(question: Question, index: Index, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the question's words that the entry holds, and those that it lacks."""
    terms = index.terms[index.numbers[entry.id]]
    words = find_words(question.text)
    matched = tuple(word for stem, word in words if stem in terms)
    return matched, tuple(word for stem, word in words if stem not in terms)

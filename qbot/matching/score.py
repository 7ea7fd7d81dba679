"""The score of an entry for a question: named parts in log-odds that add up, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from rapidfuzz import fuzz

from qbot.matching.coverage import find_wordings
from qbot.matching.index import Candidate, Index, Weights
from qbot.matching.normalise import PAIR, clean_text, find_terms, find_words
from qbot.model.draft import FiredGuard, Part
from qbot.model.questionnaire import Question

FEATURES = ("wording", "coverage", "nearest", "fuzzy", "rarest", "gap", "guards", "same")


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of a question beside an entry; each value is between 0 and 1 unless said otherwise.

    wording: cosine of TF-IDF vectors; coverage: share of the question's rarity that the entry holds; nearest: the same
    share, both ways, for the entry's nearest wording; fuzzy: token ratio with that wording; rarest: the rarest word of
    the question is in the entry; gap: lead over the next entry; guards: number of guards that fired (0 to 4); same: the
    entry stands for this very question.
    """

    wording: float
    coverage: float
    nearest: float
    fuzzy: float
    rarest: float
    gap: float = 0.0
    guards: float = 0.0
    same: float = 0.0

    def get(self, name: str) -> float:
        """Return a feature by its name."""
        return float(getattr(self, name))


@dataclass(frozen=True, slots=True)
class Calibration:
    """Weights in log-odds by feature, and the starting value, for entries with a wording and for mere facts."""

    start: float
    weights: Mapping[str, float]


def measure_features(question: Question, candidate: Candidate, *, index: Index, weights: Weights) -> Features:
    """Return what is measured before the gap and the guards are known."""
    entry, terms = index.entries[candidate.number], index.terms[candidate.number]
    asked = [term for term in dict.fromkeys(find_terms(question.text)) if PAIR not in term]
    total = sum(weights.of(term) for term in asked) or 1.0
    covered = sum(weights.of(term) for term in asked if term in terms)
    rarest = max(asked, key=lambda term: (weights.of(term), term), default="")
    wordings = find_wordings(entry)
    nearest, fuzzy = max((_compare(question.text, one, weights) for one in wordings), default=(0.0, 0.0))
    return Features(
        wording=candidate.cosine,
        coverage=covered / total,
        nearest=nearest,
        fuzzy=fuzzy,
        rarest=float(rarest in terms),
        same=float(fuzzy >= 0.999),
    )


def _compare(first: str, second: str, weights: Weights) -> tuple[float, float]:
    """Return (share of rarity in common, character ratio) of two wordings."""
    one = {term for term in find_terms(first) if PAIR not in term}
    two = {term for term in find_terms(second) if PAIR not in term}
    union = sum(weights.of(term) for term in sorted(one | two)) or 1.0
    common = sum(weights.of(term) for term in sorted(one & two))
    ratio = fuzz.ratio(clean_text(first).casefold(), clean_text(second).casefold()) / 100
    return common / union, ratio


def score_features(features: Features, calibration: Calibration) -> tuple[Part, ...]:
    """Return the parts of the score, starting value first; their sum is the score in log-odds."""
    parts = [Part("start", calibration.start, "before anything is compared")]
    for name in FEATURES:
        value = calibration.weights.get(name, 0.0) * features.get(name)
        if value:
            parts.append(Part(name, value, _SENTENCES[name].format(features.get(name))))
    return tuple(parts)


def sum_parts(parts: Sequence[Part]) -> float:
    """Return the score: the sum of the parts, in their order."""
    total = 0.0
    for part in parts:
        total += part.value
    return total


def find_probability(score: float) -> float:
    """Return the probability of a score in log-odds."""
    return 1 / (1 + exp(-score)) if score >= 0 else exp(score) / (1 + exp(score))


def compare_words(question: Question, index: Index, number: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the question's words that the entry holds, and those that it lacks."""
    terms = index.terms[number]
    words = find_words(question.text)
    matched = tuple(word for stem, word in words if stem in terms)
    return matched, tuple(word for stem, word in words if stem not in terms)


def count_guards(guards: Sequence[FiredGuard]) -> float:
    """Return the number of guards that fired, at most four."""
    return float(min(len(guards), 4))


_SENTENCES = {
    "wording": "the words are {:.2f} alike, rare ones counting most",
    "coverage": "the entry holds {:.0%} of what the question asks about",
    "nearest": "its nearest wording shares {:.0%} with the question",
    "fuzzy": "letter by letter the nearest wording is {:.2f} alike",
    "rarest": "the question's rarest word stands in the entry",
    "gap": "it leads the next entry by {:.2f}",
    "guards": "guards that fired: {:.0f}",
    "same": "the entry stands for this very question",
}

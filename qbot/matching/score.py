"""The score of an entry for a question: named parts in log-odds that add up, each with a plain sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp, fsum

from rapidfuzz import fuzz

from qbot.matching.coverage import find_wordings
from qbot.matching.index import Candidate, Index, Weights, find_highest
from qbot.matching.normalise import GENERAL_STEMS, PAIR, clean_text, drop_examples, find_terms, find_words
from qbot.matching.questions_parts import OPEN_FORMS
from qbot.matching.stance import StanceDecision
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard, Part
from qbot.model.knowledge import Entry, Stance
from qbot.model.questionnaire import Question

SENTENCES: Mapping[str, str] = {
    "wording": "the words are {:.2f} alike, rare ones counting most",
    "coverage": "the entry holds {:.0%} of what the question asks about",
    "found": "what they share is rare: {:.2f}",
    "nearest": "its nearest wording goes beyond half the question's words by {:.0%}",
    "letters": "letter by letter the nearest wording is alike by {:.0%} above a chance likeness",
    "same": "the entry stands for this very question",
    "lead": "it leads the next entry by {:.2f}",
    "known": "the entry stands for a question of its own",
    "open": "the question asks for more than yes or no",
    "undecided": "the entry does not say yes or no to it",
    "barred": "guards that bar the way: {:.0f}",
    "actor": "the entry speaks of someone else",
    "activity": "the entry speaks of another activity",
    "object": "the entry speaks of another object",
    "cover": "words that carry the question are not in the entry",
    "partly": "the entry answers it in part",
}
_RANKS = {"wording": 1.0, "coverage": 0.5, "likeness": 0.3, "same": 2.0}
_MOST_BARRED = 3
_MOST_FOUND = 6.0


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of a question beside an entry, each 0 to 1 but `barred` (0 to 3).

    wording: cosine of TF-IDF vectors; coverage: share of the question's rarity that the entry holds; found: the rarity
    of what they share, six whole rare words making 1; likeness: Jaccard by rarity with the entry's nearest wording;
    letters: character ratio above 0.6; same: the very question. The rest can be known only beside the other entries and
    with a decision taken: see `read_context`.
    """

    wording: float
    coverage: float
    found: float
    likeness: float
    letters: float
    same: float
    known: float
    lead: float = 0.0
    open: float = 0.0
    undecided: float = 0.0
    barred: float = 0.0
    actor: float = 0.0
    activity: float = 0.0
    object: float = 0.0
    cover: float = 0.0
    partly: float = 0.0

    @property
    def nearest(self) -> float:
        """What of the likeness to the nearest wording exceeds a half, 0 to 1."""
        return max(0.0, self.likeness - 0.5) * 2

    def get(self, name: str) -> float:
        """Return a feature by its name."""
        return float(getattr(self, name))

    @property
    def rank(self) -> float:
        """What entries are put in order by."""
        return sum(weight * self.get(name) for name, weight in _RANKS.items())


@dataclass(frozen=True, slots=True)
class Calibration:
    """The starting value and the weight of each feature, in log-odds."""

    start: float
    weights: Mapping[str, float]


def measure_features(question: Question, candidate: Candidate, *, index: Index, weights: Weights) -> Features:
    """Return what is measured before the other entries, the guards and the decision are known."""
    entry, terms = index.entries[candidate.number], index.terms[candidate.number]
    asked = [term for term in dict.fromkeys(find_terms(drop_examples(question.text))) if PAIR not in term]
    total = sum(weights.of(term) for term in asked) or 1.0
    covered = [term for term in asked if term in terms]
    rare = sum(weights.of(term) for term in covered if term not in GENERAL_STEMS) / find_highest(index, weights.asked)
    compared = [_compare(question.text, one, weights) for one in find_wordings(entry)]
    likeness, ratio = max(compared, default=(0.0, 0.0))
    return Features(
        wording=candidate.cosine,
        coverage=sum(weights.of(term) for term in covered) / total,
        found=min(rare, _MOST_FOUND) / _MOST_FOUND,
        likeness=likeness,
        letters=max(0.0, ratio - 0.6) / 0.4,
        same=float(ratio >= 0.999),
        known=float(bool(entry.question)),
    )


def _compare(first: str, second: str, weights: Weights) -> tuple[float, float]:
    """Return (share of rarity in common, character ratio) of two wordings."""
    one, two = _find_single_terms(first), _find_single_terms(second)
    # fsum gives the same sum in whatever order a set is walked
    union = fsum(weights.of(term) for term in one | two) or 1.0
    common = fsum(weights.of(term) for term in one & two)
    ratio = fuzz.ratio(clean_text(first).casefold(), clean_text(second).casefold()) / 100
    return common / union, ratio


@lru_cache(maxsize=16384)
def _find_single_terms(text: str) -> frozenset[str]:
    return frozenset(term for term in find_terms(drop_examples(text)) if PAIR not in term)


def read_context(guards: Sequence[FiredGuard], decision: StanceDecision) -> dict[str, float]:
    """Return the features that guards and decision give, by name."""
    is_open = decision.form in OPEN_FORMS
    names = {guard.name for guard in guards}
    return {
        "open": float(is_open),
        "undecided": float(decision.stance is None and not is_open),
        "barred": float(min(sum(guard.cap in (Band.LOW, Band.NONE) for guard in guards), _MOST_BARRED)),
        "partly": float(decision.stance is Stance.PARTIAL),
        **{name: float(name in names) for name in ("actor", "activity", "object", "cover")},
    }


def score_features(features: Features, calibration: Calibration) -> tuple[Part, ...]:
    """Return the parts of the score, starting value first; their sum is the score in log-odds."""
    parts = [Part("start", calibration.start, "before anything is compared")]
    for name, sentence in SENTENCES.items():
        value = calibration.weights.get(name, 0.0) * features.get(name)
        if value:
            parts.append(Part(name, value, sentence.format(features.get(name))))
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


def compare_words(question: Question, index: Index, entry: Entry) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the question's words that the entry holds, and those that it lacks."""
    terms = index.terms[index.numbers[entry.id]]
    words = find_words(question.text)
    matched = tuple(word for stem, word in words if stem in terms)
    return matched, tuple(word for stem, word in words if stem not in terms)

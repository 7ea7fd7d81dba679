"""What is measured of a question beside an entry, before and after the entries are put in order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import fsum

from rapidfuzz import fuzz

from qbot.matching.coverage import find_wordings
from qbot.matching.index import Candidate, Index, Weights, list_single_terms
from qbot.matching.normalise import CONCEPT, GENERAL_STEMS, PAIR, clean_text, find_terms
from qbot.matching.questions_parts import OPEN_FORMS
from qbot.matching.stance import StanceDecision
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard
from qbot.model.knowledge import Entry
from qbot.model.questionnaire import Question

_RANKS = {"wording": 1.0, "coverage": 0.5, "likeness": 0.3, "same": 2.0}
_MOST_BARRED = 3
_MOST_SHARED = 3
_LONGEST = 400
_GRAM = 4


@dataclass(frozen=True, slots=True)
class Features:
    """What is measured of a question beside an entry, each 0 to 1 but `barred` (0 to 3).

    Before entries are put in order. wording: cosine of TF-IDF vectors; coverage: share of the question's rarity that
    the entry holds; likeness: Jaccard by rarity with the entry's nearest wording; letters: character ratio above 0.6;
    same: the very question; known: the entry stands for a question.

    For the nearest ones. own: share of the rarity of what the entry says that the question names; shared: concepts in
    common, three making 1; named: share of the question's concepts that the entry holds; phrases: word pairs in common,
    three making 1; tokens: rapidfuzz's token_set_ratio with the answer; grams: share of the question's runs of four
    characters; length: characters, 400 making 1; vague: the question has at most one word that tells.

    The rest comes from guards and decision: see `read_context`.
    """

    wording: float
    coverage: float
    likeness: float
    letters: float
    same: float
    known: float
    own: float = 0.0
    shared: float = 0.0
    named: float = 0.0
    phrases: float = 0.0
    tokens: float = 0.0
    grams: float = 0.0
    length: float = 0.0
    vague: float = 0.0
    undecided: float = 0.0
    barred: float = 0.0
    actor: float = 0.0
    object: float = 0.0
    number: float = 0.0
    cover: float = 0.0

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


def measure_features(question: Question, candidate: Candidate, *, index: Index, weights: Weights) -> Features:
    """Return what is measured before the entries are put in order."""
    entry, terms = index.entries[candidate.number], index.terms[candidate.number]
    asked = list_single_terms(question.text)
    wanted, clean = frozenset(asked), clean_text(question.text).casefold()
    compared = [
        (_compare(wanted, frozenset(one), weights), fuzz.ratio(clean, clean_text(wording).casefold()) / 100)
        for one, wording in zip(index.wordings[candidate.number], find_wordings(entry), strict=True)
    ]
    likeness, ratio = max(compared, default=(0.0, 0.0))
    return Features(
        wording=candidate.cosine,
        coverage=_share(asked, terms, weights),
        likeness=likeness,
        letters=max(0.0, ratio - 0.6) / 0.4,
        same=float(ratio >= 0.999),
        known=float(bool(entry.question)),
    )


def measure_closely(
    question: Question, entry: Entry, features: Features, *, index: Index, weights: Weights
) -> Features:
    """Return the features with what is measured of the nearest entries only."""
    number = index.numbers[entry.id]
    terms = index.terms[number]
    asked = list_single_terms(question.text)
    concepts = [term for term in asked if term.startswith(CONCEPT)]
    telling = [term for term in asked if not term.startswith(CONCEPT) and term not in GENERAL_STEMS]
    pairs = {term for term in find_terms(question.text) if PAIR in term}
    grams = _find_grams(question.text)
    held = _find_grams(" ".join(find_wordings(entry)))
    return replace(
        features,
        own=_share(index.own[number], frozenset(asked), weights),
        shared=min(sum(term in terms for term in concepts), _MOST_SHARED) / _MOST_SHARED,
        named=_share(concepts, terms, weights),
        phrases=min(sum(term in terms for term in pairs), _MOST_SHARED) / _MOST_SHARED,
        tokens=fuzz.token_set_ratio(question.text, entry.answer) / 100,
        grams=len(grams & held) / max(len(grams), 1),
        length=min(len(question.text), _LONGEST) / _LONGEST,
        vague=float(len(telling) <= 1),
    )


def _share(wanted: Iterable[str], held: frozenset[str], weights: Weights) -> float:
    """Return the share of the weight of terms that is held; 0 where there are none."""
    total = found = 0.0
    for term in wanted:
        weight = weights.of(term)
        total += weight
        found += weight if term in held else 0.0
    return found / total if total else 0.0


@lru_cache(maxsize=4096)
def _find_grams(text: str) -> frozenset[str]:
    clean = clean_text(text).casefold()
    return frozenset(clean[at : at + _GRAM] for at in range(len(clean) - _GRAM + 1))


def _compare(one: frozenset[str], two: frozenset[str], weights: Weights) -> float:
    """Return the share of rarity that two sets of terms have in common."""
    # fsum gives the same sum in whatever order a set is walked
    union = fsum([weights.of(term) for term in one | two]) or 1.0
    return fsum([weights.of(term) for term in one & two]) / union


def read_context(guards: Sequence[FiredGuard], decision: StanceDecision) -> dict[str, float]:
    """Return the features that guards and decision give, by name."""
    names = {guard.name for guard in guards}
    return {
        "undecided": float(decision.stance is None and decision.form not in OPEN_FORMS),
        "barred": float(min(sum(guard.cap in (Band.LOW, Band.NONE) for guard in guards), _MOST_BARRED)),
        **{name: float(name in names) for name in ("actor", "object", "number", "cover")},
    }

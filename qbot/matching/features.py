"""What is measured of a question beside an entry, before and after the entries are put in order."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from itertools import compress
from math import fsum, sqrt

from msgspec import Struct
from rapidfuzz import fuzz

from qbot.matching.index import Candidate, Weights, list_single_terms
from qbot.matching.known import Known, Library, Rarity
from qbot.matching.normalise import CONCEPT, GENERAL_STEMS, drop_examples
from qbot.matching.questions_parts import OPEN_FORMS, Form, find_form, split_parts
from qbot.matching.runs import find_runs, fold_said
from qbot.matching.stance import StanceDecision
from qbot.matching.sums import add_up
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard
from qbot.model.questionnaire import Question

_SAME = 0.999
_MOST_BARRED = 3
_MOST_SHARED = 3
_LONGEST = 400


class Features(Struct, frozen=True):
    """What is measured of a question beside an entry, each 0 to 1 but `barred` (0 to 3).

    Before entries are put in order. wording: cosine of TF-IDF vectors; coverage: share of the question's rarity that
    the entry holds; likeness: Jaccard by rarity with the entry's nearest wording; letters: character ratio above 0.6;
    same: the very question; known: the entry stands for a question; section: share of the concepts in the heading above
    the question that the entry holds.

    For the nearest ones. part: coverage of that of several things asked which the entry holds most of; both: geometric
    mean of coverage and of the share of the rarity of what the entry says that the question names; concepts: rarity of
    the concepts in common, three of the rarest making 1; heading: share of the rarity of the words in the heading that
    the entry holds; tokens: rapidfuzz's token_set_ratio with the answer; grams: share of the question's runs of five
    characters that the entry holds; told: of the entry's runs that the question holds.

    Of the question alone: see `measure_question`. Of guards and decision: see `read_context`.
    """

    wording: float
    coverage: float
    likeness: float
    letters: float
    same: float
    known: float
    section: float = 0.0
    part: float = 0.0
    both: float = 0.0
    concepts: float = 0.0
    heading: float = 0.0
    tokens: float = 0.0
    grams: float = 0.0
    told: float = 0.0
    length: float = 0.0
    rarity: float = 0.0
    examples: float = 0.0
    listing: float = 0.0
    undecided: float = 0.0
    unmet: float = 0.0
    barred: float = 0.0
    actor: float = 0.0
    object: float = 0.0
    aspect: float = 0.0
    scope: float = 0.0
    narrow: float = 0.0

    def get(self, name: str) -> float:
        """Return a feature by its name."""
        return float(getattr(self, name))


class Likeness(Struct, frozen=True):
    """What entries are put in order by, see `Features`; `letters` is the character ratio itself."""

    wording: float
    coverage: float
    likeness: float
    letters: float
    section: float

    @property
    def same(self) -> float:
        """Whether it is the very question, 0 or 1."""
        return float(self.letters >= _SAME)

    @property
    def rank(self) -> float:
        """The sum by which entries are put in order."""
        return self.wording * 1.0 + self.coverage * 0.5 + self.likeness * 0.3 + self.section * 0.1 + self.same * 2.0


class _Weighed(Struct, frozen=True):
    """Terms with their weights, and the sum of those."""

    terms: Sequence[str]
    weights: Sequence[float]
    total: float

    def list_held(self, held: Container[str]) -> Iterable[float]:
        """Return the weights of the terms that are held."""
        return compress(self.weights, map(held.__contains__, self.terms))

    def find_share(self, held: Container[str]) -> float:
        """Return the share of the weight that is held; 0 where there are no terms."""
        return add_up(self.list_held(held)) / self.total if self.total else 0.0


class Asking(Struct, frozen=True):
    """What of a question is compared with each entry: its terms, those of its parts and of the heading above it.

    `own` are the features of the question alone, see `measure_question`.
    """

    text: str
    clean: str
    terms: Rarity
    weighed: _Weighed
    parts: Sequence[_Weighed]
    concepts: _Weighed
    heading: _Weighed
    heading_concepts: _Weighed
    runs: frozenset[str]
    own: Mapping[str, float]


def read_asking(question: Question, library: Library, weights: Weights) -> Asking:
    """Return what of a question is compared with each entry, found once for all of them."""

    def weigh(terms: Sequence[str]) -> _Weighed:
        each = list(map(weights.of, terms))
        return _Weighed(terms, each, add_up(each))

    text, terms = question.text, list_single_terms(question.text)
    whole = weigh(terms)
    parts = [list_single_terms(part.text) for part in split_parts(text)]
    heading = list_single_terms(question.section[-1]) if question.section else ()
    return Asking(
        text=text,
        clean=fold_said(text),
        terms=library.weigh(terms),
        weighed=whole,
        parts=[whole if part == terms else weigh(part) for part in parts],
        concepts=weigh(_pick_concepts(terms)),
        heading=weigh(heading),
        heading_concepts=weigh(_pick_concepts(heading)),
        runs=find_runs(drop_examples(text)),
        own=measure_question(question, weights),
    )


def measure_likeness(asking: Asking, candidate: Candidate, known: Known, library: Library) -> Likeness:
    """Return what is measured before the entries are put in order."""
    compared = [
        (library.compare(asking.terms, terms), fuzz.ratio(asking.clean, wording) / 100)
        for wording, terms in known.wordings
    ]
    likeness, letters = max(compared, default=(0.0, 0.0))
    return Likeness(
        candidate.cosine,
        asking.weighed.find_share(known.terms),
        likeness,
        letters,
        asking.heading_concepts.find_share(known.terms),
    )


def measure_closely(
    asking: Asking, likeness: Likeness, known: Known, library: Library, context: Mapping[str, float] | None = None
) -> Features:
    """Return all that is measured of the nearest entries, with the features of `context`."""
    terms, said, weights = known.terms, library.find_said(known.number), library.weights
    both = add_up(map(weights.of, filter(asking.terms.terms.__contains__, said.own)))
    named = both / said.total if said.total else 0.0
    common = fsum(asking.concepts.list_held(terms))
    runs = sum(map(said.text.__contains__, asking.runs))
    parts = [likeness.coverage if part is asking.weighed else part.find_share(terms) for part in asking.parts]
    return Features(
        wording=likeness.wording,
        coverage=likeness.coverage,
        likeness=likeness.likeness,
        letters=max(0.0, likeness.letters - 0.6) / 0.4,
        same=likeness.same,
        known=float(bool(known.entry.question)),
        section=likeness.section,
        part=max(parts, default=0.0),
        both=sqrt(likeness.coverage * named),
        concepts=min(common / weights.find_highest(CONCEPT), _MOST_SHARED) / _MOST_SHARED,
        heading=asking.heading.find_share(terms),
        tokens=fuzz.token_set_ratio(asking.text, known.entry.answer) / 100,
        grams=runs / max(len(asking.runs), 1),
        told=runs / max(said.runs, 1),
        **asking.own,
        **(context or {}),
    )


def measure_question(question: Question, weights: Weights) -> dict[str, float]:
    """Return the features of a question whatever it stands beside, by name.

    length: characters, 400 making 1; rarity: how rare its words are on average, the rarest making 1; examples: it gives
    examples; listing: it asks for a list.
    """
    text = question.text
    telling = [
        weights.of(term)
        for term in list_single_terms(text)
        if not term.startswith(CONCEPT) and term not in GENERAL_STEMS
    ]
    return {
        "length": min(len(text), _LONGEST) / _LONGEST,
        "rarity": add_up(telling) / len(telling) / weights.find_highest() if telling else 0.0,
        "examples": float(drop_examples(text) != text),
        "listing": float(find_form(text) is Form.LIST),
    }


def _pick_concepts(terms: Iterable[str]) -> Sequence[str]:
    return [term for term in terms if term.startswith(CONCEPT)]


def read_context(guards: Sequence[FiredGuard], decision: StanceDecision) -> dict[str, float]:
    """Return the features that guards and decision give, by name."""
    names = {guard.name for guard in guards}
    return {
        "unmet": float("question-type" in names),
        "undecided": float(decision.stance is None and decision.form not in OPEN_FORMS),
        "barred": float(min(sum(guard.cap in (Band.LOW, Band.NONE) for guard in guards), _MOST_BARRED)),
        **{name: float(name in names) for name in ("actor", "object", "aspect", "scope", "narrow")},
    }

"""The index: entries as weighted terms, searched through lists of entries by term, in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from math import log, sqrt

from qbot.matching.normalise import CONCEPT, GENERAL_STEMS, PAIR, drop_examples, find_terms
from qbot.model.knowledge import Entry

_KIND_WEIGHTS = {"stem": 0.7, "pair": 0.15, "concept": 1.2, "general": 0.1}
_MOST_CANDIDATES = 40


@dataclass(frozen=True)
class Index:
    """Entries ready to be searched. `postings` maps a term to (entry number, 1 + log of its count) pairs; `frequency`
    tells in how many entries a term stands, `numbers` the place of each entry by its id."""

    entries: tuple[Entry, ...]
    postings: Mapping[str, tuple[tuple[int, float], ...]]
    terms: tuple[frozenset[str], ...]
    frequency: Mapping[str, int]
    numbers: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Candidate:
    """An entry near to a question: its number in the index and the cosine of their weighted terms, 0 to 1."""

    number: int
    cosine: float


class Weights:
    """How much each term tells: its rarity among the entries and among the questions asked beside it.

    Inverse document frequency over both together (Spärck Jones 1972); what a whole questionnaire asks about tells
    little about one of its questions.
    """

    def __init__(self, index: Index, questions: Iterable[str]) -> None:
        texts = [frozenset(find_terms(drop_examples(text))) for text in questions]
        asked: Counter[str] = Counter()
        for terms in texts:
            asked.update(terms)
        self._frequency, self._counts = index.frequency, asked
        self.asked = len(texts)
        self._total = len(index.entries) + len(texts)
        self._known: dict[str, float] = {}

    def of(self, term: str) -> float:
        """Return the weight of a term, more than 0."""
        if term not in self._known:
            count = self._frequency.get(term, 0) + self._counts.get(term, 0)
            rarity = log(1 + (self._total + 1) / (count + 0.5))
            self._known[term] = rarity * _KIND_WEIGHTS[_find_kind(term)]
        return self._known[term]


def build_index(entries: Sequence[Entry]) -> Index:
    """Return the index of entries; their order does not matter."""
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    postings: dict[str, list[tuple[int, float]]] = {}
    sets: list[frozenset[str]] = []
    for number, entry in enumerate(ordered):
        counts = Counter(find_terms(join_fields(entry)))
        sets.append(frozenset(counts))
        for term, count in counts.items():
            postings.setdefault(term, []).append((number, 1 + log(count)))
    frequency = {term: len(found) for term, found in postings.items()}
    numbers = {entry.id: number for number, entry in enumerate(ordered)}
    lists = {term: tuple(found) for term, found in postings.items()}
    return Index(ordered, lists, tuple(sets), frequency, numbers)


def join_fields(entry: Entry) -> str:
    """Return all of an entry that a question may be about."""
    fields = (
        *(entry.question, *entry.phrasings, entry.answer, entry.short_answer),
        *(entry.topic.replace("-", " "), entry.section, " ".join((*entry.frameworks, *entry.equivalent))),
    )
    return " . ".join(text for text in fields if text)


def find_norms(index: Index, weights: Weights) -> tuple[float, ...]:
    """Return the length of each entry's vector under these weights."""
    squares = [0.0] * len(index.entries)
    for term, found in index.postings.items():
        weight = weights.of(term)
        for number, count in found:
            squares[number] += (count * weight) ** 2
    return tuple(sqrt(square) or 1.0 for square in squares)


def find_candidates(index: Index, text: str, weights: Weights, norms: Sequence[float]) -> tuple[Candidate, ...]:
    """Return the nearest entries by the cosine of sublinear TF-IDF vectors, best first; equal ones in order of id."""
    counts = Counter(find_terms(text))
    query = {term: (1 + log(count)) * weights.of(term) for term, count in counts.items()}
    length = sqrt(sum(value * value for value in query.values())) or 1.0
    products: dict[int, float] = {}
    for term in sorted(query):
        weight = query[term] * weights.of(term)
        for number, count in index.postings.get(term, ()):
            products[number] = products.get(number, 0.0) + weight * count
    ranked = ((-value / (norms[number] * length), number) for number, value in products.items())
    best = nsmallest(_MOST_CANDIDATES, ranked)
    return tuple(Candidate(number, min(1.0, -cosine)) for cosine, number in best)


def find_highest(index: Index, questions: int) -> float:
    """Return the weight of a stem that stands in nothing else, for measuring others against it."""
    return log(1 + (len(index.entries) + questions + 1) / 1.5)


def _find_kind(term: str) -> str:
    if term.startswith(CONCEPT):
        return "concept"
    if PAIR in term:
        return "pair"
    return "general" if term in GENERAL_STEMS else "stem"

"""The index: entries as weighted terms, searched through lists of entries by term, in plain Python."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import log, sqrt
from typing import NamedTuple, Protocol, TypeVar

from qbot.matching.coverage import find_wordings
from qbot.matching.normalise import CONCEPT, GENERAL_STEMS, PAIR, drop_examples, find_terms
from qbot.matching.rows import LazyRows
from qbot.matching.runs import find_runs, fold_said, join_said
from qbot.model.knowledge import Entry

_KIND_WEIGHTS = {"stem": 0.7, "pair": 0.15, "concept": 1.2, "general": 0.1}
_MOST_CANDIDATES = 40
LARGE = 5_000
"""From so many entries on numpy finds the nearest ones; below, importing it takes longer than it saves."""
_SMALL = 1_500
_MANY, _FEW_OF = 60, 12  # a term is rare where it stands in at most so many entries, or in one of so many
_BACKGROUND = 0.01  # of one text of the library: more of it made the ranking worse, and less left small sets unsteady


@dataclass(frozen=True, slots=True)
class Background:
    """In how many of so many texts about security each term stands, whatever a library and its customers speak of."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Index:
    """Entries ready to be searched.

    `postings` maps a term to (entry number, 1 + log of its count) pairs; `counts` says how often each term stands in an
    entry; `terms` are those of each entry, `own` those that tell of its question and answer, `wordings` those of each
    of its wordings; `said` is what it says and stands for as one text, and `runs` how many runs of letters that has;
    `frequency` tells in how many entries a term stands, `numbers` the place of each entry by its id.
    """

    entries: Sequence[Entry]
    postings: Mapping[str, Sequence[tuple[int, float]]]
    counts: Sequence[Mapping[str, int]]
    terms: Sequence[frozenset[str]]
    own: Sequence[tuple[str, ...]]
    wordings: Sequence[tuple[tuple[str, ...], ...]]
    said: Sequence[str]
    runs: Sequence[int]
    frequency: Mapping[str, int]
    numbers: Mapping[str, int]
    background: Background = Background()


class Candidate(NamedTuple):
    """An entry near to a question: its number in the index and the cosine of their weighted terms, 0 to 1."""

    number: int
    cosine: float


_Key = TypeVar("_Key")


class _Memo(dict[_Key, float]):
    """A dictionary that finds what is not in it yet."""

    def __init__(self, find: Callable[[_Key], float]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> float:
        found = self[key] = self._find(key)
        return found


weigh_count = _Memo[int](lambda count: 1 + log(count)).__getitem__
"""Return what a term's count in an entry weighs: 1 + its log."""


class Weights:
    """How much each term tells: its rarity among the entries and among the questions asked beside it.

    Inverse document frequency over both together (Spärck Jones 1972); what a whole questionnaire asks about tells
    little about one of its questions. A background of texts about security steadies it where both are few.

    `of` returns the weight of a term, more than 0.
    """

    def __init__(self, index: Index, questions: Iterable[str]) -> None:
        texts = [frozenset(find_terms(drop_examples(text))) for text in questions]
        asked: Counter[str] = Counter()
        for terms in texts:
            asked.update(terms)
        self._frequency, self._counts, self._background = index.frequency, asked, index.background.counts
        self._total = len(index.entries) + len(texts) + _BACKGROUND * index.background.texts
        self.of = _Memo(self._weigh).__getitem__

    def find_highest(self, mark: str = "") -> float:
        """Return the weight of a word, or of a concept where its mark is given, that stands nowhere."""
        return self.of(mark)

    def _weigh(self, term: str) -> float:
        near = self._frequency.get(term, 0) + self._counts.get(term, 0)
        count = near + _BACKGROUND * self._background.get(term, 0)
        rarity = log(1 + (self._total + 1) / (count + 0.5))
        return rarity * _KIND_WEIGHTS[_find_kind(term)]


@dataclass(frozen=True, slots=True)
class EntryTerms:
    """The terms of one entry: how often each stands in it, those that tell of its own, those of each wording; and how
    many runs of letters it has."""

    counts: Mapping[str, int]
    own: tuple[str, ...]
    wordings: tuple[tuple[str, ...], ...]
    runs: int


def read_terms(entry: Entry) -> EntryTerms:
    """Return the terms of an entry: all of an index that takes time to find."""
    own = [term for term in list_single_terms(f"{entry.question} {entry.answer}") if term not in GENERAL_STEMS]
    wordings = tuple(list_single_terms(wording) for wording in find_wordings(entry))
    runs = len(find_runs(join_said(entry)))
    return EntryTerms(Counter(find_terms(join_fields(entry))), tuple(own), wordings, runs)


def build_index(entries: Sequence[Entry], background: Background | None = None) -> Index:
    """Return the index of entries; their order does not matter."""
    ordered = tuple(sorted(entries, key=lambda entry: entry.id))
    return join_index(ordered, [read_terms(entry) for entry in ordered], background or Background())


def join_index(entries: Sequence[Entry], found: Sequence[EntryTerms], background: Background) -> Index:
    """Return the index of entries in the order of their ids, from the terms of each."""
    postings: dict[str, list[tuple[int, float]]] = {}
    for number, one in enumerate(found):
        for term, count in one.counts.items():
            postings.setdefault(term, []).append((number, weigh_count(count)))
    return Index(
        entries,
        postings,
        tuple([one.counts for one in found]),
        tuple([frozenset(one.counts) for one in found]),
        tuple([one.own for one in found]),
        tuple([one.wordings for one in found]),
        list_said(entries),
        tuple([one.runs for one in found]),
        {term: len(places) for term, places in postings.items()},
        {entry.id: number for number, entry in enumerate(entries)},
        background,
    )


def list_said(entries: Sequence[Entry]) -> Sequence[str]:
    """Return what each entry says and stands for, made ready for comparing when it is asked for."""
    return LazyRows(len(entries), lambda place: fold_said(join_said(entries[place])))


def make_ready(index: Index) -> None:
    """Make the rows of a small library, most of which drafting will ask for; those of a larger one wait for that."""
    if len(index.entries) <= _SMALL:
        for rows in (index.entries, index.counts, index.terms, index.own, index.wordings, index.said):
            rows[:]


def extend_index(index: Index, entries: Iterable[Entry]) -> Index:
    """Return an index with further entries; those with an id that is there already are left out."""
    known = zip(index.counts, index.own, index.wordings, index.runs, strict=True)
    found = {entry.id: (entry, EntryTerms(*one)) for entry, one in zip(index.entries, known, strict=True)}
    for entry in entries:
        if entry.id not in found:
            found[entry.id] = entry, read_terms(entry)
    pairs = [found[name] for name in sorted(found)]
    return join_index(tuple([entry for entry, _ in pairs]), [terms for _, terms in pairs], index.background)


@lru_cache(maxsize=4096)
def list_single_terms(text: str) -> tuple[str, ...]:
    """Return the stems and concepts of a text without its examples, each once, in order."""
    return tuple([term for term in dict.fromkeys(find_terms(drop_examples(text))) if PAIR not in term])


def join_fields(entry: Entry) -> str:
    """Return all of an entry that a question may be about."""
    fields = (
        *(entry.question, *entry.phrasings, entry.answer, entry.short_answer),
        *(entry.topic.replace("-", " "), entry.section, " ".join((*entry.frameworks, *entry.equivalent))),
    )
    return " . ".join(text for text in fields if text)


class NormsLike(Protocol):
    """The length of each entry's vector, and the nearest entries to a query."""

    def __getitem__(self, number: int) -> float: ...

    def find_nearest(self, query: Mapping[str, float], most: int) -> list[int]:
        """Return the numbers of the nearest entries that hold a term of the query, the nearest first."""


class Norms:
    """The length of each entry's vector under the weights, found when it is asked for."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index, self._weights = index, weights
        self._order = {term: number for number, term in enumerate(index.postings)}
        self._found = _Memo(self._measure)

    def __getitem__(self, number: int) -> float:
        return self._found[number]

    def _measure(self, number: int) -> float:
        counts, of = self._index.counts[number], self._weights.of
        terms = sorted(counts, key=self._order.__getitem__)
        return sqrt(sum([(weigh_count(counts[term]) * of(term)) ** 2 for term in terms])) or 1.0

    def find_nearest(self, query: Mapping[str, float], most: int) -> list[int]:
        """Return the numbers of the nearest entries that hold a term of the query, the nearest first."""
        products: dict[int, float] = {}
        known = products.get
        for term, value in query.items():
            for number, count in self._index.postings.get(term, ()):
                products[number] = known(number, 0.0) + value * count
        found = self._found
        return [number for _, number in sorted([(-value / found[one], one) for one, value in products.items()])[:most]]


def find_norms(index: Index, weights: Weights) -> NormsLike:
    """Return the lengths of the entries' vectors under these weights; of a large library by numpy."""
    if len(index.entries) >= LARGE:
        from qbot.matching.stored import StoredPostings

        if isinstance(index.postings, StoredPostings):
            from qbot.matching.large import LargeNorms  # imports numpy, which takes 0.1 s

            return LargeNorms(index.postings, len(index.entries), weights)
    return Norms(index, weights)


def find_candidates(index: Index, text: str, weights: Weights, norms: NormsLike) -> tuple[Candidate, ...]:
    """Return the nearest entries by the cosine of sublinear TF-IDF vectors, best first; equal ones in order of id.

    Entries are gathered by the terms that stand in few of them, and only the best of those are compared by all terms.
    """
    counts = Counter(find_terms(text))
    query = {term: weigh_count(count) * weights.of(term) ** 2 for term, count in sorted(counts.items())}
    length = sqrt(sum([weigh_count(count) ** 2 * weights.of(term) ** 2 for term, count in counts.items()])) or 1.0
    most = max(_MANY, len(index.entries) // _FEW_OF)
    rare = {term: value for term, value in query.items() if index.frequency.get(term, 0) <= most}
    near = norms.find_nearest(rare, _MOST_CANDIDATES) or norms.find_nearest(query, _MOST_CANDIDATES)
    ranked = [(-_multiply(index.counts[number], query) / (norms[number] * length), number) for number in near]
    return tuple([Candidate(number, min(1.0, -cosine)) for cosine, number in sorted(ranked)])


def _multiply(counts: Mapping[str, int], query: Mapping[str, float]) -> float:
    return sum([value * weigh_count(counts[term]) for term, value in query.items() if term in counts])


def _find_kind(term: str) -> str:
    if term.startswith(CONCEPT):
        return "concept"
    if PAIR in term:
        return "pair"
    return "general" if term in GENERAL_STEMS else "stem"

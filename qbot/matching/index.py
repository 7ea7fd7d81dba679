"""The index: entries as weighted terms, searched through lists of entries by term, in plain Python."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from math import log, sqrt
from operator import mul, truediv
from typing import NamedTuple, Protocol

from msgspec import Struct, field

from qbot.matching.coverage import find_wordings
from qbot.matching.normalise import CONCEPT, GENERAL_STEMS, PAIR, drop_examples, find_terms
from qbot.matching.rows import LazyRows, Memo
from qbot.matching.runs import find_runs, fold_said, join_said
from qbot.matching.sums import add_up
from qbot.model.knowledge import Entry

_KIND_WEIGHTS = {"stem": 0.7, "pair": 0.15, "concept": 1.2, "general": 0.1}
_MOST_NEAR = 40
LARGE = 5_000
"""From so many entries on numpy finds the nearest ones; below, importing it takes longer than it saves."""
_SMALL = 1_500
_MANY, _FEW_OF = 60, 12  # a term is rare where it stands in at most so many entries, or in one of so many
_BACKGROUND = 0.01  # of one text of the library: more of it made the ranking worse, and less left small sets unsteady


class Background(Struct, frozen=True):
    """In how many of so many texts about security each term stands, whatever a library and its customers speak of."""

    texts: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)


class Places(NamedTuple):
    """Where a term stands: the numbers of the entries that hold it once, and (number, 1 + log of its count) of those
    that hold it more often."""

    once: Sequence[int] = ()
    often: Sequence[tuple[int, float]] = ()


NOWHERE = Places()


class Index(Struct, frozen=True):
    """Entries ready to be searched.

    `postings` tells where each term stands; `counts` says how often each term stands in an entry, in the order of
    `postings`, and `weighed` what that weighs; `own` are the terms that tell of an entry's question and answer,
    `wordings` those of each of its wordings; `said` is what it says and stands for as one text, and `runs` how many
    runs of letters that has; `frequency` tells in how many entries a term stands, `numbers` the place of each entry by
    its id.
    """

    entries: Sequence[Entry]
    postings: Mapping[str, Places]
    counts: Sequence[Mapping[str, int]]
    weighed: Sequence[Mapping[str, float]]
    own: Sequence[tuple[str, ...]]
    wordings: Sequence[tuple[tuple[str, ...], ...]]
    said: Sequence[str]
    runs: Sequence[int]
    frequency: Mapping[str, int]
    numbers: Mapping[str, int]
    background: Background = Background()


class Candidate(Struct, frozen=True):
    """An entry near to a question: its number in the index and the cosine of their weighted terms, 0 to 1."""

    number: int
    cosine: float


weigh_count = Memo[int, float](lambda count: 1 + log(count)).__getitem__
"""Return what a term's count in an entry weighs: 1 + its log."""


class Weights:
    """How much each term tells: its rarity among the entries and among the questions asked beside it.

    Inverse document frequency over both together (Spärck Jones 1972); what a whole questionnaire asks about tells
    little about one of its questions. A background of texts about security steadies it where both are few.

    `of` returns the weight of a term, more than 0; `square` its square; `count` in how many entries it stands.
    """

    def __init__(self, index: Index, questions: Iterable[str]) -> None:
        texts = [frozenset(find_terms(drop_examples(text))) for text in questions]
        asked: Counter[str] = Counter()
        for terms in texts:
            asked.update(terms)
        self._frequency, self._counts, self._background = index.frequency, asked, index.background.counts
        self._total = len(index.entries) + len(texts) + _BACKGROUND * index.background.texts
        self.count = Memo[str, int](lambda term: index.frequency.get(term, 0)).__getitem__
        self.of = Memo[str, float](self._weigh).__getitem__
        self.square = Memo[str, float](lambda term: self.of(term) ** 2).__getitem__

    def find_highest(self, mark: str = "") -> float:
        """Return the weight of a word, or of a concept where its mark is given, that stands nowhere."""
        return self.of(mark)

    def _weigh(self, term: str) -> float:
        near = self._frequency.get(term, 0) + self._counts.get(term, 0)
        count = near + _BACKGROUND * self._background.get(term, 0)
        rarity = log(1 + (self._total + 1) / (count + 0.5))
        return rarity * _KIND_WEIGHTS[_find_kind(term)]


class EntryTerms(Struct, frozen=True):
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
    times: dict[str, list[tuple[int, int]]] = {}
    for number, one in enumerate(found):
        for term, count in one.counts.items():
            times.setdefault(term, []).append((number, count))
    order = {term: number for number, term in enumerate(times)}
    counts = tuple([{term: one.counts[term] for term in sorted(one.counts, key=order.__getitem__)} for one in found])
    return Index(
        entries,
        {term: make_places(pairs) for term, pairs in times.items()},
        counts,
        LazyRows(len(counts), lambda place: weigh_counts(counts[place], counts[place].values())),
        tuple([one.own for one in found]),
        tuple([one.wordings for one in found]),
        list_said(entries),
        tuple([one.runs for one in found]),
        {term: len(pairs) for term, pairs in times.items()},
        {entry.id: number for number, entry in enumerate(entries)},
        background,
    )


def weigh_counts(terms: Iterable[str], counts: Iterable[int]) -> Mapping[str, float]:
    """Return what the count of each term weighs."""
    return dict(zip(terms, map(weigh_count, counts), strict=True))


def make_places(pairs: Iterable[tuple[int, int]]) -> Places:
    """Return where a term stands, from the numbers of entries and how often each holds it."""
    once: list[int] = []
    often: list[tuple[int, float]] = []
    for number, count in pairs:
        if count == 1:
            once.append(number)
        else:
            often.append((number, weigh_count(count)))
    return Places(once, often)


def list_said(entries: Sequence[Entry]) -> Sequence[str]:
    """Return what each entry says and stands for, made ready for comparing when it is asked for."""
    return LazyRows(len(entries), lambda place: fold_said(join_said(entries[place])))


def make_ready(index: Index) -> None:
    """Make the vectors of a small library, nearly all of which a questionnaire is compared with; those of a larger one,
    and all that is asked of the nearest entries alone, wait for that."""
    if len(index.entries) <= _SMALL:
        index.weighed[:]


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

    def measure(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return the lengths of entries' vectors."""

    def find_nearest(self, query: Mapping[str, float], most: int) -> list[int]:
        """Return the numbers of the nearest entries that hold a term of the query, in any order."""

    def multiply(self, numbers: Sequence[int], query: Mapping[str, float]) -> Sequence[float]:
        """Return the products of entries' vectors and a query."""


class Vectors:
    """The entries as vectors: what the count of each of their terms weighs."""

    def __init__(self, index: Index) -> None:
        self._find = Memo[int, Mapping[str, float]](index.weighed.__getitem__).__getitem__

    def multiply(self, numbers: Sequence[int], query: Mapping[str, float]) -> Sequence[float]:
        """Return the products of entries' vectors and a query."""
        values, find = tuple(query.values()), self._find
        # what an entry lacks adds 0.0, which changes no sum
        return [add_up(map(mul, values, map(find(number).get, query, repeat(0.0)))) for number in numbers]


class Norms(Vectors):
    """The length of each entry's vector under the weights, found when it is asked for."""

    def __init__(self, index: Index, weights: Weights) -> None:
        super().__init__(index)
        self._weights = weights
        self._places = Memo[str, Places](lambda term: index.postings.get(term, NOWHERE)).__getitem__
        self._found = Memo[int, float](self._measure).__getitem__

    def measure(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return the lengths of entries' vectors."""
        return list(map(self._found, numbers))

    def _measure(self, number: int) -> float:
        weighed = self._find(number)
        squares = list(map(self._weights.square, weighed))
        for place, (term, weight) in enumerate(weighed.items()):
            if weight != 1.0:
                squares[place] = (weight * self._weights.of(term)) ** 2
        return sqrt(add_up(squares)) or 1.0

    def find_nearest(self, query: Mapping[str, float], most: int) -> list[int]:
        """Return the numbers of the nearest entries that hold a term of the query, in any order."""
        products: defaultdict[int, float] = defaultdict(float)
        for term, value in query.items():
            once, often = self._places(term)
            for number in once:
                products[number] += value
            for number, count in often:
                products[number] += value * count
        if len(products) <= most:
            return list(products)
        near = list(map(truediv, products.values(), map(self._found, products)))
        least = sorted(near)[-most]
        taken = [number for one, number in zip(near, products, strict=True) if one >= least]
        if len(taken) > most:  # as equally near ones are, of which the first by id are taken
            taken.sort(key=lambda number: (-products[number] / self._found(number), number))
        return taken[:most]


def find_norms(index: Index, weights: Weights) -> NormsLike:
    """Return the lengths of the entries' vectors under these weights; of a large library by numpy."""
    if len(index.entries) >= LARGE:
        from qbot.matching.stored import StoredPostings

        if isinstance(index.postings, StoredPostings):
            from qbot.matching.large import LargeNorms  # imports numpy, which takes 0.1 s

            return LargeNorms(index, index.postings, weights)
    return Norms(index, weights)


def find_candidates(
    index: Index, text: str, weights: Weights, norms: NormsLike, *, most: int = _MOST_NEAR, also: Container[int] = ()
) -> tuple[Candidate, ...]:
    """Return the nearest entries by the cosine of sublinear TF-IDF vectors, best first; equal ones in order of id.

    Entries are gathered by the terms that stand in few of them, and only the best of those are compared by all terms.
    Of those compared `most` are returned, and the further ones whose numbers are in `also`.
    """
    counts = Counter(find_terms(text))
    held = [term for term in counts if weights.count(term)]
    query = {term: weigh_count(counts[term]) * weights.square(term) for term in sorted(held)}
    length = sqrt(add_up([weigh_count(count) ** 2 * weights.square(term) for term, count in counts.items()])) or 1.0
    few = max(_MANY, len(index.entries) // _FEW_OF)
    rare = {term: value for term, value in query.items() if weights.count(term) <= few}
    near = norms.find_nearest(rare, _MOST_NEAR) or norms.find_nearest(query, _MOST_NEAR)
    pairs = zip(norms.multiply(near, query), norms.measure(near), near, strict=True)
    ranked = sorted([(-product / (own * length), number) for product, own, number in pairs])
    taken = ranked[:most] + [one for one in ranked[most:] if one[1] in also]
    return tuple([Candidate(number, min(1.0, -cosine)) for cosine, number in taken])


def _find_kind(term: str) -> str:
    if term.startswith(CONCEPT):
        return "concept"
    if PAIR in term:
        return "pair"
    return "general" if term in GENERAL_STEMS else "stem"

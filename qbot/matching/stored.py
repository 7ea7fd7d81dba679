"""An index as it was stored: plain arrays of numbers, of which only what a questionnaire needs is made into terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from qbot.matching.index import Background, EntryTerms, Index, Places, list_said, make_places, weigh_counts
from qbot.matching.rows import LazyRows
from qbot.model.knowledge import Entry


class StoredTerms(Struct, frozen=True):
    """The terms of all entries as arrays of numbers.

    `names` are the terms, numbered in the order in which the entries name them. Each `…_ends` tells where the numbers
    of an entry, wording or term end. Of an entry: `found` are its terms and `counts` how often each stands in it, in
    the order of their numbers; `own` those of its own; `wording…` the places of its wordings, `words` their terms;
    `runs` is the number of its runs of letters.
    Of a term: `places` are the entries that it stands in, and `times` how often.
    """

    names: Sequence[str]
    found_ends: Sequence[int]
    found: Sequence[int]
    counts: Sequence[int]
    own_ends: Sequence[int]
    own: Sequence[int]
    wording_ends: Sequence[int]
    word_ends: Sequence[int]
    words: Sequence[int]
    place_ends: Sequence[int]
    places: Sequence[int]
    times: Sequence[int]
    runs: Sequence[int]


ARRAYS = (
    *("found_ends", "found", "counts", "own_ends", "own", "wording_ends", "word_ends", "words"),
    *("place_ends", "places", "times", "runs"),
)
"""The names of the arrays, in the order in which they are stored."""


def find_span(ends: Sequence[int], place: int) -> slice:
    """Return where the numbers of an entry, wording or term stand among those of all, by the ends of each."""
    return slice(ends[place - 1] if place else 0, ends[place])


def flatten_terms(terms: Sequence[EntryTerms]) -> tuple[list[str], dict[str, list[int]]]:
    """Return the names of all terms and the arrays of `StoredTerms`, from the terms of each entry in order."""
    numbers: dict[str, int] = {}
    arrays: dict[str, list[int]] = {name: [] for name in ARRAYS}
    postings: list[list[tuple[int, int]]] = []
    for place, one in enumerate(terms):
        for term in one.counts:
            if numbers.setdefault(term, len(numbers)) == len(postings):
                postings.append([])
        for number, count in sorted((numbers[term], count) for term, count in one.counts.items()):
            arrays["found"].append(number)
            arrays["counts"].append(count)
            postings[number].append((place, count))
        arrays["found_ends"].append(len(arrays["found"]))
    for one in terms:  # terms that stand in no entry as a whole come last
        arrays["own"] += [numbers.setdefault(term, len(numbers)) for term in one.own]
        arrays["own_ends"].append(len(arrays["own"]))
        for wording in one.wordings:
            arrays["words"] += [numbers.setdefault(term, len(numbers)) for term in wording]
            arrays["word_ends"].append(len(arrays["words"]))
        arrays["wording_ends"].append(len(arrays["word_ends"]))
        arrays["runs"].append(one.runs)
    for found in postings:
        arrays["places"] += [place for place, _ in found]
        arrays["times"] += [count for _, count in found]
        arrays["place_ends"].append(len(arrays["places"]))
    return list(numbers), arrays


def open_index(entries: Sequence[Entry], ids: Sequence[str], stored: StoredTerms, background: Background) -> Index:
    """Return the index of entries from what was stored; the entries stand in the order of `ids`."""
    size, names = len(ids), stored.names
    if {len(one) for one in (stored.found_ends, stored.own_ends, stored.wording_ends, stored.runs)} != {size}:
        raise ValueError("not as many terms as entries")

    def name_all(ends: Sequence[int], numbers: Sequence[int], place: int) -> tuple[str, ...]:
        return tuple([names[number] for number in numbers[find_span(ends, place)]])

    def count(place: int) -> Mapping[str, int]:
        counts = stored.counts[find_span(stored.found_ends, place)]
        return dict(zip(name_all(stored.found_ends, stored.found, place), counts, strict=True))

    def weigh(place: int) -> Mapping[str, float]:
        counts = stored.counts[find_span(stored.found_ends, place)]
        return weigh_counts(name_all(stored.found_ends, stored.found, place), counts)

    def list_wordings(place: int) -> tuple[tuple[str, ...], ...]:
        span = find_span(stored.wording_ends, place)
        return tuple([name_all(stored.word_ends, stored.words, wording) for wording in range(span.start, span.stop)])

    postings = StoredPostings(stored)
    return Index(
        entries,
        postings,
        LazyRows(size, count),
        LazyRows(size, weigh),
        LazyRows(size, lambda place: name_all(stored.own_ends, stored.own, place)),
        LazyRows(size, list_wordings),
        list_said(entries),
        LazyRows(size, stored.runs.__getitem__),
        StoredFrequency(postings),
        {name: number for number, name in enumerate(ids)},
        background,
    )


class StoredPostings(Mapping[str, Places]):
    """Where each term stands, made when it is asked for."""

    def __init__(self, stored: StoredTerms) -> None:
        self.stored = stored
        self._numbers = {name: number for number, name in enumerate(stored.names[: len(stored.place_ends)])}

    def __getitem__(self, term: str) -> Places:
        span = self.find_span(term)
        return make_places(zip(self.stored.places[span], self.stored.times[span], strict=True))

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __contains__(self, term: object) -> bool:
        return term in self._numbers

    def find_span(self, term: str) -> slice:
        """Return from where to where the entries of a term stand; KeyError where it stands in none."""
        return find_span(self.stored.place_ends, self._numbers[term])


class StoredFrequency(Mapping[str, int]):
    """In how many entries each term stands."""

    def __init__(self, postings: StoredPostings) -> None:
        self._postings = postings

    def __getitem__(self, term: str) -> int:
        span = self._postings.find_span(term)
        return int(span.stop - span.start)

    def __iter__(self) -> Iterator[str]:
        return iter(self._postings)

    def __len__(self) -> int:
        return len(self._postings)

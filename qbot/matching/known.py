"""What is known of each entry whatever is asked of it: its terms and what they weigh for one questionnaire."""

from __future__ import annotations

from collections.abc import Container, Iterable

from msgspec import Struct

from qbot.matching.coverage import find_wordings
from qbot.matching.index import Index, Weights
from qbot.matching.rows import Memo
from qbot.matching.runs import fold_said
from qbot.matching.sums import add_up
from qbot.model.knowledge import Entry

_SCALE = 1 << 96
"""Weights as whole numbers of this part: sums of them are exact, in whatever order, and so are their differences."""


class Rarity(Struct, frozen=True):
    """A set of terms and what all of them weigh, as an exact whole number."""

    terms: frozenset[str]
    total: int


class Known(Struct, frozen=True):
    """An entry: its terms, and its wordings (folded, with their terms)."""

    number: int
    entry: Entry
    terms: Container[str]
    wordings: tuple[tuple[str, Rarity], ...]


class Said(Struct, frozen=True):
    """What an entry says: the terms of its own and what they weigh, all of it as one text, and how many runs of letters
    that has."""

    own: tuple[str, ...]
    total: float
    text: str
    runs: int


class Library:
    """The entries of an index under the weights of one questionnaire, each read once, when it is first near; what it
    says when it is first among the nearest."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index, self.weights = index, weights
        self._exact = Memo[str, int](lambda term: int(weights.of(term) * _SCALE)).__getitem__
        self.find = Memo[int, Known](self._read).__getitem__
        self.find_said = Memo[int, Said](self._read_said).__getitem__

    def weigh(self, terms: Iterable[str]) -> Rarity:
        """Return a set of terms with what they weigh."""
        held = frozenset(terms)
        return Rarity(held, sum(map(self._exact, held)))

    def compare(self, one: Rarity, two: Rarity) -> float:
        """Return the share of rarity that two sets of terms have in common."""
        common = one.terms & two.terms
        if not common:
            return 0.0
        both = sum(map(self._exact, common))
        return (both / _SCALE) / ((one.total + two.total - both) / _SCALE)

    def _read(self, number: int) -> Known:
        index = self._index
        entry = index.entries[number]
        pairs = zip(find_wordings(entry), index.wordings[number], strict=True)
        wordings = [(fold_said(wording), self.weigh(terms)) for wording, terms in pairs]
        return Known(number, entry, index.weighed[number], tuple(wordings))

    def _read_said(self, number: int) -> Said:
        index = self._index
        own = index.own[number]
        return Said(own, add_up(map(self.weights.of, own)), index.said[number], index.runs[number])

"""What is known of each entry whatever is asked of it: its terms and what they weigh for one questionnaire."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import NamedTuple

from qbot.matching.coverage import find_wordings
from qbot.matching.index import Index, Weights
from qbot.matching.rows import Memo
from qbot.matching.runs import fold_said
from qbot.matching.sums import add_up
from qbot.model.knowledge import Entry

_SCALE = 1 << 96
"""Weights as whole numbers of this part: sums of them are exact, in whatever order, and so are their differences."""


class Rarity(NamedTuple):
    """A set of terms and what all of them weigh, as an exact whole number."""

    terms: frozenset[str]
    total: int


class Known(NamedTuple):
    """An entry: its terms, its own terms and what they weigh, its wordings (folded, with their
    terms), what it says as one text, and how many runs of letters that has."""

    number: int
    entry: Entry
    terms: Container[str]
    own: tuple[str, ...]
    own_total: float
    wordings: tuple[tuple[str, Rarity], ...]
    said: str
    runs: int


class Library:
    """The entries of an index under the weights of one questionnaire, each read once, when it is first near."""

    def __init__(self, index: Index, weights: Weights) -> None:
        self._index, self._weights = index, weights
        self._exact = Memo[str, int](lambda term: int(weights.of(term) * _SCALE)).__getitem__
        self.find = Memo[int, Known](self._read).__getitem__

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
        entry, own = index.entries[number], index.own[number]
        return Known(
            number=number,
            entry=entry,
            terms=index.weighed[number],
            own=own,
            own_total=add_up(map(self._weights.of, own)),
            wordings=tuple(
                [
                    (fold_said(wording), self.weigh(terms))
                    for terms, wording in zip(index.wordings[number], find_wordings(entry), strict=True)
                ]
            ),
            said=index.said[number],
            runs=index.runs[number],
        )

"""Rounds of a form: which questions of a revised file are new, changed or the same, and which are gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from qbot.matching.coverage import find_stems, measure_nearness
from qbot.matching.phrases import split_words

_LEAST_SAME_REF, _LEAST_OTHERWISE = 0.35, 0.6


class Since(StrEnum):
    """What became of a question since the round before."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


class Row(Struct, frozen=True):
    """A question as a round has it."""

    text: str
    ref: str = ""
    section: tuple[str, ...] = ()


def match_rounds(before: Sequence[Row], after: Sequence[Row]) -> dict[int, tuple[int, Since]]:
    """Return for the rows of a later round, by number, the number of the row before and how it stands to that.

    The same words are the same question, whatever its number; among several with the same words its id and heading
    decide, then the order. Of the rest, the same id with words that are not all new is a changed question, and so is
    the nearest wording of which most is left.
    """
    pairs: dict[int, tuple[int, Since]] = {}
    matcher = _Matcher(before, after, pairs)
    for key in (_by_all, _by_ref, _by_section, _by_text):
        matcher.match_equal(key)
    matcher.match_refs()
    matcher.match_near()
    return pairs


class _Matcher:
    """Pairs rows, each once."""

    def __init__(self, before: Sequence[Row], after: Sequence[Row], pairs: dict[int, tuple[int, Since]]) -> None:
        self._before, self._after, self._pairs = before, after, pairs
        self._left = dict.fromkeys(range(len(before)))

    def match_equal(self, key: Callable[[Row], Hashable]) -> None:
        """Pair rows with an equal key as the same, in their order."""
        waiting = self._group(key)
        for number in self._list_open():
            found = waiting.get(key(self._after[number]))
            if found:
                self._pair(number, found.pop(0), Since.SAME)

    def match_refs(self) -> None:
        """Pair rows of which each is the only one with its id, where something of the words is left."""
        waiting = self._group(lambda row: row.ref)
        refs = Counter(self._after[number].ref for number in self._list_open())
        for number in self._list_open():
            row = self._after[number]
            found = waiting.get(row.ref, []) if row.ref and refs[row.ref] == 1 else []
            if len(found) == 1 and measure_nearness(row.text, self._before[found[0]].text) >= _LEAST_SAME_REF:
                self._pair(number, found[0], Since.CHANGED)

    def match_near(self) -> None:
        """Pair what is left with the nearest wording, the nearest pairs first."""
        holding: Mapping[str, list[int]] = defaultdict(list)
        for number in self._left:
            for stem in find_stems(self._before[number].text):
                holding[stem].append(number)
        rated = []
        for number in self._list_open():
            text = self._after[number].text
            for other in {one for stem in find_stems(text) for one in holding.get(stem, ())}:
                nearness = measure_nearness(text, self._before[other].text)
                if nearness >= _LEAST_OTHERWISE:
                    rated.append((-nearness, number, other))
        for _, number, other in sorted(rated):
            if number not in self._pairs and other in self._left:
                self._pair(number, other, Since.CHANGED)

    def _pair(self, number: int, other: int, since: Since) -> None:
        self._pairs[number] = other, since
        del self._left[other]

    def _list_open(self) -> list[int]:
        return [number for number in range(len(self._after)) if number not in self._pairs]

    def _group(self, key: Callable[[Row], Hashable]) -> dict[Hashable, list[int]]:
        groups: dict[Hashable, list[int]] = defaultdict(list)
        for number in self._left:
            groups[key(self._before[number])].append(number)
        return groups


def _by_all(row: Row) -> Hashable:
    return _by_text(row), row.ref, row.section


def _by_ref(row: Row) -> Hashable:
    return _by_text(row), row.ref


def _by_section(row: Row) -> Hashable:
    return _by_text(row), row.section[-1:]


def _by_text(row: Row) -> Hashable:
    return split_words(row.text).texts or row.text

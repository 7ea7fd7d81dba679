"""Rows that are made when they are first asked for: of a large library a questionnaire needs few."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar, overload

_Row = TypeVar("_Row")
_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Memo(dict[_Key, _Value]):
    """A dictionary that finds what is not in it yet, by a function of the key."""

    def __init__(self, find: Callable[[_Key], _Value]) -> None:
        self._find = find

    def __missing__(self, key: _Key) -> _Value:
        found = self[key] = self._find(key)
        return found


class LazyRows(Sequence[_Row]):
    """A sequence of so many rows, each made by a function of its number and then kept."""

    def __init__(self, count: int, make: Callable[[int], _Row]) -> None:
        self._count, self._make = count, make
        self._made: dict[int, _Row] = {}

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> _Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[_Row]: ...
    def __getitem__(self, place: int | slice) -> _Row | Sequence[_Row]:
        if isinstance(place, int) and place in self._made:
            return self._made[place]
        if isinstance(place, slice):
            return tuple([self[number] for number in range(*place.indices(self._count))])
        if not -self._count <= place < self._count:
            raise IndexError(place)
        row = self._made[place] = self._make(place % self._count)
        return row

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence) or len(self) != len(other):
            return False
        return all(one == another for one, another in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # as of other sequences that may hold what has no hash

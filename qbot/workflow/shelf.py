"""A shelf: what was made last is kept in memory, up to a number of things."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

_Key = TypeVar("_Key", bound=Hashable)
_Thing = TypeVar("_Thing")


class Shelf(Generic[_Key, _Thing]):
    """Things by their keys; when it is full, the one that was not asked for longest goes."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._lock = threading.Lock()
        self._kept: OrderedDict[_Key, _Thing] = OrderedDict()
        self._makers: dict[_Key, threading.Lock] = {}

    def find(self, key: _Key, make: Callable[[], _Thing]) -> _Thing:
        """Return the thing of a key, made once where it is not there yet; others wait for it, not for each other."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
            maker = self._makers.setdefault(key, threading.Lock())
        with maker:
            with self._lock:
                if key in self._kept:
                    return self._kept[key]
            try:
                made = make()
                with self._lock:
                    self._kept[key] = made
                    while len(self._kept) > self._most:
                        self._kept.popitem(last=False)
            finally:
                with self._lock:
                    self._makers.pop(key, None)
        return made

    def __len__(self) -> int:
        """Return how many things are kept."""
        return len(self._kept)

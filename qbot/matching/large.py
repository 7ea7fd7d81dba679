"""The nearest entries of a large library, found with numpy: the same numbers as in plain Python, to the last digit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from qbot.matching.index import Index, Vectors, Weights, weigh_count
from qbot.matching.stored import StoredPostings


class LargeNorms(Vectors):
    """The length of each entry's vector under the weights, and the nearest entries."""

    def __init__(self, index: Index, postings: StoredPostings, weights: Weights) -> None:
        super().__init__(index)
        stored, self._postings, self._size = postings.stored, postings, len(index.entries)
        self._places = np.frombuffer(stored.places, dtype=np.uint32)  # type: ignore[call-overload]  # a memoryview
        times = np.frombuffer(stored.times, dtype=np.uint32)  # type: ignore[call-overload]
        logs = np.array([0.0, *(weigh_count(count) for count in range(1, int(times.max(initial=0)) + 1))])
        self._counts = logs[times]
        lengths = np.diff(np.frombuffer(stored.place_ends, dtype=np.uint32), prepend=0)  # type: ignore[call-overload]
        of = np.repeat(np.array([weights.of(term) for term in postings]), lengths)
        # bincount adds in the order of its input, which is that of the terms
        squares = np.bincount(self._places, weights=(self._counts * of) ** 2, minlength=self._size)
        self._norms = np.sqrt(squares)
        self._norms[self._norms == 0.0] = 1.0

    def measure(self, numbers: Sequence[int]) -> Sequence[float]:
        """Return the lengths of entries' vectors."""
        return [float(self._norms[number]) for number in numbers]

    def find_nearest(self, query: Mapping[str, float], most: int) -> list[int]:
        """Return the numbers of the entries nearest to a query, the same as `Norms.find_nearest` does."""
        spans = [(self._postings.find_span(term), value) for term, value in query.items() if term in self._postings]
        if not spans:
            return []
        places = np.concatenate([self._places[span] for span, _ in spans])
        values = np.concatenate([value * self._counts[span] for span, value in spans])
        products = np.bincount(places, weights=values, minlength=self._size)
        found: Any = np.flatnonzero(products)
        near = -products[found] / self._norms[found]
        if len(found) > most:
            kept = near <= np.partition(near, most - 1)[most - 1]
            found, near = found[kept], near[kept]
        return [int(number) for number in found[np.lexsort((found, near))][:most]]

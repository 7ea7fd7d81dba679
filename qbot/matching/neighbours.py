"""Which of many texts lie near each other, found by their rare terms: never all pairs are compared."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from msgspec import Struct

from qbot.matching.sums import add_up

_BLOCK = 1024


class Near(Struct, frozen=True):
    """Two texts by their numbers, the first the smaller, and the cosine of their weighted terms."""

    first: int
    second: int
    likeness: float


def weigh_terms(texts: Sequence[Collection[str]]) -> Mapping[str, float]:
    """Return the weight of each term: the rarer it is among the texts, the more."""
    often = Counter(term for text in texts for term in set(text))
    return {term: 1.0 + math.log((1 + len(texts)) / (1 + count)) for term, count in often.items()}


def find_near_pairs(
    texts: Sequence[Collection[str]], *, cut_off: float, weights: Mapping[str, float]
) -> tuple[Near, ...]:
    """Return all pairs of texts whose cosine is at least `cut_off`, in the order of their numbers.

    A pair that near shares one of its rarer terms: of each text the commonest terms are left out as long as those left
    out could not reach the cut-off by themselves (Bayardo, Ma and Srikant 2007). The product of what remains is sparse,
    and only the pairs in it are measured in full.
    """
    import numpy as np

    whole, rare = _make_matrices(texts, cut_off=cut_off, weights=weights)
    found: list[Near] = []
    turned = rare.T.tocsc() if rare.shape[0] else rare.T
    for start in range(0, rare.shape[0], _BLOCK):
        product = (rare[start : start + _BLOCK] @ turned[:, start:]).tocoo()  # the pairs before were met already
        firsts, seconds = product.row + start, product.col + start
        keep = firsts < seconds
        firsts, seconds = firsts[keep], seconds[keep]
        for begin in range(0, len(firsts), 64 * _BLOCK):
            one, two = firsts[begin : begin + 64 * _BLOCK], seconds[begin : begin + 64 * _BLOCK]
            cosines = np.asarray(whole[one].multiply(whole[two]).sum(axis=1)).ravel()
            near = cosines >= cut_off
            found += [
                Near(int(a), int(b), float(c)) for a, b, c in zip(one[near], two[near], cosines[near], strict=True)
            ]
    return tuple(sorted(found, key=lambda pair: (pair.first, pair.second)))


# Any: sparse matrices of scipy, which has no types.
def _make_matrices(
    texts: Sequence[Collection[str]], *, cut_off: float, weights: Mapping[str, float]
) -> tuple[Any, Any]:
    from scipy.sparse import csr_matrix

    often = Counter(term for text in texts for term in set(text))
    numbers = {term: number for number, term in enumerate(sorted(often, key=lambda term: (-often[term], term)))}
    shape = (len(texts), len(numbers))
    rows = [list(_scale_row(text, numbers, weights)) for text in texts]
    parts = []
    for cut in (0.0, cut_off):
        kept = [_drop_common(row, cut) for row in rows]
        values = [value for row in kept for _, value in row]
        columns = [number for row in kept for number, _ in row]
        ends = [0]
        for row in kept:
            ends.append(ends[-1] + len(row))
        parts.append(csr_matrix((values, columns, ends), shape=shape))
    return parts[0], parts[1]


def _scale_row(
    text: Collection[str], numbers: Mapping[str, int], weights: Mapping[str, float]
) -> Iterator[tuple[int, float]]:
    """Yield the terms of a text by their numbers, the commonest first, scaled to the length of one."""
    terms = sorted((numbers[term], weights.get(term, 1.0)) for term in set(text))
    length = math.sqrt(add_up(weight * weight for _, weight in terms)) or 1.0
    for number, weight in terms:
        yield number, weight / length


def _drop_common(row: Sequence[tuple[int, float]], cut_off: float) -> Sequence[tuple[int, float]]:
    """Return a row without the commonest terms that together are shorter than the cut-off."""
    squares = 0.0
    for place, (_, value) in enumerate(row):
        squares += value * value
        if math.sqrt(squares) >= cut_off - 1e-9:
            return row[place:]
    return ()

"""Sums of floats that are the same wherever qbot runs."""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import add


def add_up(values: Iterable[float]) -> float:
    """Return the sum of values added one after the other.

    From Python 3.12 on `sum` makes up for what each addition loses, which 3.11 does not and numpy does not.
    """
    return reduce(add, values, 0.0)

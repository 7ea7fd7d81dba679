"""Sums of floats that are the same wherever qbot runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import reduce
from operator import add

_ADDS_PLAINLY = sys.version_info < (3, 12)  # `sum` does it in a third of the time there


def add_up(values: Iterable[float]) -> float:
    """Return the sum of values added one after the other.

    From Python 3.12 on `sum` makes up for what each addition loses, which 3.11 does not and numpy does not.
    """
    return sum(values, 0.0) if _ADDS_PLAINLY else reduce(add, values, 0.0)

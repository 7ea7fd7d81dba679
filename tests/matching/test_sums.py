"""Sums that come out alike on every Python, whatever its own `sum` makes up for."""

from __future__ import annotations

import numpy as np

from qbot.matching.sums import add_up


def test_values_are_added_one_after_the_other() -> None:
    assert add_up([1e16, 1.0, -1e16]) == 0.0  # `sum` says 1.0 from Python 3.12 on
    assert add_up([]) == 0.0


def test_the_sum_is_that_of_numpys_counting() -> None:
    values = [1 / number for number in range(1, 200)]
    assert add_up(values) == np.bincount([0] * len(values), weights=values)[0]

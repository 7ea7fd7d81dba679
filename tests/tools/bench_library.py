"""The knowledge base: what arrives in it from completed questionnaires, what its check finds and how long.

Usage: python tests/tools/bench_library.py TESTDATA
"""

from __future__ import annotations

import random

import count_import
import measure_check
import measure_check_speed
from bench_report import Given, Section, run_alone


def bench(given: Given) -> list[Section]:
    """Return all three tables."""
    testdata = given.require_testdata()
    library = measure_check.read_library(testdata, distinct=False)
    checked = measure_check.check_planted(library, each=measure_check.EACH, chance=random.Random(1))
    return [
        count_import.describe(count_import.count_all(testdata)),
        measure_check.describe(library, checked),
        measure_check_speed.describe(measure_check_speed.measure_sizes(1 if given.quick else 2)),
    ]


if __name__ == "__main__":
    run_alone(bench, __doc__)

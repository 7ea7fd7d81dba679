"""The knowledge base: what arrives in it from completed questionnaires, and what its check finds.

Usage: python tests/tools/bench_library.py TESTDATA
"""

from __future__ import annotations

import random

import count_import
import measure_check
from bench_report import Given, Section, run_alone


def bench(given: Given) -> list[Section]:
    """Return both tables."""
    testdata = given.require_testdata()
    library = measure_check.read_library(testdata, distinct=False)
    checked = measure_check.check_planted(library, each=measure_check.EACH, chance=random.Random(1))
    return [count_import.describe(count_import.count_all(testdata)), measure_check.describe(library, checked)]


if __name__ == "__main__":
    run_alone(bench, __doc__)

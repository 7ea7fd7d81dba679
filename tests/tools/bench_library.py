"""The knowledge base: what arrives in it from completed questionnaires, and what its check finds.

Usage: python tests/tools/bench_library.py TESTDATA
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import count_import
import measure_check
from bench_report import Given, Section, render_text


def bench(given: Given) -> list[Section]:
    """Return both tables."""
    testdata = given.require_testdata()
    library = measure_check.read_library(testdata, distinct=False)
    checked = measure_check.check_planted(library, each=measure_check.EACH, chance=random.Random(1))
    return [count_import.describe(count_import.count_all(testdata)), measure_check.describe(library, checked)]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("testdata", type=Path)
    for section in bench(Given(parser.parse_args().testdata)):
        print(render_text(section))


if __name__ == "__main__":
    main()

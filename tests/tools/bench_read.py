"""Measure the reading of workbooks against openpyxl's load of the same file, side by side.

Usage: python tests/tools/bench_read.py WORKBOOK… [--runs 5]

What is printed: seconds on the clock of `qbot questions` in a limited child process, from the parent's call to the
questionnaire in its hands, and of `openpyxl.load_workbook` in this process, medians over the runs, taken by turns, and
their ratio. A made sheet of 200,000 cells is read as well.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import openpyxl

from qbot.sandbox import read_in_child


def make_large(path: Path) -> None:
    """Write a questionnaire of 10,000 rows and 20 columns."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Large")
    sheet.append(["No.", "Question", "Answer", "Comment", *(f"Mapping {at}" for at in range(1, 17))])
    for row in range(1, 10_000):
        codes = [f"{row % 97}.{at}" for at in range(1, 17)]
        sheet.append([row, f"Do you keep copy {row} of the records in another building?", None, None, *codes])
    book.save(path)


def measure(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def compare(path: Path, runs: int) -> str:
    """Return one line of the table."""
    ours: list[float] = []
    theirs: list[float] = []
    questions = 0
    for _ in range(runs):
        start = time.perf_counter()
        questions = len(read_in_child(path).questions)
        ours.append(time.perf_counter() - start)
        theirs.append(measure(lambda: openpyxl.load_workbook(path)))
    own, other = statistics.median(ours), statistics.median(theirs)
    return f"{path.name[:40]:40} {questions:9} {own:8.2f} {other:9.2f} {own / other:7.2f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("workbooks", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    print(f"{'workbook':40} {'questions':>9} {'qbot s':>8} {'openpyxl':>9} {'ratio':>7}")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "200,000 cells.xlsx"
        make_large(made)
        for path in [*given.workbooks, made]:
            print(compare(path, given.runs), flush=True)


if __name__ == "__main__":
    main()

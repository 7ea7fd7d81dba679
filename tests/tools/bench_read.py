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
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import openpyxl
from bench_report import Bar, Given, Section, render_text
from msgspec import Struct

from qbot.sandbox import read_in_child

CORPUS = ("hecvat-306-full.xlsx", "hecvat-211-lite.xlsx", "samm-20.xlsx", "tracelight-vsq.xlsx")
HELD = CORPUS[0]  # the workbook that the bar is about
MOST = 1 / 3


class Measured(Struct, frozen=True):
    """The median seconds of both readers on one workbook, and how many questions qbot found."""

    name: str
    questions: int
    own: float
    other: float

    @property
    def ratio(self) -> float:
        return self.own / self.other


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


def compare(path: Path, runs: int) -> Measured:
    """Return what both take on one workbook, by turns."""
    ours: list[float] = []
    theirs: list[float] = []
    questions = 0
    for _ in range(runs):
        start = time.perf_counter()
        questions = len(read_in_child(path).questions)
        ours.append(time.perf_counter() - start)
        theirs.append(measure(lambda: openpyxl.load_workbook(path)))
    return Measured(path.name, questions, statistics.median(ours), statistics.median(theirs))


def compare_all(paths: Sequence[Path], runs: int) -> Iterator[Measured]:
    """Yield what both take on each workbook, and on one made here."""
    warnings.simplefilter("ignore")
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "200,000 cells.xlsx"
        make_large(made)
        for path in (*paths, made):
            yield compare(path, runs)


def bench(given: Given) -> list[Section]:
    """Return the table of the corpus's workbooks; without them, of the made one alone."""
    folder = given.testdata / "corpus" / "questionnaires" if given.testdata else None
    paths = [folder / name for name in (CORPUS[:1] if given.quick else CORPUS)] if folder else []
    return [describe(tuple(compare_all(paths, 2 if given.quick else 5)))]


def describe(measured: Sequence[Measured]) -> Section:
    """Return the table of what was measured, with the bar where its workbook is among it."""
    return Section(
        "Reading a workbook",
        "Seconds on the clock from the path to the questionnaire, the limited child process included, beside "
        "`openpyxl.load_workbook` alone on the same file; medians, by turns.",
        ("Workbook", "Questions", "qbot", "openpyxl", "Ratio"),
        [
            (one.name, str(one.questions), f"{one.own:.2f} s", f"{one.other:.2f} s", f"{one.ratio:.2f}")
            for one in measured
        ],
        [
            Bar(f"{one.name}, qbot : openpyxl", one.ratio, MOST, most=True, timed=True)
            for one in measured
            if one.name == HELD
        ],
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("workbooks", nargs="*", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    print(render_text(describe(tuple(compare_all(given.workbooks, given.runs)))))


if __name__ == "__main__":
    main()

"""How the whole way from workbook to workbook grows with entries and with questions, beside the plain script.

Usage: python tests/tools/bench_growth.py [--quick] [--picture OUT.svg]

Made questions on made libraries, each run a process of its own, whose index is kept; the plain script of
`plain_script.py` is run by turns with it. On large libraries one run must do.
"""

from __future__ import annotations

import argparse
import compileall
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench_chart import Line, draw_growth
from bench_report import Bar, Given, Section, render_text
from bench_speed import Measured, compare_speed
from msgspec import Struct

import qbot

ENTRIES, QUESTIONS = (100, 1_000, 10_000, 100_000), (100, 300, 1_000, 5_000)
QUICK_ENTRIES, QUICK_QUESTIONS = (100, 1_000), (100, 300)
USUAL_ENTRIES, USUAL_QUESTIONS = 1_000, 300
_QUARTER, _HALF, _GROWTH = 0.25, 0.5, 15.0
_MANY = 10_000, 5_000  # entries, or questions, from which one run must do
_MOST_PLAIN = 10_000  # entries up to which the plain script is run: on 100,000 it takes minutes


class Point(Struct, frozen=True):
    """So many questions asked of so many entries: what qbot and the plain script took."""

    entries: int
    questions: int
    own: Measured
    other: Measured | None


def measure_all(entries: Sequence[int], questions: Sequence[int], *, runs: int) -> list[Point]:
    """Return what both took on each library with the usual questions, and on the usual library with each number."""
    compileall.compile_dir(Path(qbot.__file__).parent, quiet=2)  # as an installed package has it
    wanted = dict.fromkeys(
        [*((count, USUAL_QUESTIONS) for count in entries), *((USUAL_ENTRIES, count) for count in questions)]
    )
    return [
        _measure(count, asked, runs=1 if count >= _MANY[0] or asked >= _MANY[1] else runs) for count, asked in wanted
    ]


def _measure(entries: int, questions: int, *, runs: int) -> Point:
    folder = Path(tempfile.mkdtemp())
    try:
        own, other = compare_speed(folder, entries, runs, plain=entries <= _MOST_PLAIN, asked=questions)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return Point(entries, questions, own, other)


def describe(points: Sequence[Point]) -> list[Section]:
    """Return the table of the usual size, and the one of the growth with its picture."""
    by_entries = sorted((one for one in points if one.questions == USUAL_QUESTIONS), key=lambda one: one.entries)
    by_questions = sorted((one for one in points if one.entries == USUAL_ENTRIES), key=lambda one: one.questions)
    usual = next(one for one in by_entries if one.entries == USUAL_ENTRIES)
    assert usual.other is not None
    return [_describe_usual(usual.own, usual.other), _describe_growth(by_entries, by_questions, usual.own, usual.other)]


def _describe_usual(own: Measured, other: Measured) -> Section:
    seconds, memory = own.median / other.median, own.together / other.together
    return Section(
        f"Workbook to workbook: {USUAL_QUESTIONS} questions, {USUAL_ENTRIES:,} entries",
        f"The whole process, its index kept, beside the plain script (PyYAML, scikit-learn's TF-IDF with its defaults, "
        f"openpyxl, rapidfuzz); medians of {len(own.seconds)} runs by turns. Memory is that of all processes of a run "
        "together at the peak, what they share counted once.",
        ("", "qbot", "plain script", "Ratio"),
        [
            ("seconds", f"{own.median:.2f} s", f"{other.median:.2f} s", f"{seconds:.2f}"),
            (
                "fastest run",
                f"{min(own.seconds):.2f} s",
                f"{min(other.seconds):.2f} s",
                f"{min(own.seconds) / min(other.seconds):.2f}",
            ),
            ("memory", f"{own.together:.0f} MB", f"{other.together:.0f} MB", f"{memory:.2f}"),
            (
                "memory of the largest process",
                f"{own.largest:.0f} MB",
                f"{other.largest:.0f} MB",
                f"{own.largest / other.largest:.2f}",
            ),
        ],
        [
            Bar("seconds, qbot : plain script", seconds, _QUARTER, most=True, timed=True),
            Bar("memory, qbot : plain script", memory, _HALF, most=True),
        ],
    )


def _describe_growth(
    by_entries: Sequence[Point], by_questions: Sequence[Point], own: Measured, other: Measured
) -> Section:
    """Return the table of all points beside the usual one, `own` and `other`, with their picture."""
    rows = [
        (
            f"{one.questions:,}",
            f"{one.entries:,}",
            *_list_cells(one.own, own),
            *(_list_cells(one.other, other) if one.other else ("-", "-", "-")),
        )
        for one in dict.fromkeys([*by_entries, *by_questions])
    ]
    lines = [
        Line(f"qbot, {USUAL_QUESTIONS} questions", [(one.entries, one.own.median) for one in by_entries]),
        Line(
            f"plain script, {USUAL_QUESTIONS} questions",
            [(one.entries, one.other.median) for one in by_entries if one.other],
        ),
        Line(f"qbot, {USUAL_ENTRIES:,} entries", [(one.questions, one.own.median) for one in by_questions]),
        Line(
            f"plain script, {USUAL_ENTRIES:,} entries",
            [(one.questions, one.other.median) for one in by_questions if one.other],
        ),
    ]
    largest = by_entries[-1]
    what, times = f"{largest.entries:,} entries : {USUAL_ENTRIES:,} entries", largest.own.median / own.median
    return Section(
        "Growth",
        f"Medians, and how many times the {USUAL_QUESTIONS} questions on {USUAL_ENTRIES:,} entries they are. The plain "
        f"script, which then takes minutes, is not run on more than {_MOST_PLAIN:,}. The dashed line of the picture is "
        "what grows as fast as its count.",
        ("Questions", "Entries", "qbot", "times", "memory", "plain script", "times", "memory"),
        rows,
        [Bar(what, times, _GROWTH, most=True, timed=True)] if largest.entries == ENTRIES[-1] else (),
        draw_growth(lines, title="Seconds from workbook to workbook", across="entries, or questions", up="seconds"),
    )


def _list_cells(one: Measured, usual: Measured) -> tuple[str, str, str]:
    return f"{one.median:.2f} s", f"{one.median / usual.median:.2f}", f"{one.together:.0f} MB"


def bench(given: Given) -> list[Section]:
    """Return both tables, measured."""
    entries, questions = (QUICK_ENTRIES, QUICK_QUESTIONS) if given.quick else (ENTRIES, QUESTIONS)
    return describe(measure_all(entries, questions, runs=2 if given.quick else 5))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--picture", type=Path)
    given = parser.parse_args()
    sections = bench(Given(None, given.quick))
    for section in sections:
        print(render_text(section))
    if given.picture:
        given.picture.write_text(sections[-1].picture, encoding="utf-8")


if __name__ == "__main__":
    main()

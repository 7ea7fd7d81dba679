"""Measure a fill against openpyxl's load and save of the same workbook.

Usage: python tests/tools/bench_fill.py WORKBOOK [--runs N]

Each run is a process of its own, so that its peak of memory is its own. What is printed: processor seconds and
megabytes of both for 300 answers in WORKBOOK, their ratios, and what fills of 1 to 5,000 answers take in a made sheet
of 200,000 cells.
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench_report import Bar, Given, Section

_MADE = "made.xlsx"
_COUNTS = (1, 500, 1_000, 2_500, 5_000)
_FASTER, _SMALLER = 5.0, 0.5


def fill_with_qbot(path: Path, target: Path, count: int) -> None:
    """Fill `count` cells of the first sheet with many rows."""
    from qbot.model.filling import CellValue
    from qbot.workbook.fill import fill_workbook

    sheet = _find_sheet(path)
    values = [CellValue(sheet, f"C{row}", f"Answer of row {row}") for row in range(2, 2 * count + 2, 2)]
    report = fill_workbook(path, target, values)
    assert len(report.written) + len(report.refused) == count


def fill_with_openpyxl(path: Path, target: Path, count: int) -> None:
    """Load, set `count` cells, save."""
    import warnings

    import openpyxl
    from openpyxl.cell.cell import Cell

    warnings.simplefilter("ignore")
    book = openpyxl.load_workbook(path, keep_vba=path.suffix == ".xlsm")
    sheet = book[_find_sheet(path)]
    for row in range(2, 2 * count + 2, 2):
        cell = sheet[f"C{row}"]
        if isinstance(cell, Cell):
            cell.value = f"Answer of row {row}"
    book.save(target)


def start_only(path: Path, target: Path, count: int) -> None:
    """Import what a fill imports, and nothing else: the floor of time and memory."""
    import qbot.workbook.fill  # noqa: F401


def make_large(path: Path, target: Path, count: int) -> None:
    """Write a workbook with one sheet of `count` rows and 20 columns over `path`."""
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Asked")
    for row in range(count):
        sheet.append([f"Text {row} {column % 5}" for column in range(20)])
    book.save(path)


_WORK: dict[str, Callable[[Path, Path, int], None]] = {
    "qbot": fill_with_qbot,
    "openpyxl": fill_with_openpyxl,
    "start": start_only,
    "make": make_large,
}


def _find_sheet(path: Path) -> str:
    """Return the name of the sheet whose part is the largest."""
    from qbot.ooxml.archive import open_archive
    from qbot.workbook.fill_parts import read_parts

    archive = open_archive(path)
    sheets = read_parts(archive).sheets
    return max(sheets, key=lambda name: archive.size(sheets[name]))


def measure(who: str, path: Path, count: int, *, runs: int) -> tuple[float, float]:
    """Return the median seconds of the work and the peak megabytes of a process that does it."""
    seconds, megabytes = [], []
    for _ in range(runs):
        command = [sys.executable, __file__, str(path), "--as", who, "--count", str(count)]
        done = subprocess.run(command, capture_output=True, check=True, text=True, timeout=300)
        measured = json.loads(done.stdout)
        seconds.append(measured["seconds"])
        megabytes.append(measured["megabytes"])
    return statistics.median(seconds), statistics.median(megabytes)


def run_once(who: str, path: Path, count: int) -> None:
    """Do the work once and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        _WORK[who](path, Path(folder) / path.name, count)
        seconds = time.process_time() - start
    print(json.dumps({"seconds": seconds, "megabytes": read_peak()}))


def read_peak() -> float:
    """Return the most memory that this process held, in megabytes.

    Linux hands `ru_maxrss` of the parent on to a program that it starts; the high-water mark in /proc begins anew.
    """
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def compare(path: Path, *, runs: int) -> dict[str, float]:
    """Return seconds, megabytes and ratios of both ways, and how a fill grows with the answers."""
    ours, our_memory = measure("qbot", path, 300, runs=runs)
    theirs, their_memory = measure("openpyxl", path, 300, runs=runs)
    found = {
        "qbot_seconds": ours,
        "openpyxl_seconds": theirs,
        "times_faster": theirs / ours,
        "qbot_megabytes": our_memory,
        "openpyxl_megabytes": their_memory,
        "share_of_memory": our_memory / their_memory,
    }
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / _MADE
        # In a process of its own too: a child's peak begins with what its parent holds.
        measure("make", made, 10_000, runs=1)
        for count in _COUNTS:
            found[f"seconds_for_{count}"], found[f"megabytes_for_{count}"] = measure("qbot", made, count, runs=runs)
        found["start_megabytes"] = measure("start", made, 0, runs=1)[1]
        found["openpyxl_seconds_for_5000"], found["openpyxl_megabytes_for_5000"] = measure(
            "openpyxl", made, 5_000, runs=1
        )
    return found


def bench(given: Given) -> list[Section]:
    """Return both ways side by side on a real workbook, and how a fill grows with the answers on a made one."""
    path = given.require_testdata() / "corpus" / "questionnaires" / "hecvat-306-full.xlsx"
    found = compare(path, runs=1 if given.quick else 3)
    side = Section(
        "Filling 300 answers",
        f"Processor seconds and the most memory of a process of its own, in {path.name}, beside openpyxl's load and "
        "save of the same file; medians.",
        ("", "qbot", "openpyxl", "Ratio"),
        [
            (
                "seconds",
                *(f"{found[key]:.2f} s" for key in ("qbot_seconds", "openpyxl_seconds")),
                f"{1 / found['times_faster']:.2f}",
            ),
            (
                "memory",
                *(f"{found[key]:.0f} MB" for key in ("qbot_megabytes", "openpyxl_megabytes")),
                f"{found['share_of_memory']:.2f}",
            ),
        ],
        [
            Bar("times faster than openpyxl", found["times_faster"], _FASTER, timed=True),
            Bar("memory, qbot : openpyxl", found["share_of_memory"], _SMALLER, most=True),
        ],
    )
    rows = [
        (f"qbot, {count:,}", f"{found[f'seconds_for_{count}']:.2f} s", f"{found[f'megabytes_for_{count}']:.0f} MB")
        for count in _COUNTS
    ]
    last = _COUNTS[-1]
    grown_by = found[f"megabytes_for_{last}"] - found["start_megabytes"]
    memory = grown_by / found[f"openpyxl_megabytes_for_{last}"]
    rows.append(
        (
            f"openpyxl, {last:,}",
            f"{found[f'openpyxl_seconds_for_{last}']:.2f} s",
            f"{found[f'openpyxl_megabytes_for_{last}']:.0f} MB",
        )
    )
    grown = Section(
        "Filling more and more answers",
        "Answers into a sheet of 10,000 rows and 20 columns.",
        ("Answers", "Seconds", "Memory"),
        rows,
        [
            Bar(
                "seconds for 5,000 answers : for 2,500",
                found["seconds_for_5000"] / found["seconds_for_2500"],
                2.0,
                most=True,
                timed=True,
            ),
            Bar("memory for 5,000 answers beyond a start, qbot : openpyxl", memory, 1, most=True),
        ],
    )
    return [side, grown]


def main() -> None:
    """Read the arguments, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("workbook", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--as", dest="who", choices=sorted(_WORK), default=None)
    parser.add_argument("--count", type=int, default=300)
    arguments = parser.parse_args()
    if arguments.who:
        run_once(arguments.who, arguments.workbook, arguments.count)
        return
    for name, value in compare(arguments.workbook, runs=arguments.runs).items():
        print(f"{name:28} {value:10.3f}")


if __name__ == "__main__":
    main()

"""Kill fills at random moments and look at what is left: the old file or the new one, never anything else.

Usage: python tests/tools/kill_fill.py [--runs N] [--seed N]

Prints how many runs left which file; exit status 1 when one left a damaged file or touched the original.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import openpyxl

from qbot.model.filling import CellValue
from qbot.workbook.fill import fill_workbook

_ROWS = 400
_NOISE = 8 << 20
_VALUES = tuple(CellValue("Asked", f"B{row}", f"Answer {row}") for row in range(1, _ROWS + 1))


def make_book(path: Path) -> None:
    """Write a workbook whose copy takes long enough to be killed in the midst of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Asked"
    for row in range(_ROWS):
        sheet.append([f"Question {row}?"])
    book.save(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_STORED) as package:
        package.writestr("xl/media/noise.bin", random.Random(1).randbytes(_NOISE))


def fill_in_child(source: Path, target: Path) -> int:
    """Start a fill in a child process and return its id."""
    child = os.fork()
    if child == 0:
        try:
            fill_workbook(source, target, _VALUES)
        finally:
            os._exit(0)
    return child


def kill_often(folder: Path, *, runs: int, seed: int) -> dict[str, int]:
    """Return how many killed fills left the old file, the new one, or something else."""
    source, target, whole = folder / "source.xlsx", folder / "target.xlsx", folder / "whole.xlsx"
    make_book(source)
    original, old = source.read_bytes(), b"the file that stood here before"
    start = time.perf_counter()
    fill_workbook(source, whole, _VALUES)
    duration = time.perf_counter() - start
    new = whole.read_bytes()
    draw = random.Random(seed)
    left = {"old": 0, "new": 0, "damaged": 0, "original touched": 0, "left-over temporary files": 0}
    for _ in range(runs):
        target.write_bytes(old)
        child = fill_in_child(source, target)
        time.sleep(draw.uniform(0, 2 * duration))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        content = target.read_bytes()
        left["old" if content == old else "new" if content == new else "damaged"] += 1
        left["original touched"] += source.read_bytes() != original
        for temporary in folder.glob(".target.xlsx.*.part"):
            temporary.unlink()
            left["left-over temporary files"] += 1
    return left


def main() -> int:
    """Kill as often as the arguments say and print what was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        left = kill_often(Path(folder), runs=arguments.runs, seed=arguments.seed)
    for what, count in left.items():
        print(f"{what}: {count}")
    return 1 if left["damaged"] or left["original touched"] else 0


if __name__ == "__main__":
    sys.exit(main())

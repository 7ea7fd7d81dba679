"""Print what becomes of each file of a folder: read or refused, why and how long it took.

Run: python tests/tools/hostile_table.py FOLDER [--processes 2]

Each file goes through `qbot.sandbox.read_in_child`, as it does in use. Exit status 1 where a file raises anything but a
QbotError or takes more than 12 seconds of wall clock.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from msgspec import Struct

from qbot.errors import QbotError
from qbot.sandbox import read_in_child

ENDINGS = frozenset({".xlsx", ".xlsm", ".docx", ".docm", ".csv", ".tsv", ".txt", ".xls", ".ods", ".xlsb"})
MAX_SECONDS = 12.0  # the 9 seconds of the child and its start and end; run it on a machine that is idle


class Outcome(Struct, frozen=True):
    """What became of one file: `kind` is `read`, `refused` or `broken`; `words` the reason or what was found."""

    name: str
    kind: str
    seconds: float
    words: str

    @property
    def is_fine(self) -> bool:
        """Tell whether the file was read, or refused with a reason, in time."""
        return self.kind != "broken" and bool(self.words) and self.seconds <= MAX_SECONDS


def list_files(folder: Path) -> list[Path]:
    """Return the files under a folder that have an ending which qbot may meet, in order of their names."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in ENDINGS)


def try_file(path: Path) -> Outcome:
    """Return what becomes of one file."""
    start = time.monotonic()
    try:
        found = read_in_child(path)
        kind, words = "read", f"{len(found.questions)} questions"
    except QbotError as error:
        kind, words = "refused", str(error).replace(str(path), path.name)
    except Exception as error:
        kind, words = "broken", f"{type(error).__name__}: {error}"
    return Outcome(path.name, kind, time.monotonic() - start, words)


def try_files(paths: list[Path], processes: int) -> Iterator[Outcome]:
    """Yield what becomes of each file, in order, with so many children at a time."""
    with ThreadPoolExecutor(processes) as pool:
        yield from pool.map(try_file, paths)


def main() -> int:
    """Print the table; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    outcomes = []
    for one in try_files(list_files(chosen.folder), chosen.processes):
        outcomes.append(one)
        sys.stdout.write(f"{one.kind:8}{one.seconds:6.2f} s  {one.name:60.60}  {one.words[:200]}\n")
    bad = [one for one in outcomes if not one.is_fine]
    counts = {kind: sum(one.kind == kind for one in outcomes) for kind in ("read", "refused", "broken")}
    slowest = max((one.seconds for one in outcomes), default=0.0)
    sys.stdout.write(f"{counts}, slowest {slowest:.2f} s, not fine: {len(bad)}\n")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())

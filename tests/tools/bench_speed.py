"""Seconds and memory from workbook to workbook, beside the plain script, and how both grow with the library.

Usage: python tests/tools/bench_speed.py [COUNT ...] [--runs 5]

300 made questions on 1,000, 10,000 and 100,000 made entries: each run is a process of its own, whose index is kept, and
against `plain_script.py`, by turns, on the smallest library. Seconds are the median. Memory is the peak of all
processes of a run together, each page that they share counted once (the proportional set size), of a further run that
is sampled; beside it stands the peak of the largest process alone (the maximum resident set size).
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from openpyxl import Workbook

import qbot

HERE = Path(__file__).parent
QBOT = Path(sys.executable).parent / "qbot"
ACTS = (
    *("encrypt", "log", "review", "monitor", "back up", "restrict", "test", "document", "delete", "scan", "approve"),
    *("rotate", "classify", "isolate", "inventory", "patch", "audit", "retain", "mask", "sign"),
)
OBJECTS = (
    *("customer data", "access keys", "administrator accounts", "production servers", "mobile devices", "source code"),
    *("backups", "network traffic", "audit logs", "third-party software", "visitor entries", "database exports"),
    *("employee laptops", "service accounts", "certificates", "cloud storage", "containers", "incident records"),
    *("supplier contracts", "test data"),
)
WAYS = (
    *("every quarter", "within 30 days", "with an independent team", "by automatic tools", "under a written policy"),
    *("in all regions", "before each release", "at least once a year", "with two approvals", "around the clock"),
)


class Measured(Struct, frozen=True):
    """The seconds of each run, and the megabytes at the peak of the largest process and of all together."""

    seconds: tuple[float, ...]
    largest: float
    together: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def make_files(folder: Path, count: int, asked: int = 300) -> tuple[Path, Path]:
    """Write a knowledge base of `count` made entries and a workbook of made questions; return both paths."""
    dice = random.Random(5)
    lines = []
    for number in range(count):
        act, thing, way = dice.choice(ACTS), dice.choice(OBJECTS), dice.choice(WAYS)
        team = dice.randrange(max(1, count // 20))
        entry = {
            "id": f"e{number:06}",
            "question": f"Do you {act} {thing} {way} in team {team}?",
            "answer": f"Staff of team {team} {act} {thing} {way}; records are kept {dice.randrange(1, 60)} months.",
            "stance": "yes",
        }
        lines.append(json.dumps(entry))
    source, knowledge, questions = folder / f"{count}.jsonl", folder / f"kb{count}", folder / f"q{asked}-{count}.xlsx"
    source.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run([QBOT, "knowledge", "import", source, "--into", knowledge], check=True, capture_output=True)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No.", "Question", "Answer", "Comment"])
    forms = ("Do you {} {} {}?", "Is there a process to {} {} {}?", "Describe how you {} {} and who does so {}.")
    for number in range(asked):
        text = forms[number % 3].format(dice.choice(ACTS), dice.choice(OBJECTS), dice.choice(WAYS))
        sheet.append([number + 1, text, None, None])
    book.save(questions)
    return questions, knowledge


def run(command: Sequence[str | Path], home: Path) -> tuple[float, float]:
    """Return (seconds, megabytes of the largest process at its peak) of a command in a process of its own."""
    measured = (
        "import resource, subprocess, sys, time; start = time.perf_counter(); "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, *command], capture_output=True, text=True, check=True, env=_surround(home)
    )
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1024


def sample_together(command: Sequence[str | Path], home: Path) -> float:
    """Return the megabytes that all processes of a command have together at the peak, sampled."""
    peak = 0.0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_surround(home)) as process:
        while process.poll() is None:
            peak = max(peak, sum(_read_share(number) for number in _list_family(process.pid)))
            time.sleep(0.005)
    return peak / 1024


def _surround(home: Path) -> Mapping[str, str]:
    return {**os.environ, "QBOT_HOME": str(home)}


def _list_family(number: int) -> Iterator[int]:
    yield number
    with suppress(OSError):
        for child in Path(f"/proc/{number}/task/{number}/children").read_text().split():
            yield from _list_family(int(child))


def _read_share(number: int) -> float:
    """Return the kilobytes of a process, what it shares with others in proportion; 0 where it is gone."""
    with suppress(OSError, StopIteration):
        lines = Path(f"/proc/{number}/smaps_rollup").read_text().splitlines()
        return float(next(line for line in lines if line.startswith("Pss:")).split()[1])
    return 0.0


def compare_speed(
    folder: Path, count: int, runs: int, *, plain: bool, asked: int = 300
) -> tuple[Measured, Measured | None]:
    """Return what qbot and, where it is wanted, the plain script take on `count` entries; print both."""
    questions, knowledge = make_files(folder, count, asked)
    target, home = folder / "out.xlsx", folder / "home"
    commands: list[list[str | Path]] = [
        [QBOT, "answer", questions, "-o", target, "--force", "--knowledge", knowledge],
        [sys.executable, HERE / "plain_script.py", questions, knowledge, target],
    ]
    cold, _ = run(commands[0], home)  # makes the index
    wanted = commands if plain else commands[:1]
    rounds = [[run(command, home) for command in wanted] for _ in range(runs)]  # by turns
    measured = [
        Measured(
            tuple(seconds for seconds, _ in one),
            statistics.median(largest for _, largest in one),
            sample_together(command, home),
        )
        for command, one in zip(wanted, zip(*rounds, strict=True), strict=True)
    ]
    print(
        f"\n{asked:,} questions, {count:,} entries, workbook to workbook, {runs} runs by turns; "
        f"without index {cold:.2f} s"
    )
    print(f"{'':16}  median  fastest   together  largest process")
    for name, one in zip(("qbot", "plain script"), measured, strict=False):
        print(f"{name:16} {one.median:6.2f} s {min(one.seconds):6.2f} s {one.together:7.0f} MB {one.largest:7.0f} MB")
    if not plain:
        return measured[0], None
    own, other = measured
    seconds = own.median / other.median, min(own.seconds) / min(other.seconds)
    memory = own.together / other.together, own.largest / other.largest
    print(f"{'ratio':16} {seconds[0]:6.2f}   {seconds[1]:6.2f}   {memory[0]:7.2f}    {memory[1]:7.2f}")
    return own, other


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("counts", nargs="*", type=int, default=[1_000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    compileall.compile_dir(Path(qbot.__file__).parent, quiet=2)  # as an installed package has it
    folder = Path(tempfile.mkdtemp())
    grown: dict[int, Measured] = {}
    try:
        for place, count in enumerate(given.counts):
            grown[count], _ = compare_speed(folder, count, given.runs, plain=place == 0)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if len(grown) > 1:
        first = grown[given.counts[0]]
        print(f"\n{'entries':>10}  seconds  times  MB together  times")
        for count, one in grown.items():
            print(
                f"{count:10,} {one.median:8.2f} {one.median / first.median:6.2f} {one.together:12.0f} "
                f"{one.together / first.together:6.2f}"
            )


if __name__ == "__main__":
    main()

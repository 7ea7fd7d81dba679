"""`make bench`: all that qbot is measured by, beside what else could be used, in one run.

Usage: python tests/tools/bench.py [TESTDATA] [--quick] [--only PART …] [--out BENCHMARKS.md]

Each part is printed as it is done. A whole run writes BENCHMARKS.md and the picture of the growth beside it; with
`--quick` (fewer runs, smaller libraries) or `--only` nothing is written. What the machine lacks is left out, with its
reason. Exit status 1 where a part failed; a bar that is missed is told and is no failure.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
import time
import traceback
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from bench_machine import describe_machine
from bench_report import BAR_HEADS, NO_TESTDATA, Given, LeftOutError, Section, list_pipes, render_markdown, render_text
from msgspec import Struct

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "BENCHMARKS.md"
PICTURE = Path("samples") / "growth.svg"
PARTS = {
    "reading": "bench_read",
    "filling": "bench_fill",
    "growth": "bench_growth",
    "pages": "bench_pages",
    "keys": "measure_keys",
    "intake": "bench_intake",
    "ranking": "bench_ranking",
    "confidence": "fit_calibration",
    "drafts": "bench_drafts",
    "answers": "bench_answers",
    "library": "bench_library",
}
"""The parts in their order, what is timed first, each with the module whose `bench` measures it."""


class Run(Struct, frozen=True):
    """What came of the parts: their sections, what was left out and why, what failed, and the minutes it took."""

    sections: Sequence[Section]
    left_out: dict[str, str]
    failed: Sequence[str]
    minutes: float
    quick: bool = False


def run_parts(names: Sequence[str], given: Given) -> Run:
    """Run parts one after the other and print each."""
    start = time.monotonic()
    sections: list[Section] = []
    left_out = {} if given.testdata else {"real questionnaires": NO_TESTDATA}
    failed: list[str] = []
    for name in names:
        print(f"\n{name} …", file=sys.stderr, flush=True)
        try:
            found = importlib.import_module(PARTS[name]).bench(given)
        except LeftOutError as reason:
            left_out[name] = str(reason)
            print(f"left out: {reason}", flush=True)
        except Exception:  # the other parts are still worth their while
            failed.append(name)
            traceback.print_exc()
        else:
            sections += found
            print("\n".join(map(render_text, found)), flush=True)
    return Run(sections, left_out, failed, (time.monotonic() - start) / 60, given.quick)


def render_report(run: Run, machine: Sequence[str], day: date) -> str:
    """Return the whole report as Markdown."""
    bars = [bar for section in run.sections for bar in section.bars]
    missed = [bar for bar in bars if not bar.met]
    left = [f"- Left out: {name}: {reason}." for name, reason in run.left_out.items()]
    failed = [f"- Failed: {name}." for name in run.failed]
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {day.isoformat()}, in {run.minutes:.0f} minutes; the next run writes it anew. "
        "What is compared was measured side by side in that run; ratios hold on other machines, seconds do not."
        + (" It was a quick run, with fewer repetitions and smaller libraries." if run.quick else ""),
        "",
        *(f"- {line}." for line in machine),
        *(left or ["- Nothing was left out."]),
        *failed,
        "",
        f"{len(bars) - len(missed)} of {len(bars)} bars are met" + ("; those that are missed:" if missed else "."),
        *(["", *list_pipes(BAR_HEADS, [bar.list_cells() for bar in missed])] if missed else []),
        *(f"\n{render_markdown(section, PICTURE.as_posix() if section.picture else '')}" for section in run.sections),
    ]
    return "\n".join(lines) + "\n"


def write_report(run: Run, machine: Sequence[str], out: Path) -> None:
    """Write the report, and the picture where its address in the report says."""
    out.write_text(render_report(run, machine, datetime.now(UTC).date()), encoding="utf-8")
    for section in run.sections:
        if section.picture:
            (out.parent / PICTURE).parent.mkdir(exist_ok=True)
            (out.parent / PICTURE).write_text(section.picture, encoding="utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testdata", nargs="?", type=Path, default=os.environ.get("QBOT_TESTDATA"))
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=tuple(PARTS), default=tuple(PARTS), metavar="PART")
    parser.add_argument("--out", type=Path)
    chosen = parser.parse_args()
    machine = describe_machine()
    print("\n".join(machine), flush=True)
    run = run_parts(chosen.only, Given(Path(chosen.testdata) if chosen.testdata else None, chosen.quick))
    whole = not chosen.quick and tuple(chosen.only) == tuple(PARTS)
    out = chosen.out or (OUT if whole else None)
    if out:
        write_report(run, machine, out)
        print(f"\nWritten: {out.name}")
    return int(bool(run.failed))


if __name__ == "__main__":
    sys.exit(main())

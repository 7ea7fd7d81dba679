"""What is seen in a questionnaire: real ones against a careful reader, ones made at random, and hostile files.

Usage: python tests/tools/bench_intake.py [TESTDATA] [--quick]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import score_variety
from bench_report import Bar, Given, LeftOutError, Section, run_alone, show
from hostile_table import Outcome, list_files, try_files

QBOT = Path(sys.executable).parent / "qbot"
SEEDS = range(900_000, 900_100)  # that no test uses
COLUMNS = ("n", "found", "f1", "answer", "comment", "options", "stray")


def bench(given: Given) -> list[Section]:
    """Return the tables of all three; without the test questionnaires, of those made at random alone."""
    made = measure_made(SEEDS[:10] if given.quick else SEEDS)
    if given.testdata is None:
        return [made]
    real = measure_real(given.testdata)
    return [real, made] if given.quick else [real, made, measure_hostile(given.testdata / "corpus" / "hostile")]


def measure_real(testdata: Path) -> Section:
    """Return what the scorer beside the test questionnaires says of each; LeftOutError without it."""
    scorer, corpus = testdata / "tools" / "score_questions.py", testdata / "corpus"
    if not scorer.exists():
        raise LeftOutError("the scorer of readings is not beside the test questionnaires")
    command = list(
        map(str, (sys.executable, scorer, "--command", QBOT, corpus / "expected", corpus / "questionnaires"))
    )
    heads, *lines = subprocess.run(command, capture_output=True, text=True, check=False).stdout.splitlines()
    names = heads.split()
    found = [dict(zip(names, line.split(), strict=True)) for line in lines if len(line.split()) == len(names)]
    means = {key: _mean([one[key] for one in found]) for key in COLUMNS}
    return Section(
        "What is seen in real questionnaires",
        "Against what a careful reader sees, no layout given: question cells (f1), answer cells, comment cells and "
        "drop-downs as shares, and slots that nobody expects. A dash: there is no such cell.",
        ("Questionnaire", "questions", *COLUMNS[1:]),
        [(one[names[0]], *(one[key] for key in COLUMNS)) for one in found],
        [
            Bar("question cells, mean F1", means["f1"], 0.99),
            Bar("question cells, lowest F1", min(float(one["f1"]) for one in found), 0.95),
            Bar("answer cells", means["answer"], 0.99),
            Bar("drop-downs", means["options"], 0.98),
            Bar("stray slots, share of the questions", means["stray"] / means["n"], 0.01, most=True),
        ],
    )


def _mean(cells: Sequence[str]) -> float:
    values = [float(cell) for cell in cells if cell != "-"]
    return sum(values) / len(values)


def measure_made(seeds: Sequence[int]) -> Section:
    """Return the means over workbooks made at random, on seeds that no test uses."""
    results = score_variety.score_all(seeds)
    means = score_variety.find_means(list(results.values()))
    return Section(
        "What is seen in workbooks made at random",
        f"{len(results)} workbooks whose layout, words and traps are thrown with dice, on seeds that no test uses.",
        ("", "mean", "workbooks below 1"),
        [
            (name, f"{mean:.4f}", str(sum(float(getattr(one, name)) < 1 for one in results.values())))
            for name, mean in means.items()
        ],
        [
            Bar("made at random, mean F1", means["f1"], 0.97),
            Bar("made at random, answer cells", means["answers"], 0.97),
        ],
    )


def measure_hostile(folder: Path) -> Section:
    """Return what becomes of odd and hostile files."""
    outcomes = list(try_files(list_files(folder), processes=2))
    kinds = {"read": "read", "refused": "refused with a reason", "broken": "broken"}
    return Section(
        "Odd and hostile files",
        "Files of other projects' tests, bombs and malformed files, each read in the limited child process.",
        ("", "files", "slowest"),
        [(words, *_count([one for one in outcomes if one.kind == kind])) for kind, words in kinds.items()],
        [
            Bar(
                "files that hang, break or are refused without a reason",
                sum(not one.is_fine for one in outcomes),
                0,
                most=True,
            )
        ],
    )


def _count(outcomes: Sequence[Outcome]) -> tuple[str, str]:
    return str(len(outcomes)), f"{show(max((one.seconds for one in outcomes), default=0))} s"


if __name__ == "__main__":
    run_alone(bench, __doc__)

"""Drafts from questionnaire to answer, as the scorer beside the test questionnaires sees them.

Usage: python tests/tools/bench_drafts.py TESTDATA

Each set is imported and drafted by the commands that a person would use: the trust page's questions, the reworded ones,
last time's answers for the next version of a form, and those of one product for another.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench_report import Bar, Given, LeftOutError, Section, run_alone, show
from rapidfuzz import fuzz

from qbot.knowledge_base.verdicts import read_bare_verdict, read_leading_verdict
from qbot.model.knowledge import Stance

QBOT = Path(sys.executable).parent / "qbot"
ANSWERED, STANCE, COVERED = 0.45, 0.8, 0.6
SUPPORT = {
    "trust page": ("trust-page.entries.jsonl", "trust-page.questions.jsonl"),
    "reworded": ("reworded.entries.jsonl", "reworded.questions.jsonl"),
}
REUSE = {
    "2022 → 2024": ("vendor-a.2022.jsonl", "vendor-a.2024.jsonl"),
    "product p → product i": ("vendor-a.product-p.jsonl", "vendor-a.product-i.jsonl"),
}
Figures = Mapping[str, float]


def score(testdata: Path, names: tuple[str, str], *, reuse: bool = False) -> Figures:
    """Return what the scorer says of one set; LeftOutError where it is not there."""
    scorer = testdata / "tools" / "score_drafts.py"
    if not scorer.exists():
        raise LeftOutError("the scorer of drafts is not beside the test questionnaires")
    files = [str(testdata / "matching" / name) for name in names]
    command = [sys.executable, str(scorer), "--command", str(QBOT), "--json", *(["--reuse"] if reuse else []), *files]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures: Figures = json.loads(done.stdout.splitlines()[-1])
    return figures


def bench(given: Given) -> list[Section]:
    """Return the tables of both kinds."""
    testdata = given.require_testdata()
    supported = {name: score(testdata, files) for name, files in SUPPORT.items()}
    reused = {name: score(testdata, files, reuse=True) for name, files in REUSE.items()}
    plain = {name: take_likest(testdata, files) for name, files in REUSE.items()}
    return [describe_support(supported), describe_reuse(reused, plain)]


def describe_support(found: Mapping[str, Figures]) -> Section:
    """Return the table of the sets with labelled entries."""
    keys = {
        "top1": "top-1",
        "top3": "top-3",
        "auroc": "AUROC",
        "ece": "ECE",
        "answered": "answered",
        "answered_right": "right",
        "recall": "of the supported",
        "false": "false",
        "stance_n": "with a stance",
        "stance_right": "right",
        "overclaim": "over-claims",
    }
    page, reworded = found["trust page"], found["reworded"]
    stance = page["stance_right"] / page["stance_n"] if page["stance_n"] else 0.0
    return Section(
        "Drafts, from questionnaire to answer",
        "`qbot knowledge import` and `qbot draft` with the calibration that is shipped, which has seen these "
        "questions. Right: a labelled entry is among at most two citations. False: answered, though nothing supports "
        "the question. Over-claim: “yes” where the label says no or partial.",
        ("Set", *keys.values()),
        [(name, *(show(figures[key]) for key in keys)) for name, figures in found.items()],
        [
            Bar("trust page, top-1", page["top1"], 0.8),
            Bar("trust page, top-3", page["top3"], 0.9),
            Bar("trust page, answered and right of the supported", page["recall"], ANSWERED),
            Bar("trust page, unsupported ones answered", page["false"], 1, most=True),
            Bar("trust page, stance right", stance, STANCE),
            Bar("trust page, over-claims", page["overclaim"], 0, most=True),
            Bar("reworded, first entry right", reworded["top1"], 1),
        ],
    )


def take_likest(testdata: Path, names: tuple[str, str]) -> Figures:
    """Return what the plainest way gives: the answer of the question whose letters are the most like it."""
    known, asked = ([json.loads(line) for line in _read(testdata, name).splitlines()] for name in names)
    pairs = [
        (read_bare_verdict(row["answer"]) or read_leading_verdict(row["answer"]), _find_likest(row["question"], known))
        for row in asked
    ]
    told = [(truth, stance) for truth, stance in pairs if truth is not None]
    agreed = sum(truth is stance for truth, stance in told)
    return {
        "n": len(told),
        "coverage": sum(stance is not None for _, stance in told) / len(told),
        "agree": agreed / max(sum(stance is not None for _, stance in told), 1),
        "overclaim": sum(truth is Stance.NO and stance is Stance.YES for truth, stance in told),
    }


def _read(testdata: Path, name: str) -> str:
    return (testdata / "matching" / name).read_text(encoding="utf-8")


def _find_likest(question: str, known: Sequence[Mapping[str, str]]) -> Stance | None:
    answer = max(known, key=lambda row: fuzz.ratio(question, row["question"]))["answer"]
    return read_bare_verdict(answer) or read_leading_verdict(answer)


def describe_reuse(found: Mapping[str, Figures], plain: Mapping[str, Figures]) -> Section:
    """Return the table of one completed questionnaire's answers for another."""
    keys = {"n": "with a verdict", "coverage": "coverage", "agree": "agreement", "overclaim": "over-claims"}
    keys |= {f"coverage_at_{share}": f"coverage at {share} %" for share in (92, 95, 98)}
    versions, products = found["2022 → 2024"], found["product p → product i"]
    least = plain["2022 → 2024"]
    rows = [
        (name, system, *(show(figures[key]) if key in figures else "-" for key in keys))
        for name in found
        for system, figures in (("qbot", found[name]), ("fuzz.ratio", plain[name]))
    ]
    return Section(
        "Answers of one completed questionnaire for another",
        "Agreement of yes, no and not applicable with what the vendor said, among those drafted; over-claim: “yes” "
        "where the vendor said no. Beside it the plainest way: the answer of the question whose letters are the most "
        "alike, by `fuzz.ratio`.",
        ("Set", "System", *keys.values()),
        rows,
        [
            Bar("2022 → 2024, coverage, not below fuzz.ratio", versions["coverage"], least["coverage"]),
            Bar("2022 → 2024, agreement, not below fuzz.ratio", versions["agree"], least["agree"]),
            Bar("product p → product i, coverage at 92 % agreement", products["coverage_at_92"], COVERED),
        ],
    )


if __name__ == "__main__":
    run_alone(bench, __doc__)

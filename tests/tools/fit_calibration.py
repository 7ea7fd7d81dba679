"""Fit the calibration that is shipped, and tell how far it may be trusted.

usage: python tests/tools/fit_calibration.py TESTDATA [--save]

For each set: area under the curve and expected calibration error of the confidence for "the first entry is right", out
of fold (ten folds grouped by question over all sets) and by transfer (trained without this set, and without the others
that ask the same questions). `--save` writes `qbot/matching/data/calibration.json`.

Sets: the labelled trust-page and reworded questions; 883 questions of real questionnaires, read twice, once question
by question and once entry by entry, against the trust page and against this repository's `knowledge/`
(`tests/matching/labels.jsonl`, by cell). The later 583 were read both times by the same reader: their kappa (.89 on
none or some support, .84 with full apart) tells how steady that reading is, not that two people agree. Then the own
questions of this repository; and the completed questionnaires against each other, where an entry is right when its
question is the same but for a few letters. Sets that were made to be answered have a start of their own.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "functional"))

import own_questions  # noqa: E402 - found in the folder named just above
from bench_report import Bar, Given, Section, render_text  # noqa: E402

from qbot.knowledge_base.folder import read_folder  # noqa: E402
from qbot.knowledge_base.lines import read_lines  # noqa: E402
from qbot.matching.index import build_index  # noqa: E402
from qbot.matching.language import find_language  # noqa: E402
from qbot.matching.score import find_probability  # noqa: E402
from qbot.model.confidence import find_band  # noqa: E402
from qbot.model.knowledge import Entry  # noqa: E402
from qbot.model.questionnaire import Question  # noqa: E402
from qbot.workflow.calibrating import (  # noqa: E402
    Fit,
    Label,
    Sample,
    collect_samples,
    fit_samples,
    read_labels,
    save_calibration,
)
from qbot.workflow.indexing import read_background  # noqa: E402
from qbot.workflow.intake import read_questionnaire  # noqa: E402
from qbot.workflow.reliability import find_area, find_error, sort_into_bins  # noqa: E402

TARGET = ROOT / "qbot" / "matching" / "data" / "calibration.json"
LABELS = ROOT / "tests" / "matching" / "labels.jsonl"
AS_OF = date(2026, 11, 1)
SAME = 78  # fuzz.ratio from which two questions are the same but for a few letters
SHARES = {"trust page": 1.5, "labels, trust page": 1.0, "labels, own": 1.0, "own questions": 1.2, "reworded": 1.0}
OTHER_SHARE = 0.3
LIKE_LIFE = ("trust page", "labels, trust page", "labels, own")  # the sets with as few right entries as questionnaires
PAIRS = (("2022", "2024"), ("product-p", "product-i"), ("product-s", "product-i"), ("product-p", "product-s"))
AREA, ERROR = 0.93, 0.05
NEAR = 0.03  # within so much it must hold for questions outside the set
ALIKE = (("labels, trust page", "labels, own"),)  # sets that ask the same questions


def read_cells(testdata: Path, key: str) -> list[Label]:
    """Return the labelled cells as questions; files in another language than the entries are left out."""
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    asked: dict[tuple[str, str, str], Question] = {}
    for file in dict.fromkeys(row["file"] for row in rows):
        questions = read_questionnaire(testdata / "corpus" / "questionnaires" / file).questions
        if find_language(one.text for one in questions) in (None, "English"):
            asked |= {(file, one.sheet, one.cell): one for one in questions}
    found = ((asked.get((row["file"], row["sheet"], row["cell"])), row) for row in rows)
    return [Label(one.text, frozenset(row[key]), "".join(one.section[-1:])) for one, row in found if one is not None]


class LabelledSet(Struct, frozen=True):
    """Questions whose right entries are known, and the entries that they are asked of."""

    group: str
    labels: Sequence[Label]
    entries: Sequence[Entry]


def list_sets(testdata: Path) -> list[LabelledSet]:
    """Return all sets, the completed questionnaires against each other last."""
    folder = testdata / "matching"
    trust = read_lines(folder / "trust-page.entries.jsonl").entries
    reworded = read_lines(folder / "reworded.entries.jsonl").entries
    library = read_folder(ROOT / "knowledge").entries
    own = [Label(row.text, frozenset(row.entries)) for row in own_questions.ROWS]
    return [
        LabelledSet("trust page", read_labels(folder / "trust-page.questions.jsonl"), trust),
        LabelledSet("reworded", read_labels(folder / "reworded.questions.jsonl"), reworded),
        LabelledSet("labels, trust page", read_cells(testdata, "trust"), trust),
        LabelledSet("labels, own", read_cells(testdata, "entries"), library),
        LabelledSet("own questions", own, library),
        *(_pair_up(folder, known, asked) for known, asked in PAIRS),
    ]


def _pair_up(folder: Path, known: str, asked: str) -> LabelledSet:
    """Return one completed questionnaire asked of another; the same question but for a few letters is right."""
    entries = read_lines(folder / f"vendor-a.{known}.jsonl").entries
    labels = [
        Label(
            one.question,
            frozenset(
                other.id for other in entries if fuzz.ratio(one.question.lower(), other.question.lower()) >= SAME
            ),
            one.section,
        )
        for one in read_lines(folder / f"vendor-a.{asked}.jsonl").entries
    ]
    return LabelledSet(f"{known} > {asked}", labels, entries)


def collect_all(testdata: Path) -> list[Sample]:
    """Return the samples of all sets."""
    background = read_background()
    return [
        sample
        for one in list_sets(testdata)
        for sample in collect_samples(one.group, one.labels, build_index(one.entries, background), as_of=AS_OF)
    ]


def share_of(sample: Sample) -> float:
    return SHARES.get(sample.group, OTHER_SHARE)


def fit(samples: Sequence[Sample]) -> Fit:
    """Return the fit of all weights; sets that were made to be answered have a start of their own."""
    apart = {one.group for one in samples} - set(LIKE_LIFE)
    return fit_samples(samples, [share_of(one) for one in samples], whole=True, apart=apart)


def predict(samples: Sequence[Sample], taught_by: Sequence[Sample]) -> list[float]:
    """Return the confidence of samples by a calibration that others taught."""
    calibration = fit(taught_by).calibration
    weights = list(calibration.weights.values())
    return [
        find_probability(calibration.start + sum(w * x for w, x in zip(weights, one.features, strict=True)))
        for one in samples
    ]


class Trust(Struct, frozen=True):
    """How far confidences may be trusted: area under the curve (none: all alike) and expected calibration error."""

    area: float | None
    error: float

    def show(self) -> tuple[str, str]:
        return f"{self.area:.3f}" if self.area is not None else "-", f"{self.error:.3f}"


class Measured(Struct, frozen=True):
    """One set: its questions, those whose first entry is right, and what the confidence is worth to it.

    `drafted` of them have a confidence at which drafts begin, out of fold, and `false` of these have
    another entry first.
    """

    group: str
    questions: int
    right: int
    folded: Trust
    moved: Trust
    drafted: int
    false: int


def measure(samples: Sequence[Sample], found: Fit) -> list[Measured]:
    """Return the figures of every set, out of fold and taught by the other sets alone."""
    return [_measure_set(group, samples, found) for group in dict.fromkeys(one.group for one in samples)]


def _measure_set(group: str, samples: Sequence[Sample], found: Fit) -> Measured:
    here = [place for place, one in enumerate(samples) if one.group == group]
    own, folded = [samples[place] for place in here], [found.confidences[place] for place in here]
    right = [one.right for one in own]
    alike = {group, *(name for pair in ALIKE if group in pair for name in pair)}
    moved = predict(own, [one for one in samples if one.group not in alike])
    sure = [hit for confidence, hit in zip(folded, right, strict=True) if find_band(confidence).drafts]
    return Measured(
        group, len(own), sum(right), _trust(folded, right), _trust(moved, right), len(sure), sure.count(False)
    )


def _trust(confidences: Sequence[float], right: Sequence[bool]) -> Trust:
    return Trust(find_area(confidences, right), find_error(sort_into_bins(confidences, right)))


def describe(measured: Sequence[Measured]) -> Section:
    """Return the table, with the bars of the set that was labelled first and of what lies outside it."""
    by_group = {one.group: one for one in measured}
    first, outside = by_group["trust page"], by_group["labels, trust page"]
    return Section(
        "What the confidence is worth, out of fold",
        "Area under the curve (AUROC) and expected calibration error (ECE) of the confidence for “the first entry is "
        "right”. Out of fold: ten folds, grouped by question over all sets. Moved: taught by the other sets alone, "
        "none of which asks the same questions. The sets of labels are questions of whole real questionnaires, nine in "
        "ten of which nothing supports; those named > are one completed questionnaire asked of another.",
        ("Set", "Questions", "first right", "AUROC", "ECE", "AUROC, moved", "ECE, moved", "drafted", "of them wrong"),
        [
            (
                one.group.replace(">", "→"),
                str(one.questions),
                str(one.right),
                *one.folded.show(),
                *one.moved.show(),
                str(one.drafted),
                str(one.false),
            )
            for one in measured
        ],
        [
            Bar("trust page, AUROC out of fold", first.folded.area or 0.0, AREA),
            Bar("trust page, ECE out of fold", first.folded.error, ERROR, most=True),
            Bar("real questionnaires, AUROC out of fold", outside.folded.area or 0.0, AREA - NEAR),
            Bar("real questionnaires, AUROC, taught by other sets", outside.moved.area or 0.0, AREA - NEAR),
            Bar("real questionnaires, ECE, taught by other sets", outside.moved.error, ERROR + NEAR, most=True),
        ],
    )


def bench(given: Given) -> list[Section]:
    """Return the table of all sets, fitted anew."""
    samples = collect_all(given.require_testdata())
    return [describe(measure(samples, fit(samples)))]


def main() -> None:
    """Fit, print the figures of every set, and save where told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testdata", type=Path)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    samples = collect_all(args.testdata)
    found = fit(samples)
    print(render_text(describe(measure(samples, found))))
    print(json.dumps({"start": found.calibration.start, "weights": found.calibration.weights}))
    if args.save:
        save_calibration(TARGET, found.calibration)


if __name__ == "__main__":
    main()

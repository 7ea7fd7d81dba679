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

from rapidfuzz import fuzz

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "functional"))

import own_questions  # noqa: E402 - found in the folder named just above

from qbot.knowledge_base.folder import read_folder  # noqa: E402
from qbot.knowledge_base.lines import read_lines  # noqa: E402
from qbot.matching.index import build_index  # noqa: E402
from qbot.matching.language import find_language  # noqa: E402
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


def collect_all(testdata: Path) -> list[Sample]:
    """Return the samples of all sets."""
    folder, background = testdata / "matching", read_background()

    def collect(group: str, labels: Sequence[Label], entries: Sequence[Entry]) -> list[Sample]:
        return collect_samples(group, labels, build_index(entries, background), as_of=AS_OF)

    trust = read_lines(folder / "trust-page.entries.jsonl").entries
    library = read_folder(ROOT / "knowledge").entries
    samples = collect("trust page", read_labels(folder / "trust-page.questions.jsonl"), trust)
    reworded = read_lines(folder / "reworded.entries.jsonl").entries
    samples += collect("reworded", read_labels(folder / "reworded.questions.jsonl"), reworded)
    samples += collect("labels, trust page", read_cells(testdata, "trust"), trust)
    samples += collect("labels, own", read_cells(testdata, "entries"), library)
    own = [Label(row.text, frozenset(row.entries)) for row in own_questions.ROWS]
    samples += collect("own questions", own, library)
    for known, asked in PAIRS:
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
        samples += collect(f"{known} > {asked}", labels, entries)
    return samples


def share_of(sample: Sample) -> float:
    return SHARES.get(sample.group, OTHER_SHARE)


def fit(samples: Sequence[Sample]) -> Fit:
    """Return the fit of all weights; sets that were made to be answered have a start of their own."""
    apart = {one.group for one in samples} - set(LIKE_LIFE)
    return fit_samples(samples, [share_of(one) for one in samples], whole=True, apart=apart)


def describe(confidences: Sequence[float], right: Sequence[bool]) -> str:
    """Return the two figures as text; a set with one answer alone has no curve."""
    area = find_area(confidences, right)
    curve = f"{area:.3f}" if area is not None else "    -"
    return f"auroc {curve} ece {find_error(sort_into_bins(confidences, right)):.3f}"


def predict(samples: Sequence[Sample], taught_by: Sequence[Sample]) -> list[float]:
    """Return the confidence of samples by a calibration that others taught."""
    from qbot.matching.score import find_probability

    calibration = fit(taught_by).calibration
    weights = list(calibration.weights.values())
    return [
        find_probability(calibration.start + sum(w * x for w, x in zip(weights, one.features, strict=True)))
        for one in samples
    ]


def main() -> None:
    """Fit, print the figures of every set, and save where told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("testdata", type=Path)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    samples = collect_all(args.testdata)
    found = fit(samples)
    for group in dict.fromkeys(one.group for one in samples):
        here = [place for place, one in enumerate(samples) if one.group == group]
        own = [samples[place] for place in here]
        right = [one.right for one in own]
        alike = {group, *(name for pair in ALIKE if group in pair for name in pair)}
        moved = predict(own, [one for one in samples if one.group not in alike])
        print(
            f"{group:24s} {len(own):4d} questions, first entry right {sum(right) / len(own):.2f} | "
            f"out of fold {describe([found.confidences[place] for place in here], right)} | "
            f"transfer {describe(moved, right)}"
        )
    print(json.dumps({"start": found.calibration.start, "weights": found.calibration.weights}))
    if args.save:
        save_calibration(TARGET, found.calibration)


if __name__ == "__main__":
    main()

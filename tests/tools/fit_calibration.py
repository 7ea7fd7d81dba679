"""Fit the calibration anew on labelled sets, and tell how far it may be trusted.

usage: python tests/tools/fit_calibration.py MATCHING_FOLDER [--save]

For each set: area under the curve and expected calibration error of the confidence for "the first entry is right", out
of fold (ten folds grouped by question over all sets) and by transfer (trained on the other sets alone). `--save` writes
`qbot/matching/data/calibration.json`. Sets: the labelled trust-page and reworded questions, the own questions of this
repository, and the completed questionnaires against each other, where an entry is right when its question is the same
but for a few letters.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "functional"))

import own_questions  # noqa: E402 - found in the folder named just above

from qbot.knowledge_base.folder import read_folder  # noqa: E402
from qbot.knowledge_base.lines import read_lines  # noqa: E402
from qbot.matching.engine import Engine  # noqa: E402
from qbot.matching.index import build_index  # noqa: E402
from qbot.matching.score import SENTENCES  # noqa: E402
from qbot.model.knowledge import Entry  # noqa: E402
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole  # noqa: E402
from qbot.workflow.drafting import read_calibration  # noqa: E402
from qbot.workflow.indexing import read_background  # noqa: E402

TARGET = ROOT / "qbot" / "matching" / "data" / "calibration.json"
NAMES = tuple(SENTENCES)
SAME = 78  # fuzz.ratio from which two questions are the same but for a few letters
STRENGTH = 1.0
SHARES = {"trust page": 1.5, "own questions": 0.6, "reworded": 1.0}
OTHER_SHARE = 0.3
PAIRS = (("2022", "2024"), ("product-p", "product-i"), ("product-s", "product-i"), ("product-p", "product-s"))

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """The first entry for one question: the set, the question, whether the entry is right, and its features."""

    group: str
    question: str
    right: bool
    features: tuple[float, ...]


def make_questions(texts: Sequence[str]) -> list[Question]:
    """Return questions with a free answer cell each."""
    return [
        Question("", f"C{row}", " ".join(text.split()), slots=(AnswerSlot(SlotRole.ANSWER, f"D{row}"),))
        for row, text in enumerate(texts, 2)
    ]


def collect(group: str, texts: Sequence[str], entries: Sequence[Entry], rights: Sequence[set[str]]) -> list[Sample]:
    """Return a sample for every question that has a candidate."""
    questions = make_questions(texts)
    engine = Engine(
        questions,
        index=build_index(entries, read_background()),
        calibration=read_calibration(),
        company=None,
        as_of=date(2026, 11, 1),
    )
    samples: list[Sample] = []
    for question, right in zip(questions, rights, strict=True):
        found = engine.suggest(question)
        if found:
            features = tuple(found[0].features.get(name) for name in NAMES)
            samples.append(Sample(group, question.text, found[0].entry.id in right, features))
    return samples


def collect_all(folder: Path) -> list[Sample]:
    """Return the samples of all sets."""
    samples: list[Sample] = []
    for group, name in (("trust page", "trust-page"), ("reworded", "reworded")):
        rows = [json.loads(line) for line in (folder / f"{name}.questions.jsonl").read_text("utf-8").splitlines()]
        rights = [set(row["entry_ids"]) if row["label"] != "none" else set() for row in rows]
        entries = read_lines(folder / f"{name}.entries.jsonl").entries
        samples += collect(group, [row["question"] for row in rows], entries, rights)
    own = own_questions.ROWS
    library = read_folder(ROOT / "knowledge").entries
    samples += collect("own questions", [row.text for row in own], library, [set(row.entries) for row in own])
    for known, asked in PAIRS:
        entries = read_lines(folder / f"vendor-a.{known}.jsonl").entries
        texts = [one.question for one in read_lines(folder / f"vendor-a.{asked}.jsonl").entries]
        same = [{one.id for one in entries if fuzz.ratio(one.question.lower(), text.lower()) >= SAME} for text in texts]
        samples += collect(f"{known} > {asked}", texts, entries, same)
    return samples


def fit(features: Numbers, right: NDArray[np.bool_], shares: Numbers) -> LogisticRegression:
    """Return a logistic regression with ridge penalty over the features."""
    return LogisticRegression(C=STRENGTH, max_iter=3000).fit(features, right, sample_weight=shares)


def measure_error(confidence: Numbers, right: NDArray[np.bool_]) -> float:
    """Return the expected calibration error in ten bins."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    gaps = (abs(confidence[bins == one].mean() - right[bins == one].mean()) * (bins == one).sum() for one in set(bins))
    return float(sum(gaps) / len(right))


def describe(confidence: Numbers, right: NDArray[np.bool_]) -> str:
    """Return the two figures as text; a set with one answer alone has no curve."""
    curve = f"{roc_auc_score(right, confidence):.3f}" if len(set(right)) == 2 else "    -"
    return f"auroc {curve} ece {measure_error(confidence, right):.3f}"


def main() -> None:
    """Fit, print the figures of every set, and save where told to."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--save", action="store_true")
    args = parser.parse_args()
    samples = collect_all(args.folder)
    features = np.array([one.features for one in samples])
    right = np.array([one.right for one in samples])
    groups = np.array([one.group for one in samples])
    shares = np.array([SHARES.get(one.group, OTHER_SHARE) for one in samples])
    keys = [zlib.crc32(one.question.encode()) for one in samples]
    folded = np.zeros(len(samples))
    for train, test in GroupKFold(10).split(features, right, keys):
        folded[test] = fit(features[train], right[train], shares[train]).predict_proba(features[test])[:, 1]
    for group in dict.fromkeys(groups):
        here = groups == group
        moved = fit(features[~here], right[~here], shares[~here]).predict_proba(features[here])[:, 1]
        print(
            f"{group:24s} {here.sum():4d} questions, first entry right {right[here].mean():.2f} | "
            f"out of fold {describe(folded[here], right[here])} | transfer {describe(moved, right[here])}"
        )
    model = fit(features, right, shares)
    weights = {name: round(float(value), 4) for name, value in zip(NAMES, model.coef_[0], strict=True)}
    document = {"start": round(float(model.intercept_[0]), 4), "weights": weights}
    print(json.dumps(document))
    if args.save:
        TARGET.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

"""Calibration: from questions whose right entries are known to the weights of the confidence."""

from __future__ import annotations

import json
import zlib
from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.matching.engine import Engine
from qbot.matching.index import Index
from qbot.matching.score import SENTENCES, Calibration, find_probability
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration

if TYPE_CHECKING:
    from sklearn.linear_model import LogisticRegression

NAMES = tuple(SENTENCES)
FEW, ENOUGH = 100, 500
"""From so many labelled questions on, start and scale are fitted to them (Platt 1999), and all weights."""
_LEAST_OF_EACH = 15
_FOLDS = 10
_LOOSENESS = 4.0  # C of scikit-learn: the smaller, the more the ridge penalty holds the weights down
_OWN_START = 3.0  # the larger, the less the penalty holds the starts of groups apart


class Label(Struct, frozen=True):
    """A question, the ids of the entries that support an answer (none: no support), and the heading above it."""

    question: str
    entries: frozenset[str]
    section: str = ""


class Sample(Struct, frozen=True):
    """The first entry for one question: whether it is right, and what was measured, in the order of `NAMES`."""

    group: str
    question: str
    right: bool
    features: tuple[float, ...]


class Fit(Struct, frozen=True):
    """A calibration, and the confidence of each sample when the others alone had taught it."""

    calibration: Calibration
    confidences: tuple[float, ...]
    whole: bool  # all weights were fitted, not start and scale alone


def read_labels(path: Path) -> tuple[Label, ...]:
    """Return the labels in a file of JSON Lines: `question`, `entries` (or `entry_ids`), a list of ids, and `section`.

    UnreadableError names the line that is none.
    """
    remedy = 'Write lines such as {"question": "Do you encrypt backups?", "entries": ["backup-encryption"]}'
    labels: list[Label] = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableError(str(path), "it cannot be read as UTF-8 text", "Check the name and the file") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            entries = row.get("entries", row.get("entry_ids", []))
            held = frozenset(map(str, entries)) if row.get("label") != "none" else frozenset()
            labels.append(Label(str(row["question"]), held, str(row.get("section") or "")))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UnreadableError(str(path), "this is no labelled question", remedy, place=f"line {number}") from error
    return tuple(labels)


def collect_samples(group: str, labels: Sequence[Label], index: Index, *, as_of: date) -> list[Sample]:
    """Return a sample for every question that has an entry with a word of it; the questions are one questionnaire."""
    questions = [
        Question(
            "",
            f"C{row}",
            " ".join(label.question.split()),
            section=(label.section,) if label.section else (),
            slots=(AnswerSlot(SlotRole.ANSWER, f"D{row}"),),
        )
        for row, label in enumerate(labels, 2)
    ]
    engine = Engine(questions, index=index, calibration=read_calibration(), company=None, as_of=as_of)
    samples: list[Sample] = []
    for question, label in zip(questions, labels, strict=True):
        found = engine.suggest(question)
        if found:
            features = tuple(found[0].features.get(name) for name in NAMES)
            samples.append(Sample(group, question.text, found[0].entry.id in label.entries, features))
    return samples


def require_enough(samples: Sequence[Sample]) -> None:
    """Raise UsageError where the samples are too few, or too one-sided, to learn from."""
    right = sum(sample.right for sample in samples)
    if len(samples) < FEW or min(right, len(samples) - right) < _LEAST_OF_EACH:
        raise UsageError(
            f"{len(samples)} labelled questions, {right} of them with the right entry first, are too few to learn "
            f"from. Give at least {FEW}, {_LEAST_OF_EACH} of them right and {_LEAST_OF_EACH} wrong"
        )


def fit_samples(
    samples: Sequence[Sample],
    shares: Sequence[float] | None = None,
    *,
    whole: bool | None = None,
    apart: Collection[str] = (),
) -> Fit:
    """Return the calibration that the samples teach; `shares` says how much each counts.

    With fewer than `ENOUGH` samples only start and scale of the shipped weights are fitted, unless `whole` says so. The
    confidences are out of fold: ten folds, grouped by the words of the question. The groups named in `apart` have more
    right entries than questionnaires have: each gets a start of its own, which the calibration leaves out.
    """
    import numpy as np
    from sklearn.model_selection import GroupKFold

    full = len(samples) >= ENOUGH if whole is None else whole
    base = read_calibration()
    groups = sorted({sample.group for sample in samples} & set(apart))
    rows = [
        (
            *(sample.features if full else (_score(base, sample.features),)),
            *(_OWN_START * (sample.group == group) for group in groups),
        )
        for sample in samples
    ]
    features, right = np.array(rows), np.array([sample.right for sample in samples])
    weights = np.array(shares if shares is not None else [1.0] * len(samples))
    keys = [zlib.crc32(sample.question.encode()) for sample in samples]
    folded = np.zeros(len(samples))
    for train, test in GroupKFold(_FOLDS).split(features, right, keys):
        folded[test] = _fit(features[train], right[train], weights[train]).predict_proba(features[test])[:, 1]
    model = _fit(features, right, weights)
    start, slopes = float(model.intercept_[0]), [float(value) for value in model.coef_[0]][: len(NAMES) if full else 1]
    if full:
        calibration = Calibration(round(start, 4), dict(zip(NAMES, (round(one, 4) for one in slopes), strict=True)))
    else:
        scale = slopes[0]
        scaled = {name: round(base.weights.get(name, 0.0) * scale, 4) for name in NAMES}
        calibration = Calibration(round(start + scale * base.start, 4), scaled)
    return Fit(calibration, tuple(float(one) for one in folded), full)


def score_samples(samples: Sequence[Sample]) -> tuple[float, ...]:
    """Return the confidence of each sample by the shipped calibration."""
    base = read_calibration()
    return tuple(find_probability(_score(base, sample.features)) for sample in samples)


def _score(calibration: Calibration, features: Sequence[float]) -> float:
    return calibration.start + sum(
        calibration.weights.get(name, 0.0) * value for name, value in zip(NAMES, features, strict=True)
    )


def _fit(features: Any, right: Any, shares: Any) -> LogisticRegression:  # Any: arrays of numbers
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=_LOOSENESS, max_iter=5000).fit(features, right, sample_weight=shares)


def save_calibration(path: Path, calibration: Calibration) -> None:
    """Write a calibration, in place of an older one; UnreadableError where it cannot be written."""
    document = {"start": calibration.start, "weights": dict(calibration.weights)}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with replace_file(path) as file:
            file.write((json.dumps(document, indent=1) + "\n").encode())
    except OSError as error:
        reason = f"it cannot be written: {error.strerror or error}"
        raise UnreadableError(str(path), reason, "Give a folder that you may write to") from error

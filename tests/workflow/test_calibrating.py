"""Fitting the confidence: what labels are, when they are enough, and what they teach."""

from __future__ import annotations

import json
import random
from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from qbot.errors import UnreadableError, UsageError
from qbot.matching.index import build_index
from qbot.matching.score import Calibration
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.workflow.calibrating import (
    NAMES,
    Label,
    Sample,
    collect_samples,
    fit_samples,
    read_labels,
    require_enough,
    save_calibration,
)
from qbot.workflow.drafting import find_own_calibration, read_calibration
from qbot.workflow.reliability import find_error, sort_into_bins

PART = NAMES.index("part")


def make_samples(count: int) -> list[Sample]:
    """Return samples whose best covered part alone tells how often they are right."""
    dice = random.Random(7)
    samples = []
    for number in range(count):
        part = dice.random()
        features = tuple(part if place == PART else 0.0 for place in range(len(NAMES)))
        samples.append(Sample("made", f"question {number}", dice.random() < part, features))
    return samples


def test_few_samples_move_start_and_scale_and_many_all_weights() -> None:
    few, many = fit_samples(make_samples(150)), fit_samples(make_samples(600))
    shipped = read_calibration().weights
    assert (few.whole, many.whole) == (False, True)
    scales = [few.calibration.weights[name] / weight for name, weight in shipped.items()]
    assert max(scales) - min(scales) < 0.01  # weights are kept with four digits
    assert max(many.calibration.weights, key=lambda name: many.calibration.weights[name]) == "part"


def test_what_is_fitted_may_be_trusted() -> None:
    samples = make_samples(600)
    fit = fit_samples(samples)
    assert find_error(sort_into_bins(fit.confidences, [one.right for one in samples])) < 0.06


def test_too_few_or_one_sided_samples_are_refused() -> None:
    with pytest.raises(UsageError, match="too few to learn from"):
        require_enough(make_samples(99))
    with pytest.raises(UsageError, match="wrong"):
        require_enough([Sample("made", str(number), True, (0.0,) * len(NAMES)) for number in range(300)])


def test_a_sample_is_right_where_the_first_entry_is_the_labelled_one() -> None:
    entries = [
        Entry("backup", EntryKind.FAQ, "Backups are made daily.", question="Do you make backups?", stance=Stance.YES),
        Entry("laptops", EntryKind.FAQ, "Laptops are encrypted.", question="Are laptops encrypted?", stance=Stance.YES),
    ]
    labels = [Label("Do you make backups?", frozenset({"backup"})), Label("Are laptops encrypted?", frozenset())]
    found = collect_samples("own", labels, build_index(entries), as_of=date(2026, 11, 1))
    assert [one.right for one in found] == [True, False]


def test_a_group_apart_has_a_start_of_its_own() -> None:
    real = [replace(one, group="real", question=f"r{number}") for number, one in enumerate(make_samples(600))]
    made = [replace(one, group="made", right=True, question=f"m{number}") for number, one in enumerate(real)]
    plain, mixed, apart = (
        fit_samples(real, whole=True),
        fit_samples([*real, *made], whole=True),
        fit_samples([*real, *made], whole=True, apart={"made"}),
    )
    first = real[0].features
    alone, together, beside = (predict(fit.calibration, first) for fit in (plain, mixed, apart))
    assert abs(beside - alone) < abs(together - alone)
    assert len(apart.calibration.weights) == len(NAMES)


def predict(calibration: Calibration, features: tuple[float, ...]) -> float:
    """Return the score of features by a calibration, in log-odds."""
    return calibration.start + sum(calibration.weights[name] * one for name, one in zip(NAMES, features, strict=True))


def test_labels_are_read_and_a_wrong_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "labels.jsonl"
    rows = [
        {"question": "One?", "entries": ["a"], "section": "Access"},
        {"question": "Two?", "entry_ids": ["a"], "label": "none"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    assert read_labels(path) == (Label("One?", frozenset({"a"}), "Access"), Label("Two?", frozenset()))
    path.write_text('{"question": "One?"}\nnot json\n', encoding="utf-8")
    with pytest.raises(UnreadableError, match="line 2: this is no labelled question"):
        read_labels(path)


def test_an_own_calibration_is_used_and_a_damaged_one_is_told(tmp_path: Path) -> None:
    own = find_own_calibration(tmp_path)
    assert read_calibration(tmp_path) == read_calibration()
    fitted = fit_samples(make_samples(150)).calibration
    save_calibration(own, fitted)
    assert read_calibration(tmp_path) == fitted
    own.write_text("{}", encoding="utf-8")
    with pytest.raises(UnreadableError, match="qbot calibrate --forget"):
        read_calibration(tmp_path)

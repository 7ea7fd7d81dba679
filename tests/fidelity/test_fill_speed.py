"""Filling is smaller than a library's load and save, and its memory does not grow with the answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import bench_fill


@pytest.mark.corpus
@pytest.mark.long
def test_a_fill_against_openpyxl(testdata: Path) -> None:
    measured = bench_fill.compare(testdata / "corpus" / "questionnaires" / "hecvat-306-full.xlsx", runs=3)
    print(measured)
    assert measured["share_of_memory"] <= 0.5
    # Memory does not grow with the file's other parts; times are printed, never asserted: machines are shared.
    assert measured["megabytes_for_5000"] - measured["start_megabytes"] < measured["openpyxl_megabytes_for_5000"]

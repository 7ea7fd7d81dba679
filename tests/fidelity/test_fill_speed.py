"""Filling is faster and smaller than a library's load and save, and grows linearly with the answers."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


def load_tool() -> ModuleType:
    path = Path(__file__).parents[1] / "tools" / "bench_fill.py"
    spec = importlib.util.spec_from_file_location("bench_fill", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.corpus
@pytest.mark.long
def test_a_fill_against_openpyxl(testdata: Path) -> None:
    measured = load_tool().compare(testdata / "corpus" / "questionnaires" / "hecvat-306-full.xlsx", runs=3)
    print(measured)
    assert measured["share_of_memory"] <= 0.5
    # Memory does not grow with the file's other parts; times are printed, never asserted: machines are shared.
    assert measured["megabytes_for_5000"] - measured["start_megabytes"] < measured["openpyxl_megabytes_for_5000"]

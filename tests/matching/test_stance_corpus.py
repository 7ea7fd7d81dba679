"""Stance and guards on questions of real questionnaires: the kept measuring scripts, with their limits."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / "tools"
sys.path.insert(0, str(TOOLS))

import bench_answers  # noqa: E402 - found in the folder named just above


def run_tool(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOLS / name), *arguments, "--show"]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.corpus
@pytest.mark.parametrize("name", ["vendor-a.2022.jsonl", "vendor-a.product-i.jsonl"])
def test_planted_swaps_and_inversions_are_caught(testdata: Path, name: str) -> None:
    """40 swapped words and 20 inversions: all capped below band high, nine in ten untouched twins are not."""
    done = run_tool("planted_swaps.py", str(testdata / "matching" / name))
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.corpus
def test_stance_with_the_right_entry_given(testdata: Path) -> None:
    """Four in five right, and never "yes" where the label says no or partial."""
    folder = testdata / "matching"
    done = run_tool(
        "stance_given.py", str(folder / "trust-page.entries.jsonl"), str(folder / "trust-page.questions.jsonl")
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.corpus
def test_planted_changes_stay_out_of_band_high_and_untouched_twins_in_it(testdata: Path) -> None:
    """The whole engine with the answers as its history, and nothing of another product in band high."""
    folder = testdata / "matching"
    planted = bench_answers.measure_planted(folder / "vendor-a.2022.jsonl")
    other = bench_answers.measure_other_product(
        folder / "vendor-a.product-p.jsonl", folder / "vendor-a.product-i.jsonl"
    )
    assert len(planted.bars) == 4
    assert [bar.what for bar in (*planted.bars, *other.bars) if not bar.met] == []

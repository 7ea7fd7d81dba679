"""Stance and guards on questions of real questionnaires: the kept measuring scripts, with their limits."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

TOOLS = Path(__file__).resolve().parents[1] / "tools"


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
    command = [sys.executable, str(TOOLS / "bench_answers.py"), str(testdata)]
    lines = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True).stdout.splitlines()
    planted = [re.findall(r"(\d+)/(\d+)", line) for line in lines if line.startswith("planted")]
    assert len(planted) == 2
    for (caught, changed), (kept, twins) in planted:
        assert caught == changed
        assert int(kept) >= 0.9 * int(twins)
    assert any("other product" in line and " 0 in band high" in line for line in lines)

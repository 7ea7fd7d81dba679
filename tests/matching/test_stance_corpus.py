"""Stance and guards on questions of real questionnaires: the kept measuring scripts, with their limits."""

from __future__ import annotations

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

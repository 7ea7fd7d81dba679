"""A fill that is killed at any moment leaves the old file or the new one."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

_TOOL = Path(__file__).parents[1] / "tools" / "kill_fill.py"


@pytest.mark.parametrize("runs", [15, pytest.param(500, marks=pytest.mark.long)])
def test_a_kill_leaves_the_old_file_or_the_new_one(runs: int) -> None:
    done = subprocess.run(
        [sys.executable, str(_TOOL), "--runs", str(runs)], capture_output=True, text=True, check=False, timeout=500
    )
    counts = {name: int(count) for name, count in re.findall(r"^(.+): (\d+)$", done.stdout, re.MULTILINE)}
    assert done.returncode == 0, done.stdout + done.stderr
    assert counts["old"] + counts["new"] == runs
    if runs > 100:  # enough for kills on both sides of the moment at which the new file appears
        assert counts["old"] > 0
        assert counts["new"] > 0

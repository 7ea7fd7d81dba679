"""Completed questionnaires of the test data arrive whole and once, and what is planted among them is found."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_DATA = os.environ.get("QBOT_TESTDATA")  # read at import: the environment is cleaned before each test
_TOOLS = Path(__file__).resolve().parents[1] / "tools"


@pytest.mark.skipif(_DATA is None, reason="QBOT_TESTDATA names no folder with the test data")
@pytest.mark.parametrize("tool", ["count_import.py", "measure_check.py"])
def test_answered_rows_arrive_and_planted_mistakes_are_found(tool: str) -> None:
    environment = {**os.environ, "QBOT_TESTDATA": _DATA or ""}
    done = subprocess.run(
        [sys.executable, str(_TOOLS / tool)], capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr

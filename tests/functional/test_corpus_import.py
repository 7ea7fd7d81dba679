"""Completed questionnaires of the test data arrive whole, and a second import adds nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_DATA = os.environ.get("QBOT_TESTDATA")  # read at import: the environment is cleaned before each test
_TOOL = Path(__file__).resolve().parents[1] / "tools/count_import.py"


@pytest.mark.skipif(_DATA is None, reason="QBOT_TESTDATA names no folder with the test data")
def test_answered_rows_arrive_whole_and_once() -> None:
    environment = {**os.environ, "QBOT_TESTDATA": _DATA or ""}
    done = subprocess.run(
        [sys.executable, str(_TOOL)], capture_output=True, text=True, check=False, env=environment, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr

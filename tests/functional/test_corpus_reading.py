"""Real questionnaires are read as a careful reader reads them; QBOT_TESTDATA names the folder with the test data."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

_DATA = os.environ.get("QBOT_TESTDATA")  # read at import: the environment is cleaned before each test
_BARS = ("--f1", ".99", "--answer", ".99", "--options", ".98", "--min-f1", ".95")


@pytest.mark.skipif(_DATA is None, reason="QBOT_TESTDATA names no folder with the test data")
def test_real_questionnaires_reach_the_bars() -> None:
    data = Path(_DATA or "")
    program = [
        sys.executable,
        str(data / "tools/score_questions.py"),
        "--command",
        f"{Path(sys.executable).parent}/qbot",
    ]
    folders = [str(data / "corpus/expected"), str(data / "corpus/questionnaires")]
    run = subprocess.run([*program, *_BARS, *folders], capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr

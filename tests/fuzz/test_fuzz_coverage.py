"""Ten minutes of coverage-guided fuzzing over all readers, where atheris is installed."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest

TOOL = Path(__file__).parents[1] / "tools" / "fuzz_reading.py"
SECONDS = 600
_RUNS = re.compile(r"stat::number_of_executed_units:\s*(\d+)")


@pytest.mark.long
@pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None,
    reason="atheris is not installed: `.venv/bin/python -m pip install atheris` adds ten minutes of fuzzing",
)
def test_ten_minutes_of_fuzzing_bring_out_nothing_but_refusals(tmp_path: Path) -> None:
    (tmp_path / "inputs").mkdir()
    options = [f"-max_total_time={SECONDS}", "-print_final_stats=1"]
    run = subprocess.run(
        [sys.executable, str(TOOL), str(tmp_path / "inputs"), *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=2 * SECONDS,
        check=False,
    )
    said = run.stderr[-3000:]
    assert run.returncode == 0, said
    runs = _RUNS.search(run.stderr)
    assert runs is not None, said
    assert int(runs[1]) > SECONDS, said

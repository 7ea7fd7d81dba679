"""The demonstration ends by itself when it is asked to, and the sample that comes with the package is the sample."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_demonstration_drafts_serves_and_stops(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "samples" / "demo.py"],
        env={**os.environ, "DEMO_ONCE": "1", "DEMO_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr
    assert "questions have a suggestion" in done.stdout
    assert "The page answers and shows the sample." in done.stdout
    assert (tmp_path / "qbot.db").exists()


def test_the_packaged_sample_is_the_sample() -> None:
    packaged = ROOT / "qbot" / "web" / "sample" / "questionnaire.xlsx"
    assert packaged.read_bytes() == (ROOT / "samples" / "plain.xlsx").read_bytes()


def test_the_picture_of_the_readme_is_there() -> None:
    assert "(samples/review.png)" in (ROOT / "README.md").read_text("utf-8")
    assert (ROOT / "samples" / "review.png").read_bytes().startswith(b"\x89PNG")

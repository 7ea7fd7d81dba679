"""The parts of the review screen that need no page, under node: difference, pasted blocks, queue, filters."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

LOGIC = Path(__file__).parent / "logic"
NODE = shutil.which("node")


@pytest.mark.skipif(NODE is None, reason="node is not installed: the screen's logic is not checked alone")
@pytest.mark.parametrize("file", sorted(LOGIC.glob("*.test.mjs")), ids=lambda file: file.stem)
def test_logic_of_the_screen(file: Path) -> None:
    assert NODE is not None
    ran = subprocess.run([NODE, "--test", str(file)], capture_output=True, text=True, check=False, timeout=120)
    assert ran.returncode == 0, ran.stdout[-4000:] + ran.stderr[-2000:]
    assert "\n# pass 0" not in ran.stdout, "no test ran"

"""An import of several files that is killed leaves the old library or the new one, and the next import goes on."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qbot.knowledge_base.folder import read_folder
from qbot.workflow.importing import import_knowledge


def write_answers(path: Path, name: str, count: int) -> Path:
    """JSON Lines with so many answers."""
    rows = (
        {"id": f"{name}-{n}", "question": f"Is {name} number {n} so?", "answer": f"It is {n}."} for n in range(count)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.long
def test_a_kill_at_any_moment_leaves_the_old_or_the_new_library(tmp_path: Path) -> None:
    into = tmp_path / "kb"
    import_knowledge([write_answers(tmp_path / "old.jsonl", "old", 20)], into)
    files = [write_answers(tmp_path / f"{name}.jsonl", name, 150) for name in ("a", "b", "c")]
    command = [sys.executable, "-m", "qbot", "knowledge", "import", *map(str, files), "--into", str(into)]
    start = time.perf_counter()
    subprocess.run([*command, "--dry-run"], check=True, capture_output=True)
    longest = time.perf_counter() - start
    chance, seen = random.Random(1), set()
    for _ in range(40):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0.3, 1.2) * longest)
        process.kill()
        process.wait()
        count = len(read_folder(into).entries)
        assert count in (20, 470)
        seen.add(count)
        if count == 470:
            for made in into.glob("*-more"):
                for file in made.iterdir():
                    file.unlink()
                made.rmdir()
    assert import_knowledge(files, into).new == 450
    assert not list(into.glob(".import-*"))
    assert seen == {20, 470}

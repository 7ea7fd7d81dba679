"""`make demo` and `make test` work on a fresh clone in an empty home folder, and install nothing a second time."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NO_INDEX = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "", "PIP_INDEX_URL": "http://127.0.0.1:9/simple"}
KEPT = ("PATH", "LANG", "TMPDIR", "SSL_CERT_FILE", "PIP_CERT", "PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_DEFAULT_TIMEOUT")
"""What a stranger's shell has as well: where programs are, and the way to the package index."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty home folder, in which the clone is made."""
    return tmp_path_factory.mktemp("stranger")


@pytest.fixture(scope="module")
def clone(home: Path) -> Path:
    """A fresh clone of what is committed."""
    if shutil.which("git") is None or shutil.which("make") is None or not (ROOT / ".git").exists():
        pytest.skip("a clone needs git, make and the repository")
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(home / "qbot")], check=True)
    return home / "qbot"


def make(clone: Path, target: str, **said: str) -> str:
    """Run a target of the clone's Makefile as a stranger does; return what it said, and skip where no index answers."""
    kept = {key: os.environ[key] for key in KEPT if key in os.environ}
    done = subprocess.run(
        ["make", target],
        cwd=clone,
        env={**kept, "HOME": str(clone.parent), **said},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=1200,
    )
    if "Temporary failure in name resolution" in done.stderr and "PIP_NO_INDEX" not in said:
        pytest.skip("no package index answers")
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    return done.stdout


def note_files(folder: Path) -> dict[str, tuple[int, int]]:
    """Return each file below a folder with its time and size, but for the byte-code that Python keeps there."""
    found = (path for path in folder.rglob("*") if path.suffix != ".pyc" and path.is_file())
    return {str(path.relative_to(folder)): (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


@pytest.mark.long
def test_both_commands_work_on_a_fresh_clone_and_install_nothing_again(clone: Path, home: Path) -> None:
    few = {"PYTEST_ADDOPTS": "tests/model tests/functional/test_demo.py"}
    first = make(clone, "demo", DEMO_ONCE="1")
    assert "installing what qbot needs" in first
    assert "The page answers and shows the sample." in first
    installed = note_files(clone / ".venv")
    assert len(installed) > 1000
    assert "passed" in make(clone, "test", **few)
    again = make(clone, "demo", DEMO_ONCE="1", **NO_INDEX) + make(clone, "test", **few, **NO_INDEX)
    assert "installing" not in again
    assert "The page answers and shows the sample." in again
    assert note_files(clone / ".venv") == installed
    left = {path.name for path in home.iterdir()}
    assert left <= {
        "qbot",
        ".cache",
        ".rustup",
    }  # pip's downloads, and what a Rust leaves that pip asks for its version
    changed = subprocess.run(["git", "status", "--porcelain"], cwd=clone, capture_output=True, text=True, check=True)
    assert changed.stdout == ""

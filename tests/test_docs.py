"""What the README and the help say is true: every command in them runs, and the changelog names this version."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from qbot import __version__
from qbot.cli.main import command

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = (
    ("questions",),
    ("draft",),
    ("answer",),
    ("verify",),
    ("serve",),
    ("audit", "verify"),
    ("backup",),
    ("restore",),
    ("doctor",),
    ("gaps",),
    ("trust-center", "build"),
    *(("ledger", n) for n in ("list", "recall", "add")),
    *(("knowledge", n) for n in ("import", "load", "check", "search", "export")),
)


def list_readme_commands() -> list[str]:
    """Return the lines of the README that begin with qbot."""
    return [line.strip() for line in README.splitlines() if re.match(r"\s+qbot ", line)]


def list_help_examples() -> list[str]:
    """Return the example lines in the help of every command."""
    lines: list[str] = []
    for page in PAGES:
        text = CliRunner().invoke(command, [*page, "--help"]).output
        found = [line.strip() for line in text.splitlines() if line.strip().startswith("qbot ")]
        assert found, page
        lines += found
    return lines


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the samples, the knowledge base and last year's answers, as a person would have it."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("samples", "knowledge"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("last-year.jsonl", "answers.jsonl"):
        (folder / name).write_text('{"id": "L-1", "question": "Do you lock screens?", "answer": "Yes"}\n', "utf-8")
    return folder


def test_every_command_in_readme_and_help_runs(desk: Path) -> None:
    for line in dict.fromkeys((*list_readme_commands(), *list_help_examples())):
        arguments = shlex.split(line)[1:]
        if arguments[0] == "serve":
            continue  # it runs until it is stopped: tests/cli/test_serve.py starts it
        if arguments[0] == "answer" and (desk / "answered.xlsx").exists():
            arguments.append("--force")
        done = subprocess.run(
            [sys.executable, "-m", "qbot", *arguments], cwd=desk, capture_output=True, text=True, check=False
        )
        allowed = {0, 1} if arguments[:2] == ["knowledge", "check"] else {0}
        assert done.returncode in allowed, f"{line}\n{done.stderr}"


def test_the_newest_version_in_the_changelog_is_the_packages() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_in_the_readme(page: tuple[str, ...]) -> None:
    assert f"qbot {' '.join(page)}" in README

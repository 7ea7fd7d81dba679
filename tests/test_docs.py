"""What the READMEs and the help say is true: every command in them runs, and the changelog names this version."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import click
import openpyxl
import pytest
from click.testing import CliRunner

from qbot import __version__
from qbot.cli.command_help import list_command_help
from qbot.cli.group import command
from qbot.errors import UnreadableError
from qbot.sandbox import READERS, TEXT_READERS, read_in_child
from qbot.workflow.formats import DOCUMENTS, FLAT, LEGACY, WORKBOOKS
from qbot.workflow.import_reading import KNOWN

sys.path.insert(0, str(Path(__file__).resolve().parent / "functional"))

import own_questions

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = tuple(tuple(one.name.split()[1:]) for one in list_command_help() if "Commands:" not in one.text.splitlines())
"""Every command that does something, by the words after qbot."""
SUBJECTS = (
    *("backups", "access rights", "encryption keys", "audit logs", "laptops", "visitor lists", "source code"),
    *("firewall rules", "supplier contracts", "incident plans", "passwords", "certificates", "data flows"),
    *("mobile devices", "server rooms", "patch levels", "training records", "test data", "privacy notices", "alarms"),
)
OTHER_STATUS = {
    "qbot knowledge check": (1, "knowledge"),  # the example holds contradictions on purpose
    "qbot calibrate --decisions": (2, "too few to learn from"),  # nobody has decided anything on this desk
}


def list_readme_commands() -> list[str]:
    """Return the lines of the READMEs that begin with qbot."""
    lines = (README + (ROOT / "samples" / "README.md").read_text(encoding="utf-8")).splitlines()
    return [line.strip() for line in lines if re.match(r"\s+qbot ", line)]


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
    for name in ("caiq-2024.xlsx", "hecvat-2025.xlsx"):
        write_completed(folder / name)
    labels = [{"question": row.text, "entries": sorted(row.entries)} for row in own_questions.ROWS]
    (folder / "decisions.jsonl").write_text("\n".join(map(json.dumps, labels)) + "\n", "utf-8")
    return folder


def write_completed(path: Path) -> None:
    """Write a questionnaire of twenty questions that is answered already."""
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No.", "Question", "Answer", "Comment"])
    for number, subject in enumerate(SUBJECTS, 1):
        sheet.append([number, f"Do you review {subject} every year?", "Yes", f"We review {subject} every spring."])
    book.save(path)


def test_every_command_in_readme_and_help_runs(desk: Path) -> None:
    written = dict.fromkeys(list_readme_commands())  # a reader types them one after the other, just as they stand
    for line in (*written, *(one for one in list_help_examples() if one not in written)):
        arguments = shlex.split(line, comments=True)[1:]
        if arguments[0] == "serve":
            continue  # it runs until it is stopped: tests/cli/test_serve.py starts it
        if line not in written and arguments[0] in {"answer", "evaluate"}:
            arguments.append("--force")
        done = subprocess.run(
            [sys.executable, "-m", "qbot", *arguments], cwd=desk, capture_output=True, text=True, check=False
        )
        other = next((found for start, found in OTHER_STATUS.items() if line.startswith(start)), None)
        if done.returncode and other is not None:
            assert done.returncode == other[0], f"{line}\n{done.stderr}"
            assert other[1] in done.stdout + done.stderr
        else:
            assert done.returncode == 0, f"{line}\n{done.stderr}"


@pytest.mark.parametrize("page", PAGES, ids=" ".join)
def test_every_option_says_what_it_does(page: tuple[str, ...]) -> None:
    found: click.Command = command
    context = click.Context(found)
    for name in page:
        assert isinstance(found, click.Group)
        below = found.get_command(context, name)
        assert below is not None
        found = below
    options = [one for one in found.params if isinstance(one, click.Option)]
    assert [one.name for one in options if not one.help] == []


def test_every_variable_of_the_environment_is_documented() -> None:
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "qbot").rglob("*.py"))
    told = README + "".join(one.text for one in list_command_help())
    assert set(re.findall(r"\bQBOT_[A-Z_]*[A-Z]\b", code)) <= set(re.findall(r"\bQBOT_[A-Z_]+\b", told))


def test_the_newest_version_in_the_changelog_is_the_packages() -> None:
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest is not None
    assert newest[1] == __version__


@pytest.mark.parametrize("page", PAGES)
def test_every_command_is_in_the_readme(page: tuple[str, ...]) -> None:
    assert f"qbot {' '.join(page)}" in README


@pytest.mark.parametrize("ending", READERS)
def test_every_ending_that_is_read_is_named_wherever_endings_are(ending: str) -> None:
    upload = (ROOT / "qbot" / "web" / "templates" / "upload.html").read_text(encoding="utf-8")
    with pytest.raises(UnreadableError) as refusal:
        read_in_child(ROOT / "LICENSE")
    assert ending in TEXT_READERS
    assert ending.removeprefix(".") in WORKBOOKS | DOCUMENTS | FLAT | LEGACY
    assert ending in KNOWN
    for text in (
        README.partition("## Review in the browser")[0],
        *re.findall(r'accept="([^"]+)"', upload),
        str(refusal.value),
    ):
        assert re.search(rf"(?<!\w){re.escape(ending)}(?!\w)", text)


def test_every_module_that_the_map_of_the_house_names_is_there() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[\w.]+/)*[\w.]+(?:\.(?:py|txt|json|md)|/))`", text))
    assert len(named) > 15
    roots = (ROOT, ROOT / "qbot", ROOT / "qbot" / "workflow")
    assert [one for one in sorted(named) if not any((root / one).exists() for root in roots)] == []


def test_the_map_of_the_house_has_every_package() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    packages = {path.parent.name for path in (ROOT / "qbot").glob("*/__init__.py")}
    assert [one for one in sorted(packages) if f"`qbot/{one}`" not in text] == []

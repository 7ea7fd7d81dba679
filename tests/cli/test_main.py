"""The command as a whole: start-up, help, and what it says when something is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from qbot import __version__
from qbot.cli.group import command

HEAVY = ("rich", "lxml", "openpyxl", "docx", "yaml", "sklearn", "scipy", "numpy", "rapidfuzz", "qbot.workflow")


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run qbot as a person would."""
    return subprocess.run([sys.executable, "-m", "qbot", *arguments], capture_output=True, text=True, check=False)


def test_help_imports_nothing_heavy() -> None:
    script = (
        "import sys\nfrom qbot.cli.main import main\nsys.argv = ['qbot', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_child_that_reads_starts_before_anything_that_drafts_is_imported() -> None:
    script = (
        "import sys\nimport qbot.cli.answer, qbot.cli.draft\n"
        "print([name for name in ('rich', 'rapidfuzz', 'qbot.matching', 'qbot.knowledge_base') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_what_is_imported_before_the_child_that_reads_starts_is_little() -> None:
    heavy = (*HEAVY, "click", "qbot.config", "qbot.workbook")
    script = f"import sys\nimport qbot.cli.main, qbot.sandbox\nprint([one for one in {heavy!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["answer", "samples/plain.xlsx"], 2),
        (["draft", "samples/plain.xlsx", "--knowledge"], 2),
        (["questions", "samples/plain.xlsx", "--help"], 0),
        (["questions", "samples/none.xlsx"], 3),
        (["questions", "samples/plain.xlsx", "--layout", "samples/plain.xlsx"], 3),
    ],
)
def test_no_process_is_left_where_the_file_is_not_read(arguments: list[str], status: int) -> None:
    line = [sys.executable, "-m", "qbot", *arguments]
    with subprocess.Popen(line, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as done:
        done.communicate()
    assert done.returncode == status
    with pytest.raises(ProcessLookupError):
        os.killpg(done.pid, 0)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_no_process_is_left_of_a_command_that_is_stopped_before_it_reads(number: int, tmp_path: Path) -> None:
    path = tmp_path / "form.csv"
    os.mkfifo(path)  # to open it takes until somebody writes
    heed = (
        "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); os.execv(sys.executable, sys.argv[1:])"
    )
    line = [sys.executable, "-m", "qbot", "questions", str(path)]  # whoever runs the tests in the background ignores ^C
    with subprocess.Popen([sys.executable, "-c", heed, *line], start_new_session=True, stderr=subprocess.PIPE) as done:
        children = Path(f"/proc/{done.pid}/task/{done.pid}/children")
        wait_until(lambda: children.read_text() != "" or done.poll() is not None)
        os.kill(done.pid, number)
        try:
            done.communicate(timeout=20)
        finally:
            done.kill()
    assert done.returncode not in {0, 3}
    wait_until(lambda: not is_alive(done.pid))


def wait_until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def is_alive(group: int) -> bool:
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("module", ["answer_summary", "draft_tables"])
def test_what_many_drafts_are_shown_by_does_without_rich(module: str) -> None:
    script = f"import sys\nimport qbot.cli.{module}\nprint('rich' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_version() -> None:
    assert run("--version").stdout.strip().endswith(__version__)


@pytest.mark.parametrize("name", command.list_commands(None))  # type: ignore[arg-type]
def test_every_command_has_help_with_an_example(name: str) -> None:
    done = CliRunner().invoke(command, [name, "--help"])
    assert done.exit_code == 0
    assert "Example:" in done.output or "Commands:" in done.output


def test_an_unknown_command_is_wrong_usage() -> None:
    done = run("anwser")
    assert done.returncode == 2
    assert "anwser" in done.stderr


def test_all_that_a_command_said_is_brought_out_before_it_ends() -> None:
    done = run("questions", "samples/plain.xlsx", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["questions"]


def test_a_full_disk_is_told_with_status_3() -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "qbot", "questions", "samples/plain.xlsx", "--json"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 3
    assert "No space left" in done.stderr


@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-", ">&- 2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize("name", ["questions", "answer"])
def test_a_command_works_without_its_streams(name: str, closed: str, tmp_path: Path) -> None:
    questions, copy = tmp_path / "asked.csv", tmp_path / "copy.csv"
    questions.write_text("Question,Answer\nDo you encrypt backups?,\n")
    more = f"-o '{copy}' --knowledge knowledge" if name == "answer" else ""
    line = f"'{sys.executable}' -m qbot {name} '{questions}' {more} {closed}"
    done = subprocess.run(["sh", "-c", line], check=False, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert copy.exists() == (name == "answer")


def test_nothing_is_complained_of_to_a_reader_that_went_away() -> None:
    source, target = os.pipe()
    os.close(source)
    command = [sys.executable, "-m", "qbot", "questions", "samples/plain.xlsx", "--json"]
    done = subprocess.run(command, stdout=target, stderr=subprocess.PIPE, text=True, check=False)
    os.close(target)
    assert done.stderr == ""


@pytest.mark.parametrize("name", ["questions", "draft", "answer", "verify"])
def test_a_missing_file_is_named_with_status_3(name: str, tmp_path: Path) -> None:
    missing, out = str(tmp_path / "missing.xlsx"), str(tmp_path / "out.xlsx")
    more = {
        "questions": [],
        "draft": ["--knowledge", "knowledge"],
        "answer": ["-o", out, "--knowledge", "knowledge"],
        "verify": [missing],
    }
    done = run(name, missing, *more[name])
    assert done.returncode == 3
    assert "missing.xlsx" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "more", "module"),
    [("draft", [], "qbot.cli.draft_tables"), ("answer", ["-o", "out.xlsx"], "qbot.cli.answer_summary")],
)
def test_what_shows_drafts_is_imported_while_they_are_made(name: str, more: list[str], module: str) -> None:
    script = (
        "import sys\nfrom qbot.workflow import ordered_drafting\n"
        "def share(work, pieces, *, kind, meanwhile):\n    meanwhile()\n"
        f"    print({module!r} in sys.modules)\n    sys.exit()\n"
        "ordered_drafting.share_out = share\n"
        "from qbot.cli.group import command\ncommand(sys.argv[1:])\n"
    )
    line = [sys.executable, "-c", script, name, "samples/plain.xlsx", *more, "--knowledge", "knowledge"]
    done = subprocess.run(line, capture_output=True, text=True, check=True)
    assert done.stdout == "True\n"

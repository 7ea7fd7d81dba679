"""Reading in a child process: its limits, its refusals, and the words it answers with."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import openpyxl
import pytest
from msgspec import convert, to_builtins

from qbot.confinement import Limits
from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.sandbox import expect_file, read_in_child, start_reading

Read = Callable[..., Questionnaire]


pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pytest-xdist has a thread of its own


def make_room() -> Limits:
    """Return limits that leave a copy of this process as much memory as a new interpreter has: others test here too."""
    pages = int(Path("/proc/self/statm").read_bytes().split()[0]) if sys.platform == "linux" else 0
    return Limits(memory=Limits().memory + pages * os.sysconf("SC_PAGE_SIZE"))


@pytest.fixture(params=["new", "copied", "ready"])
def read(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Read:
    """Read a file in a new interpreter, in a copy of this process, and in one that waited for it."""
    monkeypatch.setattr("qbot.sandbox.may_copy", lambda: request.param != "new")

    def begin(path: Path, limits: Limits | None = None) -> Questionnaire:
        expected, allowed = [path.name] if request.param == "ready" else [], limits or make_room()
        with expect_file(expected), start_reading(path, limits=allowed) as wait:
            return wait()

    return begin


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.append(["No.", "Question", "Answer"])
    for number in range(1, 6):
        sheet.append([number, f"Do you keep copy {number} of the records somewhere else?", None])
    path = tmp_path / "book.xlsx"
    made.save(path)
    return path


def test_child_answers_with_the_questionnaire(book: Path, read: Read) -> None:
    found = read(book)
    assert len(found.questions) == 5
    assert convert(to_builtins(found), Questionnaire) == found


def test_a_name_that_is_no_text_is_kept(tmp_path: Path, read: Read) -> None:
    path = tmp_path / os.fsdecode(b"form \xff.csv")
    path.write_text("No.,Question,Answer\n1,Do you keep copies of the records?,\n", encoding="utf-8")
    found = read(path)
    assert (found.file, len(found.questions)) == (str(path), 1)


SAMPLES = Path(__file__).parent.parent / "samples"


@pytest.mark.parametrize("name", ["plain.xlsx", "sig_like.xlsm", "word.docx", "plain.csv"])
def test_every_kind_of_child_reads_the_same(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    source = SAMPLES / name
    anew = read_in_child(source)
    monkeypatch.setattr("qbot.sandbox.may_copy", lambda: True)
    with start_reading(source, limits=make_room()) as wait:
        assert wait() == anew
    for expected in ([name], ["--layout", "other.XLSX", name], ["plain.txt"]):
        with expect_file(expected), start_reading(source, limits=make_room()) as wait:
            assert wait() == anew


@pytest.mark.parametrize(
    ("names", "may", "started"),
    [
        (["--json", "a.xlsx", "-o", "b.docx"], True, "qbot.workbook.read"),
        (["a.DOCX"], True, "qbot.document.read"),
        (["a.pdf", "--help", ""], True, None),
        (["a.xlsx"], False, None),
    ],
)
def test_a_child_is_kept_ready_for_the_first_name_that_is_read(
    names: list[str], may: bool, started: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared: list[str] = []

    @contextlib.contextmanager
    def keep(prepare: Callable[[], object], work: object) -> Iterator[None]:
        prepare()
        yield

    monkeypatch.setattr("qbot.sandbox.may_copy", lambda: may)
    monkeypatch.setattr("qbot.sandbox.keep_ready", keep)
    monkeypatch.setattr("qbot.sandbox._prepare", prepared.append)
    with expect_file(names):
        assert prepared == [started] * (started is not None)


def test_too_much_memory_is_told(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"No.,Question,Answer\n" + b"1,Do you keep copies of the records?,\n" * 300_000)
    with pytest.raises(UnreadableError, match="more than 1 MB of memory"):
        read(path, Limits(memory=1 << 20))


def test_too_much_time_is_told_and_no_child_is_left(book: Path, read: Read) -> None:
    with pytest.raises(UnreadableError, match=r"more than 0\.01 seconds"):
        read(book, Limits(clock=0.01))
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_who_comes_late_still_hears_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.csv"  # more than the system holds for a reader that does not listen yet
    rows = "".join(f"{number},Do you keep copy {number} of the records?,\n" for number in range(3_000))
    path.write_text(f"No.,Question,Answer\n{rows}", encoding="utf-8")
    with start_reading(path, limits=Limits(clock=600)) as wait:
        late = SimpleNamespace(monotonic=lambda: time.monotonic() + 1_000)
        monkeypatch.setattr("qbot.sandbox.time", late)
        assert len(wait().questions) == 3_000


def test_too_much_processor_time_is_told_however_long_the_clock_waits(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "long.csv"
    path.write_bytes(b"No.,Question,Answer\n" + b"1,Do you keep copies of the records?,\n" * 300_000)
    with pytest.raises(UnreadableError, match="more than 1 seconds of processor time"):
        read(path, Limits(memory=4 << 30, processor=1))


@pytest.mark.parametrize(
    ("ending", "words"), [(".xlsb", "save it as .xlsx"), (".pdf", "Ask the sender"), ("", "qbot reads")]
)
def test_other_endings(tmp_path: Path, ending: str, words: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(b"x")
    with pytest.raises(UnreadableError, match=words):
        read_in_child(path)


def test_errors_of_the_child_keep_their_facts(tmp_path: Path, read: Read) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(UnreadableError) as caught:
        read(path)
    assert (caught.value.file, caught.value.reason) == (str(path), "this is a PDF")


def misbehave(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Do what the file says, as a reader that was taken over would."""
    exec(path.read_text())
    return Questionnaire("", "", "csv")


@pytest.mark.parametrize(
    "deed",
    [
        "open('more', 'w')",
        "import os; os.remove(path)",
        "import os; os.fork()",
        "import subprocess; subprocess.run(['true'])",
        "import socket; socket.create_connection(('127.0.0.1', 1))",
    ],
)
@pytest.mark.parametrize("expected", [[], ["a.csv"]], ids=["copied", "ready"])
def test_a_copy_that_was_taken_over_is_refused_what_no_reader_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, deed: str, expected: list[str]
) -> None:
    monkeypatch.setattr("qbot.sandbox.may_copy", lambda: True)
    monkeypatch.setattr("qbot.sandbox.READERS", {".csv": (misbehave.__module__, misbehave.__name__)})
    path = tmp_path / "a.csv"
    path.write_text(deed)
    told = pytest.raises(UnreadableError, match="stops the reader")
    with told, expect_file(expected), start_reading(path, limits=make_room()) as wait:
        wait()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    "told",
    ['{"read": [1]}', '{"read": {"sheet": 3}}', '{"read": null}', "[]", '{"read"', '{"error": {"reason": 5}}', ""],
)
def test_a_child_that_was_taken_over_is_believed_nothing_but_a_questionnaire(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, told: str
) -> None:
    monkeypatch.setattr("qbot.sandbox.may_copy", lambda: True)
    monkeypatch.setattr("qbot.sandbox.READERS", {".csv": (misbehave.__module__, misbehave.__name__)})
    path = tmp_path / "a.csv"
    path.write_text(f"import os; os.write(1, {told.encode()!r}); os._exit(0)")
    refused = pytest.raises(UnreadableError, match="it is built in a way")
    with refused, start_reading(path, limits=make_room()) as wait:
        wait()


LEAVE = """
import socket, sys
from qbot.confinement import leave_network
print(leave_network())
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=2)
except OSError as error:
    print(error.strerror)
"""


def test_the_child_has_no_network() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
        done = subprocess.run([sys.executable, "-c", LEAVE, port], capture_output=True, text=True, check=True)
    left, *after = done.stdout.splitlines()
    if left == "False":
        pytest.skip("this system gives a process no network of its own")
    assert after == ["Network is unreachable"]

"""A child process is listened to, ended, and told apart from its parent, whichever way it was started."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest

from qbot.child import Child, may_copy, say, start_copy, start_new

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pytest-xdist has a thread of its own
Start = Callable[[str], Child]


def start_anew(code: str) -> Child:
    return start_new(f"import os, sys, time; {code}", b"")


def start_as_copy(code: str) -> Child:
    def work() -> None:
        exec(code, {"os": os, "sys": sys, "time": time})
        os._exit(0)

    return start_copy(work)


@pytest.fixture(params=[start_anew, start_as_copy])
def start(request: pytest.FixtureRequest) -> Iterator[Start]:
    started: list[Child] = []

    def begin(code: str) -> Child:
        started.append(request.param(code))
        return started[-1]

    yield begin
    for one in started:
        one.end()


def test_output_and_complaints_are_heard_apart_however_long_they_are(start: Start) -> None:
    heard = start("os.write(2, b'no'); [os.write(1, b'x' * 50_000) for _ in range(9)]; os.write(2, b'!')").listen(20)
    assert heard == (b"x" * 450_000, b"no!")


@pytest.mark.parametrize(("code", "status"), [("pass", 0), ("os._exit(7)", 7), ("os.kill(os.getpid(), 24)", -24)])
def test_the_status_tells_how_it_ended(start: Start, code: str, status: int) -> None:
    found = start(code)
    found.listen(20)
    found.end()
    assert found.status == status


def test_one_that_says_nothing_is_waited_for_no_longer_and_is_gone_when_it_is_ended(start: Start) -> None:
    found = start("time.sleep(60)")
    with pytest.raises(TimeoutError):
        found.listen(0.01)
    found.end()
    with pytest.raises(ProcessLookupError):
        os.kill(found.number, 0)


def test_one_that_closes_its_ends_and_goes_on_is_ended(start: Start) -> None:
    found = start("os.close(1); os.close(2); time.sleep(60)")
    assert found.listen(20) == (b"", b"")
    found.end()
    assert found.status == -9


def test_it_has_nothing_to_read(start: Start) -> None:
    assert start("os.write(1, repr(os.read(0, 9)).encode())").listen(20)[0] == b"b''"


def test_a_copy_leaves_what_the_parent_has_open_and_was_about_to_write(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    kept = tmp_path_factory.mktemp("kept") / "file"
    with kept.open("w") as file:
        file.write("written once")
        number = file.fileno()

        def work() -> None:
            try:
                os.fstat(number)
            except OSError:
                say(b"closed")
            os._exit(0)

        found = start_copy(work)
        assert found.listen(20)[0] == b"closed"
        found.end()
    assert kept.read_text() == "written once"


def test_an_order_is_read_by_a_new_interpreter() -> None:
    found = start_new("import sys; sys.stdout.write(sys.stdin.read()[-5:])", b"a" * 200_000 + b"order")
    assert found.listen(20)[0] == b"order"
    found.end()


def test_a_start_that_fails_leaves_no_file_open(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise BlockingIOError

    before = os.listdir("/proc/self/fd")
    monkeypatch.setattr(os, "posix_spawn", refuse)
    monkeypatch.setattr(os, "fork", refuse)
    for begin in (start_anew, start_as_copy):
        with pytest.raises(BlockingIOError):
            begin("pass")
    assert os.listdir("/proc/self/fd") == before


@pytest.mark.parametrize(
    ("before", "may"),
    [
        ("pass", True),
        ("import threading; threading.Thread(target=threading.Event().wait, daemon=True).start()", False),
        ("kept = bytearray(200 << 20)", False),
    ],
)
def test_a_process_with_threads_or_much_in_memory_is_not_copied(before: str, may: bool) -> None:
    code = f"{before}\nfrom qbot.child import may_copy\nprint(may_copy())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"{may and sys.platform == 'linux'}\n"


def test_this_process_is_judged_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not may_copy()

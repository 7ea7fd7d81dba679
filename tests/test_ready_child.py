"""A child that waits for its order: it does what it is told, and is gone where nothing is ordered."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from qbot.child import say
from qbot.ready_child import give_order, keep_ready

pytestmark = pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # pytest-xdist has a thread of its own


def repeat(order: bytes) -> None:
    say(b"done: " + order)
    os._exit(0)


def require_no_child() -> None:
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


@pytest.mark.parametrize("order", [b"this", b"x" * 300_000])
def test_what_was_prepared_is_done_with_the_order(order: bytes) -> None:
    prepared: list[bytes] = []

    def work(given: bytes) -> None:
        repeat(b"".join(prepared) + given)

    with keep_ready(lambda: prepared.append(b"prepared "), work):
        child = give_order(order)
        assert child is not None
        assert child.listen(20) == (b"done: prepared " + order, b"")
        child.end()
        assert child.status == 0
    assert prepared == []


def test_who_orders_first_gets_it_and_the_next_one_gets_none() -> None:
    with keep_ready(lambda: None, repeat):
        child = give_order(b"first")
        assert child is not None
        assert give_order(b"second") is None
        child.end()
    require_no_child()


def test_one_that_had_no_order_is_gone_with_the_block() -> None:
    before = os.listdir("/proc/self/fd")
    with keep_ready(lambda: None, repeat):
        pass
    require_no_child()
    assert give_order(b"late") is None
    assert os.listdir("/proc/self/fd") == before


def test_one_that_had_no_order_is_gone_when_the_block_fails() -> None:
    with pytest.raises(KeyboardInterrupt), keep_ready(lambda: time.sleep(60), repeat):
        raise KeyboardInterrupt
    require_no_child()


def test_one_that_cannot_prepare_itself_tells_so_by_its_status() -> None:
    with keep_ready(lambda: sys.exit("no"), repeat):
        child = give_order(b"x" * 300_000)
        assert child is not None
        assert child.listen(20) == (b"", b"")
        child.end()
        assert child.status == 1


def test_without_a_child_the_block_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> int:
        raise BlockingIOError

    before = os.listdir("/proc/self/fd")
    monkeypatch.setattr(os, "fork", refuse)
    with keep_ready(lambda: None, repeat):
        assert give_order(b"order") is None
    assert os.listdir("/proc/self/fd") == before


PARENT = """
import os, sys, time
from qbot.ready_child import keep_ready
with keep_ready(lambda: None, lambda order: time.sleep(60)):
    print(flush=True)
    time.sleep(60)
"""


def test_it_ends_by_itself_when_its_parent_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE, start_new_session=True) as parent:
        assert parent.stdout is not None
        parent.stdout.readline()
        parent.kill()
    end = time.monotonic() + 20
    while time.monotonic() < end:
        try:
            os.killpg(parent.pid, 0)
        except ProcessLookupError:
            return
        time.sleep(0.02)
    os.killpg(parent.pid, signal.SIGKILL)
    pytest.fail("the child goes on without its parent")

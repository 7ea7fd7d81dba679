"""A child process that is listened to: a new interpreter with an order, or a copy of this process."""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import Struct

_CHUNK = 1 << 20
_MOST_COPIED = 128 << 20
"""Bytes of address space from which on a process is not copied: the limit of its copy would hold what is in it."""


class Child(Struct):
    """A child by its number, with the ends from which its output and its complaints are read.

    `status` is how it ended: its exit status, or the number of the signal that ended it with a minus; None: not yet.
    """

    number: int
    output: int
    complaints: int
    status: int | None = None

    def listen(self, seconds: float) -> tuple[bytes, bytes]:
        """Return all that the child says, output and complaints, and stop it; TimeoutError where it goes on longer.

        How it ended is known when it is waited for, with `end`: what it had in memory takes a while to be given back.
        """
        said: dict[int, list[bytes]] = {self.output: [], self.complaints: []}
        end, poll, left = time.monotonic() + seconds, select.poll(), len(said)
        for source in said:
            poll.register(source, select.POLLIN | select.POLLHUP)
        while left:
            ready = poll.poll(max(0.0, end - time.monotonic()) * 1_000)
            if not ready:
                raise TimeoutError
            for source, _ in ready:
                if data := os.read(source, _CHUNK):
                    said[source].append(data)
                else:
                    poll.unregister(source)
                    left -= 1
        os.kill(self.number, signal.SIGKILL)  # makes no difference to one that ends by itself
        return b"".join(said[self.output]), b"".join(said[self.complaints])

    def end(self) -> None:
        """End the child where it has not ended yet; afterwards nothing of it is left."""
        if self.status is not None:
            return
        os.kill(self.number, signal.SIGKILL)
        _, status = os.waitpid(self.number, 0)
        self.status = os.waitstatus_to_exitcode(status)
        os.close(self.output)
        os.close(self.complaints)


def start_new(code: str, order: bytes) -> Child:
    """Start a new interpreter, which heeds no variable and no folder of this one, on code; the order is its input."""
    source, target = os.pipe()
    command = [sys.executable, "-I", "-c", code]
    try:
        with _open_pipes() as (output, complaints):
            ends = (source, output[1], complaints[1])
            actions = [(os.POSIX_SPAWN_DUP2, end, place) for place, end in enumerate(ends)]
            number = os.posix_spawn(sys.executable, command, os.environ, file_actions=actions)
    except OSError:
        os.close(target)
        raise
    finally:
        os.close(source)
    give(target, order)
    return Child(number, output[0], complaints[0])


def find_package(code: str) -> str:
    """Return the code for a new interpreter that heeds no variable: it finds this package where this process has it."""
    folder = str(Path(__file__).resolve().parent.parent)
    return f"import sys; sys.path.insert(0, {folder!r}); {code}"


def start_copy(work: Callable[[], None], source: int | None = None) -> Child:
    """Start a copy of this process that does the work and ends; of the files that are open here it has none.

    Its output is listened to; what it can read comes from the source, without one it has nothing to read.
    """
    with _open_pipes() as (output, complaints):
        number = os.fork()
        if not number:
            try:
                if source is None:
                    source = os.open(os.devnull, os.O_RDONLY)
                for place, end in enumerate((source, output[1], complaints[1])):
                    os.dup2(end, place)
                close_others()
                work()
            finally:
                os._exit(1)  # nothing of the parent's is closed or flushed a second time
    return Child(number, output[0], complaints[0])


def give(target: int, order: bytes) -> None:
    """Write all of an order to a child and close the way to it; a child that is gone already tells so by its status."""
    with contextlib.suppress(BrokenPipeError), open(target, "wb") as file:
        file.write(order)


@contextlib.contextmanager
def _open_pipes() -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give two pipes, of which this process keeps the ends to read from, and none where the start fails."""
    pipes = os.pipe(), os.pipe()
    try:
        yield pipes
    except BaseException:
        for source, _ in pipes:
            os.close(source)
        raise
    finally:
        for _, target in pipes:
            os.close(target)


def may_copy() -> bool:
    """Tell whether this process can be copied safely: it runs one thread, and is still small."""
    if sys.platform != "linux" or len(os.listdir("/proc/self/task")) > 1:
        return False
    pages = int(Path("/proc/self/statm").read_bytes().split()[0])
    return pages * os.sysconf("SC_PAGE_SIZE") < _MOST_COPIED


def close_others() -> None:
    """Close every file of this process but its input, its output and where it complains."""
    os.closerange(3, os.sysconf("SC_OPEN_MAX"))


def say(data: bytes) -> None:
    """Write to the parent all of this; what the parent itself meant to write is not in it."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(1, rest) :]

"""A copy of this process that is started before it is known what it will have to do, and waits for its order.

It gets ready meanwhile. A process has one at most: who gives the first order gets it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from typing import NamedTuple

from qbot.child import Child, give, start_copy


class _Ready(NamedTuple):
    """A child that waits, and the end of the pipe through which it is told its order."""

    child: Child
    target: int


_waiting: list[_Ready] = []


@contextlib.contextmanager
def keep_ready(prepare: Callable[[], object], work: Callable[[bytes], None]) -> Iterator[None]:
    """Have a copy of this process, in the block, that prepares itself and does the work with the first order given.

    When the block ends a copy that had no order is gone; it ends by itself when this process does. Where the system
    refuses to copy there is none.
    """
    with contextlib.suppress(OSError):
        _waiting.append(_start(prepare, work))
    try:
        yield
    finally:
        for child, target in _take():
            os.close(target)
            child.end()


def give_order(order: bytes) -> Child | None:
    """Tell the child that waits what to do, and return it: whoever orders has to end it. None where none waits."""
    for child, target in _take():
        give(target, order)
        return child
    return None


def _take() -> Iterator[_Ready]:
    while _waiting:
        yield _waiting.pop()


def _start(prepare: Callable[[], object], work: Callable[[bytes], None]) -> _Ready:
    def wait() -> None:
        prepare()
        with open(0, "rb") as file:
            order = file.read()
        if order:  # else the parent has nothing to be done, or is gone
            work(order)

    source, target = os.pipe()
    try:
        return _Ready(start_copy(wait, source), target)
    except OSError:
        os.close(target)
        raise
    finally:
        os.close(source)

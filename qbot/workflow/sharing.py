"""Work shared out to processes of this machine: each takes every n-th piece, and the results stand in order."""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TypeVar

_MOST, _LEAST_PIECES = 4, 60  # under so many pieces a process costs more than it saves
_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")


def count_processes() -> int:
    """Return how many processes may work at once here; 1 where processes cannot be forked safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def share_out(
    work: Callable[[_Piece], _Result], pieces: Sequence[_Piece], *, processes: int | None = None
) -> Iterable[_Result]:
    """Return what the work makes of each piece, in their order, whatever process did it.

    The share of a process that was lost, or could not be started, is done here.
    """
    parts = count_processes() if processes is None else processes
    with _collect_no_garbage():
        if parts < 2 or len(pieces) < _LEAST_PIECES:
            return [work(piece) for piece in pieces]
        children = [_start(work, pieces[part::parts]) for part in range(1, parts)]
        try:
            shares = [[work(piece) for piece in pieces[::parts]]]
            for part in range(1, parts):
                found: list[_Result] | None = _collect(children[part - 1])
                shares.append([work(piece) for piece in pieces[part::parts]] if found is None else found)
        finally:
            for child in children:
                _end(child)
    return [shares[place % parts][place // parts] for place in range(len(pieces))]


@contextmanager
def _collect_no_garbage() -> Iterator[None]:
    """Leave the garbage collector out: the work makes hardly any, and to look for it takes a seventh of the time."""
    enabled = gc.isenabled()
    gc.disable()
    gc.freeze()  # what is there already stays shared with the children
    try:
        yield
    finally:
        gc.unfreeze()
        if enabled:
            gc.enable()


@dataclass(slots=True)
class _Child:
    """A process at work on its share, and where its results come from; `number` 0: it is gone."""

    number: int
    source: IO[bytes]


def _start(work: Callable[[_Piece], _Result], pieces: Sequence[_Piece]) -> _Child | None:
    """Start a process on its share; None where there can be none."""
    source, target = os.pipe()
    try:
        number = os.fork()
    except OSError:
        os.close(source)
        os.close(target)
        return None
    if number:
        os.close(target)
        return _Child(number, open(source, "rb"))
    status = 1
    try:
        with open(target, "wb") as file:
            pickle.dump([work(piece) for piece in pieces], file, protocol=pickle.HIGHEST_PROTOCOL)
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is closed or flushed a second time


def _collect(child: _Child | None) -> list[_Result] | None:
    """Return the results of a process; None where it was lost."""
    if child is None:
        return None
    data = child.source.read()
    _, status = os.waitpid(child.number, 0)
    child.number = 0
    if status != 0:
        return None
    found: list[_Result] = pickle.loads(data)
    return found


def _end(child: _Child | None) -> None:
    if child is None:
        return
    child.source.close()
    if child.number:
        os.kill(child.number, signal.SIGKILL)
        os.waitpid(child.number, 0)

"""Work shared out to processes of this machine: each takes bundle after bundle, and the results stand in order."""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, TypeAlias, TypeVar

from msgspec import Struct, msgpack

_MOST, _LEAST_PIECES = 4, 60  # under so many pieces a process costs more than it saves
_BUNDLES = 256  # so that no process waits long for the last of another; not more, the number of one is a byte
_Piece = TypeVar("_Piece")
_Result = TypeVar("_Result")
_Bundles: TypeAlias = Sequence[Sequence[_Piece]]
_Done: TypeAlias = dict[int, list[_Result]]


def count_processes() -> int:
    """Return how many processes may work at once here; 1 where processes cannot be forked safely."""
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return min(len(os.sched_getaffinity(0)), _MOST)


def share_out(
    work: Callable[[_Piece], _Result],
    pieces: Sequence[_Piece],
    *,
    kind: type[_Result],
    processes: int | None = None,
    meanwhile: Callable[[], None] = lambda: None,
) -> Iterable[_Result]:
    """Return what the work makes of each piece, of this kind, in their order, whatever process did it.

    What a process had taken that was lost is done here. `meanwhile` is what this process alone has to do later anyway:
    it does that while others are at work, before it works too; where there are none it does not.
    """
    parts = count_processes() if processes is None else processes
    if parts < 2 or len(pieces) < _LEAST_PIECES:
        return _work_alone(work, pieces)
    count = min(len(pieces), _BUNDLES)
    bundles = [pieces[number::count] for number in range(count)]
    with _collect_no_garbage(), _lay_out(count) as source:
        children = [_start(source, work, bundles) for _ in range(1, parts)]
        try:
            meanwhile()
            done = _work_off(source, work, bundles)
            for child in children:
                done |= _collect(child, kind)
        finally:
            for child in children:
                _end(child)
        for number, bundle in enumerate(bundles):
            if number not in done:
                done[number] = [work(piece) for piece in bundle]
    return [done[place % count][place // count] for place in range(len(pieces))]


def _work_alone(work: Callable[[_Piece], _Result], pieces: Sequence[_Piece]) -> Iterator[_Result]:
    """Do one piece after the other as they are asked for, so that who waits is told how far it is."""
    with _collect_no_garbage():
        yield from map(work, pieces)


@contextmanager
def _lay_out(count: int) -> Iterator[int]:
    """Give the end of a pipe from which each process takes the number of its next bundle, until none is left."""
    source, target = os.pipe()
    os.write(target, bytes(range(count)))
    os.close(target)
    try:
        yield source
    finally:
        os.close(source)


def _work_off(source: int, work: Callable[[_Piece], _Result], bundles: _Bundles[_Piece]) -> _Done[_Result]:
    """Return the results of the bundles that this process took, by their numbers."""
    done: _Done[_Result] = {}
    while taken := os.read(source, 1):
        done[taken[0]] = [work(piece) for piece in bundles[taken[0]]]
    return done


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


class _Child(Struct):
    """A process at work, and where its results come from; `number` 0: it is gone."""

    number: int
    source: IO[bytes]


def _start(numbers: int, work: Callable[[_Piece], _Result], bundles: _Bundles[_Piece]) -> _Child | None:
    """Start a process that works too; None where there can be none."""
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
            file.write(msgpack.encode(_work_off(numbers, work, bundles)))
        status = 0
    finally:
        os._exit(status)  # nothing of the parent's is closed or flushed a second time


def _collect(child: _Child | None, kind: type[_Result]) -> _Done[_Result]:
    """Return the results of a process; none where it was lost."""
    if child is None:
        return {}
    data = child.source.read()
    found: _Done[_Result] = {}
    with suppress(ValueError):  # it was lost before it had told all
        # it is taken apart meanwhile, which takes as long; the kind is known when this is run
        found = msgpack.decode(data, type=dict[int, list[kind]])  # type: ignore[valid-type]
    _, status = os.waitpid(child.number, 0)
    child.number = 0
    return found if status == 0 else {}


def _end(child: _Child | None) -> None:
    if child is None:
        return
    child.source.close()
    if child.number:
        os.kill(child.number, signal.SIGKILL)
        os.waitpid(child.number, 0)

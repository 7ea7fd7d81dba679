"""Where the `qbot` command begins: before all else with the child that will read the customer's file."""

from __future__ import annotations

import gc
import os
import sys

_SHORT = frozenset({"questions", "draft", "answer"})
"""Commands that keep nothing open and run no thread: they end at once, without taking apart all that they made."""
_LAST_STREAM = 2
_OFTEN_ENOUGH = 100_000  # objects after which a short command looks for those that only hold each other; it makes few


def main() -> None:
    """Run the command and end with its exit status."""
    _fill_streams()
    if _SHORT.isdisjoint(sys.argv[1:2]):
        status = _run()
        gc.freeze()  # what is left ends with the process; looking through all of it once more takes a tenth of a run
        sys.exit(status)
    gc.set_threshold(_OFTEN_ENOUGH)
    from qbot.sandbox import expect_file

    with expect_file(sys.argv[2:]):
        status = _run()
    os._exit(status)


def _fill_streams() -> None:
    """Give a command that was started without one of its streams a place for it, where what it says is lost.

    Else the next file that is opened would get the number of that stream.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= _LAST_STREAM:
        os.set_inheritable(number, True)
    os.close(number)
    for name, at in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(at, "w", encoding="utf-8"))


def _run() -> int:
    from qbot.cli.group import run  # imports click: the child that reads has begun, and has no use for it

    return run()

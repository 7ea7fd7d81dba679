"""Where the `qbot` command begins: before all else with the child that will read the customer's file."""

from __future__ import annotations

import gc
import os
import sys

_SHORT = frozenset({"questions", "draft", "answer"})
"""Commands that keep nothing open and run no thread: they end at once, without taking apart all that they made."""
_OFTEN_ENOUGH = 100_000  # objects after which a short command looks for those that only hold each other; it makes few


def main() -> None:
    """Run the command and end with its exit status."""
    if _SHORT.isdisjoint(sys.argv[1:2]):
        status = _run()
        gc.freeze()  # what is left ends with the process; looking through all of it once more takes a tenth of a run
        sys.exit(status)
    gc.set_threshold(_OFTEN_ENOUGH)
    from qbot.sandbox import expect_file

    with expect_file(sys.argv[2:]):
        status = _run()
    os._exit(status)


def _run() -> int:
    from qbot.cli.group import run  # imports click: the child that reads has begun, and has no use for it

    return run()

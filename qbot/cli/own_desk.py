"""The desk of a command: the store of this machine, open for as long as the command needs it."""

from __future__ import annotations

from contextlib import AbstractContextManager, closing
from typing import TYPE_CHECKING

from qbot.config import find_home

if TYPE_CHECKING:
    from qbot.workflow.desk import Desk


def open_own_desk() -> AbstractContextManager[Desk]:
    """Return the desk on the store in the user's data folder, without the thread for long work; it closes by itself.

    StoreError where the store cannot be used.
    """
    from qbot.wiring import open_desk  # imports the database

    return closing(open_desk(find_home(), jobs=False))

"""The desk: what the functions behind the review page work with, passed to each of them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from qbot.store.store import Store
from qbot.workflow.sent_comparison import SentAnswers
from qbot.workflow.shelf import Shelf
from qbot.workflow.store_library import StoreLibrary
from qbot.workflow.tally import Tally


class Desk(Struct, frozen=True):
    """The store, its folder, the clock, the source of ids; knowledge base, ledger and counts, kept in memory."""

    store: Store
    home: Path
    clock: Callable[[], datetime]
    make_id: Callable[[], str]
    knowledge: StoreLibrary = field(default_factory=StoreLibrary)
    sent: SentAnswers = field(default_factory=SentAnswers)
    findings: Shelf[Hashable, Sequence[dict[str, Any]]] = field(default_factory=lambda: Shelf(1))
    turned_away: Tally = field(default_factory=Tally)
    bell: threading.Event = field(default_factory=threading.Event)
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def now(self) -> str:
        """The time in UTC, as the store keeps it."""
        return format_time(self.clock())

    def today(self) -> date:
        """The day, where this machine is."""
        return self.clock().astimezone().date()

    def close(self) -> None:
        """Stop the work between two steps, to be resumed at the next start, and close the store."""
        self.stopping.set()
        self.bell.set()
        for thread in self.threads:
            thread.join()
        self.store.close()


def format_time(time: datetime) -> str:
    """Return a time in UTC, as the store keeps it."""
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")

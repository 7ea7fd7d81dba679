"""Counts that come fast and are kept seldom, so that a flood of them does not become a flood of writes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

Key = tuple[str, str]
_PAUSE = timedelta(seconds=10)


class Tally:
    """Counts in memory, by day and kind; it says when it is time to keep them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: Counter[Key] = Counter()
        self._kept_at: datetime | None = None

    def add(self, day: str, kind: str, *, at: datetime) -> Mapping[Key, int]:
        """Count one, and return what is to be kept now: nothing where something was kept a moment ago."""
        with self._lock:
            self._waiting[day, kind] += 1
            due = self._kept_at is None or at - self._kept_at >= _PAUSE
            return self._take(at) if due else {}

    def take(self, *, at: datetime) -> Mapping[Key, int]:
        """Return all that waits to be kept."""
        with self._lock:
            return self._take(at) if self._waiting else {}

    def _take(self, at: datetime) -> Mapping[Key, int]:
        taken, self._waiting, self._kept_at = self._waiting, Counter(), at
        return taken

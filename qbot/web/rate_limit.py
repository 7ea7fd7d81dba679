"""How often strangers may ask: so many times in so many seconds, all of them together."""

from __future__ import annotations

import threading
import time
from collections import deque


class RateLimit:
    """Counts what came in the last seconds; it is kept in memory, and begins anew with the server."""

    def __init__(self, most: int, *, seconds: float) -> None:
        self._most, self._seconds = most, seconds
        self._lock = threading.Lock()
        self._times: deque[float] = deque()

    def allow(self) -> bool:
        """Tell whether one more may come now, and count it where it may."""
        now = time.monotonic()
        with self._lock:
            while self._times and now - self._times[0] > self._seconds:
                self._times.popleft()
            if len(self._times) >= self._most:
                return False
            self._times.append(now)
            return True

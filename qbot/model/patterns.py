"""Regular expressions that are compiled when they are first used: a file needs half of them, and some take 4 ms."""

from __future__ import annotations

import re
from typing import cast


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as the compiled pattern; re.error at its first use where it is none."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


class _LatePattern:
    """Has each method of the compiled pattern as an attribute of its own, once it was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)
        return found

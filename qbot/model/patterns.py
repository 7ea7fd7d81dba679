"""Regular expressions that are compiled when they are first used: a file needs half of them, and some take 4 ms."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import cast


def compile_late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return what serves as the compiled pattern; re.error at its first use where it is none."""
    return cast("re.Pattern[str]", _LatePattern(pattern, flags))


def holds_one(text: str, words: Iterable[str]) -> bool:
    """Tell whether one of the words stands in a text; an expression is looked for only then, which takes far longer."""
    return any(map(text.__contains__, words))


class _LatePattern:
    """Has each method of the compiled pattern as an attribute of its own, once it was asked for."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        found: object = getattr(re.compile(self._pattern, self._flags), name)
        setattr(self, name, found)
        return found

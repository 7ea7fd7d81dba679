"""The root of qbot's errors.

Each cause has a class of its own, next to the code that raises it. The class builds the sentence from the facts
it is given: what happened, where (file, sheet, cell, line) and what to do next.
"""

from __future__ import annotations


class QbotError(Exception):
    """Something went wrong that a person can understand and act on; `str()` is the whole message."""

    exit_status = 1


class UsageError(QbotError):
    """The command was called in a way that cannot be meant (exit status 2)."""

    exit_status = 2


class UnreadableError(QbotError):
    """A path is missing or cannot be read (exit status 3): names the file, the place, the reason and the remedy."""

    exit_status = 3

    def __init__(self, file: str, reason: str, remedy: str, *, place: str = "") -> None:
        where = f"{file}, {place}" if place else file
        super().__init__(f"{where}: {reason}. {remedy}")
        self.file = file
        self.place = place
        self.reason = reason
        self.remedy = remedy

    def __reduce__(self) -> tuple[object, ...]:
        """Keep the facts across a process boundary."""
        return _rebuild_unreadable, (self.file, self.reason, self.remedy, self.place)


def _rebuild_unreadable(file: str, reason: str, remedy: str, place: str) -> UnreadableError:
    return UnreadableError(file, reason, remedy, place=place)

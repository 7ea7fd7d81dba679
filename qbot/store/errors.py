"""What may go wrong with the store, in sentences that a person can act on."""

from __future__ import annotations

import errno
import tempfile

from qbot.errors import QbotError

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


class StoreError(QbotError):
    """The store cannot be used."""


class StoreFullError(StoreError):
    """The disk is full: what was accepted before is kept, and this change was not made."""

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place}: the disk is full. This change was not saved; all that was saved before is kept. "
            "Free some space, then try again"
        )


def find_full_disk(error: BaseException | None, *, place: str = "") -> StoreFullError | None:
    """Return the sentence for an error that says that a disk, or what one may keep on it, is full; None for another.

    The place is named where the error names none; without one it is the folder of temporary files.
    """
    if isinstance(error, OSError) and error.errno in _FULL:
        return StoreFullError(str(error.filename or place or tempfile.gettempdir()))
    return None


class StoreDiskError(StoreError):
    """The disk does not give or take what the store needs, and is not full."""

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(
            f"{place}: the disk reports an error ({reason}). Nothing was saved; all that was saved before is kept. "
            "Look at the disk, then run `qbot doctor`"
        )


class StoreBusyError(StoreError):
    """Another process holds the store for too long."""

    def __init__(self, place: str) -> None:
        super().__init__(f"{place}: another process is writing to it. Nothing was saved; try again in a moment")


class StoreDamagedError(StoreError):
    """The file is no store, or is damaged."""

    exit_status = 3

    def __init__(self, place: str, reason: str) -> None:
        super().__init__(f"{place}: {reason}. Run `qbot doctor`, or bring a backup back with `qbot restore`")


class StoreNewerError(StoreError):
    """The store was made by a newer version of qbot."""

    exit_status = 3

    def __init__(self, place: str, form: str) -> None:
        super().__init__(
            f"{place}: it was made by a newer qbot (form {form}). Install that version; nothing was changed"
        )


class MigrationError(StoreError):
    """The store could not be brought to the form of this version; it is as it was."""

    def __init__(self, place: str, form: str, reason: str) -> None:
        super().__init__(
            f"{place}: it could not be brought to form {form} ({reason}). It is as it was before; go on with the "
            "version of qbot that you had, and tell us"
        )


class AuditKeyMissingError(StoreError):
    """The key of the audit chain is gone, while there are events."""

    exit_status = 3

    def __init__(self, place: str) -> None:
        super().__init__(
            f"{place}: the key of the audit history is missing, and without it nothing can be recorded. Bring the file "
            "back from your backup; `qbot backup` saves it with the store"
        )


class UnrecordedChangeError(RuntimeError):
    """A mistake in qbot: a change of the store that is not recorded by exactly one event."""

    def __init__(self, count: int) -> None:
        super().__init__(f"a change was recorded by {count} events, not by one")

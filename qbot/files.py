"""Writing a file so that a kill at any moment leaves either the old one or the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def replace_file(target: Path) -> Iterator[IO[bytes]]:
    """Give a binary file to write; when the block ends well it takes the place of `target` in one step.

    The bytes go to a temporary file in the same folder, are forced to disk, and are renamed. When the block raises, the
    temporary file is removed and `target` is as it was. OSError where the folder cannot be written.
    """
    import tempfile  # takes much else with it, and most that read a file write none

    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _keep_mode(temporary, target)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(target.parent)


def _keep_mode(temporary: Path, target: Path) -> None:
    """Give the new file the rights of the old one, or those that the process's umask grants."""
    if target.exists():
        mode = target.stat().st_mode & 0o777
    else:
        umask = os.umask(0)
        os.umask(umask)
        mode = 0o666 & ~umask
    temporary.chmod(mode)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

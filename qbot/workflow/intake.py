"""Intake: from a customer's file to the questionnaire that a person would see in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.sandbox import read_in_child, start_reading

_CHECK = "Check the name, or drag the file onto the terminal window to paste its path"


def read_questionnaire(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Return the questionnaire in the file; it is parsed in a limited child process.

    UnreadableError where the file is missing, is no questionnaire format, is damaged or breaks the limits.
    """
    require_file(path, remedy=_CHECK)
    return read_in_child(path, overrides=overrides)


@contextmanager
def start_questionnaire(
    path: Path, *, overrides: LayoutOverrides | None = None
) -> Iterator[Callable[[], Questionnaire]]:
    """Start to read a file, and give the function that waits for its questionnaire; errors as `read_questionnaire`."""
    require_file(path, remedy=_CHECK)
    with start_reading(path, overrides=overrides) as wait:
        yield wait


def require_file(path: Path, *, remedy: str) -> None:
    """Raise UnreadableError unless the path is a file that may be read."""
    if path.is_dir():
        raise UnreadableError(str(path), "this is a folder, not a file", remedy)
    if not path.exists():
        raise UnreadableError(str(path), "there is no such file", remedy)
    try:
        path.open("rb").close()
    except OSError as error:
        reason = f"it may not be read ({error.strerror})"
        raise UnreadableError(str(path), reason, "Ask its owner for access") from error

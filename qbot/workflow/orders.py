"""Orders to draft or answer a file, as a person gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot.errors import UsageError
from qbot.layout.overrides import LayoutOverrides


class DraftOrder(Struct, frozen=True, kw_only=True):
    """What a person asked to be drafted: the files to read, the day, and what the questionnaire is about."""

    source: Path
    knowledge: Path
    as_of: date
    overrides: LayoutOverrides | None = None
    history: tuple[Path, ...] = ()
    product: str | None = None
    region: str | None = None
    variables: tuple[str, ...] = ()  # each as NAME=VALUE
    home: Path | None = None  # where this machine keeps its index and its own calibration


class AnswerOrder(DraftOrder, frozen=True, kw_only=True):
    """What a person asked to be answered: beside what is drafted, the files to write, and what may be replaced."""

    output: Path
    manifest: Path | None = None
    annotate: Path | None = None
    appendices: Path | None = None  # never replaced
    overwrite: bool = False
    force: bool = False
    break_signature: bool = False


def require_target(source: Path, target: Path, *, force: bool) -> None:
    """Raise UsageError unless the target may be written: not the source, in a folder that exists, new or forced."""
    if not target.parent.is_dir():
        raise UsageError(f"{target}: the folder {target.parent} does not exist. Make it first, or choose another")
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target}: this is the customer's own file, which is never changed. Choose another name")
    if target.is_dir():
        raise UsageError(f"{target}: this is a folder. Give the name of the file to write")
    if target.exists() and not force:
        raise UsageError(f"{target}: the file exists. Choose another name, or say --force to replace it")

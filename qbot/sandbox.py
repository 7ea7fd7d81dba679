"""Runs a reader in a child process with hard limits: what a customer sends is hostile until proven otherwise.

The child may use 512 MB of memory and 9 seconds of processor time, may open no socket, has no network where the system
allows that, and may write no file. The clock stops it as well, but late: on a busy machine an honest file waits. It
answers with JSON, never with pickled objects, so that a child which was taken over can still say nothing but words.
"""

from __future__ import annotations

import contextlib
import functools
import gc
import importlib
import os
import signal
import sys
import time
import typing
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path, PurePath

from msgspec import Raw, Struct, convert, to_builtins
from msgspec.json import decode, encode
from msgspec.structs import replace

if typing.TYPE_CHECKING:
    from qbot.model.proof import SheetTexts

from qbot.child import Child, close_others, find_package, may_copy, say, start_copy, start_new
from qbot.confinement import Limits, confine
from qbot.errors import UnreadableError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.ready_child import give_order, keep_ready

_SERVE = "from qbot.sandbox import serve_parent; serve_parent()"
_Read = typing.TypeVar("_Read")

READERS = {
    ".xlsx": ("qbot.workbook.read", "read_workbook"),
    ".xlsm": ("qbot.workbook.read", "read_workbook"),
    ".docx": ("qbot.document.read", "read_document"),
    ".csv": ("qbot.workbook.flat", "read_flat"),
    ".tsv": ("qbot.workbook.flat", "read_flat"),
    ".txt": ("qbot.workbook.flat", "read_flat"),
    ".xls": ("qbot.workbook.legacy", "read_legacy"),
    ".ods": ("qbot.workbook.legacy", "read_legacy"),
}
_WORKBOOK_TEXTS = ("qbot.workbook.read", "read_workbook_texts")
_FLAT_TEXTS = ("qbot.workbook.flat", "read_flat_texts")
_LEGACY_TEXTS = ("qbot.workbook.legacy", "read_legacy_texts")
TEXT_READERS = {
    ".xlsx": _WORKBOOK_TEXTS,
    ".xlsm": _WORKBOOK_TEXTS,
    ".docx": ("qbot.document.texts", "read_document_texts"),
    ".csv": _FLAT_TEXTS,
    ".tsv": _FLAT_TEXTS,
    ".txt": _FLAT_TEXTS,
    ".xls": _LEGACY_TEXTS,
    ".ods": _LEGACY_TEXTS,
}
_OTHERS = {
    ".xlsb": "Open it in Excel and save it as .xlsx",
    ".xltx": "Open it in Excel and save it as .xlsx",
    ".xltm": "Open it in Excel and save it as .xlsm",
    ".doc": "Open it in Word and save it as .docx",
    ".dotx": "Open it in Word and save it as .docx",
    ".docm": "Open it in Word and save it as .docx",
    ".rtf": "Open it in Word and save it as .docx",
    ".odt": "Open it and save it as .docx",
    ".pdf": "Ask the sender for the workbook or document that it was made from",
    ".html": "Open it in Excel and save it as .xlsx",
    ".htm": "Open it in Excel and save it as .xlsx",
    ".zip": "Unpack it and give the questionnaire inside",
    ".numbers": "Export it from Numbers as .xlsx",
    ".json": "Export the questionnaire from the portal as .xlsx or .csv",
}
_KNOWN = "qbot reads .xlsx, .xlsm, .docx, .csv, .tsv, .txt, .xls and .ods"
_LARGE = "Ask the sender for a smaller file, or delete the parts that are no questions"
_BUSY = "Try again when the machine has less to do"
_ODD = "Save it again from the program that made it; if that does not help, ask the sender for it again"
_LEAST_SHARE = 6  # of the clock's time is always left to listen


_NOTHING = Raw(b"")


class _Refusal(Struct):
    """Why a file cannot be read, and what to do about it."""

    reason: str
    remedy: str
    place: str


class _Answer(Struct):
    """What a child says: what it read, or why it could not."""

    read: Raw = _NOTHING
    error: _Refusal | None = None
    memory: bool = False
    crash: str = ""


def read_in_child(
    path: Path, *, overrides: LayoutOverrides | None = None, limits: Limits | None = None
) -> Questionnaire:
    """Return the questionnaire in a file, read by a limited child process.

    UnreadableError where the ending is not a known one, the file cannot be read, or the child breaks a limit.
    """
    with _start_questionnaire(path, overrides, limits, copied=False) as wait:
        return wait()


@contextlib.contextmanager
def start_reading(
    path: Path, *, overrides: LayoutOverrides | None = None, limits: Limits | None = None
) -> Iterator[Callable[[], Questionnaire]]:
    """Start to read a file in a limited child process, and give the function that waits for the questionnaire.

    It is for a process that has read nothing yet: where that is safe the child is a copy of it, which starts at once.
    The function raises as `read_in_child`; when the block ends the child is gone.
    """
    with _start_questionnaire(path, overrides, limits, copied=may_copy()) as wait:
        yield wait


@contextlib.contextmanager
def expect_file(names: Iterable[str]) -> Iterator[None]:
    """Have a child in the block that is ready to read before it is known what; the first reading takes that child.

    It gets ready for the first of the names that ends as a file that qbot reads; without one, and where a copy of this
    process is not safe, there is none. It is for a process that has read nothing yet. When the block ends it is gone.
    """
    suffixes = (PurePath(name).suffix.lower() for name in names)
    known = next((suffix for suffix in suffixes if suffix in READERS), None)
    if known is None or not may_copy():
        yield
        return
    with keep_ready(functools.partial(_prepare, READERS[known][0]), _serve):
        yield


def read_texts_in_child(path: Path, *, limits: Limits | None = None) -> tuple[SheetTexts, ...]:
    """Return all that stands in the sheets of a file, read by a limited child process; a document is shown as one.

    UnreadableError as `read_in_child`.
    """
    from qbot.model.proof import SheetTexts  # a child that reads questions has no use for it

    require_known(path)
    kind = tuple[SheetTexts, ...]
    with _start_child(path, TEXT_READERS[path.suffix.lower()], {}, kind, limits or Limits()) as wait:
        return wait()


@contextlib.contextmanager
def _start_questionnaire(
    path: Path, overrides: LayoutOverrides | None, limits: Limits | None, *, copied: bool
) -> Iterator[Callable[[], Questionnaire]]:
    require_known(path)
    reader, given = READERS[path.suffix.lower()], dict[str, object](overrides=overrides)
    with _start_child(path, reader, given, Questionnaire, limits or Limits(), copied=copied) as wait:
        yield lambda: replace(wait(), file=str(path))


@contextlib.contextmanager
def _start_child(
    path: Path,
    reader: tuple[str, str],
    given: dict[str, object],
    kind: type[_Read],
    allowed: Limits,
    *,
    copied: bool = False,
) -> Iterator[Callable[[], _Read]]:
    """Start a child with its order, and give the function that waits for what its reader returned."""
    name = os.fsencode(path.absolute()).decode("latin-1")  # the name of a file need not be a text
    text = encode({"path": name, "reader": reader, "limits": allowed, **given})
    child = give_order(text) or (
        start_copy(functools.partial(_serve, text)) if copied else start_new(find_package(_SERVE), text)
    )
    end = time.monotonic() + allowed.clock
    try:
        yield lambda: _take_over(path, _wait(path, child, end, allowed), kind)
    finally:
        child.end()


def _wait(path: Path, child: Child, end: float, allowed: Limits) -> Raw:
    # who comes late, from making the index of a large library, finds a child that is done and waits to be listened to
    left = max(end - time.monotonic(), allowed.clock / _LEAST_SHARE)
    try:
        output, complaint = child.listen(left)
    except TimeoutError as error:
        reason = f"reading it takes more than {allowed.clock:g} seconds, of which this machine gave it too few"
        raise UnreadableError(str(path), reason, _BUSY) from error
    return _understand(path, child, output, complaint, allowed)


def _take_over(path: Path, told: Raw, kind: type[_Read]) -> _Read:
    """Return what a child tells, checked against its types: one that was taken over may tell anything."""
    try:
        return decode(told, type=kind)
    except ValueError as error:
        reason = "it is built in a way that makes the reader tell what is no questionnaire"
        raise UnreadableError(str(path), reason, _ODD) from error


def require_known(path: PurePath) -> None:
    """Raise UnreadableError unless the ending of a file name is one that qbot reads, with what to do about it."""
    suffix = path.suffix.lower()
    if suffix in _OTHERS:
        raise UnreadableError(str(path), f"qbot does not read {suffix} files", _OTHERS[suffix])
    if suffix not in READERS:
        raise UnreadableError(str(path), f"its ending {suffix!r} is not one that qbot reads", _KNOWN)


def _understand(path: Path, child: Child, output: bytes, complaint: bytes, limits: Limits) -> Raw:
    megabytes = f"{limits.memory >> 20} MB"
    try:
        answer = decode(output, type=_Answer)
    except ValueError:
        answer = _Answer()
    if answer.read != _NOTHING:
        return answer.read
    if (error := answer.error) is not None:
        raise UnreadableError(str(path), error.reason, error.remedy, place=error.place)
    if answer.memory or b"MemoryError" in complaint or b"memory allocation" in complaint:
        raise UnreadableError(str(path), f"reading it needs more than {megabytes} of memory", _LARGE)
    child.end()
    status = child.status or 0
    if status in (-signal.SIGXCPU, -signal.SIGKILL) and not answer.crash:
        reason = f"reading it takes more than {limits.processor} seconds of processor time"
        raise UnreadableError(str(path), reason, _LARGE)
    detail = answer.crash or (signal.Signals(-status).name if status < 0 else f"status {status}")
    raise UnreadableError(str(path), f"it is built in a way that stops the reader ({detail})", _ODD)


def serve_parent() -> None:
    """Be the child: read the order from standard input, read the file, write the answer to standard output."""
    close_others()
    _serve(sys.stdin.buffer.read())


def _prepare(module: str) -> None:
    gc.disable()
    importlib.import_module(module)


def _serve(text: bytes) -> None:
    gc.disable()  # a process this short ends before collecting pays; its memory is limited
    order = decode(text)
    path = Path(os.fsdecode(order["path"].encode("latin-1")))
    module, name = order["reader"]
    try:
        reader = getattr(importlib.import_module(module), name)
        given = {}
        if "overrides" in order:
            given["overrides"] = convert(order["overrides"], LayoutOverrides) if order["overrides"] else None
        confine(convert(order["limits"], Limits))
        answer = _write({"read": reader(path, **given)})
    except UnreadableError as error:
        answer = _write({"error": _Refusal(error.reason, error.remedy, error.place)})
    except MemoryError:
        answer = b'{"memory": true}'
    except Exception as error:
        answer = _write({"crash": type(error).__name__, "detail": str(error)[:300]})
    with contextlib.suppress(MemoryError):
        say(answer)
    os.close(1)
    os.close(2)  # all is said; the parent need not wait until this process is taken apart
    os._exit(0)


def _write(answer: dict[str, object]) -> bytes:
    """Return an answer as JSON."""
    try:
        return encode(answer)
    except UnicodeEncodeError:  # half a character, such as in the name of a file that is not in UTF-8
        import json

        return json.dumps(to_builtins(answer), ensure_ascii=False).encode("utf-8", "replace")

"""Import of JSON Lines: one entry a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.nodes import decode_text
from qbot.knowledge_base.rows import RowReader
from qbot.model.knowledge import Entry

_ONE_OBJECT = 'Write one JSON object a line, such as {"id": …, "question": …, "answer": …}'


class RowsImport(Struct, frozen=True):
    """The entries of an import file in its order, the rows left out because they say nothing, and warnings."""

    entries: tuple[Entry, ...]
    left_out: int
    warnings: tuple[str, ...] = ()


class _TwiceError(ValueError):
    """A key that stands twice in one object."""


def read_lines(path: Path) -> RowsImport:
    """Return the entries of a JSON Lines file; the errors of `read_rows`."""
    return collect_rows(read_rows(path))


def read_rows(path: Path) -> list[RowReader]:
    """Return the rows of a JSON Lines file.

    UnreadableError where the file cannot be read, KnowledgeMistakesError with every line that is not one JSON object.
    """
    text = read_import_text(path)
    mistakes: list[Mistake] = []
    readers: list[RowReader] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            values = _parse_line(line, Mistake(path.name, number, "", _ONE_OBJECT), mistakes)
            if values is not None:
                readers.append(RowReader(path.name, f"line {number}", values))
    if mistakes:
        raise KnowledgeMistakesError(mistakes)
    return readers


def read_import_text(path: Path, *, wide: bool = False) -> str:
    """Return the text of an import file; `wide`: also one in UTF-16, as portals export. The errors of `read_lines`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        reason = error.strerror or str(error)
        raise UnreadableError(str(path), f"cannot be read: {reason}", "Give a file that you may read") from error
    if not data.strip():
        raise UnreadableError(str(path), "the file is empty", "Give a file with answers")
    if wide and data[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError as error:
            what = f"byte {error.start} is not UTF-16"
            raise KnowledgeMistakesError([Mistake(path.name, 1, what, "Save it as UTF-8")]) from error
    text = decode_text(data, path.name)
    if isinstance(text, Mistake):
        raise KnowledgeMistakesError([text])
    return text


def collect_rows(readers: Sequence[RowReader]) -> RowsImport:
    """Return what the rows of one file give, together."""
    read = [reader.read() for reader in readers]
    entries = tuple(entry for entry in read if entry is not None)
    warnings = tuple(warning for reader in readers for warning in reader.warnings)
    return RowsImport(entries, len(read) - len(entries), warnings)


def _parse_line(line: str, place: Mistake, mistakes: list[Mistake]) -> dict[str, object] | None:
    """Return the object of one line; where it is none, its mistake is added."""
    try:
        value: object = json.loads(line, object_pairs_hook=_keep_pairs, parse_constant=_refuse_constant)
    except _TwiceError as error:
        what = f"the key “{error}” stands twice"
    except (ValueError, RecursionError) as error:
        what = (
            f"not readable as JSON: {error.msg}, column {error.colno}"
            if isinstance(error, json.JSONDecodeError)
            else f"not readable as JSON: {error}"
        )
    else:
        if isinstance(value, dict) and not _has_surrogate(value):
            return value
        what = "half a character (a lone surrogate)" if isinstance(value, dict) else "not a JSON object"
    mistakes.append(Mistake(place.file, place.line, what, place.remedy))
    return None


def _keep_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    values: dict[str, object] = {}
    for key, value in pairs:
        if key in values:
            raise _TwiceError(key)
        values[key] = value
    return values


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is no JSON value")


def _has_surrogate(value: object) -> bool:
    text = json.dumps(value, ensure_ascii=False)
    return not text.isascii() and any(0xD800 <= ord(mark) <= 0xDFFF for mark in text)

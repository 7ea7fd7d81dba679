"""Filling a flat text file: only the answer fields change, all other characters stay as they were written.

A field that begins with `=`, `+`, `-`, `@` or a tab would run as a formula when a spreadsheet program opens the file,
so it gets a `'` before it, and the report names it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.model.place import format_cell, parse_cell
from qbot.model.proof import VerifyReport
from qbot.model.questionnaire import Questionnaire
from qbot.workbook.dialect import FlatDialect, NotTextError, find_dialect
from qbot.workbook.prose_fill import fill_prose, find_letter_reason

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


class _Field(Struct, frozen=True):
    """A field as it stands in the text: where it begins and ends, quotes included, and whether it is quoted."""

    start: int
    end: int
    quoted: bool


class _Record(Struct, frozen=True):
    """A row: its fields and the offset behind the last one, before the line end."""

    fields: tuple[_Field, ...]
    end: int


def fill_flat(source: Path, target: Path, values: Sequence[CellValue]) -> FillReport:
    """Write a copy of the flat file with the values in their fields; a row that is too short is lengthened.

    The source is only read. UsageError where the target is the source, UnreadableError where the source is no text.
    """
    target = target.resolve()
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target}: this is the customer's own file, which is never changed. Choose another name")
    data = source.read_bytes()
    dialect = _find_dialect(source, data)
    text = data[len(dialect.bom) :].decode(dialect.encoding)
    if not dialect.delimiter:
        body, report = fill_prose(text, values, encoding=dialect.encoding)
        _write(target, dialect.bom + body.encode(dialect.encoding))
        return report
    records = list(_split(text, dialect))
    values = [value.keep_question() for value in values]
    with_headings = [*values, *_make_headings(values, records)]
    edits: dict[int, list[tuple[int, str]]] = {}
    written: list[CellValue] = []
    refused: list[Refusal] = []
    changes: list[str] = []
    for value in with_headings:
        reason = _find_reason(value, dialect, records, edits)
        if reason:
            refused.append(Refusal(value.sheet, value.cell, reason))
            continue
        row, column = parse_cell(value.cell)
        safe, guarded = _guard(value.text)
        edits.setdefault(row, []).append((column, safe))
        if value in values:
            written.append(value)
        else:
            changes.append(f"New column {value.cell}: {value.text}")
        if guarded:
            changes.append(f"{value.cell}: the text begins with {value.text[0]!r} and got a ' before it")
    _write(target, dialect.bom + _apply(text, records, edits, dialect).encode(dialect.encoding))
    return FillReport(written=tuple(written), refused=tuple(refused), other_changes=tuple(changes))


def verify_flat(
    original: Path, filled: Path, *, questionnaire: Questionnaire, meant: Sequence[CellValue] | None = None
) -> VerifyReport:
    """Return the proof that only answer fields of the flat file differ, written as the rest of the file is."""
    from qbot.workbook.verify_flat import compare_flat

    return compare_flat(original, filled, questionnaire=questionnaire, meant=meant)


def _write(target: Path, data: bytes) -> None:
    with replace_file(target) as output:
        output.write(data)


def _find_dialect(path: Path, data: bytes) -> FlatDialect:
    try:
        return find_dialect(data, prose=path.suffix.lower() == ".txt")
    except NotTextError as error:
        raise UnreadableError(str(path), f"it is no text: {error}", "Save it again as CSV UTF-8") from error


def _find_reason(
    value: CellValue, dialect: FlatDialect, records: Sequence[_Record], edits: dict[int, list[tuple[int, str]]]
) -> str:
    row, column = parse_cell(value.cell)
    if row > len(records):
        return "the file has no such row"
    if value.options and value.text not in value.options:
        return "the text is none of the choices that the cell accepts"
    if value.max_length is not None and len(value.text) > value.max_length:
        return f"the text has {len(value.text)} characters, and the cell accepts {value.max_length}"
    if any(other == column for other, _ in edits.get(row, ())):
        return "another value was given for the same cell"
    if not dialect.quote and any(sign in value.text for sign in (dialect.delimiter, "\n", "\r")):
        return "the text holds the sign that separates fields, and this file does not quote fields"
    return find_letter_reason(value.text, dialect.encoding)


def _make_headings(values: Sequence[CellValue], records: Sequence[_Record]) -> list[CellValue]:
    """Return a heading for each new column, in the header row or the row above the first question."""
    new = [value for value in values if value.new]
    if not new:
        return []
    first = min(parse_cell(value.cell)[0] for value in new)
    row = next((value.header_row for value in new if value.header_row), first - 1)
    headings: dict[int, CellValue] = {}
    for value in new:
        column = parse_cell(value.cell)[1]
        if 0 < row <= len(records) and column > len(records[row - 1].fields):
            heading = CellValue(value.sheet, format_cell(row, column), value.role.value.capitalize())
            headings.setdefault(column, heading)
    return list(headings.values())


def _guard(text: str) -> tuple[str, bool]:
    """Return the text with a ' before it where a spreadsheet program would run it, and whether it has one now."""
    return (f"'{text}", True) if text.startswith(_DANGEROUS) else (text, False)


def _split(text: str, dialect: FlatDialect) -> Iterator[_Record]:
    """Yield each record with the places of its fields; quotes are read as the csv module reads them."""
    place = len(dialect.prelude)
    while place < len(text):
        fields: list[_Field] = []
        while True:
            field = _read_field(text, place, dialect)
            fields.append(field)
            place = field.end
            if place < len(text) and text[place] == dialect.delimiter:
                place += 1
                continue
            break
        yield _Record(tuple(fields), place)
        place += 2 if text.startswith("\r\n", place) else 1


def _read_field(text: str, start: int, dialect: FlatDialect) -> _Field:
    place = start
    quoted = bool(dialect.quote) and text.startswith(dialect.quote, start)
    if quoted:
        place += 1
        while True:
            place = text.find(dialect.quote, place)
            if place < 0:
                return _Field(start, len(text), quoted)
            if not text.startswith(dialect.quote * 2, place):
                break
            place += 2
    while place < len(text) and text[place] not in {"\r", "\n", dialect.delimiter}:
        place += 1
    return _Field(start, place, quoted)


def _apply(text: str, records: Sequence[_Record], edits: dict[int, list[tuple[int, str]]], dialect: FlatDialect) -> str:
    pieces: list[str] = []
    done = 0
    always = _quotes_all(records)
    for number in sorted(edits):
        record = records[number - 1]
        count = len(record.fields)
        for column, value in sorted(edits[number]):
            old = record.fields[column - 1] if column <= count else None
            quoted = old.quoted if old else always
            new = _write_field(value, dialect, line_end=_line_end(text, record, dialect), quoted=quoted)
            if old:
                pieces += (text[done : old.start], new)
                done = old.end
            else:
                gap = column - count
                empty = f"{dialect.quote}{dialect.quote}" if always else ""
                pieces += (text[done : record.end], f"{dialect.delimiter}{empty}" * (gap - 1), dialect.delimiter, new)
                done, count = record.end, column
    pieces.append(text[done:])
    return "".join(pieces)


def _quotes_all(records: Sequence[_Record]) -> bool:
    """Tell whether the file quotes every field, empty ones too."""
    fields = [field for record in records[:50] for field in record.fields]
    return bool(fields) and all(field.quoted for field in fields)


def _line_end(text: str, record: _Record, dialect: FlatDialect) -> str:
    """Return the line break to use inside a field: a line feed, as Excel writes it, unless records end in CR."""
    return "\r" if dialect.line_end == "\r" and not text.startswith("\n", record.end) else "\n"


def _write_field(value: str, dialect: FlatDialect, *, line_end: str, quoted: bool) -> str:
    value = value.replace("\r\n", "\n").replace("\r", "\n").replace("\n", line_end)
    quote = dialect.quote
    special = (dialect.delimiter, quote, "\n", "\r")
    if quote and (quoted or any(sign and sign in value for sign in special) or value != value.strip()):
        return quote + value.replace(quote, quote * 2) + quote
    return value

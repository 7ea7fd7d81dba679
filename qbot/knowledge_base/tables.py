"""Import of answers from tables: .csv, .tsv and .xlsx, with a header row or with two columns."""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from qbot.errors import UnreadableError
from qbot.knowledge_base.lines import RowsImport, collect_rows, read_import_text
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.rows import RowReader
from qbot.knowledge_base.table_columns import collect_values, find_columns

_HEADER_REACH = 20
_MOST_BYTES = 400_000_000
_HEADER = "Give the table a header row with “Question” and “Answer”"


def read_table(path: Path) -> RowsImport:
    """Return the entries of a .csv or .tsv file.

    UnreadableError where the file cannot be read, KnowledgeMistakesError where it is not UTF-8 or has no header.
    """
    text = read_import_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    try:
        rows = [(f"line {reader.line_num}", cells) for cells in reader]
    except csv.Error as error:
        mistake = Mistake(
            path.name, reader.line_num, f"not readable as CSV: {error}", "Save the table anew as CSV UTF-8"
        )
        raise KnowledgeMistakesError([mistake]) from error
    readers = _read_rows(path.name, rows)
    if readers is None:
        raise KnowledgeMistakesError([Mistake(path.name, 1, "no question and answer columns were found", _HEADER)])
    return collect_rows(readers)


def read_workbook(path: Path) -> RowsImport:
    """Return the entries of all sheets of an .xlsx file that have a header; the other sheets are named in a warning.

    UnreadableError where the file is no workbook, KnowledgeMistakesError where no sheet has a header.
    """
    readers: list[RowReader] = []
    others: list[str] = []
    sheets = _read_sheets(path)
    for name, rows in sheets:
        found = _read_rows(path.name, [(f"{name}, row {number}", cells) for number, cells in enumerate(rows, 1)])
        if found is None:
            others.append(name)
        else:
            readers += found
    if len(others) == len(sheets):
        raise KnowledgeMistakesError([Mistake(path.name, 0, "no question and answer columns were found", _HEADER)])
    read = collect_rows(readers)
    passed = tuple(f"{path.name}: the sheet “{name}” has no question and answer columns" for name in others)
    return RowsImport(read.entries, read.left_out, (*read.warnings, *passed))


def _read_rows(file: str, rows: Sequence[tuple[str, Sequence[str]]]) -> list[RowReader] | None:
    """Return a reader for each row below the header; None where there is no header and not just two columns."""
    for number, (_, cells) in enumerate(rows[:_HEADER_REACH]):
        keys = find_columns(cells)
        if keys is not None:
            return list(_make_readers(file, rows[number + 1 :], keys))
    filled = [cells for _, cells in rows if any(cell.strip() for cell in cells)]
    if filled and all(len([cell for cell in cells if cell.strip()]) <= 2 and len(cells) >= 2 for cells in filled):
        return list(_make_readers(file, rows, ["question", "answer"]))
    return None


def _make_readers(file: str, rows: Sequence[tuple[str, Sequence[str]]], keys: Sequence[str]) -> Iterator[RowReader]:
    for place, cells in rows:
        values = collect_values(keys, [_undo_escape(cell) for cell in cells])
        if values:
            yield RowReader(file, place, values)


def _undo_escape(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in tuple("=+-@\t") else cell


def _find_delimiter(text: str) -> str:
    lines = text.split("\n")[:_HEADER_REACH]
    counts = {
        mark: max((find_columns(line.split(mark)) is not None, line.count(mark)) for line in lines) for mark in ",;\t|"
    }
    return max(counts, key=lambda mark: counts[mark])


def _read_sheets(path: Path) -> list[tuple[str, list[list[str]]]]:
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    remedy = "Save it anew as .xlsx"
    try:
        data = io.BytesIO(path.read_bytes())
        with zipfile.ZipFile(data) as package:
            if sum(member.file_size for member in package.infolist()) > _MOST_BYTES:
                raise UnreadableError(str(path), "it unpacks to more than 400 MB", "Import it in smaller files")
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what openpyxl cannot keep does not matter here: nothing is written back
            book = openpyxl.load_workbook(data, read_only=True, data_only=True)
            return [
                (sheet.title, [[_format(value) for value in row] for row in sheet.iter_rows(values_only=True)])
                for sheet in book.worksheets
            ]
    except OSError as error:
        reason = f"cannot be read: {error.strerror or error}"
        raise UnreadableError(str(path), reason, "Give a file that you may read") from error
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, TypeError, SyntaxError) as error:
        raise UnreadableError(str(path), f"it is no workbook that can be read ({error})", remedy) from error


def _format(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

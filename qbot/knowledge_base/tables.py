"""Import of answers from tables: .csv, .tsv and .xlsx, with a header row or with two columns."""

from __future__ import annotations

import csv
import io
import re
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError
from qbot.knowledge_base.export import FORMULA, restore_cell
from qbot.knowledge_base.lines import RowsImport, collect_rows, read_import_text
from qbot.knowledge_base.mistakes import KnowledgeMistakesError, Mistake
from qbot.knowledge_base.rows import RowReader
from qbot.knowledge_base.table_columns import collect_values, find_columns, find_library_columns

_TEXTS = (".csv", ".tsv")
_HEADER_REACH = 20
_MOST_BYTES = 400_000_000
_ASKING = re.compile(r"[?？؟]\s*$|\w+\W+\w+\W+\w+\W+\w+")  # a question, or more words than a label has
_HEADER = "Give the table a header row with “Question” and “Answer”"


class Table(Struct, frozen=True):
    """The sheets of a file with the columns that were found in each; `how` says in words what they look like.

    `is_library` tells a library's export, or a sheet of just two columns, from what may be a completed questionnaire.
    """

    file: str
    how: str
    is_library: bool
    sheets: tuple[SheetColumns, ...]

    def read(self) -> RowsImport:
        """Return the entries of all sheets with columns; the others are named in a warning.

        KnowledgeMistakesError where no sheet has a question and an answer column.
        """
        found = [sheet for sheet in self.sheets if sheet.keys]
        if not found:
            line = 1 if len(self.sheets) == 1 and not self.sheets[0].name else 0
            raise KnowledgeMistakesError(
                [
                    Mistake(
                        self.file, line, "no answered questions and no question and answer columns were found", _HEADER
                    )
                ]
            )
        read = collect_rows([reader for sheet in found for reader in _make_readers(self.file, sheet)])
        passed = tuple(
            f"{self.file}: the sheet “{sheet.name}” has no question and answer columns"
            for sheet in self.sheets
            if not sheet.keys
        )
        return RowsImport(read.entries, read.left_out, (*read.warnings, *passed))


class SheetColumns(Struct, frozen=True):
    """A sheet, the key of each of its columns (none: it has no header), and the rows with their places below it."""

    name: str
    keys: tuple[str, ...]
    rows: tuple[tuple[str, Sequence[str]], ...] = ()
    headed: bool = True


def find_table(path: Path) -> Table:
    """Return the columns of a .csv, .tsv, .xlsx or .xlsm file.

    UnreadableError where the file cannot be read, KnowledgeMistakesError where its text is not UTF-8 or no CSV.
    """
    load = _load_text if path.suffix.lower() in _TEXTS else _load_book
    sheets = tuple(_find_sheet(name, rows) for name, rows in load(path))
    named = sorted({key for sheet in sheets for key in find_library_columns(sheet.keys)})
    if named:
        return Table(path.name, f"the export of an answer library, by its columns {', '.join(named)}", True, sheets)
    if all(sheet.keys and not sheet.headed for sheet in sheets):
        return Table(path.name, "two columns without headings: question and answer", True, sheets)
    return Table(path.name, "a table with the columns question and answer", False, sheets)


def read_sheets(path: Path) -> list[tuple[str, list[Sequence[str]]]]:
    """Return the cells of every sheet of a table, row by row; the errors of `find_table`."""
    load = _load_text if path.suffix.lower() in _TEXTS else _load_book
    return [(name, [cells for _, cells in rows]) for name, rows in load(path)]


def _load_text(path: Path) -> list[tuple[str, list[tuple[str, Sequence[str]]]]]:
    text = read_import_text(path, wide=True)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text), strict=True)
    try:
        return [("", [(f"line {reader.line_num}", [_undo_escape(cell) for cell in cells]) for cells in reader])]
    except csv.Error as error:
        what, remedy = f"not readable as CSV: {error}", "Save the table anew as CSV UTF-8"
        raise KnowledgeMistakesError([Mistake(path.name, reader.line_num, what, remedy)]) from error


def _load_book(path: Path) -> list[tuple[str, list[tuple[str, Sequence[str]]]]]:
    return [
        (name, [(f"{name}, row {number}", cells) for number, cells in enumerate(rows, 1)])
        for name, rows in _read_sheets(path)
    ]


def _find_sheet(name: str, rows: Sequence[tuple[str, Sequence[str]]]) -> SheetColumns:
    """Return the columns of a sheet: those of its header, or question and answer where there are just two."""
    for number, (_, cells) in enumerate(rows[:_HEADER_REACH]):
        keys = find_columns(cells)
        if keys is not None:
            return SheetColumns(name, tuple(keys), tuple(rows[number + 1 :]))
    filled = [cells for _, cells in rows if any(cell.strip() for cell in cells)]
    two = all(len([cell for cell in cells if cell.strip()]) <= 2 and len(cells) >= 2 for cells in filled)
    asked = sum(bool(_ASKING.search(cells[0])) for cells in filled)
    if filled and two and 2 * asked >= len(filled):
        return SheetColumns(name, ("question", "answer"), tuple(rows), headed=False)
    return SheetColumns(name, ())


def _make_readers(file: str, sheet: SheetColumns) -> Iterator[RowReader]:
    for place, cells in sheet.rows:
        values = collect_values(sheet.keys, cells)
        if values:
            yield RowReader(file, place, values)


def _undo_escape(cell: str) -> str:
    """Take away the apostrophe that keeps a spreadsheet from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and FORMULA.match(cell) else cell


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
    return restore_cell(str(value))

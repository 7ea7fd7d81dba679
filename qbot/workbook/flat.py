"""Questionnaires in flat text: .csv, .tsv and .txt."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.layout.grid import Grid, GridCell
from qbot.layout.line_correction import correct_lines
from qbot.layout.line_words import Line
from qbot.layout.lines import find_line_questions
from qbot.layout.reading import find_questions
from qbot.model.place import MAX_COLUMN, MAX_ROW, format_cell
from qbot.model.proof import SheetTexts
from qbot.model.questionnaire import Questionnaire, Sheet, SheetRole
from qbot.workbook.dialect import MAX_BYTES, FlatDialect, NotTextError, decode_flat, find_dialect, split_records
from qbot.workbook.flat_rows import FlatReading, complete_rows

if TYPE_CHECKING:
    from qbot.layout.overrides import LayoutOverrides, SheetOverride

_SAVE = "Save it again as CSV UTF-8 or as .xlsx"
_DISGUISES = (
    (b"PK\x03\x04", "it is a zip package, such as .xlsx or .docx, under a wrong name", "Give it its own ending back"),
    (b"\xd0\xcf\x11\xe0", "it is an old Office file, or an encrypted one, under a wrong name", _SAVE),
    (b"%PDF", "it is a PDF under a wrong name", "Ask for the workbook or document that it was made from"),
)


def read_flat(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Return the questionnaire in a .csv, .tsv or .txt file; its one sheet has the name "" and cells have A1 names.

    UnreadableError where the file is no text, is larger than 64 MB, or has more rows or columns than a sheet.
    """
    data, name, suffix = _read_file(path), str(path), _find_suffix(path)
    dialect = _find_dialect(data, name=name, suffix=suffix)
    grid = _read_grid(decode_flat(data, dialect), dialect, name)
    empty = Questionnaire(file=Path(name).name, sha256=hashlib.sha256(data).hexdigest(), format=suffix)
    if not dialect.delimiter:
        return _read_lines(grid, empty, overrides.sheets.get("") if overrides else None)
    reading = find_questions([grid], overrides=overrides)
    found = FlatReading(tuple(reading.questions), tuple(reading.skipped))
    if reading.sheets and not (overrides and overrides.sheets):
        found = complete_rows(grid, reading.sheets[0], found)
    return replace(
        empty,
        sheets=reading.sheets,
        questions=found.questions,
        skipped=found.skipped,
        form=reading.form,
        notes=(*reading.notes, _describe_dialect(dialect)),
    )


def read_flat_texts(path: Path) -> tuple[SheetTexts, ...]:
    """Return all that stands in a .csv, .tsv or .txt file as one sheet; UnreadableError as `read_flat`."""
    data = _read_file(path)
    dialect = _find_dialect(data, name=str(path), suffix=_find_suffix(path))
    grid = _read_grid(decode_flat(data, dialect), dialect, str(path))
    texts = {format_cell(*place): cell.text for place, cell in grid.cells.items()}
    return (SheetTexts(name="", hidden=False, texts=texts, merges=()),)


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise UnreadableError(
            str(path), f"it may not be read ({error.strerror})", "Check its name and rights"
        ) from error


def _find_suffix(path: Path) -> str:
    return path.suffix.lower().lstrip(".")


def _find_dialect(data: bytes, *, name: str, suffix: str) -> FlatDialect:
    if len(data) > MAX_BYTES:
        raise UnreadableError(name, "it is larger than 64 MB", "Split it, or leave out what is no questionnaire")
    _refuse_disguise(data, name)
    try:
        return find_dialect(data, prose=suffix == "txt")
    except NotTextError as error:
        raise UnreadableError(name, f"it is no text: {error}", _SAVE) from error


def _read_lines(grid: Grid, empty: Questionnaire, override: SheetOverride | None) -> Questionnaire:
    rows = range(1, max((row for row, _ in grid.cells), default=0) + 1)
    blank = GridCell()
    lines = [Line(place=format_cell(row, 1), text=grid.cells.get((row, 1), blank).text) for row in rows]
    reading = correct_lines(find_line_questions(lines), override)
    role = SheetRole.QUESTIONS if reading.questions else SheetRole.OTHER
    sheet = Sheet(name="", role=role, why="a text with one question a line, not a table")
    return replace(empty, sheets=(sheet,), questions=reading.questions, skipped=reading.skipped)


def _refuse_disguise(data: bytes, name: str) -> None:
    for magic, reason, remedy in _DISGUISES:
        if data.startswith(magic):
            raise UnreadableError(name, reason, remedy)


def _read_grid(text: str, dialect: FlatDialect, name: str) -> Grid:
    cells: dict[tuple[int, int], GridCell] = {}
    for row, record in enumerate(split_records(text, dialect), start=1):
        if row > MAX_ROW or len(record) > MAX_COLUMN:
            raise UnreadableError(
                name, "it has more rows or columns than a sheet can hold", "Split it", place=f"row {row}"
            )
        for column, field in enumerate(record, start=1):
            if field.strip():
                cells[row, column] = GridCell(text=field)
    return Grid(name="", cells=cells)


def _describe_dialect(dialect: FlatDialect) -> str:
    names = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "lines"}
    return f"Read as {dialect.encoding} text, separated by {names[dialect.delimiter]}."

"""Questionnaires in the formats of old: .xls and .ods, read through calamine.

calamine can end the whole process on a hostile file, so `read_legacy` is only ever called in the child process.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from qbot.errors import UnreadableError
from qbot.layout.grid import Grid, GridCell
from qbot.layout.reading import find_questions
from qbot.model.place import MAX_COLUMN, MAX_ROW, Rect, format_cell, keep_apart
from qbot.model.proof import SheetTexts
from qbot.model.questionnaire import Questionnaire
from qbot.workbook.ods_choices import add_ods_choices

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

    from qbot.layout.overrides import LayoutOverrides

_START = 2_000  # bytes that tell a page that a portal exports as .xls
_MAX_CELLS = 5_000_000
_MAX_MERGES = 5_000
_MAX_MERGED = 1_000
_SAVE_AS = "Open it in Excel or LibreOffice and save it as .xlsx"
_UNREAD = {
    "xls": "Formulas, drop-downs, comments and protection of a .xls file are not read: check that no answer falls on a "
    "formula, and that it is a text the form allows.",
    "ods": "Formulas, comments and protection of a .ods file are not read: check that no answer falls on a formula.",
}
_NEW_FILE = "The answers go into a new .xlsx file: the .{suffix} file itself cannot be written."

Value = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta


def read_legacy(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Return the questionnaire in a .xls or .ods file.

    UnreadableError where the file is damaged, protected by a password, or larger than a person could answer.
    """
    suffix = path.suffix.lower().lstrip(".")
    grids = _read_grids(path)
    if suffix == "ods":
        grids = add_ods_choices(path, grids)
    reading = find_questions(grids, overrides=overrides)
    return Questionnaire(
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        format=suffix,
        sheets=reading.sheets,
        questions=reading.questions,
        skipped=reading.skipped,
        form=reading.form,
        notes=(*reading.notes, _UNREAD[suffix], _NEW_FILE.format(suffix=suffix)),
    )


def read_legacy_texts(path: Path) -> tuple[SheetTexts, ...]:
    """Return all that stands in the sheets of a .xls or .ods file; UnreadableError as `read_legacy`."""
    return tuple(
        SheetTexts(
            name=grid.name,
            hidden=grid.hidden,
            texts={format_cell(*place): cell.text for place, cell in grid.cells.items()},
            merges=tuple(merge.name for merge in grid.merges),
        )
        for grid in _read_grids(path)
    )


def _read_grids(path: Path) -> list[Grid]:
    # Imported here: only these two formats need it.
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with path.open("rb") as file:
        start = file.read(_START).lstrip(b"\xef\xbb\xbf \r\n\t")
    if start.startswith(b"<"):
        raise UnreadableError(str(path), f"this is a web page or XML text named .{path.suffix[1:]}", _SAVE_AS)
    try:
        with CalamineWorkbook.from_path(path) as workbook:
            return _convert(workbook, str(path))
    except PasswordError as error:
        raise UnreadableError(str(path), "it is protected by a password", "Ask for it without one") from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnreadableError(str(path), "it is cut short or damaged, or no workbook", _SAVE_AS) from error


def _convert(workbook: CalamineWorkbook, file: str) -> list[Grid]:
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    grids = []
    for metadata in workbook.sheets_metadata:
        if metadata.typ is not SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(metadata.name)
        hidden = metadata.visible is not SheetVisibleEnum.Visible
        grids.append(_convert_sheet(sheet, hidden=hidden, file=file))
    return grids


def _convert_sheet(sheet: CalamineSheet, *, hidden: bool, file: str) -> Grid:
    if sheet.height * sheet.width > _MAX_CELLS:
        raise UnreadableError(
            file, f"it claims {sheet.height} rows and {sheet.width} columns", _SAVE_AS, place=sheet.name
        )
    top, left = sheet.start or (0, 0)
    cells: dict[tuple[int, int], GridCell] = {}
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top + 1):
        for column, value in enumerate(values, start=left + 1):
            text = format_value(value)
            if text and row <= MAX_ROW and column <= MAX_COLUMN:
                cells[row, column] = GridCell(text=text, is_number=not isinstance(value, str | bool))
    merges = (sheet.merged_cell_ranges or [])[:_MAX_MERGES]
    rects = [Rect(top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in merges]
    return Grid(
        name=sheet.name,
        cells=cells,
        merges=keep_apart(rect for rect in rects if _is_form_sized(rect)),
        hidden=hidden,
    )


def _is_form_sized(merge: Rect) -> bool:
    """Tell whether a merge is small enough for a form: damaged files have some that cover a whole sheet."""
    return (merge.bottom - merge.top + 1) * (merge.right - merge.left + 1) <= _MAX_MERGED


def format_value(value: Value) -> str:
    """Return the text that a sheet shows for a value, in its plainest form: 3 for 3.0, TRUE, 2024-05-01."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return value.date().isoformat()
    return str(value)

"""The review workbook: every question with its draft, confidence, evidence and reasons, beside the customer's file.

It is made anew with openpyxl and never goes into the customer's file. Texts are written as texts, so that nothing in
them can become a formula.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import astuple
from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from qbot.files import replace_file

_LONGEST = 32_767
_HEAD_FILL = PatternFill("solid", fgColor="1F3A5F")
_BANDS = {"high": "E0F3EA", "medium": "FDF0D9", "low": "FBE6E7", "none": "EEF0F4"}
_COLUMNS = (
    ("Sheet", 16), ("Cell", 8), ("Ref", 12), ("Question", 50), ("Draft", 50), ("Band", 9), ("Confidence", 11),
    ("Entries", 22), ("Evidence", 50), ("Look at", 40), ("Left blank because", 40), ("Decision", 14),
    ("Your words", 40),
)  # fmt: skip
_CONFIDENCE = 7
_LINE_HEIGHT, _HIGHEST = 15.0, 409.0


class ReviewRow(Struct, frozen=True):
    """One question as the reviewer sees it; `confidence` is a probability, 0 to 1; `decision` is empty before one."""

    sheet: str
    cell: str
    ref: str
    question: str
    draft: str
    band: str
    confidence: float
    entries: str
    evidence: str
    look_at: str
    reason: str
    decision: str = ""


def write_review_copy(target: Path, rows: Sequence[ReviewRow], *, file: str) -> None:
    """Write the review workbook; the cell names link into the filled file `file` when it lies in the same folder."""
    workbook = Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Review"
    _write_head(sheet)
    for number, row in enumerate(rows, 2):
        _write_row(sheet, number, row, file=file)
    sheet.freeze_panes = "E2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(_COLUMNS))}{max(2, len(rows) + 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    with replace_file(target) as out:
        workbook.save(out)


def _write_head(sheet: Worksheet) -> None:
    for number, (heading, width) in enumerate(_COLUMNS, 1):
        cell = sheet.cell(row=1, column=number, value=heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = _HEAD_FILL
        cell.alignment = Alignment(vertical="center", wrap_text=True)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.row_dimensions[1].height = 24


def _write_row(sheet: Worksheet, number: int, row: ReviewRow, *, file: str) -> None:
    for column, value in enumerate(astuple(row), 1):
        cell = sheet.cell(row=number, column=column)
        assert isinstance(cell, Cell)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        if isinstance(value, float):
            cell.value = value
            cell.number_format = "0%"
        else:
            _write_text(cell, value)
    sheet.row_dimensions[number].height = _find_height(row)
    sheet.cell(row=number, column=_CONFIDENCE - 1).fill = PatternFill("solid", fgColor=_BANDS[row.band])
    link = sheet.cell(row=number, column=2)
    place = f"#'{row.sheet.replace(chr(39), chr(39) * 2)}'!{row.cell}" if row.sheet else ""
    link.hyperlink = f"{file}{place}"
    link.font = Font(color="1F5FD0", underline="single")


def _find_height(row: ReviewRow) -> float:
    """Return a height in points that shows all of a row's wrapped texts, within what Excel allows."""
    texts = ((str(value), width) for value, (_, width) in zip(astuple(row), _COLUMNS, strict=False))
    lines = max(sum(-(-len(line) // width) or 1 for line in text.split("\n")) for text, width in texts)
    return float(min(_LINE_HEIGHT * max(lines, 1) + 3, _HIGHEST))


def _write_text(cell: Cell, text: str) -> None:
    """Put a text into a cell as a text, whatever it begins with."""
    clean = ILLEGAL_CHARACTERS_RE.sub(" ", text)
    cell.value = clean if len(clean) <= _LONGEST else clean[: _LONGEST - 1] + "…"
    cell.data_type = "s"

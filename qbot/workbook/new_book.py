"""New workbooks that qbot makes itself: text stays text, and the same content gives the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell

MAX_TEXT = 32_767
"""The most characters that a cell of an .xlsx file holds."""
MAX_SHEET_NAME = 31
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_NAMES = re.compile(r"[\\/*?:\[\]\x00-\x1f]")
_EPOCH = (1980, 1, 1, 0, 0, 0)
_STAMP = datetime(1980, 1, 1)  # noqa: DTZ001 - openpyxl wants it without a zone
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*")


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Write a text into a cell as text: a leading `=` makes no formula, control characters are left out.

    ValueError when the text is longer than a cell holds.
    """
    clean = _UNWRITABLE.sub("", text)
    if len(clean) > MAX_TEXT:
        raise ValueError(f"the text has {len(clean)} characters; a cell holds {MAX_TEXT}")
    cell.value = clean
    cell.data_type = "s"


def name_sheets(names: Iterable[str]) -> dict[str, str]:
    """Return for each name one that Excel accepts: no forbidden signs, at most 31 characters, none twice."""
    chosen: dict[str, str] = {}
    taken: set[str] = set()
    for name in names:
        clean = _NOT_IN_NAMES.sub("_", name).strip().strip("'")[:MAX_SHEET_NAME] or "Sheet"
        candidate, number = clean, 2
        while candidate.casefold() in taken:
            tail = f" {number}"
            candidate, number = clean[: MAX_SHEET_NAME - len(tail)] + tail, number + 1
        taken.add(candidate.casefold())
        chosen[name] = candidate
    return chosen


def save_book(book: Workbook, file: IO[bytes]) -> None:
    """Write the workbook without the time of day: neither in its properties nor in the zip's own table."""
    book.properties.created = _STAMP
    raw = io.BytesIO()
    book.save(raw)
    with zipfile.ZipFile(raw) as made, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as target:
        for member in made.infolist():
            data = made.read(member)
            if member.filename == "docProps/core.xml":
                data = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            target.writestr(zipfile.ZipInfo(member.filename, _EPOCH), data, zipfile.ZIP_DEFLATED)

"""How high a row must be for its answers to be seen.

Excel measures a row without a height when it opens the file, except for merged cells. A row with a height keeps it:
where a person set it (`customHeight`) it stays; where it is only what Excel once measured, it is raised to what the
text needs.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.model.place import Rect, format_cell
from qbot.workbook.cells import RowSpan, SheetMap, is_true
from qbot.workbook.fill_rows import CellWrite

MAX_HEIGHT = 409.0
_LINE = 15.0
# Words do not fill a line to its end.
_USED = 0.9


class WrappedText(Struct, frozen=True):
    """A written text whose cell wraps, and the merged range that it stands in, if any."""

    write: CellWrite
    merge: Rect | None


def find_heights(sheet: SheetMap, texts: Sequence[WrappedText]) -> tuple[dict[int, float], list[str]]:
    """Return the new heights by row, and the names of cells whose row is too low and was set by a person."""
    heights: dict[int, float] = {}
    cut: list[str] = []
    for text in texts:
        row = sheet.rows.get(text.write.row)
        needed = _find_needed(sheet, text)
        available = _find_available(sheet, row, text.merge)
        if available is None or needed <= available:
            continue
        is_tall = text.merge is not None and text.merge.bottom > text.merge.top
        if is_tall or _is_set(sheet, row):
            cut.append(format_cell(text.write.row, text.write.column))
        else:
            heights[text.write.row] = max(needed, heights.get(text.write.row, 0.0))
    return heights, cut


def _find_needed(sheet: SheetMap, text: WrappedText) -> float:
    first, last = text.write.column, text.merge.right if text.merge else text.write.column
    width = max(1.0, _USED * sum(find_width(sheet, column) for column in range(first, last + 1)))
    content = text.write.value.content if text.write.value else ""
    lines = sum(max(1, math.ceil(len(line) / width)) for line in content.split("\n"))
    return min(MAX_HEIGHT, lines * max(_LINE, sheet.default_height))


def find_width(sheet: SheetMap, column: int) -> float:
    """Return the width of a column in characters."""
    found = next((one for one in sheet.columns if one.first <= column <= one.last), None)
    return found.width if found is not None and found.width is not None else sheet.default_width


def _find_available(sheet: SheetMap, row: RowSpan | None, merge: Rect | None) -> float | None:
    """Return the height that the text has, in points; None where Excel measures the row itself."""
    if merge is not None and merge.bottom > merge.top:
        first = _find_height(row) or sheet.default_height
        return first + (merge.bottom - merge.top) * sheet.default_height
    height = _find_height(row)
    if height is None and (merge is not None or sheet.custom_default_height):
        return sheet.default_height
    return height


def _find_height(row: RowSpan | None) -> float | None:
    stated: Mapping[str, str] = row.attributes if row is not None else {}
    try:
        return float(stated["ht"])
    except (KeyError, ValueError):
        return None


def _is_set(sheet: SheetMap, row: RowSpan | None) -> bool:
    if row is not None and "ht" in row.attributes:
        return is_true(row.attributes.get("customHeight"))
    return sheet.custom_default_height

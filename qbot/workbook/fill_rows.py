"""The changes of bytes that put cells into a sheet part, adding rows and cells in order where they are missing."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from qbot.model.place import Rect, format_cell, parse_range
from qbot.ooxml.splice import Splice, SpliceError, read_prefix, set_attribute
from qbot.workbook.cells import CellSpan, RowSpan, SheetMap, is_true
from qbot.workbook.fill_values import StoredValue, render_blank, render_cell


class CellWrite(Struct, frozen=True):
    """A cell to write: its place, its value (None: it is left empty), and its style where a new cell needs another than
    its row or column gives."""

    row: int
    column: int
    value: StoredValue | None
    style: int | None = None


def splice_cells(sheet: SheetMap, writes: Iterable[CellWrite], *, heights: Mapping[int, float]) -> list[Splice]:
    """Return the changes that write the cells and set the heights (in points) of their rows."""
    groups: dict[int, list[CellWrite]] = {}
    for write in writes:
        groups.setdefault(write.row, []).append(write)
    splices: list[Splice] = []
    added: list[tuple[int, bytes]] = []
    for number in sorted(groups):
        ordered = sorted(groups[number], key=lambda write: write.column)
        height = heights.get(number)
        row = sheet.rows.get(number)
        if row is None:
            added.append((number, _make_row(sheet, number, ordered, height)))
        else:
            splices += _change_row(sheet, row, ordered, height)
    return [*splices, *_insert_rows(sheet, added), *_widen_dimension(sheet, groups)]


def find_style(sheet: SheetMap, row: RowSpan | None, cell: CellSpan | None, column: int) -> int:
    """Return the number of the style that a cell has, or would get from its row or column."""
    if cell is not None:
        return cell.style
    if row is not None and is_true(row.attributes.get("customFormat")):
        return int(row.attributes.get("s", "0"))
    return next((one.style for one in sheet.columns if one.first <= column <= one.last), 0)


def _change_row(sheet: SheetMap, row: RowSpan, writes: Sequence[CellWrite], height: float | None) -> list[Splice]:
    splices: list[Splice] = []
    added: list[tuple[int, bytes]] = []
    by_column = {cell.column: cell for cell in row.cells}
    for write in writes:
        cell = by_column.get(write.column)
        if cell is None:
            added.append((write.column, _make_cell(sheet, row, write)))
        elif write.value is not None:
            tag = sheet.utf8[cell.start : cell.tag_end]
            splices.append(Splice(cell.start, cell.end, render_cell(tag, read_prefix(tag, 0), write.value)))
    old = sheet.utf8[row.start : row.tag_end]
    tag = _change_row_tag(old, row, [column for column, _ in added], height)
    if row.content_end == row.end and added:
        body = b"".join(text for _, text in added)
        return [Splice(row.start, row.end, _open(tag) + body + b"</%brow>" % read_prefix(tag, 0))]
    if tag != old:
        splices.append(Splice(row.start, row.tag_end, tag))
    for column, text in added:
        place = next((cell.start for cell in row.cells if cell.column > column), row.content_end)
        splices.append(Splice(place, place, text))
    return splices


def _change_row_tag(tag: bytes, row: RowSpan, columns: Sequence[int], height: float | None) -> bytes:
    spans = row.attributes.get("spans", "").split()
    if spans and columns:
        try:
            edges = [int(edge) for span in spans for edge in span.split(":")]
        except ValueError as error:
            raise SpliceError(f"row {row.number} has spans that are no numbers") from error
        low, high = min(edges), max(edges)
        if min(columns) < low or max(columns) > high:
            tag = set_attribute(tag, b"spans", b"%d:%d" % (min(low, *columns), max(high, *columns)))
    if height is not None:
        tag = set_attribute(tag, b"ht", format(height, "g").encode())
    return tag


def _make_cell(sheet: SheetMap, row: RowSpan | None, write: CellWrite) -> bytes:
    style = write.style if write.style is not None else find_style(sheet, row, None, write.column)
    look = b' s="%d"' % style if style else b""
    name = format_cell(write.row, write.column).encode()
    tag = b'<%bc r="%b"%b>' % (sheet.prefix, name, look)
    return render_blank(tag) if write.value is None else render_cell(tag, sheet.prefix, write.value)


def _make_row(sheet: SheetMap, number: int, writes: Sequence[CellWrite], height: float | None) -> bytes:
    cells = b"".join(_make_cell(sheet, None, write) for write in writes)
    tall = b"" if height is None else b' ht="%b"' % format(height, "g").encode()
    return b'<%brow r="%d"%b>%b</%brow>' % (sheet.prefix, number, tall, cells, sheet.prefix)


def _insert_rows(sheet: SheetMap, rows: Sequence[tuple[int, bytes]]) -> list[Splice]:
    start, tag_end, content_end = sheet.sheet_data
    if not rows:
        return []
    tag = sheet.utf8[start:tag_end]
    if tag.endswith(b"/>"):
        whole = b"".join(text for _, text in rows)
        return [Splice(start, tag_end, _open(tag) + whole + b"</%bsheetData>" % sheet.prefix)]
    numbers = [number for number, _ in sheet.row_starts]
    in_order = all(a < b for a, b in pairwise(numbers))
    splices = []
    for number, text in rows:
        if in_order:
            index = bisect_right(numbers, number)
        else:
            index = next((i for i, other in enumerate(numbers) if other > number), len(numbers))
        place = sheet.row_starts[index][1] if index < len(numbers) else content_end
        splices.append(Splice(place, place, text))
    return splices


def _widen_dimension(sheet: SheetMap, groups: Mapping[int, Sequence[CellWrite]]) -> list[Splice]:
    """Return the change of the sheet's stated dimension where a cell was added outside it."""
    if sheet.dimension is None or not groups:
        return []
    start, end, name = sheet.dimension
    try:
        old = parse_range(name)
    except ValueError:
        return []
    columns = [write.column for writes in groups.values() for write in writes]
    new = Rect(min(old.top, *groups), min(old.left, *columns), max(old.bottom, *groups), max(old.right, *columns))
    if new == old:
        return []
    return [Splice(start, end, set_attribute(sheet.utf8[start:end], b"ref", new.name.encode()))]


def _open(tag: bytes) -> bytes:
    return tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag

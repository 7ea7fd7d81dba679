"""Filling one sheet part: which values may go in, and the changes of bytes that put them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qbot.model.filling import CellValue, Refusal
from qbot.model.place import format_cell, parse_cell
from qbot.ooxml.splice import Splice, apply_splices
from qbot.workbook.cells import CellSpan, RowSpan, SheetMap, map_sheet
from qbot.workbook.fill_styles import CellStyle
from qbot.workbook.fill_values import MAX_TEXT, count_characters, normalise_lines, render_cell, store_value


@dataclass(frozen=True, slots=True)
class SheetFill:
    """A sheet part after its fill, what was written and refused, and what else a person must know."""

    utf8: bytes
    written: tuple[CellValue, ...]
    refused: tuple[Refusal, ...]
    other_changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def fill_sheet(utf8: bytes, values: Sequence[CellValue], *, styles: Sequence[CellStyle]) -> SheetFill:
    """Return the sheet part with the values in their cells."""
    rows = {parse_cell(value.cell)[0] for value in values}
    sheet = map_sheet(utf8, rows)
    written: list[CellValue] = []
    refused: list[Refusal] = []
    for value in values:
        reason = find_reason(value, sheet)
        if reason:
            refused.append(Refusal(value.sheet, value.cell, reason))
        else:
            written.append(value)
    edit = SheetEdit(sheet, styles)
    for row in sorted(rows):
        edit.write_row(row, [value for value in written if parse_cell(value.cell)[0] == row])
    return SheetFill(apply_splices(utf8, edit.finish()), tuple(written), tuple(refused))


def find_reason(value: CellValue, sheet: SheetMap) -> str:
    """Return why a value must not be written into its cell, or nothing when it may."""
    row, column = parse_cell(value.cell)
    text = normalise_lines(value.text)
    if count_characters(text) > MAX_TEXT:
        return f"the text has {count_characters(text)} characters, and a cell holds {MAX_TEXT}"
    if value.max_length is not None and count_characters(text) > value.max_length:
        return f"the text has {count_characters(text)} characters, and the cell accepts {value.max_length}"
    if value.options and value.text not in value.options:
        return "the text is none of the choices that the cell accepts"
    for merge in sheet.merges:
        if merge.holds(row, column) and (row, column) != (merge.top, merge.left):
            return f"the cell is covered by the merged cell {format_cell(merge.top, merge.left)}"
    if row in sheet.repeated:
        return f"row {row} stands more than once in the file"
    if any(one.holds(row, column) for one in sheet.formula_ranges):
        return "the cell belongs to an array formula or data table"
    cells = [one for one in sheet.rows[row].cells if one.column == column] if row in sheet.rows else []
    if len(cells) > 1:
        return "the cell stands more than once in the file"
    if cells and cells[0].has_formula:
        return "the cell holds a formula"
    return ""


class SheetEdit:
    """The changes of one sheet part, gathered row by row."""

    def __init__(self, sheet: SheetMap, styles: Sequence[CellStyle]) -> None:
        self._sheet = sheet
        self._styles = styles
        self._splices: list[Splice] = []
        self._new_rows: list[tuple[int, bytes]] = []
        self._touched: list[tuple[int, int]] = []

    def write_row(self, number: int, values: Sequence[CellValue]) -> None:
        """Put the values of one row into its cells; a missing row or cell is added where it belongs."""
        if not values:
            return
        row = self._sheet.rows.get(number)
        self._touched += [parse_cell(value.cell) for value in values]
        ordered = sorted(values, key=lambda value: parse_cell(value.cell)[1])
        if row is None:
            cells = b"".join(self._make_cell(value, None) for value in ordered)
            self._new_rows.append((number, cells))
            return
        new: list[tuple[int, bytes]] = []
        for value in ordered:
            column = parse_cell(value.cell)[1]
            cell = next((one for one in row.cells if one.column == column), None)
            if cell is not None:
                self._splices.append(Splice(cell.start, cell.end, self._change_cell(value, cell)))
            else:
                new.append((column, self._make_cell(value, row)))
        self._insert_cells(row, new)

    def finish(self) -> list[Splice]:
        """Return all changes, with the new rows and the sheet's stated dimension."""
        assert self._sheet.sheet_data is not None
        return [*self._splices, *self._insert_rows(), *self._widen_dimension()]

    def _change_cell(self, value: CellValue, cell: CellSpan) -> bytes:
        from qbot.ooxml.splice import find_tag_end

        tag = self._sheet.utf8[cell.start : find_tag_end(self._sheet.utf8, cell.start)]
        return render_cell(tag, self._sheet.prefix, self._store(value, cell.style, cell.type))

    def _make_cell(self, value: CellValue, row: RowSpan | None) -> bytes:
        column = parse_cell(value.cell)[1]
        style = self._find_style(row, column)
        look = b' s="%d"' % style if style else b""
        tag = b'<%bc r="%b"%b>' % (self._sheet.prefix, value.cell.encode(), look)
        return render_cell(tag, self._sheet.prefix, self._store(value, style, ""))

    def _find_style(self, row: RowSpan | None, column: int) -> int:
        if row is not None and row.attributes.get("customFormat") in {"1", "true"}:
            return int(row.attributes.get("s", "0"))
        return next((one.style for one in self._sheet.columns if one.first <= column <= one.last), 0)

    def _store(self, value: CellValue, style: int, current_type: str):  # type: ignore[no-untyped-def]
        look = self._styles[style] if style < len(self._styles) else CellStyle()
        return store_value(
            normalise_lines(value.text),
            number_format=look.number_format,
            options=value.options,
            current_type=current_type,
        )

    def _insert_cells(self, row: RowSpan, new: list[tuple[int, bytes]]) -> None:
        if not new:
            return
        utf8 = self._sheet.utf8
        tag = utf8[row.start : row.tag_end]
        row.attributes.get("spans")
        if row.content_end == row.end:
            body = b"".join(text for _, text in new)
            opened = tag[:-2].rstrip() + b">"
            self._splices.append(Splice(row.start, row.end, opened + body + b"</%brow>" % self._sheet.prefix))
            return
        for column, text in new:
            place = next((one.start for one in row.cells if one.column > column), row.content_end)
            self._splices.append(Splice(place, place, text))

    def _insert_rows(self) -> list[Splice]:
        start, tag_end, content_end = self._sheet.sheet_data or (0, 0, 0)
        prefix = self._sheet.prefix
        bodies = [
            (number, b'<%brow r="%d">%b</%brow>' % (prefix, number, cells, prefix)) for number, cells in self._new_rows
        ]
        if not bodies:
            return []
        tag = self._sheet.utf8[start:tag_end]
        if tag.endswith(b"/>"):
            whole = b"".join(body for _, body in bodies)
            return [Splice(start, tag_end, tag[:-2].rstrip() + b">" + whole + b"</%bsheetData>" % prefix)]
        places = []
        for number, body in bodies:
            place = next((offset for other, offset in self._sheet.row_starts if other > number), content_end)
            places.append(Splice(place, place, body))
        return places

    def _widen_dimension(self) -> list[Splice]:
        return []

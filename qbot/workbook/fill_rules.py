"""Which values may not go into a cell, each with the reason that a person reads."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from msgspec import Struct

from qbot.model.filling import CellValue
from qbot.model.place import Rect, format_cell, parse_cell
from qbot.workbook.cells import CellSpan, SheetMap
from qbot.workbook.fill_parts import TablePart
from qbot.workbook.fill_values import MAX_TEXT, count_characters, normalise_lines


class Surroundings(Struct, frozen=True):
    """What lies over a sheet's cells: its Excel tables, and the ranges that pivot tables write."""

    tables: tuple[TablePart, ...] = ()
    pivots: tuple[Rect, ...] = ()


def find_text_reason(value: CellValue) -> str:
    """Return why a text cannot stand in any cell of this kind, or nothing."""
    length = count_characters(normalise_lines(value.text))
    if length > MAX_TEXT:
        return f"the text has {length} characters, and a cell holds {MAX_TEXT}"
    if value.max_length is not None and length > value.max_length:
        return f"the text has {length} characters, and the cell accepts {value.max_length}"
    if value.options and value.text not in value.options:
        return "the text is none of the choices that the cell accepts"
    return ""


class CellRules:
    """Answers for one sheet whether a cell may be written."""

    def __init__(self, sheet: SheetMap, around: Surroundings, rows: Iterable[int]) -> None:
        self._sheet = sheet
        self._around = around
        self._merges = _group_by_row(sheet.merges, sorted(set(rows)))

    def find_reason(self, value: CellValue) -> str:
        """Return why the value must not be written into its cell, or nothing when it may."""
        try:
            row, column = parse_cell(value.cell)
        except ValueError:
            return "this is not the name of a cell"
        return find_text_reason(value) or self._find_place_reason(row, column) or self._find_cell_reason(value)

    def find_merge(self, row: int, column: int) -> Rect | None:
        """Return the merged range that holds the cell."""
        return next((merge for merge in self._merges.get(row, ()) if merge.holds(row, column)), None)

    def find_cell(self, row: int, column: int) -> CellSpan | None:
        """Return the cell's element where the file has one."""
        span = self._sheet.rows.get(row)
        return next((cell for cell in span.cells if cell.column == column), None) if span else None

    def _find_place_reason(self, row: int, column: int) -> str:
        merge = self.find_merge(row, column)
        if merge is not None and (row, column) != (merge.top, merge.left):
            return f"the cell is covered by the merged cell {format_cell(merge.top, merge.left)}"
        if row in self._sheet.repeated:
            return f"row {row} stands more than once in the file"
        if any(one.holds(row, column) for one in self._sheet.formula_ranges):
            return "the cell belongs to an array formula or a data table"
        if any(pivot.holds(row, column) for pivot in self._around.pivots):
            return "the cell belongs to a pivot table, which is rebuilt over it"
        for table in self._around.tables:
            if table.holds_header(row, column):
                return "the cell is a heading of an Excel table"
            if table.holds_total(row, column):
                return "the cell is in the totals row of an Excel table"
        return ""

    def _find_cell_reason(self, value: CellValue) -> str:
        row, column = parse_cell(value.cell)
        span = self._sheet.rows.get(row)
        cells = [cell for cell in span.cells if cell.column == column] if span else []
        if len(cells) > 1:
            return "the cell stands more than once in the file"
        if cells and cells[0].has_formula:
            return "the cell holds a formula"
        if cells and value.new and cells[0].has_value:
            return "the cell of the new column is not empty"
        return ""


def _group_by_row(merges: Sequence[Rect], rows: Sequence[int]) -> dict[int, list[Rect]]:
    """Return the merged ranges of each wanted row; a range may be a million rows high, so rows are looked up in it."""
    groups: dict[int, list[Rect]] = {}
    for merge in merges:
        for row in rows[bisect_left(rows, merge.top) : bisect_right(rows, merge.bottom)]:
            groups.setdefault(row, []).append(merge)
    return groups


def select_values(
    values: Sequence[CellValue], find_reason: Callable[[CellValue], str]
) -> tuple[list[CellValue], list[tuple[CellValue, str]]]:
    """Return the values that may be written, and the others with their reasons; a cell takes one value only."""
    chosen: dict[str, CellValue] = {}
    refused: list[tuple[CellValue, str]] = []
    for value in values:
        reason = find_reason(value)
        if not reason and value.cell in chosen:
            reason = "another value was given for the same cell"
        if reason:
            refused.append((value, reason))
        else:
            chosen[value.cell] = value
    return list(chosen.values()), refused

"""Filling one sheet part: which values may go in, and the changes of bytes that put them there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.model.filling import CellValue, Refusal
from qbot.model.place import format_cell, parse_cell
from qbot.ooxml.splice import apply_splices
from qbot.workbook.cells import SheetMap, is_true, map_sheet
from qbot.workbook.columns import ColumnPlan, NewColumn, find_rows, plan_columns
from qbot.workbook.fill_heights import WrappedText, find_heights
from qbot.workbook.fill_parts import TablePart
from qbot.workbook.fill_rows import CellWrite, find_style, splice_cells
from qbot.workbook.fill_rules import CellRules, Surroundings, select_values
from qbot.workbook.fill_styles import CellStyle
from qbot.workbook.fill_values import ValueKind, hides_value, normalise_lines, store_value

_NAMED = 5


class SheetFill(Struct, frozen=True):
    """A sheet part after its fill, what was written and refused, which tables must be widened, and what a person must
    know."""

    utf8: bytes
    written: tuple[CellValue, ...]
    refused: tuple[Refusal, ...]
    tables: tuple[tuple[TablePart, tuple[NewColumn, ...]], ...] = ()
    other_changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


class BookStyles(Struct, frozen=True):
    """The cell styles by number, and the workbook's date system."""

    styles: tuple[CellStyle, ...] = ()
    since_1904: bool = False

    def find(self, number: int) -> CellStyle:
        """Return a style; the plain one where the number is unknown."""
        return self.styles[number] if 0 <= number < len(self.styles) else CellStyle()


def fill_sheet(utf8: bytes, values: Sequence[CellValue], *, book: BookStyles, around: Surroundings) -> SheetFill:
    """Return the sheet part with the values in their cells; SpliceError where the part is damaged."""
    sheet = map_sheet(utf8, _find_wanted_rows(values, around))
    rules = CellRules(sheet, around, sheet.rows.keys() | _list_rows(values))
    written, refused = select_values(values, rules.find_reason)
    plan = plan_columns(sheet, [value for value in written if value.new], around.tables)
    writes, looks = _make_writes(sheet, written, book=book, plan=plan, rules=rules)
    texts = [
        WrappedText(write, rules.find_merge(write.row, write.column))
        for write, look in zip(writes, looks, strict=True)
        if look.wraps and write.value is not None and write.value.kind is ValueKind.TEXT
    ]
    heights, cut = find_heights(sheet, texts)
    splices = splice_cells(sheet, [*writes, *plan.writes], heights=heights)
    name = values[0].sheet
    return SheetFill(
        utf8=apply_splices(utf8, [*plan.splices, *splices]),
        written=tuple(written),
        refused=tuple(Refusal(value.sheet, value.cell, reason) for value, reason in refused),
        tables=plan.tables,
        other_changes=(
            *plan.changes,
            *_describe_heights(heights, name),
        ),
        warnings=tuple(_warn(sheet, writes, looks, cut=cut, name=name)),
    )


def _describe_heights(heights: Mapping[int, float], name: str) -> list[str]:
    rows = ", ".join(str(row) for row in sorted(heights))
    return [f"Sheet {name}: higher rows, so that their answers are seen: {rows}"] if rows else []


def _list_rows(values: Sequence[CellValue]) -> set[int]:
    rows = set()
    for value in values:
        try:
            rows.add(parse_cell(value.cell)[0])
        except ValueError:
            continue  # refused later, with its reason
    return rows


def _find_wanted_rows(values: Sequence[CellValue], around: Surroundings) -> set[int]:
    new = [value for value in values if value.new and _list_rows([value])]
    return _list_rows(values) | (set(find_rows(new, around.tables)) if new else set())


def _make_writes(
    sheet: SheetMap, values: Sequence[CellValue], *, book: BookStyles, plan: ColumnPlan, rules: CellRules
) -> tuple[list[CellWrite], list[CellStyle]]:
    writes: list[CellWrite] = []
    looks: list[CellStyle] = []
    for value in values:
        row, column = parse_cell(value.cell)
        cell = rules.find_cell(row, column)
        style = find_style(sheet, sheet.rows.get(row), cell, column)
        if cell is None:
            style = plan.styles.get((row, column), style)
        look = book.find(style)
        stored = store_value(
            normalise_lines(value.text),
            number_format=look.number_format,
            options=value.options,
            current_type=cell.type if cell else "",
            since_1904=book.since_1904,
        )
        writes.append(CellWrite(row, column, stored, style))
        looks.append(look)
    return writes, looks


def _warn(
    sheet: SheetMap, writes: Sequence[CellWrite], looks: Sequence[CellStyle], *, cut: Sequence[str], name: str
) -> list[str]:
    locked = [_name(write) for write, look in zip(writes, looks, strict=True) if look.locked and sheet.protected]
    unseen = [_name(write) for write, look in zip(writes, looks, strict=True) if hides_value(look.number_format)]
    hidden = [_name(write) for write in writes if _is_hidden(sheet, write)]
    said: Mapping[str, Sequence[str]] = {
        "the sheet's protection locks these answer cells, which were filled all the same": locked,
        "the number format of these answer cells shows nothing": unseen,
        "these answer cells stand in hidden rows or columns": hidden,
        "the rows of these answers are too low, and keep the height that a person set": cut,
    }
    return [f"Sheet {name}: {what}: {_list_names(cells)}" for what, cells in said.items() if cells]


def _is_hidden(sheet: SheetMap, write: CellWrite) -> bool:
    row = sheet.rows.get(write.row)
    return (row is not None and is_true(row.attributes.get("hidden"))) or any(
        column.hidden for column in sheet.columns if column.first <= write.column <= column.last
    )


def _name(write: CellWrite) -> str:
    return format_cell(write.row, write.column)


def _list_names(cells: Sequence[str]) -> str:
    more = f" and {len(cells) - _NAMED} more" if len(cells) > _NAMED else ""
    return ", ".join(cells[:_NAMED]) + more

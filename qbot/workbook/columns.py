"""New answer columns beside a table that has none: headings, cells in the table's style, and a wider Excel table."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from qbot.model.filling import CellValue
from qbot.model.place import Rect, format_column, parse_cell
from qbot.model.questionnaire import SlotRole
from qbot.ooxml.splice import (
    Splice,
    apply_splices,
    drop_attributes,
    find_elements,
    find_tag_end,
    read_prefix,
    set_attribute,
)
from qbot.workbook.cells import ColumnSpan, SheetMap
from qbot.workbook.fill_heights import find_width
from qbot.workbook.fill_parts import TablePart
from qbot.workbook.fill_rows import CellWrite, find_style
from qbot.workbook.fill_values import StoredValue, ValueKind, escape_text

_NARROW, _WIDE = 16.0, 60.0
_MAX_STYLED_ROWS = 5_000
_DROPPED = frozenset({b"hidden", b"bestFit", b"collapsed"})


class NewColumn(Struct, frozen=True):
    """A column that the file does not have yet: its number, heading, and the column whose look it takes."""

    column: int
    heading: str
    like: int


class ColumnPlan(Struct, frozen=True):
    """What new columns need: headings and empty cells, the style of each cell, and changes of the sheet part."""

    writes: tuple[CellWrite, ...] = ()
    styles: Mapping[tuple[int, int], int] = field(default_factory=dict)
    splices: tuple[Splice, ...] = ()
    tables: tuple[tuple[TablePart, tuple[NewColumn, ...]], ...] = ()
    changes: tuple[str, ...] = ()


def find_header_row(values: Sequence[CellValue], tables: Sequence[TablePart]) -> int | None:
    """Return the row that the headings of new columns go to; None where the first question stands in row 1."""
    stated = next((value.header_row for value in values if value.header_row is not None), None)
    if stated is not None:
        return stated
    places = [parse_cell(value.question_cell or value.cell) for value in values]
    for table in tables:
        if table.headers and any(table.range.holds(*place) for place in places):
            return table.range.top
    first = min(row for row, _ in places)
    return first - 1 or None


def find_rows(values: Sequence[CellValue], tables: Sequence[TablePart]) -> range:
    """Return the rows from the headings to the last row of the table, which all get cells in the new columns."""
    rows = [parse_cell(value.cell)[0] for value in values]
    top = find_header_row(values, tables) or min(rows)
    ranges = [table.range for table in tables]
    bottoms = [one.bottom for one in ranges if any(one.top <= row <= one.bottom for row in rows)]
    return range(top, min(max(*rows, *bottoms, top), top + _MAX_STYLED_ROWS) + 1)


def plan_columns(sheet: SheetMap, values: Sequence[CellValue], tables: Sequence[TablePart]) -> ColumnPlan:
    """Return what the new columns of these values need beside the values themselves."""
    if not values:
        return ColumnPlan()
    header = find_header_row(values, tables)
    columns = _find_columns(values, tables)
    rows = find_rows(values, tables)
    taken = {parse_cell(value.cell) for value in values}
    styles: dict[tuple[int, int], int] = {}
    writes: list[CellWrite] = []
    for column in columns:
        for row in rows:
            span = sheet.rows.get(row)
            model = next((cell for cell in span.cells if cell.column == column.like), None) if span else None
            styles[row, column.column] = find_style(sheet, span, model, column.like)
            exists = span is not None and any(cell.column == column.column for cell in span.cells)
            if row == header and not exists:
                heading = StoredValue(ValueKind.TEXT, column.heading)
                writes.append(CellWrite(row, column.column, heading, styles[row, column.column]))
            elif model is not None and not exists and (row, column.column) not in taken:
                writes.append(CellWrite(row, column.column, None, styles[row, column.column]))
    widened = tuple(_find_widened(sheet, columns, values, tables))
    names = ", ".join(f"{format_column(one.column)} ({one.heading})" for one in columns)
    return ColumnPlan(
        writes=tuple(writes),
        styles=styles,
        splices=tuple(_set_widths(sheet, columns)),
        tables=widened,
        changes=(
            f"Sheet {values[0].sheet}: new columns {names}",
            *(f"Sheet {values[0].sheet}: the table {table.name} is widened by {len(new)}" for table, new in widened),
        ),
    )


def widen_table(utf8: bytes, table: TablePart, columns: Sequence[NewColumn]) -> bytes:
    """Return the table part with further columns at its right edge."""
    names = frozenset({"table", "autoFilter", "tableColumns", "tableColumn"})
    elements = {}
    used: set[str] = set()
    highest = 0
    for element in find_elements(utf8, names):
        if element.name == "tableColumn":
            used.add(element.attributes.get("name", "").lower())
            highest = max(highest, int(element.attributes.get("id", "0")))
        else:
            elements[element.name] = element
    holder = elements["tableColumns"]
    prefix = read_prefix(utf8, holder.start)
    added = b""
    for number, column in enumerate(columns, start=highest + 1):
        added += b'<%btableColumn id="%d" name="%b"/>' % (prefix, number, escape_text(column.heading).encode())
    count = int(holder.attributes.get("count", str(len(used)))) + len(columns)
    splices = [
        _set_tag(utf8, holder.start, {b"count": b"%d" % count}),
        Splice(holder.content_end, holder.content_end, added),
    ]
    for name in ("table", "autoFilter"):
        if name in elements and "ref" in elements[name].attributes:
            old = elements[name].attributes["ref"]
            splices.append(_set_tag(utf8, elements[name].start, {b"ref": _widen_name(old, len(columns)).encode()}))
    return apply_splices(utf8, splices)


def _widen_name(name: str, count: int) -> str:
    from qbot.model.place import parse_range

    old = parse_range(name)
    return Rect(old.top, old.left, old.bottom, old.right + count).name


def _find_columns(values: Sequence[CellValue], tables: Sequence[TablePart]) -> list[NewColumn]:
    """Return the new columns from left to right; a heading that is taken gets a number, as tables need it."""
    places = [parse_cell(value.cell) for value in values]
    used = {
        heading.lower()
        for table in tables
        if any(table.range.top <= row <= table.range.bottom for row, _ in places)
        for heading in table.headings
    }
    roles: dict[int, tuple[SlotRole, int]] = {}
    for value in values:
        like = parse_cell(value.question_cell)[1] if value.question_cell else parse_cell(value.cell)[1] - 1
        roles.setdefault(parse_cell(value.cell)[1], (value.role, max(1, like)))
    found: list[NewColumn] = []
    for column, (role, like) in sorted(roles.items()):
        plain = heading = role.value.capitalize()
        number = 2
        while heading.lower() in used:
            heading, number = f"{plain} {number}", number + 1
        used.add(heading.lower())
        found.append(NewColumn(column, heading, like))
    return found


def _find_widened(
    sheet: SheetMap, columns: Sequence[NewColumn], values: Sequence[CellValue], tables: Sequence[TablePart]
) -> Iterable[tuple[TablePart, tuple[NewColumn, ...]]]:
    """Yield each Excel table that the new columns touch on its right, with these columns; none bound to a query."""
    for table in tables:
        inside = all(table.range.top <= parse_cell(value.cell)[0] <= table.range.bottom for value in values)
        joined: list[NewColumn] = []
        for column in columns:
            if column.column == table.range.right + len(joined) + 1 and _is_free(sheet, column.column, table):
                joined.append(column)
        if joined and inside and table.headers == 1 and not table.is_bound:
            yield table, tuple(joined)


def _is_free(sheet: SheetMap, column: int, table: TablePart) -> bool:
    rows = (sheet.rows.get(number) for number in range(table.range.top, table.range.bottom + 1))
    return not any(cell.has_value for row in rows if row for cell in row.cells if cell.column == column)


def _set_widths(sheet: SheetMap, columns: Sequence[NewColumn]) -> Iterable[Splice]:
    """Yield the changes that make the new columns wide enough to read."""
    wide = len(columns) == 1
    wanted = {one.column: _WIDE if wide or one.heading.startswith("Comment") else _NARROW for one in columns}
    wanted = {column: width for column, width in wanted.items() if find_width(sheet, column) < width}
    for span in sheet.columns:
        inside = {column: width for column, width in wanted.items() if span.first <= column <= span.last}
        if inside:
            yield Splice(span.start, span.tag_end, b"".join(_split_column(sheet, span, inside)))
            wanted = {column: width for column, width in wanted.items() if column not in inside}
    if not wanted:
        return
    prefix = sheet.prefix
    made = [
        (column, b'<%bcol min="%d" max="%d" width="%g" customWidth="1"/>' % (prefix, column, column, width))
        for column, width in sorted(wanted.items())
    ]
    if sheet.columns_span is None:
        whole = b"<%bcols>%b</%bcols>" % (prefix, b"".join(text for _, text in made), prefix)
        yield Splice(sheet.sheet_data[0], sheet.sheet_data[0], whole)
        return
    end = sheet.columns[-1].tag_end if sheet.columns else find_tag_end(sheet.utf8, sheet.columns_span[0])
    for column, text in made:
        place = next((span.start for span in sheet.columns if span.first > column), end)
        yield Splice(place, place, text)


def _split_column(sheet: SheetMap, span: ColumnSpan, wanted: Mapping[int, float]) -> Iterable[bytes]:
    """Yield a `<col>` for each stretch of the old one, the new columns with a width of their own."""
    tag = sheet.utf8[span.start : span.tag_end]
    first = span.first
    for column, width in sorted(wanted.items()):
        if first < column:
            yield _limit(tag, first, column - 1)
        fresh = set_attribute(drop_attributes(tag, _DROPPED), b"width", b"%g" % width)
        yield _limit(set_attribute(fresh, b"customWidth", b"1"), column, column)
        first = column + 1
    if first <= span.last:
        yield _limit(tag, first, span.last)


def _limit(tag: bytes, first: int, last: int) -> bytes:
    return set_attribute(set_attribute(tag, b"min", b"%d" % first), b"max", b"%d" % last)


def _set_tag(utf8: bytes, start: int, attributes: Mapping[bytes, bytes]) -> Splice:
    end = find_tag_end(utf8, start)
    tag = utf8[start:end]
    for name, value in attributes.items():
        tag = set_attribute(tag, name, value)
    return Splice(start, end, tag)

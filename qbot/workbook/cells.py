"""Where the rows and cells of a sheet part stand, byte by byte, so that single cells can be replaced."""

from __future__ import annotations

from collections.abc import Collection

from msgspec import Struct, field

from qbot.model.place import Rect, parse_cell, parse_range
from qbot.ooxml.splice import SpliceError, find_end, find_tag_end, make_parser, read_prefix, run_parser

MAIN_NAMESPACES = frozenset(
    {
        "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        "http://purl.oclc.org/ooxml/spreadsheetml/main",
    }
)


class CellSpan(Struct):
    """A `<c>` element: its column, its bytes from `start` to `end`, its style and type, and what it holds."""

    column: int
    start: int
    tag_end: int
    end: int = 0
    style: int = 0
    type: str = ""
    has_value: bool = False
    has_formula: bool = False


class RowSpan(Struct):
    """A `<row>` element and its cells in the order of the file; see `qbot.ooxml.splice.Element` for the offsets."""

    number: int
    start: int
    attributes: dict[str, str]
    tag_end: int = 0
    content_end: int = 0
    end: int = 0
    cells: list[CellSpan] = field(default_factory=list)


class ColumnSpan(Struct, frozen=True):
    """A `<col>` element: the columns it covers, their default style and width, and its bytes."""

    first: int
    last: int
    style: int
    width: float | None
    hidden: bool
    start: int
    tag_end: int


class SheetMap(Struct):
    """All that is needed to change cells of a sheet part in place.

    `rows` holds the wanted rows that are there; `row_starts` every row's number and offset in the order of the file;
    `formula_ranges` the ranges that array formulas and data tables fill. `sheet_data` is the offsets of its start
    tag, of that tag's end and of the content's end; `columns_span` those of the whole `<cols>`. `prefix` is the
    namespace prefix with colon.
    """

    utf8: bytes
    prefix: bytes = b""
    rows: dict[int, RowSpan] = field(default_factory=dict)
    row_starts: list[tuple[int, int]] = field(default_factory=list)
    repeated: set[int] = field(default_factory=set)
    merges: list[Rect] = field(default_factory=list)
    formula_ranges: list[Rect] = field(default_factory=list)
    columns: list[ColumnSpan] = field(default_factory=list)
    dimension: tuple[int, int, str] | None = None
    columns_span: tuple[int, int] | None = None
    sheet_data: tuple[int, int, int] = (0, 0, 0)
    default_height: float = 15.0
    default_width: float = 8.43
    custom_default_height: bool = False
    protected: bool = False


def map_sheet(utf8: bytes, wanted_rows: Collection[int]) -> SheetMap:
    """Return the map of a sheet part; SpliceError where it is no worksheet or its XML is damaged."""
    scan = _Scan(utf8, frozenset(wanted_rows))
    run_parser(scan.parser, utf8)
    if not scan.map.sheet_data[0]:
        raise SpliceError("the sheet has no sheetData element")
    return scan.map


class _Scan:
    """The parser's handlers: lean, because a sheet can have a million cells of which a few are wanted."""

    # The names are plain attributes: a property would cost a call for each of a million events.
    def __init__(self, utf8: bytes, wanted: frozenset[int]) -> None:
        self.utf8 = utf8
        self.wanted = wanted
        self.map = SheetMap(utf8)
        self.parser = make_parser()
        self.parser.StartElementHandler = self._start_root
        self.space = ""
        self.row_number = 0
        self.column = 0
        self.row: RowSpan | None = None
        self.cell: CellSpan | None = None

    def _start_root(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if local != "worksheet" or space not in MAIN_NAMESPACES:
            raise SpliceError(f"the part is a {local}, not a worksheet")
        self.space = f"{space} "
        names = ("row", "c", "v", "f", "sheetData", "cols")
        self.row_name, self.cell_name, self.value_name, self.formula_name, self.data_name, self.columns_name = (
            f"{space} {name}" for name in names
        )
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name == self.cell_name:
            if self.row is not None:
                self._start_cell(attributes)
        elif name == self.value_name:
            if self.cell is not None:
                self.cell.has_value = True
        elif name == self.row_name:
            self._start_row(attributes)
        elif name == self.formula_name:
            self._start_formula(attributes)
        elif name.startswith(self.space):
            self._start_other(name[len(self.space) :], attributes)

    def _start_row(self, attributes: dict[str, str]) -> None:
        number = _parse_number(attributes.get("r")) or self.row_number + 1
        self.row_number, self.column = number, 0
        start = self.parser.CurrentByteIndex
        self.map.row_starts.append((number, start))
        if number in self.wanted:
            self.row = RowSpan(number, start, attributes)
            self.row.tag_end = find_tag_end(self.utf8, start)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        name = attributes.get("r")
        if name:
            self.column = _parse_cell(name)[1]
        else:
            self.column += 1
        start = self.parser.CurrentByteIndex
        self.cell = CellSpan(
            self.column,
            start,
            find_tag_end(self.utf8, start),
            style=_parse_number(attributes.get("s")),
            type=attributes.get("t", ""),
        )

    def _start_formula(self, attributes: dict[str, str]) -> None:
        if self.cell is not None:
            self.cell.has_formula = True
        if attributes.get("t") in {"array", "dataTable"} and "ref" in attributes:
            self.map.formula_ranges.append(_parse_range(attributes["ref"]))

    def _start_other(self, local: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        found = self.map
        if local == "is":
            if self.cell is not None:
                self.cell.has_value = True
        elif local == "mergeCell":
            found.merges.append(_parse_range(attributes.get("ref", "")))
        elif local == "dimension":
            found.dimension = (start, find_tag_end(self.utf8, start), attributes.get("ref", ""))
        elif local == "sheetData":
            tag_end = find_tag_end(self.utf8, start)
            found.sheet_data = (start, tag_end, tag_end)
            found.prefix = read_prefix(self.utf8, start)
        elif local == "cols":
            found.columns_span = (start, start)
        elif local == "col":
            found.columns.append(_make_column(attributes, start, find_tag_end(self.utf8, start)))
        elif local == "sheetFormatPr":
            found.default_height = float(attributes.get("defaultRowHeight", "15"))
            found.default_width = float(attributes.get("defaultColWidth", "8.43"))
            found.custom_default_height = is_true(attributes.get("customHeight"))
        elif local == "sheetProtection":
            found.protected = is_true(attributes.get("sheet"))

    def _end(self, name: str) -> None:
        if name == self.cell_name:
            if self.cell is not None and self.row is not None:
                self._end_cell(self.row, self.cell)
        elif name == self.row_name:
            if self.row is not None:
                self._end_row(self.row)
        elif name == self.data_name:
            start, tag_end, _ = self.map.sheet_data
            self.map.sheet_data = (start, tag_end, find_end(self.utf8, self.parser.CurrentByteIndex, tag_end)[0])
        elif name == self.columns_name and self.map.columns_span is not None:
            start, _ = self.map.columns_span
            _, end = find_end(self.utf8, self.parser.CurrentByteIndex, find_tag_end(self.utf8, start))
            self.map.columns_span = (start, end)

    def _end_cell(self, row: RowSpan, cell: CellSpan) -> None:
        _, cell.end = find_end(self.utf8, self.parser.CurrentByteIndex, cell.tag_end)
        row.cells.append(cell)
        self.cell = None

    def _end_row(self, row: RowSpan) -> None:
        row.content_end, row.end = find_end(self.utf8, self.parser.CurrentByteIndex, row.tag_end)
        if row.number in self.map.rows:
            self.map.repeated.add(row.number)
        else:
            self.map.rows[row.number] = row
        self.row = None


def is_true(value: str | None) -> bool:
    """Tell whether an XML boolean says yes; absent says no."""
    return value in {"1", "true", "on"}


def _make_column(attributes: dict[str, str], start: int, tag_end: int) -> ColumnSpan:
    width = attributes.get("width")
    return ColumnSpan(
        first=_parse_number(attributes.get("min")),
        last=_parse_number(attributes.get("max")),
        style=_parse_number(attributes.get("style")),
        width=float(width) if width else None,
        hidden=is_true(attributes.get("hidden")),
        start=start,
        tag_end=tag_end,
    )


def _parse_number(value: str | None) -> int:
    if not value:
        return 0
    try:
        return int(value)
    except ValueError as error:
        raise SpliceError(f"{value!r} is no number") from error


def _parse_cell(name: str) -> tuple[int, int]:
    try:
        return parse_cell(name)
    except ValueError as error:
        raise SpliceError(str(error)) from error


def _parse_range(name: str) -> Rect:
    try:
        return parse_range(name)
    except ValueError as error:
        raise SpliceError(str(error)) from error

"""One sheet part read into cells, merges, validations and what else tells a person where things stand."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct, field

from qbot.errors import UnreadableError
from qbot.layout.grid import GridCell
from qbot.model.place import MAX_COLUMN, MAX_ROW, Rect, parse_cell, parse_range
from qbot.ooxml.archive import Archive
from qbot.ooxml.kinds import SEND_AGAIN
from qbot.ooxml.xml import find_root, iterate_part
from qbot.workbook.strings import decode_text, read_text
from qbot.workbook.styles import Styles, show_number

MAX_CELLS = 2_000_000
_MAX_EMPTY = 400_000  # styled cells without content tell little; beyond this many they are not kept
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_SMALLER = "Ask the sender for a smaller workbook, or delete what is not part of the questionnaire"


class Validation(Struct, frozen=True):
    """A data validation as it stands: the ranges, its kind (`list`, `textLength` …), operator and two formulas."""

    ranges: tuple[Rect, ...]
    kind: str
    operator: str
    first: str
    second: str


class SheetContent(Struct):
    """What a sheet part holds, collected while it is read."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    merges: list[Rect] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    widths: dict[int, float] = field(default_factory=dict)
    protected: bool = False


def read_sheet(archive: Archive, name: str, *, strings: list[str], styles: Styles) -> SheetContent:
    """Return the content of a sheet part.

    UnreadableError where the part is damaged, holds too many cells, or names cells beyond the format's limits.
    """
    data = archive.read(name)
    namespace, _ = find_root(archive, name, data)
    if not namespace:
        raise UnreadableError(archive.file, "it does not name its format", SEND_AGAIN, place=f"part {name}")
    return _SheetReader(archive, name, namespace, strings, styles).read(data)


class _SheetReader:
    def __init__(self, archive: Archive, name: str, namespace: str, strings: list[str], styles: Styles) -> None:
        self._archive, self._name = archive, name
        self._namespace = namespace
        self._strings, self._styles = strings, styles
        self._content = SheetContent()
        self._shared: dict[str, str] = {}
        self._plain: dict[str, GridCell] = {}
        self._letters: dict[str, int] = {}
        self._value_tag, self._formula_tag, self._inline_tag = (f"{{{namespace}}}{name}" for name in ("v", "f", "is"))
        self._empty = 0
        self._row = 0

    def read(self, data: bytes) -> SheetContent:
        prefix = f"{{{self._namespace}}}"
        handlers = {
            f"{prefix}row": self._read_row,
            f"{prefix}mergeCell": self._read_merge,
            f"{prefix}col": self._read_columns,
            f"{prefix}sheetProtection": self._read_protection,
            f"{prefix}dataValidation": self._read_validation,
            f"{{{_X14}}}dataValidation": self._read_x14_validation,
        }
        for element in iterate_part(self._archive, self._name, data, list(handlers)):
            try:
                handlers[str(element.tag)](element)
            except (ValueError, OverflowError) as error:
                raise self._refuse("it names a cell beyond the limits of a sheet") from error
            element.clear()
            parent = element.getparent()
            if parent is not None and element.getprevious() is not None:
                del parent[0]
        return self._content

    def _refuse(self, reason: str, remedy: str = "Ask the sender for it again") -> UnreadableError:
        return UnreadableError(self._archive.file, reason, remedy, place=f"part {self._name}")

    def _read_row(self, element: etree._Element) -> None:
        number = element.get("r")
        row = self._row = int(number) if number else self._row + 1
        if not 1 <= row <= MAX_ROW:
            raise ValueError(row)
        if element.get("hidden") in {"1", "true"}:
            self._content.hidden_rows.add(row)
        column, digits, cells = 0, str(row), self._content.cells
        cell_tag = f"{{{self._namespace}}}c"
        for cell in element:
            if cell.tag != cell_tag:
                continue
            name = cell.get("r")
            here, column = self._find_place(name, row, digits) if name else (row, column + 1)
            if column > MAX_COLUMN:
                raise ValueError(column)
            found = self._read_cell(cell) if len(cell) else self._make_plain(cell.get("s"))
            if found is not None:
                cells[here, column] = found
        if len(self._content.cells) > MAX_CELLS:
            raise self._refuse(f"it holds more than {MAX_CELLS:,} cells", _SMALLER)

    def _find_place(self, name: str, row: int, digits: str) -> tuple[int, int]:
        """Return (row, column) of a cell's name; letters seen before, in the row that is being read, are looked up."""
        letters = name[: -len(digits)]
        column = self._letters.get(letters)
        if column is not None and name.endswith(digits):
            return row, column
        place = parse_cell(name)
        if letters.isalpha() and name.endswith(digits):
            self._letters[letters] = place[1]
        return place

    def _read_cell(self, cell: etree._Element) -> GridCell | None:
        style = cell.get("s")
        value = formula = inline = None
        for child in cell:
            tag = child.tag
            if tag == self._value_tag:
                value = child.text
            elif tag == self._formula_tag:
                formula = self._read_formula(child)
            elif tag == self._inline_tag:
                inline = read_text(child, self._namespace)
        kind = cell.get("t", "n")
        if value is None and formula is None and not inline:
            return self._make_plain(style)
        look = self._styles.look(style)
        text, is_number = inline or "", False
        if value is not None:
            text, is_number = self._show(kind, value, look.number_format)
        return GridCell(text=text, formula=formula, is_number=is_number, look=look)

    def _make_plain(self, style: str | None) -> GridCell | None:
        if style is None or self._empty > _MAX_EMPTY:
            return None
        self._empty += 1
        if style not in self._plain:
            self._plain[style] = GridCell(look=self._styles.look(style))
        return self._plain[style]

    def _show(self, kind: str, value: str, number_format: str) -> tuple[str, bool]:
        if kind == "s":
            index = int(value) if value.strip().isdecimal() and len(value) < 12 else -1
            return (self._strings[index] if 0 <= index < len(self._strings) else ""), False
        if kind == "b":
            return ("TRUE" if value.strip() == "1" else "FALSE"), False
        if kind in {"str", "e", "inlineStr", "d"}:
            return decode_text(value), False
        return show_number(value, number_format, from_1904=self._styles.from_1904), True

    def _read_formula(self, element: etree._Element) -> str:
        text = element.text or ""
        shared = element.get("si")
        if element.get("t") == "shared" and shared is not None:
            if text:
                self._shared[shared] = text
            return text or self._shared.get(shared, "")
        return text

    def _read_merge(self, element: etree._Element) -> None:
        self._content.merges.append(parse_range(element.get("ref", "")))

    def _read_columns(self, element: etree._Element) -> None:
        first, last = int(element.get("min", "1")), min(int(element.get("max", "1")), MAX_COLUMN)
        hidden, width = element.get("hidden") in {"1", "true"}, element.get("width")
        if hidden:
            self._content.hidden_columns.update(range(first, last + 1))
        if width:
            self._content.widths.update(dict.fromkeys(range(first, last + 1), float(width)))

    def _read_protection(self, element: etree._Element) -> None:
        self._content.protected = element.get("sheet") in {"1", "true"}

    def _read_validation(self, element: etree._Element) -> None:
        prefix = f"{{{self._namespace}}}"
        self._add_validation(
            element,
            element.get("sqref", ""),
            element.findtext(f"{prefix}formula1") or "",
            element.findtext(f"{prefix}formula2") or "",
        )

    def _read_x14_validation(self, element: etree._Element) -> None:
        formulas = [element.findtext(f"{{{_X14}}}{name}/{{{_XM}}}f") or "" for name in ("formula1", "formula2")]
        self._add_validation(element, element.findtext(f"{{{_XM}}}sqref") or "", formulas[0], formulas[1])

    def _add_validation(self, element: etree._Element, places: str, first: str, second: str) -> None:
        ranges = tuple(parse_range(place) for place in places.split())
        kind = element.get("type", "none")
        if ranges and kind != "none":
            operator = element.get("operator", "between")
            self._content.validations.append(Validation(ranges, kind, operator, first, second))


def read_table_range(root: etree._Element) -> tuple[str, Rect, tuple[str, ...]]:
    """Return (name, range with its header row, column names) of a table part."""
    columns = [element.get("name", "") for element in root.iter() if str(element.tag).endswith("}tableColumn")]
    name = root.get("displayName") or root.get("name") or ""
    return name, parse_range(root.get("ref", "A1")), tuple(columns)

"""Comparing a sheet part before and after: which cells differ, and whether anything else does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, field

from qbot.model.place import Rect, format_cell, parse_cell, parse_range
from qbot.workbook.verify_xml import (
    Element,
    get_attributes,
    get_local,
    get_space,
    is_same,
    is_same_prolog,
    is_same_text,
)

Place = tuple[int, int]
ColumnSettings = tuple[int, int, dict[str, str]]
_FREE_CELL_ATTRIBUTES = frozenset({"r", "t", "cm", "vm", "ph"})


class CellPair(Struct, frozen=True):
    """A cell that differs: its element before and after, None where there is none."""

    place: Place
    before: Element | None
    after: Element | None


class SheetDifference(Struct):
    """All differences of a sheet part: cells, rows whose height differs, changed columns, and sentences on what else
    differs."""

    cells: list[CellPair] = field(default_factory=list)
    heights: list[int] = field(default_factory=list)
    columns: list[int] = field(default_factory=list)
    others: list[str] = field(default_factory=list)


class SheetSettings(Struct, frozen=True):
    """The attributes of each row by number, and of each stretch of columns."""

    rows: Mapping[int, Mapping[str, str]]
    columns: tuple[ColumnSettings, ...]

    def find_style(self, place: Place) -> str:
        """Return the number of the style that a cell gets from its row or column where it has no element."""
        row = self.rows.get(place[0], {})
        if row.get("customFormat") in {"1", "true"}:
            return row.get("s", "0")
        return (_find_settings(self.columns, place[1]) or {}).get("style", "0")

    def is_height_set(self, number: int) -> bool:
        """Tell whether a person set the height of a row."""
        row = self.rows.get(number, {})
        return "ht" in row and row.get("customHeight") in {"1", "true"}


class _Row(Struct, frozen=True):
    number: int
    element: Element

    def list_cells(self) -> list[tuple[Place, Element]]:
        """Return the cells with their places in the order of the file."""
        column = 0
        cells: list[tuple[Place, Element]] = []
        for cell in self.element:
            column = _find_column(cell.get("r"), column + 1)
            cells.append(((self.number, column), cell))
        return cells


def compare_sheets(before: Element, after: Element) -> SheetDifference:
    """Return how two sheet parts differ."""
    found = SheetDifference()
    if not is_same_prolog(before, after):
        found.others.append("the declaration or the root of the sheet differs")
    old, new = _split_children(before), _split_children(after)
    _compare_children(before, after, found)
    _compare_rows(old.get("sheetData"), new.get("sheetData"), found)
    _compare_columns(old.get("cols"), new.get("cols"), found)
    _compare_dimension(old.get("dimension"), new.get("dimension"), found)
    return found


def find_cells(root: Element, places: Collection[Place]) -> dict[Place, Element]:
    """Return the cells of a sheet part that stand at these places."""
    data = _split_children(root).get("sheetData")
    wanted = {row for row, _ in places}
    rows = (row for row in _list_rows(data) if row.number in wanted) if data is not None else ()
    found = {place: cell for row in rows for place, cell in row.list_cells()}
    return {place: found[place] for place in places if place in found}


def _split_children(root: Element) -> dict[str, Element]:
    space = get_space(root)
    return {get_local(one): one for one in root if get_space(one) == space}


def _compare_children(old: Element, new: Element, found: SheetDifference) -> None:
    """Compare all that stands beside the cells; what may differ in part is compared on its own."""
    before, after = ([one for one in root if get_local(one) != "cols"] for root in (old, new))
    names_before, names_after = [get_local(one) for one in before], [get_local(one) for one in after]
    if names_before != names_after:
        lost, added = Counter(names_before) - Counter(names_after), Counter(names_after) - Counter(names_before)
        differing = sorted(lost + added)
        said = ", ".join(_SAID.get(name, name) for name in differing) or "their order"
        found.others.append(f"the elements of the sheet differ: {said}")
        return
    for one, other in zip(before, after, strict=True):
        name = get_local(one)
        if name not in _COMPARED_APART and not is_same(one, other):
            found.others.append(f"{_SAID.get(name, name)} of the sheet differ")


_COMPARED_APART = frozenset({"sheetData", "dimension"})


_SAID = {
    "dataValidations": "the drop-downs (dataValidations)",
    "mergeCells": "the merged cells (mergeCells)",
    "extLst": "the extensions, such as drop-downs from other sheets (extLst)",
    "conditionalFormatting": "the conditional formats",
    "hyperlinks": "the links",
}


def _compare_rows(old: Element | None, new: Element | None, found: SheetDifference) -> None:
    if old is None or new is None:
        return
    if get_attributes(old) != get_attributes(new) or (old.text or "").strip() != (new.text or "").strip():
        found.others.append("the sheetData element differs")
    before, after = list(_list_rows(old)), list(_list_rows(new))
    if len(old) - len(before) != len(new) - len(after):
        found.others.append("something else than rows stands among the rows")
    kept = {row.number for row in before}
    staying = [row for row in after if row.number in kept]
    if [row.number for row in before] != [row.number for row in staying]:
        found.others.append("rows were moved, lost or doubled")
        return
    if _is_in_order(before) and not _is_in_order(after):
        found.others.append("a row was added out of order")
    for row in after:
        if row.number not in kept:
            extra = set(get_attributes(row.element)) - {"r", "spans", "ht"}
            if extra:
                found.others.append(f"row {row.number} was added with {', '.join(sorted(extra))}")
            found.cells += [CellPair(place, None, cell) for place, cell in row.list_cells()]
    for original, row in zip(before, staying, strict=True):
        if not is_same_text(original.element, row.element):
            _compare_row(original, row, found)


def _is_in_order(rows: Sequence[_Row]) -> bool:
    return all(one.number < other.number for one, other in pairwise(rows))


def _compare_row(old: _Row, new: _Row, found: SheetDifference) -> None:
    before, after = get_attributes(old.element), get_attributes(new.element)
    if before.pop("ht", None) != after.pop("ht", None):
        found.heights.append(old.number)
    spans = (before.pop("spans", ""), after.pop("spans", ""))
    if before != after or not _is_wider(*spans) or (old.element.tail or "").strip() != (new.element.tail or "").strip():
        found.others.append(f"row {old.number} has other settings")
    old_cells, new_cells = old.list_cells(), new.list_cells()
    old_order, new_order = [place for place, _ in old_cells], [place for place, _ in new_cells]
    places = set(old_order)
    if [place for place in new_order if place in places] != old_order:
        lost = [format_cell(*place) for place in old_order if place not in set(new_order)]
        found.others.append(f"cells of row {old.number} were lost or moved ({', '.join(lost[:5])})")
    if old_order == sorted(places) and new_order != sorted(set(new_order)):
        found.others.append(f"a cell of row {old.number} was added out of order")
    originals = dict(old_cells)
    for place, cell in new_cells:
        original = originals.get(place)
        if original is None or not (is_same_text(original, cell) or is_same(original, cell)):
            found.cells.append(CellPair(place, original, cell))


def _is_wider(old: str, new: str) -> bool:
    """Tell whether the stated span of a row is the same or wider."""
    if old == new:
        return True
    try:
        edges_old = [int(edge) for span in old.split() for edge in span.split(":")]
        edges_new = [int(edge) for span in new.split() for edge in span.split(":")]
    except ValueError:
        return False
    return bool(edges_old and edges_new) and min(edges_new) <= min(edges_old) and max(edges_new) >= max(edges_old)


def _list_rows(data: Element) -> Iterator[_Row]:
    number = 0
    for element in data:
        if get_local(element) == "row":
            number = int(element.get("r") or number + 1)
            yield _Row(number, element)


def _find_column(name: str | None, following: int) -> int:
    """Return the column of a cell's name; where it has none, or an impossible one, the one that follows."""
    try:
        return parse_cell(name)[1] if name else following
    except ValueError:
        return following


def _compare_columns(old: Element | None, new: Element | None, found: SheetDifference) -> None:
    """Note the columns whose settings differ; a stretch that was only cut in pieces does not."""
    before, after = _list_columns(old), _list_columns(new)
    edges = sorted({edge for first, last, _ in before + after for edge in (first, last + 1)})
    for start, end in pairwise(edges):
        if _find_settings(before, start) != _find_settings(after, start):
            # A wide stretch is named by its first columns only: one of them is enough for a finding.
            found.columns += range(start, min(end, start + 16))


def _list_columns(holder: Element | None) -> list[ColumnSettings]:
    found = []
    for one in holder if holder is not None else ():
        settings = get_attributes(one)
        first, last = int(settings.pop("min", "0")), int(settings.pop("max", "0"))
        found.append((first, last, settings))
    return found


def _find_settings(columns: Sequence[ColumnSettings], column: int) -> dict[str, str] | None:
    return next((settings for first, last, settings in columns if first <= column <= last), None)


def _compare_dimension(old: Element | None, new: Element | None, found: SheetDifference) -> None:
    if old is None or new is None or is_same(old, new):
        return
    try:
        before, after = parse_range(old.get("ref", "")), parse_range(new.get("ref", ""))
    except ValueError:
        found.others.append("the stated dimension of the sheet differs")
        return
    places = [pair.place for pair in found.cells]
    wanted = Rect(
        min([before.top, *(row for row, _ in places)]),
        min([before.left, *(column for _, column in places)]),
        max([before.bottom, *(row for row, _ in places)]),
        max([before.right, *(column for _, column in places)]),
    )
    if after != wanted:
        found.others.append(f"the stated dimension of the sheet is {after.name}, not {wanted.name}")


def read_settings(root: Element) -> SheetSettings:
    """Return the settings of a sheet's rows and columns."""
    children = _split_children(root)
    data = children.get("sheetData")
    rows = {row.number: get_attributes(row.element) for row in _list_rows(data)} if data is not None else {}
    return SheetSettings(rows, tuple(_list_columns(children.get("cols"))))


def find_kept_difference(pair: CellPair) -> str:
    """Return what differs in a changed cell beside its value: its style above all; nothing where all is kept."""
    if pair.before is None or pair.after is None:
        return ""
    before = _drop_free(get_attributes(pair.before))
    after = _drop_free(get_attributes(pair.after))
    if before.get("s") != after.get("s"):
        return "its style was changed"
    if before != after:
        return "its settings were changed"
    if (pair.before.tail or "") != (pair.after.tail or ""):
        return "text stands behind it"
    return ""


def _drop_free(attributes: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in attributes.items() if name not in _FREE_CELL_ATTRIBUTES}

"""The drop-downs of an .ods file, which calamine does not give: cells name a validation, which lists what they take."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree
from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.layout.grid import Choice, Grid
from qbot.model.place import MAX_COLUMN, MAX_ROW, Rect, parse_column
from qbot.ooxml.archive import open_archive
from qbot.ooxml.xml import find_root, iterate_part

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_PART = "content.xml"
_MOST_RANGES, _MOST_OPTIONS = 20_000, 1_000
_LIST = re.compile(r"cell-content-is-in-list\s*\((.*)\)", re.DOTALL)
_TEXT = re.compile(r'"((?:[^"]|"")*)"')
_RANGE = re.compile(
    r"\[?\$?(?:'((?:[^']|'')*)'|([^'.\[\]$]*))\.\$?([A-Z]{1,3})\$?(\d{1,7})"
    r"(?::(?:\$?(?:'(?:[^']|'')*'|[^'.\[\]$]*))?\.\$?([A-Z]{1,3})\$?(\d{1,7}))?\]?"
)


def add_ods_choices(path: Path, grids: Sequence[Grid]) -> list[Grid]:
    """Return the grids with the drop-downs of their .ods file; as they were where the package cannot be read safely."""
    try:
        conditions, places = _read_places(path)
    except UnreadableError:
        return list(grids)
    held = {grid.name: grid for grid in grids}
    found: dict[str, list[Choice]] = {}
    for (sheet, name), ranges in places.items():
        options = _list_options(conditions.get(name, ""), held)
        if options:
            found.setdefault(sheet, []).append(Choice(tuple(ranges), options))
    return [replace(grid, choices=tuple(found.get(grid.name, ()))) for grid in grids]


def _read_places(path: Path) -> tuple[dict[str, str], dict[tuple[str, str], list[Rect]]]:
    """Return the condition of each validation, and where the cells stand that name it, by sheet and validation."""
    archive = open_archive(path)
    if not archive.holds(_PART):
        return {}, {}
    data = archive.read(_PART)
    find_root(archive, _PART, data)
    conditions: dict[str, str] = {}
    places: dict[tuple[str, str], list[Rect]] = {}
    row, table = 0, None
    for element in iterate_part(archive, _PART, data, [f"{_TABLE}content-validation", f"{_TABLE}table-row"]):
        if element.tag == f"{_TABLE}content-validation":
            conditions[element.get(f"{_TABLE}name", "")] = element.get(f"{_TABLE}condition", "")
            continue
        owner = next(element.iterancestors(f"{_TABLE}table"), None)
        if owner is not table:
            row, table = 0, owner
        times = _read_count(element, "number-rows-repeated")
        sheet = table.get(f"{_TABLE}name", "") if table is not None else ""
        for name, first, last in _find_named(element):
            ranges = places.setdefault((sheet, name), [])
            if len(ranges) < _MOST_RANGES and row < MAX_ROW:
                ranges.append(Rect(row + 1, first, min(row + times, MAX_ROW), last))
        row += times
        element.clear()
    return conditions, places


def _find_named(row: etree._Element) -> Iterator[tuple[str, int, int]]:
    """Yield the validation that cells of a row name, with their first and last column."""
    column = 0
    for cell in row.iterchildren(f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
        times = _read_count(cell, "number-columns-repeated")
        name = cell.get(f"{_TABLE}content-validation-name")
        if name and column < MAX_COLUMN:
            yield name, column + 1, min(column + times, MAX_COLUMN)
        column += times


def _read_count(element: etree._Element, name: str) -> int:
    text = element.get(f"{_TABLE}{name}", "1")
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1


def _list_options(condition: str, grids: Mapping[str, Grid]) -> tuple[str, ...]:
    """Return the texts that a condition allows: its own, or those of a range of cells; empty where it is no list."""
    listed = _LIST.search(condition)
    if listed is None:
        return ()
    texts = [text.replace('""', '"') for text in _TEXT.findall(listed[1])]
    if texts:
        return tuple(dict.fromkeys(text for text in texts if text))
    found = _RANGE.fullmatch(listed[1].strip())
    grid = grids.get((found[1] or found[2] or "").replace("''", "'")) if found is not None else None
    if found is None or grid is None:
        return ()
    left, top = parse_column(found[3]), int(found[4])
    right, bottom = (parse_column(found[5]), int(found[6])) if found[5] else (left, top)
    rect = Rect(top, left, bottom, right)
    held = sorted(place for place, cell in grid.cells.items() if cell.text and rect.holds(*place))
    return tuple(dict.fromkeys(grid.cells[place].text for place in held[:_MOST_OPTIONS]))

"""The parts of a workbook package that a fill needs: which sheet is which part, its relations, signatures."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping

from msgspec import Struct

from qbot.model.place import Rect, parse_range
from qbot.ooxml.archive import Archive
from qbot.ooxml.splice import decode_part, find_elements

_SIGNATURE_PARTS = re.compile(r"^_xmlsignatures/", re.IGNORECASE)


class Relation(Struct, frozen=True):
    """A relationship of a part: its id, the last word of its type, and the part it leads to."""

    id: str
    kind: str
    target: str


class TablePart(Struct, frozen=True):
    """An Excel table: its part, its range with header and totals rows, how many of these it has, and its headings."""

    part: str
    name: str
    range: Rect
    headers: int
    totals: int
    is_bound: bool
    headings: tuple[str, ...] = ()

    def holds_header(self, row: int, column: int) -> bool:
        """Tell whether the cell is a heading."""
        return self.range.holds(row, column) and row < self.range.top + self.headers

    def holds_total(self, row: int, column: int) -> bool:
        """Tell whether the cell is in the totals row."""
        return self.range.holds(row, column) and row > self.range.bottom - self.totals


class WorkbookParts(Struct, frozen=True):
    """The workbook part, the part of each worksheet by sheet name, and whether the package is signed.

    A signature of the macros alone is not meant: it stays good, because the macros stay as they are.
    """

    workbook: str
    sheets: Mapping[str, str]
    styles: str | None
    since_1904: bool
    is_signed: bool


def read_parts(archive: Archive) -> WorkbookParts:
    """Return the parts of a workbook package; KeyError where it holds no workbook."""
    names = archive.names
    workbook = next((one.target for one in read_relations(archive, "") if one.kind == "officeDocument"), "")
    if not workbook:
        raise KeyError("the package names no workbook part")
    relations = read_relations(archive, workbook)
    by_id = {relation.id: relation for relation in relations}
    sheets: dict[str, str] = {}
    since_1904 = False
    for element in find_elements(decode_part(archive.read(workbook)).utf8, frozenset({"sheet", "workbookPr"})):
        if element.name == "workbookPr":
            since_1904 = element.attributes.get("date1904") in {"1", "true"}
            continue
        relation = by_id.get(_find_relation_id(element.attributes))
        if relation is not None and relation.kind == "worksheet":
            sheets[element.attributes.get("name", "")] = relation.target
    return WorkbookParts(
        workbook=workbook,
        sheets=sheets,
        styles=next((relation.target for relation in relations if relation.kind == "styles"), None),
        since_1904=since_1904,
        is_signed=any(_SIGNATURE_PARTS.match(name) for name in names),
    )


def read_relations(archive: Archive, part: str) -> list[Relation]:
    """Return the relationships of a part ("" is the package itself) that lead inside the package."""
    folder, name = posixpath.split(part)
    wanted = posixpath.join(folder, "_rels", f"{name}.rels")
    if wanted not in archive.names:
        return []
    found = []
    for element in find_elements(decode_part(archive.read(wanted)).utf8, frozenset({"Relationship"})):
        if element.attributes.get("TargetMode", "Internal") == "Internal":
            kind = element.attributes.get("Type", "").rpartition("/")[2]
            target = _resolve(archive, folder, element.attributes.get("Target", ""))
            found.append(Relation(element.attributes.get("Id", ""), kind, target))
    return found


def read_tables(archive: Archive, sheet: str) -> tuple[TablePart, ...]:
    """Return the Excel tables of a sheet part."""
    found = []
    for part in _find_related(archive, sheet, "table"):
        elements = find_elements(decode_part(archive.read(part)).utf8, frozenset({"table", "tableColumn"}))
        attributes = elements[-1].attributes if elements else {}
        if "ref" in attributes:
            found.append(
                TablePart(
                    part=part,
                    name=attributes.get("displayName", attributes.get("name", "")),
                    range=parse_range(attributes["ref"]),
                    headers=int(attributes.get("headerRowCount", "1")),
                    totals=int(attributes.get("totalsRowCount", "0")),
                    is_bound=attributes.get("tableType", "worksheet") != "worksheet",
                    headings=tuple(one.attributes.get("name", "") for one in elements[:-1]),
                )
            )
    return tuple(found)


def read_pivots(archive: Archive, sheet: str) -> tuple[Rect, ...]:
    """Return the ranges that pivot tables write on a sheet part."""
    found = []
    for part in _find_related(archive, sheet, "pivotTable"):
        for location in find_elements(decode_part(archive.read(part)).utf8, frozenset({"location"})):
            found += [parse_range(location.attributes["ref"])] if "ref" in location.attributes else []
    return tuple(found)


def _find_related(archive: Archive, sheet: str, kind: str) -> list[str]:
    return [
        relation.target
        for relation in read_relations(archive, sheet)
        if relation.kind == kind and archive.holds(relation.target)
    ]


def _find_relation_id(attributes: Mapping[str, str]) -> str:
    return next((value for name, value in attributes.items() if name.endswith("/relationships id")), "")


def _resolve(archive: Archive, folder: str, target: str) -> str:
    path = target.replace("\\", "/").partition("#")[0]
    joined = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
    if archive.holds(joined):
        return joined
    # Part names are compared without regard to case.
    return next((name for name in archive.names if name.lower() == joined.lower()), joined)

"""What the proof must know of a workbook package: sheets, shared strings, number formats, tables."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from functools import cached_property
from zipfile import ZipFile

from msgspec import Struct

from qbot.workbook.verify_answers import FilledText, find_day
from qbot.workbook.verify_xml import Element, ProofXmlError, get_local, parse_xml

_BUILT_IN_DATES = frozenset({*range(14, 18), 22, *range(27, 37), *range(50, 59)})
_LITERALS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')
_UNESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class ProofBook(Struct, frozen=True, dict=True):
    """A workbook package, read part by part when asked."""

    zip: ZipFile

    @cached_property
    def workbook(self) -> str:
        """The name of the workbook part."""
        found = [target for kind, target in self.relations("").values() if kind == "officeDocument"]
        if not found:
            raise ProofXmlError("the package names no workbook part")
        return found[0]

    @cached_property
    def sheets(self) -> Mapping[str, str]:
        """The part of each worksheet by the sheet's name."""
        relations = self.relations(self.workbook)
        found: dict[str, str] = {}
        for element in self.parse(self.workbook).iter():
            if get_local(element) == "sheet":
                key = next((value for name, value in element.attrib.items() if str(name).endswith("}id")), "")
                kind, target = relations.get(str(key), ("", ""))
                if kind == "worksheet":
                    found[element.get("name", "")] = target
        return found

    @cached_property
    def strings(self) -> tuple[str, ...]:
        """The shared strings."""
        parts = [target for kind, target in self.relations(self.workbook).values() if kind == "sharedStrings"]
        if not parts or parts[0] not in self.zip.NameToInfo:
            return ()
        return tuple(read_text(item) for item in self.parse(parts[0]) if get_local(item) == "si")

    @cached_property
    def date_styles(self) -> frozenset[int]:
        """The numbers of the cell styles that show a day."""
        parts = [target for kind, target in self.relations(self.workbook).values() if kind == "styles"]
        if not parts or parts[0] not in self.zip.NameToInfo:
            return frozenset()
        root = self.parse(parts[0])
        named = [one for one in root.iter() if get_local(one) == "numFmt"]
        codes = {int(one.get("numFmtId", "0")): one.get("formatCode", "") for one in named}
        holder = next((one for one in root if get_local(one) == "cellXfs"), None)
        formats = [int(one.get("numFmtId", "0")) for one in holder] if holder is not None else []
        return frozenset(i for i, number in enumerate(formats) if _is_day(number, codes.get(number)))

    @cached_property
    def since_1904(self) -> bool:
        """Whether days are counted from 1904."""
        settings = [one for one in self.parse(self.workbook) if get_local(one) == "workbookPr"]
        return bool(settings) and settings[0].get("date1904") in {"1", "true"}

    def tables(self, sheet: str) -> list[str]:
        """Return the parts of the Excel tables on a sheet part."""
        return [target for kind, target in self.relations(sheet).values() if kind == "table"]

    def parse(self, part: str) -> Element:
        """Return the root of a part; ProofXmlError where it is missing or damaged."""
        try:
            return parse_xml(self.zip.read(part))
        except KeyError as error:
            raise ProofXmlError(f"the part {part} is missing") from error

    def relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Return the kind and the target part of each relationship of a part by its id."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        if rels not in self.zip.NameToInfo:
            return {}
        found = {}
        for one in self.parse(rels):
            if get_local(one) == "Relationship" and one.get("TargetMode", "Internal") == "Internal":
                target = self._resolve(folder, one.get("Target", ""))
                found[one.get("Id", "")] = (one.get("Type", "").rpartition("/")[2], target)
        return found

    def _resolve(self, folder: str, target: str) -> str:
        path = target.replace("\\", "/").partition("#")[0]
        full = path.lstrip("/") if path.startswith("/") else posixpath.normpath(posixpath.join(folder, path))
        known = {name.lower(): name for name in self.zip.NameToInfo}
        return known.get(full.lower(), full)


def read_cell(book: ProofBook, cell: Element | None) -> FilledText:
    """Return what a cell shows; a formula's stored result counts as its text."""
    if cell is None:
        return FilledText("")
    kind = cell.get("t", "n")
    parts = {get_local(one): one for one in cell}
    if kind == "inlineStr":
        return FilledText(read_text(parts["is"]) if "is" in parts else "")
    raw = (parts["v"].text or "") if "v" in parts else ""
    if kind == "s":
        return FilledText(book.strings[int(raw)] if raw.isdigit() and int(raw) < len(book.strings) else "")
    if kind == "b":
        return FilledText("TRUE" if raw.strip() == "1" else "FALSE")
    if kind != "n" or not raw:
        return FilledText(raw)
    is_day = int(cell.get("s") or 0) in book.date_styles
    return FilledText(raw, is_number=True, day=find_day(raw, since_1904=book.since_1904) if is_day else None)


def read_text(element: Element) -> str:
    """Return the text of a string item, phonetic hints left out and `_xHHHH_` resolved."""
    pieces: list[str] = []
    for one in element.iter():
        if get_local(one) == "t":
            parent = one.getparent()
            if parent is None or get_local(parent) != "rPh":
                pieces.append(one.text or "")
    return _UNESCAPED.sub(lambda found: chr(int(found[1], 16)), "".join(pieces))


def _is_day(number: int, code: str | None) -> bool:
    if code is None:
        return number in _BUILT_IN_DATES
    bare = _LITERALS.sub("", code.partition(";")[0]).lower()
    return "general" not in bare and bool(re.search(r"[dy]", bare)) and not re.search(r"[0#?]", bare)

"""A whole workbook as plain grids."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from msgspec import Struct
from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.layout.grid import Grid
from qbot.model.place import Rect, keep_apart, parse_cell
from qbot.ooxml.archive import Archive, open_archive
from qbot.ooxml.kinds import SEND_AGAIN, WrongKindError
from qbot.ooxml.xml import Relationship, find_namespace, find_root, parse_part, read_relationships
from qbot.workbook.choices import Book, find_choices, find_limits
from qbot.workbook.drawings import count_controls, read_boxes
from qbot.workbook.sheet import SheetContent, read_sheet, read_table_range
from qbot.workbook.strings import read_shared_strings, read_text
from qbot.workbook.styles import Styles, read_styles

_KINDS = {
    "workbook.main+xml": "",
    "sheet.binary": "this is a binary workbook (.xlsb)|Open it and save it as .xlsx",
    "wordprocessingml": "this is a Word document under another name|Give it the ending .docx",
    "presentationml": "this is a presentation|Ask for the workbook or document with the questions",
    "opendocument.spreadsheet": "this is an OpenDocument workbook under another name|Give it the ending .ods",
    "opendocument.text": "this is an OpenDocument text|Open it and save it as .docx",
}


class _SheetPart(Struct, frozen=True):
    name: str
    part: str
    hidden: bool


def read_grids(path: Path) -> list[Grid]:
    """Return the sheets of a workbook in their order, hidden ones too; charts and macro sheets have no grid.

    UnreadableError where the file is no workbook, is damaged, or breaks the limits.
    """
    archive = open_archive(path)
    return _BookReader(archive).read()


class _BookReader:
    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._workbook = self._find_workbook()
        self._relationships = read_relationships(archive, self._workbook)

    def read(self) -> list[Grid]:
        root = parse_part(self._archive, self._workbook)
        prefix = f"{{{find_namespace(root)}}}"
        properties = root.find(f"{prefix}workbookPr")
        from_1904 = properties is not None and properties.get("date1904") in {"1", "true"}
        styles = read_styles(self._archive, self._find_part("styles"), from_1904=from_1904)
        strings_part = self._find_part("sharedStrings")
        strings = read_shared_strings(self._archive, strings_part) if strings_part else []
        parts = list(self._list_sheets(root, prefix))
        if not parts:
            raise UnreadableError(self._archive.file, "the workbook has no sheet", SEND_AGAIN)
        names = _read_names(root, prefix, [one.name for one in parts])
        contents = self._read_contents(parts, names, strings=strings, styles=styles)
        return self._build(parts, contents, names)

    def _find_workbook(self) -> str:
        for one in read_relationships(self._archive, "").values():
            if one.kind == "officeDocument" and one.target and self._is_workbook(one.target):
                return one.target
        raise WrongKindError(self._archive.file, *self._explain())

    def _is_workbook(self, name: str) -> bool:
        if name.endswith(".bin"):
            return False
        _, local = find_root(self._archive, name, self._archive.read(name))
        return local == "workbook"

    def _explain(self) -> tuple[str, str]:
        listing = " ".join(self._archive.names)
        types = ""
        for name in ("[Content_Types].xml", "mimetype"):
            if self._archive.holds(name):
                types += self._archive.read(name)[:200_000].decode("utf-8", "replace")
        for mark, words in _KINDS.items():
            if mark in types and words:
                reason, _, remedy = words.partition("|")
                return reason, remedy
        if "word/document.xml" in listing:
            return "this is a Word document under another name", "Give it the ending .docx"
        return "this zip package holds no workbook", SEND_AGAIN

    def _find_part(self, kind: str) -> str | None:
        return next((one.target for one in self._relationships.values() if one.kind == kind and one.target), None)

    def _list_sheets(self, root: etree._Element, prefix: str) -> Iterator[_SheetPart]:
        for sheet in root.iterfind(f"{prefix}sheets/{prefix}sheet"):
            identifier = next((value for key, value in sheet.attrib.items() if str(key).endswith("}id")), "")
            related = self._relationships.get(str(identifier))
            if related is not None and related.target and related.kind == "worksheet":
                hidden = sheet.get("state", "visible") != "visible"
                yield _SheetPart(sheet.get("name", ""), related.target, hidden)

    def _read_contents(
        self, parts: list[_SheetPart], names: dict[tuple[str, str], str], *, strings: list[str], styles: Styles
    ) -> dict[str, SheetContent]:
        """Return the content of the visible sheets, and of those hidden ones that drop-downs take their lists from."""
        contents: dict[str, SheetContent] = {}
        for one in sorted(parts, key=lambda part: part.hidden):
            if one.hidden:
                formulas = (rule.first for content in contents.values() for rule in content.validations)
                if not _is_named(one.name, [*formulas, *names.values()]):
                    contents[one.name] = SheetContent()
                    continue
            contents[one.name] = read_sheet(self._archive, one.part, strings=strings, styles=styles)
        return contents

    def _build(
        self, parts: list[_SheetPart], contents: dict[str, SheetContent], names: dict[tuple[str, str], str]
    ) -> list[Grid]:
        tables: dict[str, list[Rect]] = {}
        columns: dict[tuple[str, str], tuple[str, Rect]] = {}
        notes: dict[str, dict[tuple[int, int], str]] = {}
        drawn: dict[str, tuple[tuple[tuple[tuple[int, int], str], ...], int]] = {}
        for one in parts:
            related = list(read_relationships(self._archive, one.part).values())
            tables[one.name] = self._read_tables(one.name, related, columns)
            notes[one.name] = self._read_notes(related)
            drawn[one.name] = (read_boxes(self._archive, related), count_controls(related))
        book = Book({name: content.cells for name, content in contents.items()}, names, columns)
        grids = [
            _make_grid(one, contents[one.name], book, tables=tables[one.name], notes=notes[one.name]) for one in parts
        ]
        return [replace(grid, boxed=drawn[grid.name][0], controls=drawn[grid.name][1]) for grid in grids]

    def _read_tables(
        self, sheet: str, related: list[Relationship], columns: dict[tuple[str, str], tuple[str, Rect]]
    ) -> list[Rect]:
        found: list[Rect] = []
        for one in related:
            if one.kind != "table" or not one.target:
                continue
            try:
                name, rect, titles = read_table_range(parse_part(self._archive, one.target))
            except ValueError:
                continue
            found.append(rect)
            for offset, title in enumerate(titles[: rect.right - rect.left + 1]):
                body = Rect(min(rect.top + 1, rect.bottom), rect.left + offset, rect.bottom, rect.left + offset)
                columns[name.lower(), title.lower()] = (sheet, body)
        return found

    def _read_notes(self, related: list[Relationship]) -> dict[tuple[int, int], str]:
        found: dict[tuple[int, int], str] = {}
        for one in related:
            if one.kind not in {"comments", "threadedComment"} or not one.target:
                continue
            root = parse_part(self._archive, one.target)
            namespace = str(root.tag)[1:].partition("}")[0]
            for comment in root.iter(f"{{{namespace}}}comment", f"{{{namespace}}}threadedComment"):
                text = comment.find(f"{{{namespace}}}text")
                try:
                    place = parse_cell(comment.get("ref", ""))
                except ValueError:
                    continue
                if text is not None:
                    words = read_text(text, namespace) or (text.text or "")
                    found[place] = words if one.kind == "threadedComment" else found.get(place, words)
        return found


def _is_named(sheet: str, formulas: list[str]) -> bool:
    """Tell whether a formula may lead to a sheet: it names it, or is worked out only when it is used."""
    name = sheet.replace("'", "''").lower()
    return any(name in formula.lower() or "[" in formula or "(" in formula for formula in formulas)


def _read_names(root: etree._Element, prefix: str, sheets: list[str]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    every = [sheet.get("name", "") for sheet in root.iterfind(f"{prefix}sheets/{prefix}sheet")]
    for name in root.iterfind(f"{prefix}definedNames/{prefix}definedName"):
        local = name.get("localSheetId", "")
        scope = every[int(local)] if local.isdecimal() and len(local) < 6 and int(local) < len(every) else ""
        found[scope if scope in sheets else "", name.get("name", "").lower()] = name.text or ""
    return found


def _make_grid(
    part: _SheetPart,
    content: SheetContent,
    book: Book,
    *,
    tables: list[Rect],
    notes: dict[tuple[int, int], str],
) -> Grid:
    return Grid(
        name=part.name,
        cells=content.cells,
        merges=keep_apart(content.merges),
        choices=find_choices(content.validations, book, part.name),
        limits=find_limits(content.validations),
        tables=tuple(tables),
        hidden_rows=frozenset(content.hidden_rows),
        hidden_columns=frozenset(content.hidden_columns),
        hidden=part.hidden,
        protected=content.protected,
        notes=notes,
        widths=content.widths,
    )

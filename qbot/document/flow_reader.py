"""Reads paragraphs, tables and text boxes in one pass over the bytes, with a bound on everything that could grow."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from qbot.document.body import Block, FieldKind, Paragraph, Table, TableCell, TableRow
from qbot.document.open_parts import (
    BodyError,
    OpenCell,
    OpenControl,
    OpenParagraph,
    OpenRun,
    OpenTable,
    is_on,
    read_number,
    read_symbol,
)
from qbot.ooxml.splice import find_end, find_tag_end, make_parser

_SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
    "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
    "http://purl.oclc.org/ooxml/officeDocument/math": "m:",
}
MAX_PARAGRAPHS = 200_000
MAX_ELEMENTS = 3_000_000
MAX_DEPTH = 400
MAX_TABLE_DEPTH = 20
MAX_TEXT = 64_000_000
MAX_SPAN = 63
"""The most columns that a table of Word has."""
# Never words of the document: deleted or moved away, field codes, the second form of a drawing, ruby over a word.
_SKIPPED = frozenset(
    {"del", "moveFrom", "delText", "instrText", "delInstrText", "mc:Fallback", "rt", "tblPrEx", "sectPr", "altChunk"}
)


class FlowReader:
    """The state of one pass: what is open, from the body down to the run."""

    def __init__(self, utf8: bytes) -> None:
        self.blocks: list[Block] = []
        self.boxed: list[tuple[str, str]] = []
        self.seen_body = False
        self._utf8 = utf8
        self._tables: list[OpenTable] = []
        self._controls: list[OpenControl] = []
        self._paragraphs: list[OpenParagraph] = []
        self._run: OpenRun | None = None
        self._in_text = self._in_row_properties = False
        self._skipping = 0
        self._box: list[str] | None = None
        self._box_depth = 0
        self._depth = self._elements = self._letters = 0
        self._paragraph_count = self._body_paragraphs = self._body_tables = 0
        self._names: dict[str, str] = {}
        self._starts = _find_handlers(self, "_start_")
        self._ends = _find_handlers(self, "_end_")
        self.parser = make_parser()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._characters

    # --- events

    def _start(self, full: str, attributes: dict[str, str]) -> None:
        name = self._names.get(full) or self._shorten(full)
        self._depth += 1
        self._elements += 1
        if self._depth > MAX_DEPTH or self._elements > MAX_ELEMENTS:
            raise BodyError(
                "its elements are nested too deeply" if self._depth > MAX_DEPTH else "it has too many elements"
            )
        if self._skipping or name in _SKIPPED:
            self._skipping += 1
            if name == "del" and self._in_row_properties:
                self._tables[-1].deleted = True
            return
        if self._box is not None:
            self._box_depth += 1
            self._in_text = name == "t"
            return
        handler = self._starts.get(name)
        if handler is not None:
            handler({self._names.get(key) or self._shorten(key): value for key, value in attributes.items()})

    def _end(self, full: str) -> None:
        name = self._names[full]
        self._depth -= 1
        if self._skipping:
            self._skipping -= 1
            return
        if self._box is not None:
            self._end_in_box(name)
            return
        handler = self._ends.get(name)
        if handler is not None:
            handler(self.parser.CurrentByteIndex)

    def _shorten(self, full: str) -> str:
        space, _, local = full.rpartition(" ")
        prefix = _SPACES.get(space)
        short = f"{prefix}{local}" if prefix is not None else f"other:{local}"
        self._names[full] = short
        return short

    def _characters(self, data: str) -> None:
        if self._in_text and not self._skipping:
            self._say(data)

    def _say(self, text: str) -> None:
        """Put words where they belong: a text box, a field, or the paragraph."""
        self._letters += len(text)
        if self._letters > MAX_TEXT:
            raise BodyError(f"it has more than {MAX_TEXT} characters")
        if self._box is not None:
            self._box.append(text)
            return
        if not self._paragraphs or (self._run is not None and self._run.hidden):
            return
        paragraph = self._paragraphs[-1]
        if paragraph.forms and paragraph.forms[-1].kind is not None and paragraph.forms[-1].shown:
            paragraph.forms[-1].text.append(text)
            return
        control = next((one for one in reversed(self._controls) if one.takes_text), None)
        if control is not None:
            control.text.append(text)
            return
        for one in self._controls:
            one.text.append(text)
        paragraph.pieces.append(text)
        paragraph.length += len(text)
        letters = len(text) - text.count(" ")
        paragraph.letters += letters
        paragraph.bold_letters += letters if self._run is not None and self._run.bold else 0

    # --- body, tables, rows, cells

    def _start_body(self, _: Mapping[str, str]) -> None:
        self.seen_body = True

    def _start_tbl(self, _: Mapping[str, str]) -> None:
        if len(self._tables) >= MAX_TABLE_DEPTH:
            raise BodyError(f"its tables are nested more than {MAX_TABLE_DEPTH} deep")
        if self._tables:
            self._tables[-1].inner += 1
            name = f"{self._tables[-1].name}.{self._tables[-1].inner}"
        else:
            self._body_tables += 1
            name = f"table {self._body_tables}"
        self._tables.append(OpenTable(self.parser.CurrentByteIndex, name))

    def _end_tbl(self, index: int) -> None:
        done = self._tables.pop()
        self._find_blocks().append(Table(done.name, done.start, self._find_end(done.start, index), tuple(done.rows)))

    def _start_tr(self, _: Mapping[str, str]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.cells, table.column, table.header, table.deleted, table.in_row = [], 1, False, False, True

    def _end_tr(self, _: int) -> None:
        if self._tables:
            table = self._tables[-1]
            table.rows.append(TableRow(tuple(table.cells), table.header, table.deleted))
            table.in_row = False

    def _start_trPr(self, _: Mapping[str, str]) -> None:  # noqa: N802 - named as the element
        self._in_row_properties = bool(self._tables)

    def _end_trPr(self, _: int) -> None:  # noqa: N802
        self._in_row_properties = False

    def _start_tblHeader(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].header = is_on(attributes)

    def _start_gridBefore(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._tables:
            self._tables[-1].column += read_number(attributes, highest=MAX_SPAN)

    def _start_tc(self, _: Mapping[str, str]) -> None:
        if self._tables:
            table = self._tables[-1]
            table.cell = OpenCell(self.parser.CurrentByteIndex, len(table.rows) + 1, table.column)

    def _end_tc(self, index: int) -> None:
        if not self._tables or self._tables[-1].cell is None:
            return
        table, done = self._tables[-1], self._tables[-1].cell
        table.cells.append(
            TableCell(
                row=done.row,
                column=done.column,
                span=done.span,
                start=done.start,
                end=self._find_end(done.start, index),
                blocks=tuple(done.blocks),
                merge=done.merge,
                fill=done.fill,
            )
        )
        table.column += done.span
        table.cell = None

    def _start_gridSpan(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.span = max(1, read_number(attributes, highest=MAX_SPAN))

    def _start_vMerge(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cell.merge = "first" if attributes.get("val") == "restart" else "more"

    def _start_shd(self, attributes: Mapping[str, str]) -> None:
        cell = self._tables[-1].cell if self._tables else None
        fill = attributes.get("fill", "auto")
        if cell is not None and not self._paragraphs and fill.upper() not in {"AUTO", "FFFFFF"}:
            cell.fill = fill.upper()

    def _find_blocks(self) -> list[Block]:
        """Return where a finished paragraph or table goes: the open cell, or the body."""
        if self._tables and self._tables[-1].cell is not None:
            return self._tables[-1].cell.blocks
        return [] if self._tables else self.blocks

    # --- paragraphs and runs

    def _start_p(self, _: Mapping[str, str]) -> None:
        self._paragraph_count += 1
        if self._paragraph_count > MAX_PARAGRAPHS:
            raise BodyError(f"it has more than {MAX_PARAGRAPHS} paragraphs")
        self._paragraphs.append(OpenParagraph(self.parser.CurrentByteIndex))
        self._draw_boxes()

    def _end_p(self, index: int) -> None:
        done = self._paragraphs.pop()
        number = 0
        if not self._tables:
            self._body_paragraphs += 1
            number = self._body_paragraphs
        self._find_blocks().append(
            Paragraph(
                start=done.start,
                end=self._find_end(done.start, index),
                text="".join(done.pieces),
                number=number,
                style=done.style,
                numbering=None if done.list_id is None else (done.list_id, done.list_level),
                outline=done.outline,
                bold=done.letters > 0 and done.bold_letters >= 0.9 * done.letters,
                fields=tuple(done.fields),
            )
        )

    def _start_pPr(self, _: Mapping[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].in_properties = True

    def _end_pPr(self, _: int) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].in_properties = False

    def _start_pStyle(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].style = attributes.get("val", "")

    def _start_numId(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].list_id = read_number(attributes)

    def _start_ilvl(self, attributes: Mapping[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].list_level = read_number(attributes, highest=8)

    def _start_outlineLvl(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._paragraphs[-1].outline = read_number(attributes, highest=9)

    def _start_r(self, _: Mapping[str, str]) -> None:
        self._run = OpenRun(self.parser.CurrentByteIndex)

    def _end_r(self, _: int) -> None:
        self._run = None

    def _start_b(self, attributes: Mapping[str, str]) -> None:
        if self._run is not None:
            self._run.bold = is_on(attributes)

    def _start_vanish(self, attributes: Mapping[str, str]) -> None:
        if self._run is not None:
            self._run.hidden = is_on(attributes)

    def _start_t(self, _: Mapping[str, str]) -> None:
        self._in_text = True

    def _end_t(self, _: int) -> None:
        self._in_text = False

    def _start_tab(self, _: Mapping[str, str]) -> None:
        if self._run is not None:  # not the tab stops of a paragraph's properties
            self._say("\t")

    def _start_br(self, attributes: Mapping[str, str]) -> None:
        if attributes.get("type", "textWrapping") == "textWrapping":
            self._say("\n")

    def _start_cr(self, _: Mapping[str, str]) -> None:
        self._say("\n")

    def _start_noBreakHyphen(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._say("-")

    def _start_sym(self, attributes: Mapping[str, str]) -> None:
        sign = read_symbol(attributes.get("font", ""), attributes.get("char", ""))
        if sign is not None:
            self._say(sign)

    # --- text boxes

    def _start_txbxContent(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._box, self._box_depth = [], 0

    def _end_in_box(self, name: str) -> None:
        self._in_text = False
        if self._box is None or self._box_depth > 0:
            self._box_depth -= 1
            if name == "p" and self._box is not None:
                self._box.append("\n")
            return
        words = "".join(self._box).strip()
        if words:
            place = f"paragraph {self._body_paragraphs + 1}" if not self._tables else self._tables[-1].name
            self.boxed.append((place, words))
        self._box = None

    def _draw_boxes(self) -> None:
        """Put the sign of each check box just opened into the text: whatever glyph it has, it reads as a box."""
        for control in self._controls:
            if control.kind is FieldKind.BOX and not control.drawn:
                self._say("☒" if control.ticked else "☐")
                control.drawn = True

    def _find_end(self, start: int, index: int) -> int:
        """Return where the element ends that began at `start` and whose end event has this offset."""
        return find_end(self._utf8, index, find_tag_end(self._utf8, start))[1]


def _find_handlers(reader: FlowReader, prefix: str) -> dict[str, Callable[..., None]]:
    """Return the reader's methods by the name of the element they take; `w14_x` stands for `w14:x`."""
    return {
        re.sub(r"^(w1[45])_", r"\1:", name.removeprefix(prefix)): getattr(reader, name)
        for name in dir(reader)
        if name.startswith(prefix)
    }

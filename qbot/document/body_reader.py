"""Reads a whole body: the flow of paragraphs and tables, and the content controls and form fields in it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from qbot.document.body import Block, Body, Field, FieldKind, Paragraph
from qbot.document.flow_reader import FlowReader
from qbot.document.open_parts import BodyError, OpenControl, OpenForm, is_on, read_number
from qbot.ooxml.splice import run_parser

MAX_OPTIONS = 1_000
_PLACEHOLDER = re.compile(
    r"\s*(?:"
    r"(?:click|tap)\b[^.]{0,40}\b(?:enter|add|type|insert|choose|select)\b.{0,40}"
    r"|(?:choose|select) an? (?:item|date|option|answer)\W?"
    r"|enter (?:text|your (?:text|answer|response)|a date)(?: here)?\W?"
    r"|(?:klicken|tippen) .{0,60}eingeben\W?|wählen sie ein .{0,20}aus\W?"
    r"|cliquez .{0,60}texte\W?|choisissez un .{0,20}"
    r"|haga clic .{0,60}texto\W?|elija un .{0,20}"
    r"|fare clic .{0,60}testo\W?|clique .{0,60}texto\W?"
    r")\s*",
    re.IGNORECASE,
)


def is_hint(text: str) -> bool:
    """Tell whether the text is Word's own invitation to write, such as "Click or tap here to enter text."."""
    return _PLACEHOLDER.fullmatch(text) is not None


def read_body(utf8: bytes) -> Body:
    """Return the body of a document part given as UTF-8.

    BodyError where it has no body or goes beyond the limits above; SpliceError where it is no well-formed XML.
    """
    reader = _BodyReader(utf8)
    run_parser(reader.parser, utf8)
    if not reader.seen_body:
        raise BodyError("it has no Word body")
    return Body(tuple(reader.blocks), tuple(reader.boxed))


class _BodyReader(FlowReader):
    """The flow, and the fields in it."""

    # --- content controls

    def _start_sdt(self, _: Mapping[str, str]) -> None:
        if self._paragraphs:
            level, mark, offset = "run", len(self._paragraphs[-1].pieces), self._paragraphs[-1].length
        elif self._tables and self._tables[-1].cell is None:
            level = "cell" if self._tables[-1].in_row else "row"
            mark, offset = len(self._tables[-1].cells), 0
        else:
            level, mark, offset = "block", len(self._find_blocks()), 0
        self._controls.append(OpenControl(self.parser.CurrentByteIndex, level, mark, offset))

    def _start_sdtPr(self, _: Mapping[str, str]) -> None:  # noqa: N802
        if self._controls:
            self._controls[-1].in_properties = True
            self._controls[-1].properties = (self.parser.CurrentByteIndex, 0)

    def _end_sdtPr(self, index: int) -> None:  # noqa: N802
        if self._controls:
            control = self._controls[-1]
            control.in_properties = False
            control.properties = (control.properties[0], self._find_end(control.properties[0], index))

    def _start_sdtContent(self, _: Mapping[str, str]) -> None:  # noqa: N802
        if self._paragraphs:
            self._draw_boxes()

    def _property(self) -> OpenControl | None:
        control = self._controls[-1] if self._controls else None
        return control if control is not None and control.in_properties else None

    def _set_kind(self, kind: FieldKind) -> None:
        control = self._property()
        if control is not None:
            control.kind = kind

    def _start_text(self, _: Mapping[str, str]) -> None:
        self._set_kind(FieldKind.TEXT)

    def _start_dropDownList(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._set_kind(FieldKind.LIST)

    def _start_comboBox(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._set_kind(FieldKind.COMBO)

    def _start_date(self, _: Mapping[str, str]) -> None:
        self._set_kind(FieldKind.DATE)

    def _start_w14_checkbox(self, _: Mapping[str, str]) -> None:
        self._set_kind(FieldKind.BOX)

    def _start_w14_checked(self, attributes: Mapping[str, str]) -> None:
        control = self._property()
        if control is not None:
            control.ticked = is_on(attributes, key="w14:val")

    def _start_showingPlcHdr(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        control = self._property()
        if control is not None:
            control.placeholder = is_on(attributes)

    def _start_dataBinding(self, _: Mapping[str, str]) -> None:  # noqa: N802
        control = self._property()
        if control is not None:
            control.bound = True

    _start_w15_dataBinding = _start_dataBinding  # noqa: N815

    def _start_lock(self, attributes: Mapping[str, str]) -> None:
        control = self._property()
        if control is not None:
            control.locked = attributes.get("val") in {"contentLocked", "sdtContentLocked"}

    def _start_alias(self, attributes: Mapping[str, str]) -> None:
        control = self._property()
        if control is not None:
            control.title = attributes.get("val", "")

    def _start_listItem(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        control = self._property()
        shown = attributes.get("displayText", attributes.get("value", ""))
        if control is not None and shown and len(control.options) < MAX_OPTIONS:
            control.options.append(shown)

    def _end_sdt(self, index: int) -> None:
        if not self._controls:
            return
        done = self._controls.pop()
        made = _finish_control(done, self._find_end(done.start, index))
        if made is None:
            return
        if done.level == "run" and self._paragraphs:
            paragraph = self._paragraphs[-1]
            if made.placeholder and not done.takes_text:
                del paragraph.pieces[done.mark :]
            paragraph.fields.append(made)
        elif done.level == "cell" and len(self._tables[-1].cells) > done.mark:
            cell = self._tables[-1].cells[done.mark]
            self._tables[-1].cells[done.mark] = replace(cell, fields=(made, *cell.fields))
        elif done.level == "block":
            _attach(self._find_blocks(), done.mark, made)

    # --- form fields of older Word

    def _start_fldChar(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        if not self._paragraphs or self._run is None:
            return
        paragraph = self._paragraphs[-1]
        kind = attributes.get("fldCharType")
        if kind == "begin":
            paragraph.forms.append(OpenForm(self._run.start, paragraph.length))
        elif kind == "separate" and paragraph.forms:
            paragraph.forms[-1].shown = True
        elif kind == "end" and paragraph.forms:
            done = paragraph.forms.pop()
            if done.kind is not None:
                paragraph.fields.append(_finish_form(done))

    def _find_form(self) -> OpenForm | None:
        forms = self._paragraphs[-1].forms if self._paragraphs else []
        return forms[-1] if forms and not forms[-1].shown else None

    def _start_checkBox(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._set_form(FieldKind.FORM_BOX)

    def _start_ddList(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._set_form(FieldKind.FORM_LIST)

    def _start_textInput(self, _: Mapping[str, str]) -> None:  # noqa: N802
        self._set_form(FieldKind.FORM_TEXT)

    def _set_form(self, kind: FieldKind) -> None:
        form = self._find_form()
        if form is not None:
            form.kind = kind

    def _start_listEntry(self, attributes: Mapping[str, str]) -> None:  # noqa: N802
        form = self._find_form()
        if form is not None and len(form.options) < MAX_OPTIONS:
            form.options.append(attributes.get("val", ""))

    def _start_checked(self, attributes: Mapping[str, str]) -> None:
        form = self._find_form()
        if form is not None:
            form.ticked = is_on(attributes)

    def _start_default(self, attributes: Mapping[str, str]) -> None:
        form = self._find_form()
        if form is not None and form.kind is FieldKind.FORM_BOX:
            form.ticked = is_on(attributes)

    def _start_result(self, attributes: Mapping[str, str]) -> None:
        form = self._find_form()
        if form is not None and form.kind is FieldKind.FORM_LIST:
            form.chosen = read_number(attributes)

    def _end_ffData(self, _: int) -> None:  # noqa: N802
        form = self._find_form()
        if form is not None and form.kind is FieldKind.FORM_BOX:
            self._say("☒" if form.ticked else "☐")


def _finish_control(done: OpenControl, end: int) -> Field | None:
    """Return the field of a closed control; None for one that only wraps ordinary text."""
    text = "".join(done.text)
    hint = done.placeholder or (done.kind is not FieldKind.BOX and is_hint(text))
    if done.kind is None and not hint:
        return None
    return Field(
        kind=done.kind or FieldKind.TEXT,
        start=done.start,
        end=end,
        level=done.level,
        properties=done.properties,
        offset=done.offset,
        options=tuple(dict.fromkeys(done.options)),
        text=("X" if done.ticked else "") if done.kind is FieldKind.BOX else "" if hint else text,
        placeholder=hint,
        locked=done.locked,
        bound=done.bound,
        title=done.title,
    )


def _finish_form(done: OpenForm) -> Field:
    text = "".join(done.text).strip("\u2002 \xa0")  # an empty text field shows five wide blanks
    if done.kind is FieldKind.FORM_BOX:
        text = "X" if done.ticked else ""
    if done.kind is FieldKind.FORM_LIST and done.chosen is not None and done.chosen < len(done.options):
        text = done.options[done.chosen].strip()
    return Field(
        kind=done.kind or FieldKind.FORM_TEXT,
        start=done.start,
        end=done.start,
        offset=done.offset,
        options=tuple(dict.fromkeys(done.options)),
        text=text,
        placeholder=not text,
    )


def _attach(blocks: list[Block], mark: int, made: Field) -> None:
    """Give a control around whole paragraphs to the first of them; its placeholder is no text."""
    for position in range(mark, len(blocks)):
        block = blocks[position]
        if isinstance(block, Paragraph):
            text = "" if made.placeholder else block.text
            blocks[position] = replace(block, text=text, fields=(made, *block.fields))
            return

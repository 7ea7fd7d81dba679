"""Writing words into a paragraph's runs, and reading them run by run with the same eyes as the body reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from qbot.document.fragments import Element
from qbot.document.open_parts import read_symbol

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_SKIPPED = frozenset({"del", "moveFrom", "Fallback", "rt", "txbxContent", "pPr", "rPr", "sdtPr"})
# Parts of a paragraph mark's look that are no look of its text.
_MARK_ONLY = frozenset({"ins", "del", "moveFrom", "moveTo", "rPrChange"})


class Piece(Struct, frozen=True):
    """A text element (or tab, break, sign) of a paragraph, what it reads as, and where in the paragraph's text."""

    element: Element
    text: str
    start: int

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.text)


def get_name(element: Element) -> str:
    """Return the local name of an element; empty for a comment or instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def get_word(paragraph: Element) -> str:
    """Return the namespace that the element stands in, with braces, to name its siblings."""
    return f"{{{etree.QName(paragraph).namespace}}}"


def read_pieces(paragraph: Element) -> list[Piece]:
    """Return the written pieces of a paragraph (or of a control's content) in order.

    A check box reads as `☐` or `☒`, whatever draws it. The texts of lists and placeholders in it are left out.
    """
    pieces: list[Piece] = []
    length = 0
    for element in _walk_words(paragraph):
        text = _read_piece(element)
        if text is not None:
            pieces.append(Piece(element, text, length))
            length += len(text)
    return pieces


def _walk_words(element: Element) -> Iterator[Element]:
    for child in element:
        name = get_name(child)
        if not name or name in _SKIPPED or (name == "r" and _is_hidden(child)):
            continue
        yield child
        if name != "sdt" or not (is_box(child) or is_field(child)):
            yield from _walk_words(child)


def is_box(control: Element) -> bool:
    """Tell whether a content control is a check box."""
    properties = find_child(control, "sdtPr")
    return properties is not None and find_child(properties, "checkbox") is not None


def is_field(control: Element) -> bool:
    """Tell whether a content control shows a choice or its placeholder: no words of the paragraph itself."""
    properties = find_child(control, "sdtPr")
    names = {get_name(child) for child in properties} if properties is not None else set()
    return bool(names & {"showingPlcHdr", "dropDownList", "comboBox", "date"})


def read_switch(element: Element | None) -> bool:
    """Return what an on-off element says: on where it has no value, off where it is missing."""
    if element is None:
        return False
    values = [value for key, value in element.attrib.items() if etree.QName(key).localname == "val"]
    return not values or values[0] not in {"0", "false", "off"}


def walk_visible(element: Element) -> Iterator[Element]:
    """Yield the elements under this one in order, without what is deleted, hidden or no text."""
    for child in element:
        name = get_name(child)
        if not name or name in _SKIPPED or (name == "r" and _is_hidden(child)):
            continue
        yield child
        yield from walk_visible(child)


def _is_hidden(run: Element) -> bool:
    properties = find_child(run, "rPr")
    return properties is not None and read_switch(find_child(properties, "vanish"))


def _read_piece(element: Element) -> str | None:
    name = get_name(element)
    if name == "t":
        return element.text or ""
    if name == "tab":
        return "\t"
    if name == "cr" or (name == "br" and element.get(f"{get_word(element)}type", "textWrapping") == "textWrapping"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    return _read_box(element, name)


def _read_box(element: Element, name: str) -> str | None:
    """Return the sign of a check box, be it a control, a form field or a letter of a symbol font."""
    if name == "sdt" and is_box(element):
        properties = find_child(element, "sdtPr")
        box = find_child(properties, "checkbox") if properties is not None else None
        return "☒" if box is not None and read_switch(find_child(box, "checked")) else "☐"
    if name == "fldChar":
        box = next((one for one in element.iter(etree.Element) if get_name(one) == "checkBox"), None)
        if box is None:
            return None
        checked = find_child(box, "checked")
        return "☒" if read_switch(checked if checked is not None else find_child(box, "default")) else "☐"
    if name == "sym":
        return read_symbol(element.get(f"{get_word(element)}font", ""), element.get(f"{get_word(element)}char", ""))
    return None


def find_child(element: Element, name: str) -> Element | None:
    """Return the first child with this local name."""
    return next((child for child in element if get_name(child) == name), None)


def clean_text(text: str) -> str:
    """Return the text with every kind of line break as a newline, and without what XML cannot hold."""
    return _UNWRITABLE.sub("", _BREAKS.sub("\n", text))


def make_run(word: str, text: str, look: Element | None) -> Element:
    """Return a run with the text; line breaks are breaks in it, `look` are its properties."""
    run = etree.Element(f"{word}r")
    if look is not None:
        run.append(look)
    _append_text(run, word, text)
    return run


def _append_text(run: Element, word: str, text: str) -> None:
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(run, f"{word}br")
        for position, stretch in enumerate(line.split("\t")):
            if position:
                etree.SubElement(run, f"{word}tab")
            if stretch:
                written = etree.SubElement(run, f"{word}t")
                written.text = stretch
                written.set(_SPACE, "preserve")


def find_look(paragraph: Element) -> Element | None:
    """Return a copy of how text in a paragraph looks: that of its first run, else of its mark."""
    for run in (one for one in walk_visible(paragraph) if get_name(one) == "r"):
        look = find_child(run, "rPr")
        return deepcopy(look) if look is not None else None
    properties = find_child(paragraph, "pPr")
    mark = find_child(properties, "rPr") if properties is not None else None
    if mark is None:
        return None
    look = deepcopy(mark)
    for child in list(look):
        if get_name(child) in _MARK_ONLY:
            look.remove(child)
    return look if len(look) else None


def drop_look(look: Element | None, names: frozenset[str]) -> Element | None:
    """Return the properties without those named; None where nothing is left."""
    if look is None:
        return None
    for child in list(look):
        if get_name(child) in names:
            look.remove(child)
    return look if len(look) else None


def replace_stretch(paragraph: Element, start: int, end: int, text: str) -> None:
    """Put the text in the place of a stretch of the paragraph's text (offsets as in `read_pieces`), in its look."""
    touched = [one for one in read_pieces(paragraph) if one.start < end and one.end > start]
    if not touched:
        raise ValueError("no text stands there")
    first = touched[0]
    before = first.text[: max(0, start - first.start)]
    for piece in touched[1:]:
        _set_piece(piece, piece.text[max(0, end - piece.start) :] if piece.end > end else "")
    after = first.text[end - first.start :] if first.end > end else ""
    _write_over(first.element, before + text + after)


def _set_piece(piece: Piece, rest: str) -> None:
    if get_name(piece.element) == "t":
        piece.element.text = rest
        piece.element.set(_SPACE, "preserve")
    elif not rest:
        parent = piece.element.getparent()
        if parent is not None:
            parent.remove(piece.element)


def _write_over(element: Element, text: str) -> None:
    """Replace one text element of a run by the text with its breaks."""
    run = element.getparent()
    if run is None:
        raise ValueError("the text stands in no run")
    made = etree.Element(run.tag)
    _append_text(made, get_word(run), text)
    position = run.index(element)
    run.remove(element)
    for offset, child in enumerate(list(made)):
        run.insert(position + offset, child)


def write_words(paragraph: Element, text: str, *, look: Element | None) -> None:
    """Make the text the only words of the paragraph, in this look; all else in it stays."""
    clear_words(paragraph)
    paragraph.append(make_run(get_word(paragraph), text, look))


def clear_words(paragraph: Element) -> None:
    """Take the words out of a paragraph: runs that hold nothing else go too."""
    for piece in read_pieces(paragraph):
        run = piece.element.getparent()
        if run is None or get_name(run) != "r":
            continue  # a check box stays
        run.remove(piece.element)
        holder = run.getparent()
        if holder is not None and all(get_name(child) == "rPr" for child in run):
            holder.remove(run)


def append_words(paragraph: Element, text: str) -> None:
    """Add the text after the words of a paragraph in the look of the last of them, without its bold."""
    runs = [one for one in walk_visible(paragraph) if get_name(one) == "r"]
    look = None
    if runs:
        last = find_child(runs[-1], "rPr")
        look = drop_look(deepcopy(last), frozenset({"b", "bCs"})) if last is not None else None
    words = "".join(piece.text for piece in read_pieces(paragraph))
    gap = "" if not words or words[-1:].isspace() else " "
    paragraph.append(make_run(get_word(paragraph), gap + text, look))

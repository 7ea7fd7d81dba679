"""Writing into content controls and form fields: text, lists, boxes, and the data that they are bound to."""

from __future__ import annotations

import re
from copy import deepcopy

from lxml import etree
from msgspec import Struct

from qbot.document.fragments import Element
from qbot.document.words import (
    drop_look,
    find_child,
    find_look,
    get_name,
    get_word,
    read_pieces,
    replace_stretch,
    walk_visible,
    write_words,
)
from qbot.layout.boxes import draw_sign, find_signs

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_TICKED, _OPEN = "2612", "2610"
_SYMBOL_TICKED, _SYMBOL_OPEN = "F0FE", "F0A8"


class Binding(Struct, frozen=True):
    """Where a control's text is kept as well: the item's id, the path in it, its prefixes, and the text."""

    store: str
    path: str
    prefixes: str
    text: str


def write_control(properties: Element, content: Element, text: str) -> Binding | None:
    """Put the text into a control: its placeholder mark and style go, the look of the control stays.

    `content` is the element that holds its runs. Returns the binding whose data must change too.
    """
    hint = find_child(properties, "showingPlcHdr")
    look = find_look(content)
    if hint is not None:
        properties.remove(hint)
        own = find_child(properties, "rPr")
        look = deepcopy(own) if own is not None else drop_look(look, frozenset({"rStyle"}))
    stored = _set_kind(properties, text)
    if not _takes_lines(properties):
        text = text.replace("\n", " ")
    write_words(content, text, look=look)
    return _find_binding(properties, text if stored is None else stored)


def _set_kind(properties: Element, text: str) -> str | None:
    """Keep what a list or date says of its choice in step; return the value that stands for the text, if another."""
    word = get_word(properties)
    for name in ("dropDownList", "comboBox"):
        chosen = find_child(properties, name)
        if chosen is not None:
            items = [one for one in chosen if get_name(one) == "listItem"]
            item = next((one for one in items if one.get(f"{word}displayText", one.get(f"{word}value")) == text), None)
            value = text if item is None else item.get(f"{word}value", text)
            if f"{word}lastValue" in chosen.attrib or item is not None:
                chosen.set(f"{word}lastValue", value)
            return value
    date = find_child(properties, "date")
    if date is not None:
        if _DATE.fullmatch(text):
            date.set(f"{word}fullDate", f"{text}T00:00:00Z")
        elif f"{word}fullDate" in date.attrib:
            del date.attrib[f"{word}fullDate"]
    return None


def _takes_lines(properties: Element) -> bool:
    plain = find_child(properties, "text")
    return plain is None or plain.get(f"{get_word(plain)}multiLine", "0") in {"1", "true", "on"}


def _find_binding(properties: Element, text: str) -> Binding | None:
    bound = find_child(properties, "dataBinding")
    if bound is None:
        return None
    word = get_word(bound)
    return Binding(
        store=bound.get(f"{word}storeItemID", ""),
        path=bound.get(f"{word}xpath", ""),
        prefixes=bound.get(f"{word}prefixMappings", ""),
        text=text,
    )


def write_form(run: Element, text: str) -> None:
    """Put the text into the form field of older Word that begins in this run; ValueError where it does not end."""
    paragraph = run.getparent()
    if paragraph is None:
        raise ValueError("the form field stands in no paragraph")
    word = get_word(run)
    choices = next((one for one in run.iter(etree.Element) if get_name(one) == "ddList"), None)
    if choices is not None:
        texts = [one.get(f"{word}val", "") for one in choices if get_name(one) == "listEntry"]
        result = find_child(choices, "result")
        if result is None:
            result = etree.Element(f"{word}result")
            choices.insert(0, result)
        result.set(f"{word}val", str(texts.index(text)))
        return
    shown = _find_result(paragraph, run)
    if not shown:
        raise ValueError("the form field has no room for a text")
    pieces = [piece for one in shown for piece in read_pieces(one)]
    for piece in pieces[1:]:
        _remove(piece.element)
    first = shown[0]
    for piece in pieces[:1]:
        _remove(piece.element)
    for number, line in enumerate(text.split("\n")):
        if number:
            etree.SubElement(first, f"{word}br")
        written = etree.SubElement(first, f"{word}t")
        written.text = line
        written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _find_result(paragraph: Element, begin: Element) -> list[Element]:
    """Return the runs that show a form field's text: between its `separate` and its `end`."""
    runs = list(paragraph)
    shown: list[Element] = []
    inside = False
    for run in runs[runs.index(begin) :]:
        marks = [one.get(f"{get_word(one)}fldCharType") for one in run if get_name(one) == "fldChar"]
        if "end" in marks:
            return shown
        if inside and get_name(run) == "r":
            shown.append(run)
        inside = inside or "separate" in marks
    return []


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def set_box(paragraph: Element, number: int, *, ticked: bool) -> None:
    """Tick or open the box with this number (from 0) in a paragraph; ValueError where it has no such box."""
    pieces = read_pieces(paragraph)
    signs = find_signs("".join(piece.text for piece in pieces))
    if number >= len(signs):
        raise ValueError("there is no such box")
    start, end = signs[number]
    piece = next(one for one in pieces if one.start <= start < one.end)
    name = get_name(piece.element)
    if name == "sdt":
        _set_control_box(piece.element, ticked=ticked)
    elif name == "fldChar":
        _set_form_box(piece.element, ticked=ticked)
    elif name == "sym":
        piece.element.set(f"{get_word(piece.element)}char", _SYMBOL_TICKED if ticked else _SYMBOL_OPEN)
    else:
        sign = "".join(one.text for one in pieces)[start:end]
        replace_stretch(paragraph, start, end, draw_sign(sign, ticked=ticked))


def _set_control_box(control: Element, *, ticked: bool) -> None:
    properties = find_child(control, "sdtPr")
    box = find_child(properties, "checkbox") if properties is not None else None
    content = find_child(control, "sdtContent")
    if box is None or content is None:
        raise ValueError("the check box is damaged")
    checked = find_child(box, "checked")
    if checked is None:
        checked = etree.Element(f"{_W14}checked")
        box.insert(0, checked)
    checked.set(f"{_W14}val", "1" if ticked else "0")
    state = find_child(box, "checkedState" if ticked else "uncheckedState")
    code = state.get(f"{_W14}val", "") if state is not None else ""
    font = state.get(f"{_W14}font", "") if state is not None else ""
    _draw(content, code or (_TICKED if ticked else _OPEN), font)


def _draw(content: Element, code: str, font: str) -> None:
    """Put the sign of a state into the content of a check box control."""
    word = get_word(content)
    for element in walk_visible(content):
        if get_name(element) == "sym":
            element.set(f"{word}char", code if len(code) == 4 and code[0] in "Ff" else f"F0{code[-2:]}")
            return
        if get_name(element) == "t":
            element.text = chr(int(code, 16))
            run = element.getparent()
            look = find_child(run, "rPr") if run is not None else None
            fonts = find_child(look, "rFonts") if look is not None else None
            if fonts is not None and font:
                for attribute in ("ascii", "hAnsi", "eastAsia"):
                    if f"{word}{attribute}" in fonts.attrib:
                        fonts.set(f"{word}{attribute}", font)
            return
    raise ValueError("the check box shows no sign")


def _set_form_box(mark: Element, *, ticked: bool) -> None:
    box = next(one for one in mark.iter(etree.Element) if get_name(one) == "checkBox")
    word = get_word(box)
    checked = find_child(box, "checked")
    if checked is None:
        checked = etree.SubElement(box, f"{word}checked")
    checked.set(f"{word}val", "1" if ticked else "0")

"""The places of a document found a second time, with another parser and other code, for the proof alone."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct, field

from qbot.ooxml.splice import SpliceError, decode_part, find_elements

Element = etree._Element  # lxml gives its element class no public name

_THROUGH = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "AlternateContent", "Choice"})
_SILENT = frozenset(
    {"del", "moveFrom", "Fallback", "txbxContent", "rt", "pPr", "rPr", "sdtPr", "tbl", "instrText", "delText", "tcPr"}
)
_MAX_DEPTH = 200


class PlaceMap(Struct):
    """The paragraphs of each place by its name, and the place that each paragraph belongs to."""

    paragraphs: dict[str, list[Element]] = field(default_factory=dict)
    owners: dict[Element, str] = field(default_factory=dict)

    def add(self, place: str, paragraph: Element) -> None:
        """Note that the paragraph belongs to the place."""
        self.paragraphs.setdefault(place, []).append(paragraph)
        self.owners[paragraph] = place


def parse_document(data: bytes) -> Element:
    """Return the root of a document part; SpliceError where it is damaged or declares a document type."""
    part = decode_part(data)
    find_elements(part.utf8, frozenset())  # refuses a document type before lxml sees it
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(_undeclare(part.utf8), parser)
    except etree.XMLSyntaxError as error:
        raise SpliceError(f"the XML is damaged: {error}") from error


def _undeclare(utf8: bytes) -> bytes:
    """Return the part without its declaration, whose encoding no longer holds."""
    return utf8[utf8.index(b"?>") + 2 :].lstrip() if utf8.startswith(b"<?xml") else utf8


def map_places(root: Element) -> PlaceMap:
    """Return every paragraph of the body and every table cell by its name."""
    places = PlaceMap()
    bodies = [child for child in root if local_name(child) == "body"]  # a few odd files have two
    paragraphs = tables = 0
    for block in (block for body in bodies for block in _find_blocks(body, 0)):
        if local_name(block) == "p":
            paragraphs += 1
            places.add(f"paragraph {paragraphs}", block)
        else:
            tables += 1
            _map_table(block, f"table {tables}", places, 0)
    return places


def _map_table(table: Element, name: str, places: PlaceMap, depth: int) -> None:
    inner = 0
    for number, row in enumerate(_find_named(table, "tr"), start=1):
        column = 1 + _read_value(row, ("trPr", "gridBefore"), default=0)
        for cell in _find_named(row, "tc"):
            place = f"{name} row {number} column {column}"
            column += max(1, _read_value(cell, ("tcPr", "gridSpan"), default=1))
            for block in _find_blocks(cell, 0):
                if local_name(block) == "p":
                    places.add(place, block)
                elif depth < _MAX_DEPTH:
                    inner += 1
                    _map_table(block, f"{name}.{inner}", places, depth + 1)


def _find_blocks(parent: Element, depth: int) -> Iterator[Element]:
    for child in parent:
        name = local_name(child)
        if name in {"p", "tbl"}:
            yield child
        elif name in _THROUGH and depth < _MAX_DEPTH:
            yield from _find_blocks(child, depth + 1)


def _find_named(parent: Element, wanted: str) -> Iterator[Element]:
    for child in parent:
        name = local_name(child)
        if name == wanted:
            yield child
        elif name in _THROUGH:
            yield from _find_named(child, wanted)


def _read_value(element: Element, path: tuple[str, ...], *, default: int) -> int:
    for step in path:
        found = next((child for child in element if local_name(child) == step), None)
        if found is None:
            return default
        element = found
    values = [value for key, value in element.attrib.items() if etree.QName(key).localname == "val"]
    return min(int(values[0]), 1000) if values and values[0].isdigit() else default


def local_name(element: Element) -> str:
    """Return an element's name without its namespace; empty for comments and instructions."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""


def read_words(element: Element) -> str:
    """Return the words under an element in order; text boxes and deleted words are left out."""
    pieces = []
    for child in element:
        name = local_name(child)
        if name == "t":
            pieces.append(child.text or "")
        elif name == "tab":
            pieces.append("\t")
        elif name in {"br", "cr"}:
            pieces.append("\n" if not any(str(key).endswith("}type") for key in child.attrib) else "")
        elif name == "noBreakHyphen":
            pieces.append("-")
        elif name == "fldChar":
            pieces.append(_read_form(child))
        elif name == "sym":
            pieces.append(_read_symbol(child))
        elif name and name not in _SILENT:
            pieces.append(read_words(child))
    return "".join(pieces)


def _read_form(mark: Element) -> str:
    """Return the box or the choice of a form field of older Word."""
    for box in mark.iter("{*}checkBox"):
        states = [one for one in box if local_name(one) in {"checked", "default"}]
        chosen = next((one for one in states if local_name(one) == "checked"), states[0] if states else None)
        return "☒" if chosen is not None and "0" not in chosen.attrib.values() else "☐"
    for choices in mark.iter("{*}ddList"):
        texts = [str(value) for entry in choices.iter("{*}listEntry") for value in entry.attrib.values()]
        number = _read_value(choices, ("result",), default=-1)
        return texts[number] if 0 <= number < len(texts) else ""
    return ""


def _read_symbol(symbol: Element) -> str:
    values = {etree.QName(key).localname: str(value) for key, value in symbol.attrib.items()}
    if not values.get("font", "").startswith(("Wingdings", "Webdings")):
        return ""
    ticked = {"FE", "FD", "FC", "FB", "78", "6E", "52", "53", "54", "51", "50", "4F"}
    open_ = {"6F", "70", "71", "72", "A8", "A1", "30", "63"}
    code = values.get("char", "")[-2:].upper()
    return "☒" if code in ticked else "☐" if code in open_ else "•"

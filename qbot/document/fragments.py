"""Small pieces of a document part, taken out as elements, changed, and put back: all bytes around them stay."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from xml.parsers import expat
from xml.sax.saxutils import quoteattr

from lxml import etree
from msgspec import Struct, field

from qbot.ooxml.splice import SpliceError, find_tag_end, set_attribute

Element = etree._Element  # lxml gives its element class no public name

MARK = "qbot-mark"


class Fragment(Struct):
    """A stretch of a part as elements; `marks` are the elements that begin at the offsets asked for."""

    start: int
    end: int
    root: Element
    marks: dict[int, Element] = field(default_factory=dict)

    @property
    def element(self) -> Element:
        """The one element that the stretch was."""
        return self.root[0]

    def serialise(self) -> bytes:
        """Return the stretch as bytes again, without anything that was added to read it."""
        for element in self.marks.values():
            del element.attrib[MARK]
        whole = etree.tostring(self.root, encoding="utf-8")
        return whole[whole.index(b">") + 1 : whole.rindex(b"<")]


def find_scopes(utf8: bytes, starts: Collection[int]) -> dict[int, dict[str, str]]:
    """Return for each offset, at which an element begins, the namespaces in force there by prefix."""
    parser = expat.ParserCreate("utf-8")
    wanted = set(starts)
    found: dict[int, dict[str, str]] = {}
    scopes: list[dict[str, str]] = [{}]

    def start(_: str, attributes: dict[str, str]) -> None:
        index = parser.CurrentByteIndex
        if index in wanted:
            found[index] = scopes[-1]
        declared = {name.partition(":")[2]: uri for name, uri in attributes.items() if _declares(name)}
        scopes.append({**scopes[-1], **declared} if declared else scopes[-1])

    parser.StartElementHandler = start
    parser.EndElementHandler = lambda _: scopes.pop() and None
    parser.Parse(utf8, True)
    return found


def _declares(attribute: str) -> bool:
    return attribute == "xmlns" or attribute.startswith("xmlns:")


def open_fragment(
    utf8: bytes, start: int, end: int, *, scope: Mapping[str, str], marks: Collection[int] = ()
) -> Fragment:
    """Return the stretch as elements; `marks` are offsets of start tags in it whose elements are wanted.

    SpliceError where it is no well-formed element of its own.
    """
    pieces: list[bytes] = []
    done = start
    for mark in sorted(marks):
        tag_end = find_tag_end(utf8, mark)
        pieces += [utf8[done:mark], set_attribute(utf8[mark:tag_end], MARK.encode(), str(mark).encode())]
        done = tag_end
    pieces.append(utf8[done:end])
    names = "".join(f" xmlns{':' if prefix else ''}{prefix}={quoteattr(uri)}" for prefix, uri in scope.items())
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(b"".join((f"<q{names}>".encode(), *pieces, b"</q>")), parser)
    except etree.XMLSyntaxError as error:
        raise SpliceError(f"the piece at byte {start} cannot be read: {error}") from error
    if len(root) != 1:
        raise SpliceError(f"the piece at byte {start} is not one element")
    found = {int(one.get(MARK, "0")): one for one in root.iter(etree.Element) if one.get(MARK)}
    return Fragment(start, end, root, found)

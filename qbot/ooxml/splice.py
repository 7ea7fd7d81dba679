"""Changing a few elements of an XML part while every other byte of it stays."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from xml.parsers import expat

from msgspec import Struct

_TAG = re.compile(rb"<[^\s/>]+(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ATTRIBUTE = re.compile(rb"\s+([^\s=\"'/>]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_WIDE_STARTS = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))


class SpliceError(ValueError):
    """A part that cannot be changed without touching its other bytes; `str()` says why."""


class Splice(Struct, frozen=True):
    """New bytes for the stretch from `start` up to `end`; where both are equal they are put in between."""

    start: int
    end: int
    new: bytes


def apply_splices(data: bytes, splices: Sequence[Splice]) -> bytes:
    """Return the bytes with every splice done; SpliceError when two of them overlap.

    Insertions at one offset keep the order in which they are given.
    """
    pieces: list[bytes | memoryview] = []
    view = memoryview(data)
    done = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start < done or splice.end < splice.start:
            raise SpliceError(f"two changes overlap at byte {splice.start}")
        pieces += (view[done : splice.start], splice.new)
        done = splice.end
    pieces.append(view[done:])
    return b"".join(pieces)


class PartText(Struct, frozen=True):
    """An XML part as UTF-8 without a byte order mark, and what is needed to write it back as it was."""

    utf8: bytes
    encoding: str
    bom: bytes

    def encode(self, utf8: bytes) -> bytes:
        """Return changed UTF-8 in the part's own encoding; letters that it lacks become character references."""
        if self.encoding == "utf-8":
            return self.bom + utf8
        return self.bom + utf8.decode("utf-8").encode(self.encoding, "xmlcharrefreplace")


def decode_part(data: bytes) -> PartText:
    """Return the text of a part; SpliceError when it cannot be decoded and encoded back to the same bytes."""
    encoding, bom = _find_encoding(data)
    if encoding == "utf-8":
        return PartText(data[len(bom) :], encoding, bom)
    try:
        utf8 = data[len(bom) :].decode(encoding).encode("utf-8")
        part = PartText(utf8, encoding, bom)
        unchanged = part.encode(utf8) == data
    except (UnicodeError, LookupError) as error:
        raise SpliceError(f"the encoding {encoding} cannot be read: {error}") from error
    if not unchanged:
        raise SpliceError(f"the encoding {encoding} cannot be written back as it was")
    return part


def _find_encoding(data: bytes) -> tuple[str, bytes]:
    for bom, encoding in _MARKS:
        if data.startswith(bom):
            return encoding, bom
    for start, encoding in _WIDE_STARTS:
        if data.startswith(start):
            return encoding, b""
    declared = _DECLARED.match(data)
    encoding = declared[1].decode("ascii").lower() if declared else "utf-8"
    return ("utf-8" if encoding in {"utf8", "us-ascii", "ascii"} else encoding), b""


def make_parser() -> expat.XMLParserType:
    """Return a parser of UTF-8 bytes that names elements `namespace name` and refuses any DTD with SpliceError."""
    parser = expat.ParserCreate("utf-8", " ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> None:
    raise SpliceError("it has a document type, which no Office file has")


def run_parser(parser: expat.XMLParserType, utf8: bytes) -> None:
    """Parse the whole text; SpliceError where it is not well-formed."""
    try:
        parser.Parse(utf8, True)
    except expat.ExpatError as error:
        raise SpliceError(f"the XML is damaged: {error}") from error


def find_tag_end(utf8: bytes, start: int) -> int:
    """Return the offset just behind the start tag that begins at `start`."""
    tag = _TAG.match(utf8, start)
    if tag is None:  # pragma: no cover - the parser has just accepted a tag here
        raise SpliceError(f"no tag begins at byte {start}")
    return tag.end()


class Element(Struct, frozen=True):
    """Where an element stands: its start tag is `start` to `tag_end`; `content_end` is where its end tag begins.

    A self-closed element has `content_end` equal to `tag_end` and to `end`.
    """

    name: str
    attributes: dict[str, str]
    start: int
    tag_end: int
    content_end: int
    end: int

    @property
    def is_closed(self) -> bool:
        """Whether it is written as one tag, `<a/>`."""
        return self.content_end == self.end


def find_end(utf8: bytes, index: int, tag_end: int) -> tuple[int, int]:
    """Return (content end, end) of an element from the parser's offset at its end event.

    For `<a/>` the parser's offset is behind the tag, for `</a>` it is before the end tag.
    """
    if index == tag_end and utf8[tag_end - 2 : tag_end] == b"/>":
        return index, index
    return index, utf8.index(b">", index) + 1


def find_elements(utf8: bytes, names: frozenset[str]) -> list[Element]:
    """Return the elements with one of these local names in the root's namespace, in the order in which they end."""
    parser = make_parser()
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], int] | None] = []
    namespace: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(" ")
        if not namespace:
            namespace.append(space)
        wanted = local in names and space == namespace[0]
        opened.append((local, attributes, parser.CurrentByteIndex) if wanted else None)

    def end(_: str) -> None:
        entry = opened.pop()
        if entry is not None:
            local, attributes, begin = entry
            tag_end = find_tag_end(utf8, begin)
            found.append(Element(local, attributes, begin, tag_end, *find_end(utf8, parser.CurrentByteIndex, tag_end)))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    run_parser(parser, utf8)
    return found


def read_prefix(utf8: bytes, start: int) -> bytes:
    """Return the namespace prefix, colon included, of the tag at `start`; empty where it has none."""
    name = re.compile(rb"</?([^\s/>]+)").match(utf8, start)
    prefix, colon, _ = name[1].rpartition(b":") if name else (b"", b"", b"")
    return prefix + colon


def set_attribute(tag: bytes, name: bytes, value: bytes) -> bytes:
    """Return the start tag with the attribute set; all else in it stays."""
    for found in _ATTRIBUTE.finditer(tag):
        if found[1] == name:
            return tag[: found.start(2)] + b'"' + value + b'"' + tag[found.end(2) :]
    close = -2 if tag.endswith(b"/>") else -1
    return tag[:close].rstrip() + b" " + name + b'="' + value + b'"' + tag[close:]


def drop_attributes(tag: bytes, names: frozenset[bytes]) -> bytes:
    """Return the start tag without these attributes; all else in it stays."""
    return _ATTRIBUTE.sub(lambda found: b"" if found[1] in names else found[0], tag)

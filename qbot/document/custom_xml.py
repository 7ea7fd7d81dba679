"""The data that content controls are bound to: one text in a custom XML part changes together with its control."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape

from qbot.document.controls import Binding
from qbot.document.package import read_relations
from qbot.ooxml.archive import Archive
from qbot.ooxml.splice import (
    Element,
    Splice,
    SpliceError,
    apply_splices,
    decode_part,
    find_elements,
    find_end,
    find_tag_end,
    make_parser,
    run_parser,
)

_PREFIX = re.compile(r"xmlns:([^\s=]+)=[\"']([^\"']*)[\"']")
_STEP = re.compile(r"(?:([^\s:/@\[\]]+):)?([^\s:/@\[\]]+)(?:\[([0-9]+)\])?")


class UnboundError(ValueError):
    """The data of a control that cannot be changed; `str()` says why."""


def find_store(archive: Archive, parts: tuple[str, ...], store: str) -> str:
    """Return the custom XML part with that item id; UnboundError where the data is kept elsewhere."""
    for part in parts:
        for kind, name in read_relations(archive, part):
            if kind == "customXmlProps" and archive.holds(name):
                items = find_elements(decode_part(archive.read(name)).utf8, frozenset({"datastoreItem"}))
                ids = [value for item in items for key, value in item.attributes.items() if key.endswith("itemID")]
                if store.lower() in (one.lower() for one in ids):
                    return part
    raise UnboundError("the content control is bound to data that qbot does not change, such as a document property")


def write_binding(data: bytes, binding: Binding) -> bytes:
    """Return the custom XML part with the binding's text at its path; UnboundError where it has no such element."""
    part = decode_part(data)
    prefixes = dict(_PREFIX.findall(binding.prefixes))
    found = _find_element(part.utf8, _parse_path(binding.path, prefixes))
    text = escape(binding.text).encode()
    if found.is_closed:
        tag = part.utf8[found.start : found.end]
        name = re.match(rb"<([^\s/>]+)", tag)
        assert name is not None
        new = tag[:-2].rstrip() + b">" + text + b"</" + name[1] + b">"
        return part.encode(apply_splices(part.utf8, [Splice(found.start, found.end, new)]))
    if b"<" in part.utf8[found.tag_end : found.content_end]:
        raise UnboundError("the content control is bound to an element that holds others")
    return part.encode(apply_splices(part.utf8, [Splice(found.tag_end, found.content_end, text)]))


def _parse_path(path: str, prefixes: Mapping[str, str]) -> list[tuple[str, int]]:
    """Return (name as the parser gives it, number from 1) of each step of a plain absolute path."""
    steps = []
    for step in path.strip().lstrip("/").split("/"):
        found = _STEP.fullmatch(step)
        if found is None or (found[1] and found[1] not in prefixes):
            raise UnboundError(f"the content control is bound by a path that qbot does not follow: {path}")
        space = prefixes[found[1]] if found[1] else ""
        steps.append((f"{space} {found[2]}" if space else found[2], int(found[3] or 1)))
    return steps


def _find_element(utf8: bytes, steps: list[tuple[str, int]]) -> Element:
    """Return the element at the path."""
    parser = make_parser()
    counts: list[dict[str, int]] = [{}]
    matched: list[bool] = []
    opened: list[int] = []
    found: list[Element] = []

    def start(name: str, _: dict[str, str]) -> None:
        number = counts[-1][name] = counts[-1].get(name, 0) + 1
        depth = len(matched)
        fits = depth < len(steps) and steps[depth] == (name, number) and all(matched)
        matched.append(fits)
        counts.append({})
        opened.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        begin = opened.pop()
        counts.pop()
        if all(matched) and len(matched) == len(steps):
            tag_end = find_tag_end(utf8, begin)
            found.append(Element(name, {}, begin, tag_end, *find_end(utf8, parser.CurrentByteIndex, tag_end)))
        matched.pop()

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        run_parser(parser, utf8)
    except SpliceError as error:
        raise UnboundError(f"the data that the content control is bound to is damaged: {error}") from error
    if not found:
        raise UnboundError("the content control is bound to data that is not there")
    return found[0]

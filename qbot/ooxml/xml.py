"""XML parts, read safely: no document type, no entity, no outside address, and no more depth than Office writes."""

from __future__ import annotations

import io
import posixpath
from collections.abc import Iterator, Sequence
from xml.parsers import expat

from lxml import etree
from msgspec import Struct

from qbot.errors import UnreadableError
from qbot.ooxml.archive import Archive
from qbot.ooxml.kinds import SEND_AGAIN

_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


class DamagedPartError(UnreadableError):
    """A part of the package is not well-formed XML, or holds what no Office program writes."""


class _RootFoundError(Exception):
    """The root element has begun: all that may come before it was seen."""


class Relationship(Struct, frozen=True):
    """A relationship of a part: its id, the last word of its type, and the part it leads to (None: outside)."""

    id: str
    kind: str
    target: str | None


def find_root(archive: Archive, name: str, data: bytes) -> tuple[str, str]:
    """Return (namespace, local name) of the root element; DamagedPartError where a document type is declared.

    The parser itself refuses it, so that no encoding hides it.
    """
    root: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise _damaged(archive, name, "it declares a document type, which Office files never do")

    def stop(tag: str, _attributes: dict[str, str]) -> None:
        root.append(tag)
        raise _RootFoundError

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = stop
    try:
        parser.Parse(data, True)
    except _RootFoundError:
        pass
    except (expat.ExpatError, ValueError, LookupError) as error:  # LookupError: an encoding nobody knows
        raise _damaged(archive, name, "it is not well-formed XML") from error
    namespace, _, local = root[0].rpartition(" ")
    return namespace, local


def parse_part(archive: Archive, name: str) -> etree._Element:
    """Return the root element of a part; DamagedPartError where it is not well-formed or not safe."""
    data = archive.read(name)
    find_root(archive, name, data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(archive, name, "it is not well-formed XML") from error


def find_namespace(element: etree._Element) -> str:
    """Return the namespace of an element; empty where it has none."""
    return etree.QName(element).namespace or ""


def iterate_part(archive: Archive, name: str, data: bytes, tags: Sequence[str]) -> Iterator[etree._Element]:
    """Yield the elements of these tags as they end, in order; the caller clears what it no longer needs."""
    try:
        yield from (
            element
            for _, element in etree.iterparse(
                io.BytesIO(data),
                events=("end",),
                tag=tuple(tags),
                resolve_entities=False,
                no_network=True,
                load_dtd=False,
                huge_tree=False,
                remove_comments=True,
                remove_pis=True,
            )
        )
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise _damaged(archive, name, "it is not well-formed XML") from error


def read_relationships(archive: Archive, part: str) -> dict[str, Relationship]:
    """Return the relationships of a part by id; a target is a member name, or None outside the package."""
    folder, base = posixpath.split(part)
    name = posixpath.join(folder, "_rels", f"{base}.rels")
    if not archive.holds(name):
        return {}
    found: dict[str, Relationship] = {}
    for element in parse_part(archive, name).iter(_RELATIONSHIP):
        identifier, kind = element.get("Id", ""), element.get("Type", "").rpartition("/")[2]
        target = None if element.get("TargetMode") == "External" else _resolve(folder, element.get("Target", ""))
        found[identifier] = Relationship(identifier, kind, target if target and archive.holds(target) else None)
    return found


def _resolve(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)


def _damaged(archive: Archive, name: str, reason: str) -> DamagedPartError:
    return DamagedPartError(archive.file, reason, SEND_AGAIN, place=f"part {name}")

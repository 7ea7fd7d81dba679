"""The parts of a Word file: which is the document, its styles and lists, and what the file says of itself."""

from __future__ import annotations

import posixpath
from urllib.parse import unquote

from msgspec import Struct, field

from qbot.document.body import Body
from qbot.document.body_reader import read_body
from qbot.document.numbering import Numbering, read_numbering
from qbot.document.open_parts import BodyError
from qbot.document.styles import ParagraphStyle, read_styles
from qbot.errors import UnreadableError
from qbot.ooxml.archive import Archive
from qbot.ooxml.splice import Element, PartText, SpliceError, decode_part, find_elements

_REMEDY = "Open it in Word or LibreOffice and save it again as .docx"
_MAX_SIDE_PART = 32 * 1024 * 1024
_KINDS = {
    "spreadsheetml": ("it is a workbook under a wrong name", "Give it the ending .xlsx"),
    "presentationml": ("it is a presentation, not a questionnaire", "Ask for a document or a workbook"),
}
_PROTECTIONS = {
    "readOnly": "The document is protected as read-only.",
    "forms": "The document is protected: Word lets people fill only its form fields.",
    "trackedChanges": "The document is protected: Word keeps every change as a tracked one.",
    "comments": "The document is protected: Word allows only comments.",
}


class WordFile(Struct, frozen=True):
    """A Word file that was read: the name and text of its document part, what is in it, and notes for a person."""

    main: str
    part: PartText
    archive: Archive
    body: Body
    styles: dict[str, ParagraphStyle] = field(default_factory=dict)
    numbering: Numbering = field(default_factory=Numbering)
    is_signed: bool = False
    custom_parts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def read_word_file(archive: Archive) -> WordFile:
    """Return the body, styles and lists of a Word file; UnreadableError where it is damaged or no Word document."""
    try:
        return _read_package(archive)
    except (SpliceError, BodyError, KeyError) as error:
        cause = f"its part {error} is missing" if isinstance(error, KeyError) else str(error)
        raise UnreadableError(archive.file, f"the document cannot be read: {cause}", _REMEDY) from error


def _read_package(archive: Archive) -> WordFile:
    main = _find_main(archive)
    part = decode_part(archive.read(main))
    relations = [(kind, name) for kind, name in read_relations(archive, main) if archive.holds(name)]
    related = dict(relations)
    styles = related.get("styles")
    lists = related.get("numbering")
    signed = any(name.lower().startswith("_xmlsignatures/") for name in archive.names)
    notes = _find_notes(archive, related.get("settings"))
    if signed:
        notes.append("The document is signed; any answer breaks the signature.")
    return WordFile(
        main=main,
        part=part,
        body=read_body(part.utf8),
        styles=read_styles(_read_side(archive, styles)) if styles else {},
        numbering=read_numbering(_read_side(archive, lists)) if lists else Numbering(),
        is_signed=signed,
        custom_parts=tuple(name for kind, name in relations if kind == "customXml"),
        notes=tuple(notes),
        archive=archive,
    )


def _find_main(archive: Archive) -> str:
    """Return the name of the document part: what the package's relations point to."""
    for kind, name in read_relations(archive, ""):
        if kind == "officeDocument":
            found = _find_member(archive, name)
            for word, (reason, remedy) in _KINDS.items():
                if word in _find_content_type(archive, found):
                    raise UnreadableError(archive.file, reason, remedy)
            return found
    raise BodyError("the package names no document")


def _find_member(archive: Archive, name: str) -> str:
    """Return the member's own spelling of a part name: part names are compared without regard to case."""
    if archive.holds(name):
        return name
    return next((own for own in archive.names if own.lower() == name.lower()), name)


def read_relations(archive: Archive, part: str) -> list[tuple[str, str]]:
    """Return (last word of the kind, member name) of each relation of a part to another part of the package."""
    folder, _, name = part.rpartition("/")
    rels = _find_member(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if not archive.holds(rels):
        return []
    return [
        (one.attributes.get("Type", "").rpartition("/")[2], _resolve(folder, one.attributes.get("Target", "")))
        for one in _find(archive, rels, "Relationship")
        if one.attributes.get("TargetMode") != "External"
    ]


def _resolve(folder: str, target: str) -> str:
    target = unquote(target)
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))


def _find_content_type(archive: Archive, name: str) -> str:
    types = _find_member(archive, "[Content_Types].xml")
    if not archive.holds(types):
        return ""
    kinds = {one.attributes.get("PartName", "").lstrip("/").lower(): one for one in _find(archive, types, "Override")}
    return kinds[name.lower()].attributes.get("ContentType", "") if name.lower() in kinds else ""


def _find_notes(archive: Archive, settings: str | None) -> list[str]:
    if settings is None:
        return []
    for one in _find(archive, settings, "documentProtection"):
        values = {key.rpartition(" ")[2]: value for key, value in one.attributes.items()}
        if values.get("enforcement", "0") in {"1", "true", "on"} and values.get("edit") in _PROTECTIONS:
            return [_PROTECTIONS[values["edit"]]]
    return []


def _find(archive: Archive, member: str, name: str) -> list[Element]:
    return find_elements(_read_side(archive, member), frozenset({name}))


def _read_side(archive: Archive, member: str) -> bytes:
    if archive.size(member) > _MAX_SIDE_PART:
        raise BodyError(f"its part {member} is larger than {_MAX_SIDE_PART >> 20} MB")
    return decode_part(archive.read(member)).utf8

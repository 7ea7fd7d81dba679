"""Documents that answers refer to by number ("See Appendix 3, NAME"): how they are named, found in texts and zipped."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import PurePath
from typing import Any, Protocol

from msgspec.structs import replace

from qbot.model.knowledge import Disclosure, Entry

INDEX = "Index.txt"
_NAMED = re.compile(r"\bsee appendix (\d{1,5}), ", re.IGNORECASE)
_BETWEEN = "; "  # as the names of evidence stand in one cell
_BRACKETS = re.compile(r"^(?P<name>.*?)\s*\((?P<inside>[^()]+)\)$")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_THEN = (1980, 1, 1, 0, 0, 0)  # the same documents make the same bytes
Described = dict[str, Any]  # Any: a document as a manifest lists it


class Numbered(Protocol):
    """A document with the number that answers name it by."""

    @property
    def number(self) -> int:
        """Its number."""

    @property
    def title(self) -> str:
        """Its title."""

    @property
    def disclosure(self) -> str:
        """Who may have it."""


def name_appendices(entries: Sequence[Entry], documents: Sequence[Numbered]) -> Sequence[Entry]:
    """Return the entries with each attachment that is a document of ours named by its number and title.

    An attachment is known by the document's title, also where it says in brackets which document it stands in. An
    internal document is named nowhere.
    """
    known = {_fold(one.title): one for one in documents if one.disclosure != Disclosure.INTERNAL}
    if not known:
        return entries
    return [replace(one, attachments=_name(one.attachments, known)) if one.attachments else one for one in entries]


def find_numbers(texts: Iterable[str]) -> tuple[int, ...]:
    """Return the numbers of the appendices that texts refer to, in order."""
    return tuple(sorted({int(hit[1]) for text in texts for hit in _NAMED.finditer(text)}))


def join_reference(text: str, document: Numbered, *, of_evidence: bool) -> str:
    """Return a cell's text with the reference to a document; a bare name among evidence becomes the reference."""
    reference = refer_to(document)
    if not of_evidence:
        return "\n".join(filter(None, (text, reference)))
    named = _name(text.split(_BETWEEN), {_fold(document.title): document})
    return _BETWEEN.join(dict.fromkeys(one for one in (*named, reference) if one.strip()))


def write_zip(given: Sequence[Described], read: Callable[[Described], bytes]) -> bytes:
    """Return a zip of documents with an index; `read` gives the bytes of each."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        names = [_name_file(one) for one in given]
        _put(target, INDEX, _write_index(given, names).encode())
        for one, name in zip(given, names, strict=True):
            _put(target, name, read(one))
    return made.getvalue()


def _name(attachments: Sequence[str], known: Mapping[str, Numbered]) -> tuple[str, ...]:
    named = []
    for text in attachments:
        bracketed = _BRACKETS.match(text)
        wanted = (text, bracketed["name"], bracketed["inside"]) if bracketed else (text,)
        found = next((known[_fold(one)] for one in wanted if _fold(one) in known), None)
        named.append(refer_to(found) if found is not None else text)
    return tuple(dict.fromkeys(named))


def refer_to(document: Numbered) -> str:
    """Return the words by which a cell names a document."""
    return f"See Appendix {document.number}, {document.title}"


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name_file(one: Described) -> str:
    stem = _UNSAFE.sub("-", f"Appendix {one['number']} - {one['title']}").strip(". ")[:120]
    return f"{stem}{PurePath(one['file_name']).suffix}"


def _write_index(given: Sequence[Described], names: Sequence[str]) -> str:
    lines = []
    for one, name in zip(given, names, strict=True):
        lines += [f"Appendix {one['number']}: {one['title']}", f"  file: {name}"]
        told = (("version", one["version"]), ("valid until", one["valid_until"]), ("SHA-256", one["sha256"]))
        lines += [f"  {key}: {value}" for key, value in told if value]
        lines += ["  under NDA"] if one["disclosure"] == Disclosure.NDA else []
    return "\n".join((*lines, ""))


def _put(target: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _THEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    target.writestr(entry, data)

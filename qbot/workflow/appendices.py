"""Appendices: documents that answers refer to by number ("See Appendix 3, NAME"), and the zip of an export."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePath

from qbot.model.knowledge import Disclosure, Entry
from qbot.store.blobs import read_blob
from qbot.store.documents import DocumentRecord
from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.workflow.refusals import NotFoundError

INDEX = "Index.txt"
_NAMED = re.compile(r"\bsee appendix (\d{1,5}), ", re.IGNORECASE)
_BETWEEN = "; "  # as the names of evidence stand in one cell
_BRACKETS = re.compile(r"^(?P<name>.*?)\s*\((?P<inside>[^()]+)\)$")
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_THEN = (1980, 1, 1, 0, 0, 0)  # the same documents make the same bytes


def name_appendices(entries: Sequence[Entry], documents: Sequence[DocumentRecord]) -> Sequence[Entry]:
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


def join_reference(text: str, document: DocumentRecord, *, of_evidence: bool) -> str:
    """Return a cell's text with the reference to a document; a bare name among evidence becomes the reference."""
    reference = _refer(document)
    if not of_evidence:
        return "\n".join(filter(None, (text, reference)))
    named = _name(text.split(_BETWEEN), {_fold(document.title): document})
    return _BETWEEN.join(dict.fromkeys(one for one in (*named, reference) if one.strip()))


def tell_missing(number: int, documents: Sequence[DocumentRecord], *, under_nda: bool, today: date) -> str:
    """Return why an appendix may not go along, empty where it may."""
    found = next((one for one in documents if one.number == number), None)
    if found is None or found.disclosure == Disclosure.INTERNAL:
        return f"Appendix {number} is not given out (any more)"
    if found.has_ended(today):
        return f"Appendix {number}, {found.title}, ended on {found.valid_until}; replace it under Trust centre"
    if found.disclosure == Disclosure.NDA and not under_nda:
        told = f"Appendix {number}, {found.title}, is given under NDA, and no NDA in force is recorded here"
        return f"{told}; record it in the details of the questionnaire"
    return ""


def describe_appendices(
    texts: Iterable[str], documents: Sequence[DocumentRecord], *, under_nda: bool, today: date
) -> Document:
    """Return the `appendices` that go along with these texts, and why others that they name are `left_out`."""
    given, left_out = [], []
    for number in find_numbers(texts):
        why = tell_missing(number, documents, under_nda=under_nda, today=today)
        if why:
            left_out.append(why)
            continue
        one = next(each for each in documents if each.number == number)
        keys = ("number", "title", "version", "valid_until", "disclosure", "sha256", "file_name")
        given.append({key: getattr(one, key) for key in keys})
    return {"appendices": given, "left_out": left_out}


def make_zip(reading: Reading, manifest: Mapping[str, object]) -> bytes:
    """Return the appendices of an export with an index; NotFoundError where it has none."""
    given = manifest.get("appendices")
    if not isinstance(given, list) or not given:
        raise NotFoundError("file of an export", "appendices")
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        names = [_name_file(one) for one in given]
        _put(target, INDEX, _write_index(given, names).encode())
        for one, name in zip(given, names, strict=True):
            data = read_blob(reading, one["sha256"])
            if data is None:
                raise NotFoundError("file", name)
            _put(target, name, data)
    return made.getvalue()


def _name(attachments: Sequence[str], known: Mapping[str, DocumentRecord]) -> tuple[str, ...]:
    named = []
    for text in attachments:
        bracketed = _BRACKETS.match(text)
        wanted = (text, bracketed["name"], bracketed["inside"]) if bracketed else (text,)
        found = next((known[_fold(one)] for one in wanted if _fold(one) in known), None)
        named.append(_refer(found) if found is not None else text)
    return tuple(dict.fromkeys(named))


def _refer(document: DocumentRecord) -> str:
    return f"See Appendix {document.number}, {document.title}"


def _fold(text: str) -> str:
    return " ".join(text.split()).casefold()


def _name_file(one: Document) -> str:
    stem = _UNSAFE.sub("-", f"Appendix {one['number']} - {one['title']}").strip(". ")[:120]
    return f"{stem}{PurePath(one['file_name']).suffix}"


def _write_index(given: Sequence[Document], names: Sequence[str]) -> str:
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

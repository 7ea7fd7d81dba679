"""Documents that are given out: kept with level, version, last good day and hash, and numbered for good."""

from __future__ import annotations

from datetime import date
from pathlib import PurePath

from msgspec import Struct

from qbot.model.knowledge import Disclosure
from qbot.store.audit import EventFacts
from qbot.store.blobs import keep_blob, read_blob
from qbot.store.documents import (
    DocumentRecord,
    add_document,
    find_document,
    find_next_number,
    list_documents,
    retire_document,
)
from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.plain_texts import read_line
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.uploading import clean_file_name

_TYPES = {".pdf": "application/pdf", ".zip": "application/zip", ".txt": "text/plain; charset=utf-8"}


class DocumentDetails(Struct, frozen=True):
    """What a person says of a document beside its file."""

    title: str
    version: str = ""
    disclosure: str = Disclosure.NDA
    valid_until: str = ""


class GivenFile(Struct, frozen=True):
    """A file as it is handed out."""

    name: str
    data: bytes
    media: str


def keep_document(
    desk: Desk, *, file_name: str, data: bytes, details: DocumentDetails, replaces: str = "", by: str
) -> Document:
    """Keep a document, or a new version of the one that it `replaces`, whose number it takes; return it."""
    name = clean_file_name(file_name)
    if not data:
        raise RefusedError(f"{name} is empty. Choose the document")
    checked = check_details(details)
    with desk.store.change(at=desk.now(), by=by) as change:
        before = find_document(change, replaces) if replaces else None
        if replaces and (before is None or before.retired):
            raise NotFoundError("document", replaces)
        require_free_title(change, checked.title, number=before.number if before is not None else None)
        record = DocumentRecord(
            id=desk.make_id(),
            number=before.number if before is not None else find_next_number(change),
            title=checked.title,
            version=checked.version,
            disclosure=checked.disclosure,
            valid_until=checked.valid_until or None,
            file_name=name,
            sha256=keep_blob(change, data),
            retired=False,
            at=change.at,
            by=by,
        )
        add_document(change, record)
        told = {"number": record.number, "title": record.title, "version": record.version, "sha256": record.sha256}
        detail = {**told, "disclosure": record.disclosure, "valid_until": record.valid_until, "replaces": replaces}
        change.record(EventFacts("document", detail))
    return show_document(record, today=desk.today())


def require_free_title(reading: Reading, title: str, *, number: int | None) -> None:
    """Raise RefusedError where a document of another number than this has the title."""
    same = next((one for one in list_documents(reading) if one.title.casefold() == title.casefold()), None)
    if same is not None and same.number != number:
        raise RefusedError(f"There is a document “{same.title}” already. Replace that one, or give another title")


def withdraw_document(desk: Desk, document_id: str, *, by: str) -> Document:
    """Give a document out no more, and return it; what was sent with it stays known."""
    with desk.store.change(at=desk.now(), by=by) as change:
        found = find_document(change, document_id)
        if found is None or found.retired:
            raise NotFoundError("document", document_id)
        retire_document(change, document_id)
        change.record(EventFacts("document_withdrawn", {"number": found.number, "title": found.title}))
    return show_document(found, today=desk.today())


def list_named_documents(desk: Desk, *, today: date) -> list[DocumentRecord]:
    """Return the documents that the public page names: those that hold, and that may leave the company at all."""
    with desk.store.read() as reading:
        found = list_documents(reading)
    return [one for one in found if one.disclosure != Disclosure.INTERNAL and not one.has_ended(today)]


def read_public_document(desk: Desk, document_id: str) -> GivenFile:
    """Return a document that everybody may have; NotFoundError for any other, whether it is there or not."""
    with desk.store.read() as reading:
        found = find_document(reading, document_id)
        public = found is not None and not found.retired and found.disclosure == Disclosure.PUBLIC
        data = read_blob(reading, found.sha256) if found is not None and public else None
    if found is None or data is None or found.has_ended(desk.today()):
        raise NotFoundError("document", document_id)
    return make_given(found, data)


def read_own_document(desk: Desk, document_id: str) -> GivenFile:
    """Return a document for the reviewer, in whatever version."""
    with desk.store.read() as reading:
        found = find_document(reading, document_id)
        data = read_blob(reading, found.sha256) if found is not None else None
    if found is None or data is None:
        raise NotFoundError("document", document_id)
    return make_given(found, data)


def make_given(record: DocumentRecord, data: bytes) -> GivenFile:
    """Return a document's file as it is handed out: never to be shown in place of a page."""
    media = _TYPES.get(PurePath(record.file_name).suffix.lower(), "application/octet-stream")
    return GivenFile(record.file_name, data, media)


def show_document(record: DocumentRecord, *, today: date) -> Document:
    """Return a document as pages show it."""
    return {
        "id": record.id,
        "number": record.number,
        "title": record.title,
        "version": record.version,
        "disclosure": record.disclosure,
        "valid_until": record.valid_until,
        "ended": record.has_ended(today),
        "file_name": record.file_name,
        "sha256": record.sha256,
        "at": record.at,
        "by": record.by,
    }


def check_details(details: DocumentDetails) -> DocumentDetails:
    """Return what is said of a document, tidied; RefusedError where it cannot be meant."""
    if details.disclosure not in set(Disclosure):
        raise RefusedError("Say who may have the document: everybody, those under NDA, or nobody outside")
    day = details.valid_until.strip()
    if day:
        try:
            day = date.fromisoformat(day).isoformat()
        except ValueError as error:
            raise RefusedError(f"The last good day “{day[:40]}” is no day. Write it as 2026-05-31") from error
    title = read_line(details.title, "title", most=200)
    return DocumentDetails(title, read_line(details.version, "version", most=60, needed=False), details.disclosure, day)

"""Changing what is said of a document that is given out, and giving out again one that was withdrawn."""

from __future__ import annotations

import hashlib

from msgspec import Struct
from msgspec.structs import replace

from qbot.store.audit import EventFacts
from qbot.store.documents import DocumentRecord, find_document, list_documents, list_withdrawn, save_document
from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, check_details, require_free_title, show_document
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError

_DETAILS = ("title", "version", "disclosure", "valid_until")


class DetailChanges(Struct, frozen=True):
    """What is to be said of a document from now on; None leaves it as it is."""

    title: str | None = None
    version: str | None = None
    disclosure: str | None = None
    valid_until: str | None = None


def mark_document(record: DocumentRecord) -> str:
    """Return what tells whether a document is still as somebody saw it."""
    told = "\n".join(str(getattr(record, name)) for name in ("id", *_DETAILS, "sha256", "retired"))
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def show_marked(record: DocumentRecord, desk: Desk) -> Document:
    """Return a document as pages and clients see it that may change it: with its `mark`."""
    return {**show_document(record, today=desk.today()), "mark": mark_document(record)}


def find_marked(desk: Desk, document_id: str) -> Document:
    """Return a version of a document as it may be changed; NotFoundError where there is none."""
    with desk.store.read() as reading:
        found = find_document(reading, document_id)
    if found is None:
        raise NotFoundError("document", document_id)
    return show_marked(found, desk)


def list_to_change(desk: Desk) -> Document:
    """Return the `documents` that are given out, and the last versions of those that were `withdrawn`."""
    with desk.store.read() as reading:
        given, withdrawn = list_documents(reading), list_withdrawn(reading)
    return {
        "documents": [show_marked(one, desk) for one in given],
        "withdrawn": [show_marked(one, desk) for one in withdrawn],
    }


def change_document(desk: Desk, document_id: str, changes: DetailChanges, *, seen: str, by: str) -> Document:
    """Change level, name, version or last good day of a document, whose file stays; return it.

    `seen` is the mark of the document as it was seen: ConflictError where it is another by now. Links that lead to it
    lead to it still, as far as its new level and its new last day let them.
    """
    with desk.store.change(at=desk.now(), by=by) as change:
        record = _require_current(change, document_id)
        if seen != mark_document(record):
            raise ConflictError("the document", record.by, {"document": show_marked(record, desk)})
        said = check_details(_fill_in(record, changes))
        require_free_title(change, said.title, number=record.number)
        made = replace(
            record,
            title=said.title,
            version=said.version,
            disclosure=said.disclosure,
            valid_until=said.valid_until or None,
        )
        if made == record:
            raise RefusedError("Nothing was changed. Change the title, the version, the level or the last good day")
        made = replace(made, at=change.at, by=by)
        save_document(change, made)
        before, after = ({name: getattr(one, name) or "" for name in _DETAILS} for one in (record, made))
        change.record(EventFacts("document_changed", {"number": made.number, "before": before, "after": after}))
    return show_marked(made, desk)


def give_again(desk: Desk, document_id: str, *, by: str) -> Document:
    """Give out again a document that was withdrawn, under its number; return it."""
    with desk.store.change(at=desk.now(), by=by) as change:
        found = next((one for one in list_withdrawn(change) if one.id == document_id), None)
        if found is None:
            raise NotFoundError("withdrawn document", document_id)
        require_free_title(change, found.title, number=found.number)
        made = replace(found, retired=False, at=change.at, by=by)
        save_document(change, made)
        change.record(EventFacts("document_again", {"number": made.number, "title": made.title}))
    return show_marked(made, desk)


def _require_current(reading: Reading, document_id: str) -> DocumentRecord:
    """Return a document that is given out; ConflictError where a newer version has replaced it since."""
    found = find_document(reading, document_id)
    if found is not None and not found.retired:
        return found
    newer = next((one for one in list_documents(reading) if found is not None and one.number == found.number), None)
    if newer is not None:
        raise ConflictError("the document", newer.by, {"document": {"id": newer.id, "version": newer.version}})
    raise NotFoundError("document", document_id)


def _fill_in(record: DocumentRecord, changes: DetailChanges) -> DocumentDetails:
    said = {name: getattr(record, name) or "" for name in _DETAILS}
    wanted = {name: getattr(changes, name) for name in _DETAILS}
    return DocumentDetails(**{name: said[name] if wanted[name] is None else wanted[name] for name in _DETAILS})

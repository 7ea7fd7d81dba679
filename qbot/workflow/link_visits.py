"""Visits by a personal link: what it leads to, each visit recorded, and one answer for all that lead nowhere."""

from __future__ import annotations

from datetime import timedelta

from msgspec import Struct

from qbot.model.knowledge import Disclosure
from qbot.store.audit import EventFacts
from qbot.store.blobs import read_blob
from qbot.store.documents import DocumentRecord, list_documents
from qbot.store.requests import LinkRecord, UseRecord, add_use, count_uses_since, find_link
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.disclosing import is_in_force
from qbot.workflow.documents import GivenFile, make_given
from qbot.workflow.granting import hash_token, require_request
from qbot.workflow.refusals import NotFoundError
from qbot.workflow.requesting import STRANGER
from qbot.workflow.turned_away import VISITS, note_turned_away

_MOST_AN_HOUR = 200


class Visit(Struct, frozen=True):
    """What a link leads to: whose it is, until when, and the documents."""

    company: str
    expires_at: str
    documents: tuple[DocumentRecord, ...]


class DeadLinkError(NotFoundError):
    """The link leads nowhere: it never did, it was revoked, or it is over; which of these is not told."""

    code = "dead_link"

    def __init__(self) -> None:
        super().__init__("link", "")
        self.args = ("This link does not work, or does not work any more. Ask for the documents again.",)


def open_link(desk: Desk, token: str) -> Visit:
    """Return what a link leads to; DeadLinkError where it leads nowhere."""
    link = _find(desk, token)
    with desk.store.change(at=desk.now(), by=STRANGER) as change:
        outcome, shown = _look(desk, change, link)
        company = require_request(change, link.request_id).company
        _record(desk, change, link, outcome or "opened", None)
    if outcome:
        raise DeadLinkError
    return Visit(company, link.expires_at, tuple(shown))


def download_by_link(desk: Desk, token: str, document_id: str) -> GivenFile:
    """Return a document's file; DeadLinkError where the link does not lead to it."""
    link = _find(desk, token)
    with desk.store.change(at=desk.now(), by=STRANGER) as change:
        outcome, shown = _look(desk, change, link)
        wanted = next((one for one in shown if one.id == document_id), None)
        data = read_blob(change, wanted.sha256) if wanted is not None else None
        done = outcome or ("downloaded" if data is not None else "gone")
        _record(desk, change, link, done, wanted.id if wanted is not None else None)
    if outcome or wanted is None or data is None:
        raise DeadLinkError
    return make_given(wanted, data)


def _find(desk: Desk, token: str) -> LinkRecord:
    with desk.store.read() as reading:
        found = find_link(reading, token_hash=hash_token(token))
        hour = format_time(desk.clock() - timedelta(hours=1))
        often = found is not None and count_uses_since(reading, found.id, since=hour) >= _MOST_AN_HOUR
    if often:
        note_turned_away(desk, VISITS)
    if found is None or often:
        raise DeadLinkError
    return found


def _look(desk: Desk, reading: Reading, link: LinkRecord) -> tuple[str, list[DocumentRecord]]:
    """Return why a link leads nowhere (empty: it does) and the documents that may be had by it today.

    A document that was withdrawn, has ended or became internal since is not among them, nor one under an NDA that is
    over.
    """
    now = find_link(reading, link_id=link.id)
    if now is None or now.revoked_at is not None:
        return "revoked", []
    if now.expires_at < desk.now():
        return "expired", []
    today = desk.today()
    under_nda = is_in_force(require_request(reading, link.request_id).nda_until, today)
    levels = {Disclosure.PUBLIC, *([Disclosure.NDA] if under_nda else [])}
    found = [one for one in list_documents(reading, link.documents) if not one.retired and one.disclosure in levels]
    return "", [one for one in found if not one.has_ended(today)]


def _record(desk: Desk, change: Change, link: LinkRecord, outcome: str, document_id: str | None) -> None:
    add_use(change, UseRecord(desk.make_id(), link.id, change.at, document_id, outcome))
    change.record(EventFacts("link_use", {"link": link.id, "outcome": outcome, "document": document_id}))

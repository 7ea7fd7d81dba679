"""Deciding on requests: granted with an NDA and a personal link, or declined; links are revoked; all of it recorded."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from msgspec import Struct
from msgspec.structs import asdict, replace

from qbot.model.knowledge import Disclosure
from qbot.store.audit import EventFacts
from qbot.store.blobs import drop_unused_blobs, read_blob
from qbot.store.documents import list_documents
from qbot.store.records import Document
from qbot.store.requests import (
    DECLINED,
    GRANTED,
    WAITING,
    LinkRecord,
    RequestRecord,
    add_link,
    count_requests,
    drop_request,
    find_link,
    find_request,
    list_links,
    list_requests,
    list_uses,
    revoke_link,
    save_request,
)
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.disclosing import is_in_force
from qbot.workflow.documents import show_document
from qbot.workflow.plain_texts import read_line
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError
from qbot.workflow.uploading import UploadDetails, add_upload

_MOST_DAYS = 365
_MOST_SHOWN = 200


class Grant(Struct, frozen=True):
    """How a request is granted: which documents, for how many days, and the NDA (empty: the one recorded)."""

    documents: Sequence[str]
    days: int
    nda_on: str = ""
    nda_until: str = ""
    take_questionnaire: bool = False


def count_waiting(desk: Desk) -> int:
    """Return how many requests wait for a decision."""
    with desk.store.read() as reading:
        return count_requests(reading, state=WAITING)


def list_all_requests(desk: Desk) -> Document:
    """Return the `requests`, those that wait first, and how many are `waiting`."""
    with desk.store.read() as reading:
        found = list_requests(reading, limit=_MOST_SHOWN)
        titles = {
            one.id: one.title for one in list_documents(reading, [name for one in found for name in one.documents])
        }
        waiting = count_requests(reading, state=WAITING)
    shown = [{**asdict(one), "titles": [titles[name] for name in one.documents if name in titles]} for one in found]
    return {"requests": shown, "waiting": waiting}


def describe_request(desk: Desk, request_id: str) -> Document:
    """Return a request with the `choices` of documents, its `links` and each use of them."""
    with desk.store.read() as reading:
        record = require_request(reading, request_id)
        today, now = desk.today(), desk.now()
        asked = {one.number for one in list_documents(reading, record.documents)}
        choices = [
            {**show_document(one, today=today), "asked": one.number in asked}
            for one in list_documents(reading)
            if one.disclosure != Disclosure.INTERNAL
        ]
        titles = [one.title for one in list_documents(reading, record.documents)]
        links = [_show_link(reading, one, now=now) for one in list_links(reading, request_id)]
    return {**asdict(record), "titles": titles, "choices": choices, "links": links}


def grant_request(desk: Desk, request_id: str, grant: Grant, *, by: str) -> str:
    """Grant a request and return the secret of its personal link, which is kept nowhere; empty where none is needed.

    The questionnaire that came along becomes one to review, which knows the NDA. RefusedError where a document may not
    be given, ConflictError where the request was decided meanwhile.
    """
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_request(change, request_id)
        if record.state != WAITING:
            raise ConflictError("the request", record.decided_by, {})
        recorded = (grant.nda_on, grant.nda_until) if grant.nda_on or grant.nda_until else _tell_nda(record)
        nda_on, nda_until = read_nda(*recorded, today=desk.today())
        titles = _require_givable(change, grant.documents, nda_until, today=desk.today())
        token, link = _make_link(desk, change, record, grant, titles)
        made = _take_questionnaire(desk, change, record, nda_until) if grant.take_questionnaire else None
        if not link and made is None:
            raise RefusedError("Choose a document to give, or take the questionnaire in; or decline the request")
        decided = replace(
            record, state=GRANTED, decided_at=change.at, decided_by=by, nda_on=nda_on, nda_until=nda_until
        )
        save_request(change, replace(decided, questionnaire_id=made))
        detail = {"request": record.id, "link": link, "documents": titles, "nda_on": nda_on, "nda_until": nda_until}
        change.record(EventFacts("grant", detail, questionnaire=made))
    desk.bell.set()
    return token


def decline_request(desk: Desk, request_id: str, *, reason: str, by: str) -> None:
    """Decline a request; the reason is for ourselves."""
    said = read_line(reason, "reason", most=500, needed=False)
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_request(change, request_id)
        if record.state != WAITING:
            raise ConflictError("the request", record.decided_by, {})
        save_request(change, replace(record, state=DECLINED, decided_at=change.at, decided_by=by, reason=said))
        change.record(EventFacts("decline", {"request": record.id, "reason": said}))


def renew_link(desk: Desk, request_id: str, *, days: int, by: str) -> str:
    """Make another link to the same documents, as they are now, and revoke those before; return its secret."""
    with desk.store.change(at=desk.now(), by=by) as change:
        record, links = require_request(change, request_id), list_links(change, request_id)
        if record.state != GRANTED or not links:
            raise RefusedError("Only a request that was granted with documents has a link")
        numbers = {one.number for one in list_documents(change, links[0].documents)}
        ids = [one.id for one in list_documents(change) if one.number in numbers]
        titles = _require_givable(change, ids, record.nda_until, today=desk.today())
        for one in links:
            if one.revoked_at is None:
                revoke_link(change, one.id, at=change.at, by=by)
        token, link = _make_link(desk, change, record, Grant(ids, days), titles)
        change.record(EventFacts("renew_link", {"request": record.id, "link": link, "documents": titles}))
    return token


def revoke(desk: Desk, link_id: str, *, by: str) -> str:
    """Let a link lead nowhere from now on, and return its request; RefusedError where it does already."""
    with desk.store.change(at=desk.now(), by=by) as change:
        link = find_link(change, link_id=link_id)
        if link is None:
            raise NotFoundError("link", link_id)
        if link.revoked_at is not None:
            raise RefusedError(f"The link was revoked already by {link.revoked_by}")
        revoke_link(change, link_id, at=change.at, by=by)
        change.record(EventFacts("revoke_link", {"request": link.request_id, "link": link_id}))
    return link.request_id


def delete_request(desk: Desk, request_id: str, *, by: str) -> None:
    """Delete a request with what was said in it, its file and its links; that there was one stays in the history."""
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_request(change, request_id)
        drop_request(change, request_id)
        drop_unused_blobs(change)
        change.record(EventFacts("delete_request", {"request": record.id, "state": record.state}))
    desk.store.empty_log()


def require_request(reading: Reading, request_id: str) -> RequestRecord:
    """Return a request; NotFoundError where there is none."""
    found = find_request(reading, request_id)
    if found is None:
        raise NotFoundError("request", request_id)
    return found


def hash_token(token: str) -> str:
    """Return what is kept of a link's secret."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _require_givable(change: Change, ids: Sequence[str], nda_until: str | None, *, today: date) -> list[str]:
    """Return the titles of documents that may be given; RefusedError names the first that may not."""
    current = {one.id: one for one in list_documents(change)}
    for name in ids:
        one = current.get(name)
        if one is None or one.disclosure == Disclosure.INTERNAL:
            raise RefusedError("One of the documents is not given out. Look at the request again")
        if one.has_ended(today):
            raise RefusedError(f"“{one.title}” ended on {one.valid_until}. Replace it first")
        if one.disclosure == Disclosure.NDA and not is_in_force(nda_until, today):
            raise RefusedError(f"“{one.title}” is given under NDA only. Record the NDA: since when, and until when")
    return [current[name].title for name in ids]


def read_nda(nda_on: str, nda_until: str, *, today: date) -> tuple[str | None, str | None]:
    """Return the first and the last day of an NDA, both None for none; RefusedError where they cannot be meant."""
    try:
        on, until = (date.fromisoformat(text).isoformat() if text else None for text in (nda_on, nda_until))
    except ValueError as error:
        raise RefusedError("A day of the NDA is no day. Write it as 2026-05-31") from error
    if until is not None and on is None:
        on = today.isoformat()
    if on is not None and (until is None or until < on or on > today.isoformat()):
        raise RefusedError("An NDA begins today or earlier, and has a last day after that. Correct the two days")
    return on, until


def _tell_nda(record: RequestRecord) -> tuple[str, str]:
    return record.nda_on or "", record.nda_until or ""


def _make_link(
    desk: Desk, change: Change, record: RequestRecord, grant: Grant, titles: Sequence[str]
) -> tuple[str, str]:
    """Return the secret and the id of a new link, both empty where no document is given."""
    if not titles:
        return "", ""
    if not 1 <= grant.days <= _MOST_DAYS:
        raise RefusedError(f"A link holds for 1 to {_MOST_DAYS} days")
    token, link = secrets.token_urlsafe(32), desk.make_id()
    until = format_time(datetime.fromisoformat(change.at) + timedelta(days=grant.days))
    made = LinkRecord(link, record.id, hash_token(token), list(grant.documents), change.at, change.by, until)
    add_link(change, made)
    return token, link


def _take_questionnaire(desk: Desk, change: Change, record: RequestRecord, nda_until: str | None) -> str | None:
    data = read_blob(change, record.sha256) if record.sha256 else None
    if data is None:
        return None
    details = UploadDetails(customer=record.company, nda_until=nda_until)
    return add_upload(desk, change, record.file_name, data, details, None).id


def _show_link(reading: Reading, one: LinkRecord, *, now: str) -> Document:
    state = "revoked" if one.revoked_at else ("expired" if one.expires_at < now else "open")
    titles = {found.id: found.title for found in list_documents(reading, one.documents)}
    uses = [
        {"at": use.at, "outcome": use.outcome, "title": titles.get(use.document_id or "", "")}
        for use in list_uses(reading, one.id, limit=_MOST_SHOWN)
    ]
    told = {key: getattr(one, key) for key in ("id", "at", "by", "expires_at", "revoked_at", "revoked_by")}
    return {**told, "state": state, "titles": list(titles.values()), "uses": uses}

"""Requests from outside: somebody asks for documents on the trust centre, perhaps with a questionnaire.

The answer to a request tells nothing of what is known here: whether a company, an address or an earlier request is.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct
from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.model.knowledge import Disclosure
from qbot.sandbox import read_in_child
from qbot.store.audit import EventFacts
from qbot.store.blobs import keep_blob
from qbot.store.requests import WAITING, RequestRecord, add_request, count_requests
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.documents import list_named_documents
from qbot.workflow.plain_texts import read_address, read_line, read_paragraphs
from qbot.workflow.reading_files import keep_as_file
from qbot.workflow.refusals import RefusedError
from qbot.workflow.turned_away import ADDRESS, FULL, note_turned_away
from qbot.workflow.uploading import clean_file_name

STRANGER = "trust centre"
"""Whose name stands on what nobody who is signed in did."""

MOST_BYTES = 16 << 20
_MOST_WAITING, _MOST_A_DAY = 200, 5
_DAY = timedelta(days=1)
_READING = threading.Lock()  # strangers' files are read one at a time


class Asked(Struct, frozen=True):
    """What somebody typed into the form; `documents` are ids."""

    name: str
    company: str
    email: str
    purpose: str
    documents: Sequence[str] = ()


def list_to_request(desk: Desk) -> list[tuple[str, str]]:
    """Return the ids and titles of the documents that must be asked for."""
    named = list_named_documents(desk, today=desk.today())
    return [(one.id, one.title) for one in named if one.disclosure == Disclosure.NDA]


def submit_request(desk: Desk, asked: Asked, *, file_name: str = "", data: bytes = b"") -> None:
    """Keep a request for a person to decide; RefusedError and UnreadableError tell the one who asks what to mend.

    More than a few requests a day from one address, or very many that wait, are not kept, and only counted.
    """
    known = {name for name, _ in list_to_request(desk)}
    wanted = [one for one in dict.fromkeys(asked.documents) if one in known]
    plain = Asked(
        read_line(asked.name, "name", most=200),
        read_line(asked.company, "company", most=200),
        read_address(asked.email),
        read_paragraphs(asked.purpose, "purpose", most=2_000),
    )
    name = _check_file(file_name, data) if data else ""
    if not wanted and not name:
        raise RefusedError("Choose a document, or the questionnaire that you want answered")
    with desk.store.change(at=desk.now(), by=STRANGER) as change:
        limit = _find_limit(change, plain.email, since=format_time(desk.clock() - _DAY))
        if limit:
            change.give_up()
        else:
            _keep(desk, change, replace(plain, documents=wanted), name, data)
    if limit:
        note_turned_away(desk, limit)


def _find_limit(reading: Reading, email: str, *, since: str) -> str:
    """Return the limit by which a request is not kept, empty where it is."""
    if count_requests(reading, since=since, email=email) >= _MOST_A_DAY:
        return ADDRESS
    return FULL if count_requests(reading, state=WAITING) >= _MOST_WAITING else ""


def _keep(desk: Desk, change: Change, asked: Asked, file_name: str, data: bytes) -> None:
    record = RequestRecord(
        id=desk.make_id(),
        at=change.at,
        name=asked.name,
        company=asked.company,
        email=asked.email,
        purpose=asked.purpose,
        documents=list(asked.documents),
        file_name=file_name,
        sha256=keep_blob(change, data) if file_name else None,
    )
    add_request(change, record)
    detail = {"request": record.id, "documents": record.documents, "file": record.sha256, "size": len(data)}
    change.record(EventFacts("request", detail))


def _check_file(file_name: str, data: bytes) -> str:
    """Return the name of a questionnaire that can be read: a limited child process has tried."""
    name = clean_file_name(file_name)
    if len(data) > MOST_BYTES:
        raise RefusedError(f"{name} is larger than {MOST_BYTES >> 20} MB. Send a smaller file")
    if not _READING.acquire(timeout=20):
        raise RefusedError("Many files come in just now. Send it again in a minute")
    try:
        with keep_as_file(name, data) as path:
            read_in_child(path)
    except UnreadableError as error:
        raise RefusedError(f"{name} cannot be read as a questionnaire: {error.reason}. {error.remedy}") from error
    finally:
        _READING.release()
    return name

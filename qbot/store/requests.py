"""Requests for documents, the personal links that were given, and each use of a link."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import func, insert, select, update

from qbot.store.store import Noting, Reading
from qbot.store.tables import access_request, link_use, personal_link

WAITING, GRANTED, DECLINED = "waiting", "granted", "declined"


class RequestRecord(Struct, frozen=True):
    """What somebody asks for; `documents` are their ids, `sha256` a questionnaire that came along."""

    id: str
    at: str
    name: str
    company: str
    email: str
    purpose: str
    documents: list[str]
    file_name: str = ""
    sha256: str | None = None
    state: str = WAITING
    decided_at: str | None = None
    decided_by: str = ""
    reason: str = ""
    nda_on: str | None = None
    nda_until: str | None = None
    questionnaire_id: str | None = None


class LinkRecord(Struct, frozen=True):
    """A personal link to versions of documents."""

    id: str
    request_id: str
    token_hash: str
    documents: list[str]
    at: str
    by: str
    expires_at: str
    revoked_at: str | None = None
    revoked_by: str = ""


class UseRecord(Struct, frozen=True):
    """A use of a link: `opened`, `downloaded`, `expired`, `revoked` or `gone`."""

    id: str
    link_id: str
    at: str
    document_id: str | None
    outcome: str


def add_request(noting: Noting, record: RequestRecord) -> None:
    """Keep a request."""
    noting.connection.execute(insert(access_request).values(**asdict(record)))


def save_request(noting: Noting, record: RequestRecord) -> None:
    """Keep a request as it is now."""
    values = asdict(record)
    noting.connection.execute(update(access_request).where(access_request.c.id == record.id).values(**values))


def find_request(reading: Reading, request_id: str) -> RequestRecord | None:
    """Return a request."""
    row = reading.connection.execute(select(access_request).where(access_request.c.id == request_id)).one_or_none()
    return RequestRecord(*row) if row is not None else None


def list_requests(reading: Reading, *, limit: int) -> list[RequestRecord]:
    """Return the requests, those that wait first and the newest first among them."""
    order = (access_request.c.state != WAITING, access_request.c.at.desc(), access_request.c.id)
    rows = reading.connection.execute(select(access_request).order_by(*order).limit(limit))
    return [RequestRecord(*row) for row in rows]


def count_requests(reading: Reading, *, since: str = "", email: str | None = None, state: str | None = None) -> int:
    """Return how many requests came since a time, from an address, in a state."""
    query = select(func.count()).select_from(access_request).where(access_request.c.at >= since)
    if email is not None:
        query = query.where(func.lower(access_request.c.email) == email.lower())
    if state is not None:
        query = query.where(access_request.c.state == state)
    found: int = reading.connection.execute(query).scalar_one()
    return found


def drop_request(noting: Noting, request_id: str) -> None:
    """Delete a request with its links and their uses."""
    noting.connection.execute(access_request.delete().where(access_request.c.id == request_id))


def add_link(noting: Noting, record: LinkRecord) -> None:
    """Keep a link."""
    noting.connection.execute(insert(personal_link).values(**asdict(record)))


def revoke_link(noting: Noting, link_id: str, *, at: str, by: str) -> None:
    """Let a link lead nowhere from now on."""
    values = {"revoked_at": at, "revoked_by": by}
    noting.connection.execute(update(personal_link).where(personal_link.c.id == link_id).values(**values))


def find_link(reading: Reading, *, link_id: str = "", token_hash: str = "") -> LinkRecord | None:
    """Return a link by its id or by the hash of its secret."""
    named = personal_link.c.id == link_id if link_id else personal_link.c.token_hash == token_hash
    row = reading.connection.execute(select(personal_link).where(named)).one_or_none()
    return LinkRecord(*row) if row is not None else None


def list_links(reading: Reading, request_id: str) -> list[LinkRecord]:
    """Return the links of a request, the newest first."""
    query = select(personal_link).where(personal_link.c.request_id == request_id)
    return [LinkRecord(*row) for row in reading.connection.execute(query.order_by(personal_link.c.at.desc()))]


def add_use(noting: Noting, record: UseRecord) -> None:
    """Keep a use of a link."""
    noting.connection.execute(insert(link_use).values(**asdict(record)))


def list_uses(reading: Reading, link_id: str, *, limit: int) -> list[UseRecord]:
    """Return the uses of a link, the newest first."""
    query = select(link_use).where(link_use.c.link_id == link_id).order_by(link_use.c.at.desc(), link_use.c.id)
    return [UseRecord(*row) for row in reading.connection.execute(query.limit(limit))]


def count_uses_since(reading: Reading, link_id: str, *, since: str) -> int:
    """Return how often a link was used since a time."""
    query = select(func.count()).select_from(link_use).where(link_use.c.link_id == link_id, link_use.c.at >= since)
    found: int = reading.connection.execute(query).scalar_one()
    return found

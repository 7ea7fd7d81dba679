"""Documents that are given out, each version of them a row."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import asdict
from sqlalchemy import func, insert, select, update

from qbot.store.store import Noting, Reading
from qbot.store.tables import document


class DocumentRecord(Struct, frozen=True):
    """A version of a document; a retired one is given out no more, and stays for what was sent with it."""

    id: str
    number: int
    title: str
    version: str
    disclosure: str
    valid_until: str | None
    file_name: str
    sha256: str
    retired: bool
    at: str
    by: str

    def has_ended(self, today: date) -> bool:
        """Tell whether the last good day is over."""
        return self.valid_until is not None and self.valid_until < today.isoformat()


def add_document(noting: Noting, record: DocumentRecord) -> None:
    """Keep a version of a document; the versions before it are retired."""
    noting.connection.execute(update(document).where(document.c.number == record.number).values(retired=True))
    noting.connection.execute(insert(document).values(**asdict(record)))


def save_document(noting: Noting, record: DocumentRecord) -> None:
    """Keep what is said of a version of a document now."""
    noting.connection.execute(update(document).where(document.c.id == record.id).values(**asdict(record)))


def retire_document(noting: Noting, document_id: str) -> None:
    """Give a document out no more."""
    noting.connection.execute(update(document).where(document.c.id == document_id).values(retired=True))


def find_document(reading: Reading, document_id: str) -> DocumentRecord | None:
    """Return a version of a document."""
    row = reading.connection.execute(select(document).where(document.c.id == document_id)).one_or_none()
    return DocumentRecord(*row) if row is not None else None


def list_documents(reading: Reading, ids: Sequence[str] | None = None) -> list[DocumentRecord]:
    """Return the documents as they are given out now, by their numbers; of `ids`, those versions, retired or not."""
    query = select(document).order_by(document.c.number)
    query = query.where(document.c.retired.is_(False)) if ids is None else query.where(document.c.id.in_(list(ids)))
    return [DocumentRecord(*row) for row in reading.connection.execute(query)]


def list_withdrawn(reading: Reading) -> list[DocumentRecord]:
    """Return the last version of each document that is given out no more, by their numbers."""
    current = select(document.c.number).where(document.c.retired.is_(False))
    query = select(document).where(document.c.number.not_in(current)).order_by(document.c.number, document.c.at)
    return list({row.number: DocumentRecord(*row) for row in reading.connection.execute(query)}.values())


def find_next_number(reading: Reading) -> int:
    """Return the number of the next document; one that was used is never used again."""
    last: int = reading.connection.execute(select(func.coalesce(func.max(document.c.number), 0))).scalar_one()
    return last + 1


def find_documents_mark(reading: Reading) -> str:
    """Return what changes with every change of the documents."""
    query = select(func.count(), func.coalesce(func.max(document.c.at), "")).where(document.c.retired.is_(False))
    count, last = reading.connection.execute(query).one()
    return f"{count} {last}"

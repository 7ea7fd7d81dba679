"""Entries of the knowledge base with all their versions, and the company profile."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import asdict
from sqlalchemy import func, insert, select, update

from qbot.store.records import Document, EntryRecord, EntryVersionRecord
from qbot.store.store import Noting, Reading
from qbot.store.tables import citation, company, entry, entry_version, question, questionnaire, setting

RESTORED = "restored_at"
_AT_ONCE = 500


def save_entries(noting: Noting, records: Sequence[EntryRecord]) -> None:
    """Keep entries as they are now, and their history."""
    known = set(noting.connection.execute(select(entry.c.id)).scalars())
    rows = [asdict(one) for one in records]
    new = [row for row in rows if row["id"] not in known]
    if new:
        noting.connection.execute(insert(entry), new)
    for row in rows:
        if row["id"] in known:
            noting.connection.execute(update(entry).where(entry.c.id == row["id"]).values(**row))
    history = [
        {
            "entry_id": one.id,
            "version": one.version,
            "body": one.body,
            "retired": one.retired,
            "at": one.changed_at,
            "by": one.changed_by,
        }
        for one in records
    ]
    if history:
        noting.connection.execute(insert(entry_version), history)


def list_entries(reading: Reading, *, retired: bool = False) -> list[EntryRecord]:
    """Return the entries in the order of their ids, with the retired ones only where they are wanted."""
    query = select(entry).order_by(entry.c.id)
    if not retired:
        query = query.where(entry.c.retired.is_(False))
    return [EntryRecord(*row) for row in reading.connection.execute(query)]


def find_entry(reading: Reading, entry_id: str) -> EntryRecord | None:
    """Return an entry by its id."""
    row = reading.connection.execute(select(entry).where(entry.c.id == entry_id)).one_or_none()
    return EntryRecord(*row) if row is not None else None


def find_entries(reading: Reading, ids: Sequence[str]) -> dict[str, EntryRecord]:
    """Return the entries with these ids."""
    rows = reading.connection.execute(select(entry).where(entry.c.id.in_(list(ids))))
    return {row[0]: EntryRecord(*row) for row in rows}


def list_entry_versions(reading: Reading, entry_id: str) -> list[EntryVersionRecord]:
    """Return the versions of an entry, the newest first."""
    rows = reading.connection.execute(
        select(
            entry_version.c.version,
            entry_version.c.body,
            entry_version.c.retired,
            entry_version.c.at,
            entry_version.c.by,
        )
        .where(entry_version.c.entry_id == entry_id)
        .order_by(entry_version.c.version.desc())
    )
    return [EntryVersionRecord(*row) for row in rows]


def list_versions(reading: Reading, ids: Sequence[str]) -> dict[str, list[EntryVersionRecord]]:
    """Return the versions of several entries by their ids, the newest first."""
    found: dict[str, list[EntryVersionRecord]] = {}
    for start in range(0, len(ids), _AT_ONCE):
        rows = reading.connection.execute(
            select(entry_version)
            .where(entry_version.c.entry_id.in_(ids[start : start + _AT_ONCE]))
            .order_by(entry_version.c.entry_id, entry_version.c.version.desc())
        )
        for name, *values in rows:
            found.setdefault(name, []).append(EntryVersionRecord(*values))
    return found


# What changes with every change of the knowledge base: entries, the sum of their versions, the company's version, and
# when the store was last brought back from a backup.
LibraryMark = tuple[int, int, int, str]


def find_library_mark(reading: Reading) -> LibraryMark:
    """Return what tells whether the knowledge base is still the one it was."""
    row = reading.connection.execute(select(func.count(), func.coalesce(func.sum(entry.c.version), 0))).one()
    made = reading.connection.execute(select(company.c.version)).scalar_one_or_none()
    restored = reading.connection.execute(
        select(setting.c.value).where(setting.c.name == RESTORED)
    ).scalar_one_or_none()
    return row[0], row[1], made or 0, restored or ""


def find_company(reading: Reading) -> tuple[Document | None, int]:
    """Return the company profile as it stands in a file, with its version (0: there is none)."""
    row = reading.connection.execute(select(company.c.body, company.c.version)).one_or_none()
    return (row[0], row[1]) if row is not None else (None, 0)


def save_company(noting: Noting, body: Document, *, version: int) -> None:
    """Keep the company profile."""
    if version == 1:
        noting.connection.execute(insert(company).values(id=1, body=body, version=version))
    else:
        noting.connection.execute(update(company).values(body=body, version=version))


def list_citing(reading: Reading, ids: Sequence[str]) -> list[tuple[str, list[str]]]:
    """Return the questions whose texts come from one of the entries and are not sent yet, with their badges."""
    citing = select(citation.c.question_id).where(citation.c.entry_id.in_(list(ids)))
    rows = reading.connection.execute(
        select(question.c.id, question.c.badges)
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(question.c.id.in_(citing), question.c.status.in_(["suggested", "edited", "approved"]))
        .where(questionnaire.c.exported_at.is_(None))
    )
    return [(row[0], row[1]) for row in rows]

"""The ledger: what was told to whom, and from which entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import asdict
from sqlalchemy import ColumnElement, Select, func, insert, or_, select, true

from qbot.store.records import SentEntry, SentRecord
from qbot.store.store import Noting, Reading
from qbot.store.tables import sent, sent_entry

_AT_ONCE = 500

# What changes whenever something is added to the ledger or goes from it: how many answers, and the last one's time.
LedgerMark = tuple[int, str]


def add_sent(noting: Noting, records: Sequence[SentRecord]) -> None:
    """Keep answers that were sent."""
    for start in range(0, len(records), _AT_ONCE):
        part = records[start : start + _AT_ONCE]
        rows = [{key: value for key, value in asdict(one).items() if key != "entries"} for one in part]
        noting.connection.execute(insert(sent), rows)
        cited = [
            {"sent_id": one.id, "entry_id": entry.entry, "version": entry.version, "below": entry.below}
            for one in part
            for entry in one.entries
        ]
        if cited:
            noting.connection.execute(insert(sent_entry), cited)


def find_ledger_mark(reading: Reading) -> LedgerMark:
    """Return what tells whether the ledger is still the one it was."""
    row = reading.connection.execute(select(func.count(), func.coalesce(func.max(sent.c.at), ""))).one()
    return row[0], row[1]


def list_sent(reading: Reading, *, customer: str = "", offset: int = 0, limit: int = 1_000_000) -> list[SentRecord]:
    """Return what was told, the last first; with `customer` only to customers or recipients of that name."""
    query = select(sent).order_by(sent.c.at.desc(), sent.c.questionnaire, sent.c.id)
    return _list(reading, query.where(_names(customer)).offset(offset).limit(limit))


def count_sent(reading: Reading, *, customer: str = "") -> int:
    """Return how many answers were told."""
    query = select(func.count()).select_from(sent).where(_names(customer))
    found: int = reading.connection.execute(query).scalar_one()
    return found


def _names(customer: str) -> ColumnElement[bool]:
    """Return the condition that customer or recipient has this in its name; none where it is empty."""
    if not customer:
        return true()
    return or_(*(one.icontains(customer, autoescape=True) for one in (sent.c.customer, sent.c.recipient)))


def list_sent_from(reading: Reading, ids: Iterable[str]) -> list[SentRecord]:
    """Return what was told from any of these entries, or from an answer that rests on one of them, the last first."""
    told = select(sent_entry.c.sent_id).where(sent_entry.c.entry_id.in_(list(ids)))
    return _list(reading, select(sent).where(sent.c.id.in_(told)).order_by(sent.c.at.desc(), sent.c.id))


def _list(reading: Reading, query: Select[tuple[object, ...]]) -> list[SentRecord]:
    rows = reading.connection.execute(query).all()
    entries: dict[str, list[SentEntry]] = {}
    ids = [row._mapping["id"] for row in rows]
    for start in range(0, len(ids), _AT_ONCE):
        found = reading.connection.execute(
            select(sent_entry)
            .where(sent_entry.c.sent_id.in_(ids[start : start + _AT_ONCE]))
            .order_by(sent_entry.c.below, sent_entry.c.entry_id)
        )
        for name, entry, version, below in found:
            entries.setdefault(name, []).append(SentEntry(entry, version, below))
    return [SentRecord(**row._mapping, entries=tuple(entries.get(row._mapping["id"], ()))) for row in rows]

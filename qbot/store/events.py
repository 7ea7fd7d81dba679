"""The audit events, looked up."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import Row, func, null, select

from qbot.store.records import EventRecord
from qbot.store.store import Reading
from qbot.store.tables import event, head, touched

_BRIEF = [column for column in event.c if column.name not in ("detail", "salt", "digest", "hash")]
_COLUMNS = [column for column in event.c if column.name not in ("salt", "digest", "hash")]


def find_operation(reading: Reading, operation: str) -> EventRecord | None:
    """Return the event of a client's operation, None where it was not applied yet."""
    return _find(reading.connection.execute(select(*_COLUMNS).where(event.c.operation == operation)).one_or_none())


def find_event(reading: Reading, seq: int) -> EventRecord | None:
    """Return an event by its number."""
    return _find(reading.connection.execute(select(*_COLUMNS).where(event.c.seq == seq)).one_or_none())


def find_undoable(reading: Reading, questionnaire_id: str, *, by: str, actions: Sequence[str]) -> EventRecord | None:
    """Return the last event of a reviewer in a questionnaire that can be taken back and was not."""
    undone = select(event.c.undoes).where(event.c.undoes.is_not(None))
    row = reading.connection.execute(
        select(*_COLUMNS)
        .where(event.c.questionnaire_id == questionnaire_id, event.c.by == by, event.c.action.in_(actions))
        .where(event.c.seq.not_in(undone))
        .order_by(event.c.seq.desc())
        .limit(1)
    ).one_or_none()
    return _find(row)


def is_undone(reading: Reading, seq: int) -> bool:
    """Tell whether an event was taken back."""
    return reading.connection.execute(select(event.c.seq).where(event.c.undoes == seq)).first() is not None


def list_events(
    reading: Reading, *, after: int = 0, limit: int = 200, questionnaire_id: str | None = None, newest: bool = False
) -> list[EventRecord]:
    """Return events with a number above `after`, the oldest first; with `newest` the last ones, the newest first."""
    query = select(*_COLUMNS).where(event.c.seq > after).limit(limit)
    if questionnaire_id is not None:
        query = query.where(event.c.questionnaire_id == questionnaire_id)
    query = query.order_by(event.c.seq.desc() if newest else event.c.seq)
    return [_make(row) for row in reading.connection.execute(query)]


def list_question_events(reading: Reading, ids: Sequence[str]) -> dict[str, list[EventRecord]]:
    """Return the events that changed questions by their ids, the newest first and without their details."""
    rows = reading.connection.execute(
        select(touched.c.question_id.label("of"), *_BRIEF, null().label("detail"))
        .select_from(touched.join(event, touched.c.seq == event.c.seq))
        .where(touched.c.question_id.in_(list(ids)))
        .order_by(event.c.seq.desc())
    )
    found: dict[str, list[EventRecord]] = {}
    for name, *values in rows:
        found.setdefault(name, []).append(EventRecord(*values))
    return found


def find_version_event(reading: Reading, question_id: str, version: int) -> EventRecord | None:
    """Return the event that made the next version of a question after this one; its detail holds what was before."""
    return _find(
        reading.connection.execute(
            select(*_COLUMNS)
            .join(touched, touched.c.seq == event.c.seq)
            .where(touched.c.question_id == question_id, touched.c.version == version + 1)
        ).one_or_none()
    )


def count_events(reading: Reading) -> int:
    """Return how many events there are, which is the number of the last."""
    count: int = reading.connection.execute(select(func.coalesce(func.max(head.c.events), 0))).scalar_one()
    return count


def _find(row: Row[tuple[object, ...]] | None) -> EventRecord | None:
    return _make(row) if row is not None else None


def _make(row: Row[tuple[object, ...]]) -> EventRecord:
    values = dict(row._mapping)
    detail = values.pop("detail")
    return EventRecord(**values, detail=json.loads(detail) if detail is not None else None)

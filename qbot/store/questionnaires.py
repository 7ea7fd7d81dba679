"""Questionnaires: what was uploaded, for whom, and how it was read."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import asdict
from sqlalchemy import delete, insert, select, update

from qbot.store.records import QuestionnaireRecord
from qbot.store.store import Noting, Reading
from qbot.store.tables import questionnaire

_BRIEF = [column for column in questionnaire.c if column.name not in ("reading", "layout", "receipt")]


def add_questionnaire(noting: Noting, record: QuestionnaireRecord) -> None:
    """Keep a new questionnaire."""
    noting.connection.execute(insert(questionnaire).values(**asdict(record)))


def find_questionnaire(reading: Reading, questionnaire_id: str, *, whole: bool = True) -> QuestionnaireRecord | None:
    """Return a questionnaire; with its reading, corrections and receipt unless it shall not be `whole`."""
    columns = list(questionnaire.c) if whole else _BRIEF
    row = reading.connection.execute(select(*columns).where(questionnaire.c.id == questionnaire_id)).one_or_none()
    return QuestionnaireRecord(**row._mapping) if row is not None else None


def list_questionnaires(reading: Reading) -> Sequence[QuestionnaireRecord]:
    """Return all questionnaires without their readings, the newest first."""
    rows = reading.connection.execute(select(*_BRIEF).order_by(questionnaire.c.created_at.desc(), questionnaire.c.id))
    return [QuestionnaireRecord(**row._mapping) for row in rows]


# Any: values of the table's columns.
def change_questionnaire(noting: Noting, record: QuestionnaireRecord, **values: Any) -> None:
    """Set columns of a questionnaire and count its version up."""
    changed = update(questionnaire).where(questionnaire.c.id == record.id)
    noting.connection.execute(changed.values(**values, version=record.version + 1))


def drop_questionnaire(noting: Noting, questionnaire_id: str) -> None:
    """Delete a questionnaire with its questions, exports and jobs."""
    noting.connection.execute(delete(questionnaire).where(questionnaire.c.id == questionnaire_id))

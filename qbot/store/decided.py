"""Decisions of other questionnaires, as drafting remembers them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, select

from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.store.tables import question, questionnaire


@dataclass(frozen=True, slots=True)
class DecidedQuestion:
    """A question that was approved or left without an answer, and the questionnaire it stood in.

    `past` are the earlier answers that its draft names, by their ids.
    """

    id: str
    reading: Document
    answers: dict[str, str]
    entries: list[str]
    status: str
    reason: str
    decided_at: str
    decided_by: str
    edited_by: str
    rejected: list[str] | None
    past: Document | None
    questionnaire_id: str
    questionnaire: str
    customer: str
    product: str
    region: str


# Any: columns of many types
_COLUMNS: list[ColumnElement[Any]] = [
    question.c.id,
    question.c.reading,
    question.c.answers,
    question.c.entries,
    question.c.status,
    question.c.reason,
    question.c.approved_at,
    question.c.approved_by,
    question.c.edited_by,
    question.c.rejected,
    question.c.draft["past"],
    questionnaire.c.id,
    questionnaire.c.name,
    questionnaire.c.customer,
    questionnaire.c.product,
    questionnaire.c.region,
]


def list_decided(reading: Reading, *, other_than: str, limit: int) -> list[DecidedQuestion]:
    """Return the last decisions on questions of other questionnaires, identity fields left out, the newest first."""
    rows = reading.connection.execute(
        select(*_COLUMNS)
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(questionnaire.c.id != other_than, question.c.kind != "identity")
        .where(question.c.status.in_(["approved", "no_answer"]), question.c.approved_at.is_not(None))
        .order_by(question.c.approved_at.desc(), question.c.id)
        .limit(limit)
    )
    return [DecidedQuestion(*row) for row in rows]

"""Decisions of other questionnaires, as drafting remembers them."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, func, or_, select

from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.store.tables import question, questionnaire

MOST = 5_000
"""So many of the last decisions are learned from."""


class DecidedQuestion(Struct, frozen=True):
    """A question that was approved, left without an answer or whose suggestion was turned down, and where it stood.

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


# A suggestion that was only turned down has no approval; then whoever turned it down counts.
_DECIDED_AT = func.coalesce(question.c.approved_at, question.c.edited_at, questionnaire.c.created_at)
_DECIDED_BY = func.coalesce(func.nullif(question.c.approved_by, ""), question.c.edited_by)
# Any: columns of many types
_COLUMNS: list[ColumnElement[Any]] = [
    question.c.id,
    question.c.reading,
    question.c.answers,
    question.c.entries,
    question.c.status,
    question.c.reason,
    _DECIDED_AT,
    _DECIDED_BY,
    question.c.edited_by,
    question.c.rejected,
    question.c.draft["past"],
    questionnaire.c.id,
    questionnaire.c.name,
    questionnaire.c.customer,
    questionnaire.c.product,
    questionnaire.c.region,
]


def list_rejected(reading: Reading, questionnaire_id: str) -> list[tuple[str, str, list[str]]]:
    """Return id and text of the questions for which suggestions were turned down, with the entries of those."""
    rows = reading.connection.execute(
        select(question.c.id, question.c.text, question.c.rejected)
        .where(question.c.questionnaire_id == questionnaire_id, question.c.rejected.is_not(None))
        .order_by(question.c.position)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def list_decided(reading: Reading, *, other_than: str = "") -> list[DecidedQuestion]:
    """Return the last MOST decisions on questions of all questionnaires but one, identity fields left out, the newest
    first."""
    rows = reading.connection.execute(
        select(*_COLUMNS)
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(questionnaire.c.id != other_than, question.c.kind != "identity")
        .where(or_(question.c.status.in_(["approved", "no_answer"]), question.c.rejected.is_not(None)))
        .where(_DECIDED_AT.is_not(None))
        .order_by(_DECIDED_AT.desc(), question.c.id)
        .limit(MOST)
    )
    return [DecidedQuestion(*row) for row in rows]

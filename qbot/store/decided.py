"""Decisions of other questionnaires, as drafting remembers them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.store.tables import question, questionnaire


@dataclass(frozen=True, slots=True)
class DecidedQuestion:
    """A question that was approved or left without an answer, and the questionnaire it stood in."""

    reading: Document
    answers: dict[str, str]
    entries: list[str]
    status: str
    reason: str
    decided_at: str
    questionnaire: str
    product: str
    region: str


def list_decided(reading: Reading, *, other_than: str, limit: int) -> list[DecidedQuestion]:
    """Return the last decisions on questions of other questionnaires, identity fields left out, the newest first."""
    rows = reading.connection.execute(
        select(
            question.c.reading,
            question.c.answers,
            question.c.entries,
            question.c.status,
            question.c.reason,
            question.c.approved_at,
            questionnaire.c.name,
            questionnaire.c.product,
            questionnaire.c.region,
        )
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(questionnaire.c.id != other_than, question.c.kind != "identity")
        .where(question.c.status.in_(["approved", "no_answer"]), question.c.approved_at.is_not(None))
        .order_by(question.c.approved_at.desc(), question.c.id)
        .limit(limit)
    )
    return [DecidedQuestion(*row) for row in rows]

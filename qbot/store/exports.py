"""Exports: what was made for whom."""

from __future__ import annotations

from msgspec.structs import asdict
from sqlalchemy import insert, select

from qbot.store.records import ExportRecord
from qbot.store.store import Noting, Reading
from qbot.store.tables import export, question, questionnaire


def add_export(noting: Noting, record: ExportRecord) -> None:
    """Keep an export."""
    noting.connection.execute(insert(export).values(**asdict(record)))


def find_export(reading: Reading, export_id: str) -> ExportRecord | None:
    """Return an export."""
    row = reading.connection.execute(select(export).where(export.c.id == export_id)).one_or_none()
    return ExportRecord(**row._mapping) if row is not None else None


def list_exports(reading: Reading, questionnaire_id: str) -> list[ExportRecord]:
    """Return the exports of a questionnaire, the newest first."""
    rows = reading.connection.execute(
        select(export).where(export.c.questionnaire_id == questionnaire_id).order_by(export.c.at.desc(), export.c.id)
    )
    return [ExportRecord(**row._mapping) for row in rows]


def find_last_answer(
    reading: Reading, *, customer: str, text: str, other_than: str
) -> tuple[dict[str, str], str] | None:
    """Return what the same customer was last told on the same question, and when; None where it was not asked."""
    row = reading.connection.execute(
        select(question.c.answers, question.c.approved_at)
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(questionnaire.c.customer == customer, questionnaire.c.id != other_than)
        .where(question.c.text == text, question.c.status == "approved")
        .order_by(question.c.approved_at.desc())
        .limit(1)
    ).one_or_none()
    return (row[0], row[1]) if row is not None else None

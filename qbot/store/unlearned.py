"""What was learned from decisions and taken back by a person."""

from __future__ import annotations

from sqlalchemy import delete, func, insert, select

from qbot.store.store import Noting, Reading
from qbot.store.tables import questionnaire, unlearned

# What names something learned: the question it was learned from, its kind, and the entry (empty: none).
LessonKey = tuple[str, str, str]


def list_unlearned(reading: Reading) -> dict[LessonKey, str]:
    """Return what was taken back, and by whom."""
    rows = reading.connection.execute(
        select(unlearned.c.question_id, unlearned.c.kind, unlearned.c.entry_id, unlearned.c.by)
    )
    return {(row[0], row[1], row[2]): row[3] for row in rows}


def add_unlearned(noting: Noting, key: LessonKey, *, at: str, by: str) -> None:
    """Take something back."""
    question, kind, entry = key
    noting.connection.execute(insert(unlearned).values(question_id=question, kind=kind, entry_id=entry, at=at, by=by))


def drop_unlearned(noting: Noting, key: LessonKey) -> None:
    """Use something again that was taken back."""
    question, kind, entry = key
    noting.connection.execute(
        delete(unlearned).where(
            unlearned.c.question_id == question, unlearned.c.kind == kind, unlearned.c.entry_id == entry
        )
    )


def list_customers(reading: Reading) -> list[str]:
    """Return the names of all customers, each once."""
    rows = reading.connection.execute(
        select(func.min(questionnaire.c.customer))
        .where(questionnaire.c.customer != "")
        .group_by(func.lower(questionnaire.c.customer))
        .order_by(func.lower(questionnaire.c.customer))
    )
    return list(rows.scalars())

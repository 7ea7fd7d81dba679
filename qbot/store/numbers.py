"""Numbers of each questionnaire: how much was drafted, and what the review made of it."""

from __future__ import annotations

from msgspec import Struct
from sqlalchemy import Integer, and_, case, func, select

from qbot.store.question_lists import CONDITIONS
from qbot.store.store import Reading
from qbot.store.tables import question, questionnaire


class QuestionnaireNumbers(Struct, frozen=True):
    """How many questions of a questionnaire are to decide, were drafted, approved, and approved as drafted."""

    id: str
    name: str
    created_at: str
    exported_at: str | None
    to_decide: int
    drafted: int
    decided: int
    approved: int
    unchanged: int


def list_numbers(reading: Reading) -> list[QuestionnaireNumbers]:
    """Return the numbers of all questionnaires that were read, the oldest first."""
    counted, approved = CONDITIONS["to_decide"], CONDITIONS["approved"]
    conditions = (
        counted,
        and_(counted, question.c.draft["status"].as_string() == "answered"),
        CONDITIONS["decided"],
        and_(counted, approved),
        and_(counted, approved, question.c.edited_by == ""),
    )
    columns = [func.sum(case((one, 1), else_=0)).cast(Integer) for one in conditions]
    rows = reading.connection.execute(
        select(
            questionnaire.c.id, questionnaire.c.name, questionnaire.c.created_at, questionnaire.c.exported_at, *columns
        )
        .join(question, question.c.questionnaire_id == questionnaire.c.id)
        .group_by(questionnaire.c.id, questionnaire.c.name, questionnaire.c.created_at, questionnaire.c.exported_at)
        .order_by(questionnaire.c.created_at, questionnaire.c.id)
    )
    return [QuestionnaireNumbers(*row) for row in rows]

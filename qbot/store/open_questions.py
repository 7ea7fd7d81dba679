"""Questions of all questionnaires that nothing answers."""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from sqlalchemy import ColumnElement, or_, select

from qbot.store.records import Document
from qbot.store.store import Reading
from qbot.store.tables import question, questionnaire


class OpenQuestion(Struct, frozen=True):
    """A question without an answer, what its draft says of the nearest entries, and where it stands."""

    id: str
    ref: str
    text: str
    status: str
    alternatives: list[Document] | None
    missing: list[str] | None
    questionnaire_id: str
    questionnaire: str
    customer: str


_LATER = questionnaire.alias("later")
# Any: columns of many types
_COLUMNS: list[ColumnElement[Any]] = [
    question.c.id,
    question.c.ref,
    question.c.text,
    question.c.status,
    question.c.draft["alternatives"],
    question.c.draft["missing"],
    questionnaire.c.id,
    questionnaire.c.name,
    questionnaire.c.customer,
]


def list_unanswered(reading: Reading) -> list[OpenQuestion]:
    """Return the questions that are blank or were left without an answer, those apart that do not apply."""
    rows = reading.connection.execute(
        select(*_COLUMNS)
        .join(questionnaire, questionnaire.c.id == question.c.questionnaire_id)
        .where(question.c.status.in_(["blank", "no_answer"]), question.c.state == "open", question.c.gated == "")
        .where(question.c.kind != "identity")
        # what was left on purpose though an answer was drafted, and what a later round asks again, is no gap
        .where(or_(question.c.status == "blank", question.c.draft["status"].as_string() != "answered"))
        .where(questionnaire.c.id.not_in(select(_LATER.c.follows).where(_LATER.c.follows.is_not(None))))
        .order_by(questionnaire.c.created_at.desc(), questionnaire.c.id, question.c.position)
    )
    return [OpenQuestion(*row) for row in rows]

"""Numbers over time: coverage, answers approved as they were drafted, and how long a review took."""

from __future__ import annotations

from datetime import datetime

from qbot.store.numbers import QuestionnaireNumbers, list_numbers
from qbot.store.records import Document
from qbot.workflow.desk import Desk

_HOUR = 3_600


def tell_numbers(desk: Desk) -> list[Document]:
    """Return the numbers of each questionnaire, the oldest first; a share of nothing is None.

    `coverage` is the share of questions for which an answer was drafted, `unchanged` the share of approved answers that
    nobody edited, `hours` the time from the upload to the export.
    """
    with desk.store.read() as reading:
        found = list_numbers(reading)
    return [
        {
            "id": one.id,
            "name": one.name,
            "day": one.created_at[:10],
            "questions": one.to_decide,
            "approved": one.approved,
            "coverage": _share(one.drafted, one.to_decide),
            "unchanged": _share(one.unchanged, one.approved),
            "hours": _measure(one),
        }
        for one in found
    ]


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _measure(one: QuestionnaireNumbers) -> float | None:
    if one.exported_at is None:
        return None
    taken = datetime.fromisoformat(one.exported_at) - datetime.fromisoformat(one.created_at)
    return taken.total_seconds() / _HOUR

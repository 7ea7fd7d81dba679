"""What the texts in a question's cells tell: the stance and the words by role."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qbot.model.memory import Remembered
from qbot.model.questionnaire import Question, Questionnaire
from qbot.workflow.history import remember_questionnaire


def restate(question: Question, answers: Mapping[str, str], *, questionnaire: str, day: date) -> Remembered | None:
    """Return what the texts in a question's cells tell, the stance and the words by role; None for nothing."""
    slots = tuple(replace(slot, current=answers.get(slot.cell), placeholder=False) for slot in question.slots)
    alone = Questionnaire(questionnaire, "", "", questions=(replace(question, slots=slots),))
    return next(iter(remember_questionnaire(alone, day=day)), None)

"""What the texts in a question's cells tell: the stance and the words by role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from msgspec.structs import replace

from qbot.model.memory import Remembered
from qbot.model.questionnaire import Question, Questionnaire
from qbot.workflow.history import remember_questionnaire


def restate(question: Question, answers: Mapping[str, str], *, questionnaire: str, day: date) -> Remembered | None:
    """Return what the texts in a question's cells tell, the stance and the words by role; None for nothing."""
    slots = tuple(replace(slot, current=answers.get(slot.cell), placeholder=False) for slot in question.slots)
    alone = Questionnaire(questionnaire, "", "", questions=(replace(question, slots=slots),))
    return next(iter(remember_questionnaire(alone, day=day)), None)


def tell_stance(question: Question, answers: Mapping[str, str]) -> str | None:
    """Return the stance that the texts in a question's cells tell, None for none."""
    told = restate(question, answers, questionnaire="", day=date.min)
    return told.stance.value if told is not None and told.stance else None


def join_words(texts: Iterable[str]) -> str:
    """Return the texts of an answer as one, each on its line and once."""
    return "\n".join(dict.fromkeys(texts))

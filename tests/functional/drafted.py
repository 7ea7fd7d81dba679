"""Questions put to the example knowledge base, each with an answer and a comment cell, drafted as one questionnaire."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from qbot.model.draft import Draft
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workflow.drafting import draft_questionnaire
from qbot.workflow.indexing import read_indexed

KNOWLEDGE = Path(__file__).resolve().parents[2] / "knowledge"
AS_OF = date(2026, 11, 1)


def draft_texts(asked: Iterable[tuple[str, tuple[str, ...]]]) -> tuple[Draft, ...]:
    """Return the drafts of questions, in their order; each is a text with the options of its answer cell."""
    questions = tuple(
        Question(
            sheet="Asked",
            cell=f"A{place}",
            text=text,
            slots=(
                AnswerSlot(SlotRole.ANSWER, f"B{place}", options=options),
                AnswerSlot(SlotRole.COMMENT, f"C{place}"),
            ),
        )
        for place, (text, options) in enumerate(asked, 2)
    )
    questionnaire = Questionnaire("asked.xlsx", "0" * 64, "xlsx", questions=questions)
    return draft_questionnaire(questionnaire, read_indexed(KNOWLEDGE), as_of=AS_OF).drafts

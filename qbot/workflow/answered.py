"""What stands in a completed questionnaire: the questions that hold an answer, with the verdict in it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from qbot.knowledge_base.verdicts import read_leading_verdict
from qbot.matching.options import read_stance
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, SlotRole


class AnsweredQuestion(Struct, frozen=True):
    """A question with the slots that hold something; the text of its answer slot, and the stance in it if any."""

    question: Question
    held: tuple[AnswerSlot, ...]
    verdict: str
    stance: Stance | None


def list_answered(questionnaire: Questionnaire) -> Iterator[AnsweredQuestion]:
    """Yield the questions that hold an answer; identity fields, and hints that nobody replaced, are left out."""
    for question in questionnaire.questions:
        held = tuple(slot for slot in question.slots if slot.holds_answer)
        if question.kind is QuestionKind.IDENTITY or not held:
            continue
        marked = next((slot for slot in held if slot.role is SlotRole.ANSWER), None)
        verdict = (marked.label or marked.current or "") if marked else ""
        yield AnsweredQuestion(question, held, verdict, read_stance(verdict) or read_leading_verdict(verdict))

"""Drafting a whole questionnaire: receipts, and questionnaires in another language than the knowledge base."""

from __future__ import annotations

from datetime import date

from qbot.model.knowledge import Entry, EntryKind, KnowledgeBase, Stance
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workflow.drafting import Drafting, draft_questionnaire
from qbot.workflow.indexing import index_knowledge

AS_OF = date(2026, 11, 1)
ENTRY = Entry(
    id="rest",
    kind=EntryKind.FAQ,
    question="Is the data of your customers encrypted at rest?",
    answer="All of the data that we store for our customers is encrypted at rest with AES-256.",
    stance=Stance.YES,
)
KNOWLEDGE = KnowledgeBase((ENTRY,), None, "test", "1" * 64)
ENGLISH = "Is the data of your customers encrypted at rest?"
SPANISH = "¿Se cifran los datos de los clientes cuando se almacenan en la base de datos de la empresa?"


def draft(*texts: str) -> Drafting:
    """Return what is drafted for the texts as the questions of one questionnaire."""
    questions = tuple(
        Question("S", f"A{row}", text, slots=(AnswerSlot(SlotRole.ANSWER, f"B{row}", options=("Yes", "No")),))
        for row, text in enumerate(texts, 2)
    )
    return draft_questionnaire(
        Questionnaire("q.xlsx", "0" * 64, "xlsx", questions=questions), index_knowledge(KNOWLEDGE), as_of=AS_OF
    )


def test_the_same_question_is_answered() -> None:
    drafting = draft(ENGLISH)
    assert drafting.drafts[0].answered
    assert drafting.notes == ()


def test_another_language_is_told_and_nothing_is_drafted() -> None:
    drafting = draft(SPANISH, SPANISH, SPANISH)
    assert len(drafting.drafts) == 3
    assert not any(one.answered or one.values for one in drafting.drafts)
    assert "Spanish" in drafting.notes[0]
    assert "English" in drafting.notes[0]
    assert all(one.reason == drafting.notes[0] for one in drafting.drafts)
    assert all(one.score == sum(part.value for part in one.parts) for one in drafting.drafts)


def test_one_foreign_question_among_many_stops_nothing() -> None:
    assert draft(ENGLISH, ENGLISH, ENGLISH, ENGLISH, SPANISH).drafts[0].answered


def test_the_receipt_names_what_is_needed_to_repeat_it() -> None:
    receipt = draft(ENGLISH).receipt
    assert receipt["questionnaire"] == "0" * 64
    assert receipt["knowledge"] == "1" * 64
    assert receipt["as_of"] == "2026-11-01"

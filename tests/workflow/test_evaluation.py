"""The backtest: which answers are found, what was drafted without having seen them, and what differs."""

from __future__ import annotations

from datetime import date

import pytest

from qbot.errors import UsageError
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, QuestionState, SlotRole
from qbot.workflow.contract import describe_evaluation
from qbot.workflow.evaluation import evaluate_questionnaires, read_answers

AS_OF = date(2026, 11, 1)
SAID = {
    "Do you encrypt laptops?": ("Yes", "All laptops have full disk encryption."),
    "Do you hold an insurance against cyber incidents?": ("No", "There is no such insurance."),
    "Do you review firewall rules every year?": ("Yes", "The network team reviews firewall rules every January."),
    "Are visitors escorted in the offices?": ("Yes", "Reception escorts all visitors."),
    "Is source code scanned for secrets?": ("Partial", "Only the main repositories are scanned."),
    "Do you keep spare parts on site?": ("N/A", "There is no hardware of our own."),
}


def complete(name: str, said: dict[str, tuple[str, str]]) -> Questionnaire:
    """Return a completed questionnaire."""
    questions = tuple(
        Question(
            "S",
            f"B{row}",
            text,
            state=QuestionState.FILLED,
            slots=(
                AnswerSlot(SlotRole.ANSWER, f"C{row}", options=("Yes", "Partial", "No", "N/A"), current=verdict),
                AnswerSlot(SlotRole.COMMENT, f"D{row}", current=comment),
            ),
        )
        for row, (text, (verdict, comment)) in enumerate(said.items(), 2)
    )
    return Questionnaire(name, "0" * 64, "xlsx", questions=questions)


def test_answers_are_read_with_verdict_and_words() -> None:
    found = read_answers(complete("a.xlsx", SAID))
    assert [one.stance for one in found] == [
        Stance.YES,
        Stance.NO,
        Stance.YES,
        Stance.YES,
        Stance.PARTIAL,
        Stance.NA,
    ]
    assert found[0].text == "All laptops have full disk encryption."


def test_open_questions_hints_and_identity_fields_are_no_answers() -> None:
    slots = (AnswerSlot(SlotRole.ANSWER, "C2", current="Brief description", placeholder=True),)
    name = (AnswerSlot(SlotRole.ANSWER, "C3", current="Northwind"),)
    questions = (
        Question("S", "B2", "Do you test restores?", slots=slots),
        Question("S", "B3", "Company name", kind=QuestionKind.IDENTITY, slots=name),
        Question("S", "B4", "Do you patch?", slots=(AnswerSlot(SlotRole.ANSWER, "C4"),)),
    )
    assert read_answers(Questionnaire("a.xlsx", "", "xlsx", questions=questions)) == ()


def test_each_file_is_drafted_from_the_others_and_what_changed_is_told() -> None:
    changed = {**SAID, "Do you encrypt laptops?": ("No", "Laptops are not encrypted.")}
    found = evaluate_questionnaires([complete("a.xlsx", SAID), complete("b.xlsx", changed)], as_of=AS_OF, home=None)
    assert len(found.outcomes) == 2 * len(SAID)
    wrong = {(one.past.file, one.past.question.text) for one in found.wrong}
    assert wrong == {("a.xlsx", "Do you encrypt laptops?"), ("b.xlsx", "Do you encrypt laptops?")}
    assert sum(one.over_claims for one in found.answered) == 1
    document = describe_evaluation(found)
    assert (document["answers"], document["wrong"], document["over_claims"]) == (12, 2, 1)


def test_one_file_never_drafts_from_the_answer_itself() -> None:
    found = evaluate_questionnaires([complete("a.xlsx", SAID)], as_of=AS_OF, home=None)
    assert all(not one.draft.answered for one in found.outcomes)


def test_too_few_answers_are_refused() -> None:
    with pytest.raises(UsageError, match="1 answers were found"):
        evaluate_questionnaires([complete("a.xlsx", dict([*SAID.items()][:1]))], as_of=AS_OF, home=None)

"""Texts below blank questions: answers, or what the customer wrote there."""

from __future__ import annotations

import pytest

from qbot.model.questionnaire import Question, Questionnaire, Skipped
from qbot.workflow.answers_below import take_answers_below


def read(*below: str, cells: str = "B{}") -> list[str | None]:
    """What is taken as the answers of questions with these texts below them."""
    questions = tuple(Question("S", cells.format(2 * n), f"Question {n}?") for n in range(1, len(below) + 1))
    skipped = tuple(Skipped("S", cells.format(2 * n + 1), text, "guidance") for n, text in enumerate(below, 1) if text)
    taken = take_answers_below(Questionnaire("a.xlsx", "", "xlsx", questions=questions, skipped=skipped))
    return [question.slots[0].current if question.slots else None for question in taken.questions]


@pytest.mark.parametrize("cells", ["B{}", "paragraph {}"])
def test_own_words_below_most_questions_are_answers(cells: str) -> None:
    assert read("We do.", "Each week.", "", cells=cells) == ["We do.", "Each week.", None]


@pytest.mark.parametrize(
    "below",
    [
        ("Please attach it.", "Describe the process."),  # instructions
        ("We do.", "If yes, explain."),  # one of them an instruction: so may the others be
        ("See the glossary.", "See the glossary."),  # the same under each question
        ("We do.", "", "", ""),  # under a few questions only
    ],
)
def test_what_the_customer_wrote_is_no_answer(below: tuple[str, ...]) -> None:
    assert set(read(*below)) == {None}

"""Values of the model as JSON, as a child answers and the store keeps them: whole, and back the same."""

from __future__ import annotations

import json

import pytest
from msgspec import ValidationError, convert, to_builtins

from qbot.model.questionnaire import AnswerSlot, Gate, Question, Questionnaire, QuestionState, SlotRole

SLOTS = (AnswerSlot(SlotRole.ANSWER, "C2", ("Yes", "No"), max_length=0), AnswerSlot(SlotRole.COMMENT, "D2", new=True))
QUESTION = Question(
    "S", "B2", "Why?", section=("A", ""), state=QuestionState.FILLED, slots=SLOTS, gate=Gate("S", "B1", "no")
)
READ = Questionnaire("a.xlsx", "0" * 64, "xlsx", questions=(QUESTION, Question("S", "B3", "")), notes=("One.",))


def test_what_is_written_is_read_the_same() -> None:
    assert convert(json.loads(json.dumps(to_builtins(READ))), Questionnaire) == READ


def test_every_field_is_named() -> None:
    rest: dict[str, object] = {"ref": None, "section": (), "kind": "question", "state": "open", "slots": ()}
    above: dict[str, object] = {"parent": None, "gate": None, "guidance": None}
    assert to_builtins(Question("S", "B3", "")) == {"sheet": "S", "cell": "B3", "text": "", **rest, **above}


@pytest.mark.parametrize("wrong", [{"sheet": "S", "cell": 3, "text": ""}, {"sheet": "S"}, [], {"state": "odd"}])
def test_what_does_not_fit_is_refused(wrong: object) -> None:
    with pytest.raises(ValidationError):
        convert(wrong, Question)


def test_a_reading_kept_before_a_field_was_there_is_read_with_its_default() -> None:
    assert convert({"sheet": "S", "cell": "B3", "text": "Why?", "gone": 1}, Question) == Question("S", "B3", "Why?")

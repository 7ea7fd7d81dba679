"""Values of the model as JSON values: whole as the store keeps them, brief as a child answers, and back the same."""

from __future__ import annotations

import json

import pytest

from qbot.model.json_values import decode, encode
from qbot.model.questionnaire import AnswerSlot, Gate, Question, Questionnaire, QuestionState, SlotRole

SLOTS = (AnswerSlot(SlotRole.ANSWER, "C2", ("Yes", "No"), max_length=0), AnswerSlot(SlotRole.COMMENT, "D2", new=True))
QUESTION = Question(
    "S", "B2", "Why?", section=("A", ""), state=QuestionState.FILLED, slots=SLOTS, gate=Gate("S", "B1", "no")
)
READ = Questionnaire("a.xlsx", "0" * 64, "xlsx", questions=(QUESTION, Question("S", "B3", "")), notes=("One.",))


@pytest.mark.parametrize("brief", [False, True])
def test_what_was_encoded_is_decoded_the_same(brief: bool) -> None:
    assert decode(Questionnaire, json.loads(json.dumps(encode(READ, brief=brief)))) == READ


def test_what_is_whole_names_every_field_and_what_is_brief_none_that_stands_by_default() -> None:
    plain = Question("S", "B3", "")
    assert encode(plain, brief=True) == {"sheet": "S", "cell": "B3", "text": ""}
    rest: dict[str, object] = {"ref": None, "section": [], "kind": "question", "state": "open", "slots": []}
    above: dict[str, object] = {"parent": None, "gate": None, "guidance": None}
    assert encode(plain) == {"sheet": "S", "cell": "B3", "text": "", **rest, **above}

"""Behind a gate that is answered, "not applicable" is proposed and nothing is written."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from qbot.matching.gates import propose_not_applicable
from qbot.model.confidence import Band
from qbot.model.draft import Draft, SlotValue
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import AnswerSlot, Gate, Question, SlotRole

GATE = Question("S", "B2", "Do you take cards?", ref="Q-1", slots=(AnswerSlot(SlotRole.ANSWER, "C2"),))


def behind(*options: str, skip_on: str = "no", cell: str = "B3", gate: str = "B2") -> Question:
    """Return a question behind the gate."""
    slots = (AnswerSlot(SlotRole.ANSWER, cell.replace("B", "C"), options),)
    return Question("S", cell, "Are card numbers masked?", slots=slots, gate=Gate("S", gate, skip_on))


def draft(question: Question, stance: Stance | None) -> Draft:
    """Return a draft with the stance, blank without one."""
    values = (SlotValue(SlotRole.ANSWER, question.slots[0].cell, "text"),) if stance else ()
    return Draft("S", question.cell, stance is not None, stance, 2.0, 0.88, Band.HIGH, values)


@pytest.mark.parametrize(
    ("skip_on", "stance", "proposed"),
    [
        ("no", Stance.NO, True),
        ("no", Stance.NA, True),
        ("no", Stance.YES, False),
        ("no", Stance.PARTIAL, False),
        ("no", None, False),
        ("yes", Stance.YES, True),
        ("yes", Stance.NO, False),
    ],
)
def test_only_the_answer_that_skips_proposes(skip_on: str, stance: Stance | None, proposed: bool) -> None:
    question = behind("Yes", "No", "N/A", skip_on=skip_on)
    _, found = propose_not_applicable([GATE, question], [draft(GATE, stance), draft(question, Stance.YES)])
    assert (found.stance is Stance.NA) is proposed
    assert found.answered is not proposed
    assert found.proposals == (("N/A",) if proposed else ())
    assert ("Q-1 is answered" in found.reason) is proposed
    assert bool(found.values) is not proposed


def test_what_may_be_skipped_stays_answered() -> None:
    question = behind("Yes", "No", "N/A")
    optional = replace(question, gate=Gate("S", "B2", "no", optional=True))
    drafts = [draft(GATE, Stance.NO), draft(question, Stance.YES)]
    assert propose_not_applicable([GATE, optional], drafts)[1] == drafts[1]
    blank = [draft(GATE, Stance.NO), draft(question, None)]
    assert propose_not_applicable([GATE, optional], blank)[1].proposals == ("N/A",)


def test_what_stands_in_the_file_goes_before_the_draft() -> None:
    filled = Question("S", "B2", "Do you?", ref="Q-1", slots=(AnswerSlot(SlotRole.ANSWER, "C2", current="No"),))
    question = behind()
    _, found = propose_not_applicable([filled, question], [draft(filled, Stance.YES), draft(question, None)])
    assert found.proposals == ("N/A",)


def test_a_list_without_the_choice_is_left_to_a_person() -> None:
    question = behind("Yes", "No")
    _, found = propose_not_applicable([GATE, question], [draft(GATE, Stance.NO), draft(question, Stance.YES)])
    assert found.proposals == ()
    assert "a person must choose" in found.reason


def test_what_is_behind_a_gate_that_does_not_apply_does_not_apply_either() -> None:
    second = behind("Yes", "No", "N/A")
    third = behind("Yes", "No", "N/A", cell="B4", gate="B3")
    drafts = [draft(GATE, Stance.NO), draft(second, Stance.YES), draft(third, None)]
    assert [one.stance for one in propose_not_applicable([GATE, second, third], drafts)] == [
        Stance.NO,
        Stance.NA,
        Stance.NA,
    ]

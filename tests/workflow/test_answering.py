"""What of the drafts is written, and where a copy may go."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from qbot.errors import UsageError
from qbot.model.confidence import Band
from qbot.model.draft import Citation, Draft, SlotValue
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, QuestionState, SlotRole
from qbot.workflow.answering import collect_values
from qbot.workflow.orders import require_target

QUESTION = Question(
    sheet="Security",
    cell="B2",
    text="Do you encrypt data at rest?",
    slots=(
        AnswerSlot(SlotRole.ANSWER, "C2", options=("Yes", "No")),
        AnswerSlot(SlotRole.COMMENT, "D2", max_length=200),
    ),
)
DRAFT = Draft(
    sheet="Security",
    cell="B2",
    answered=True,
    stance=Stance.YES,
    score=2.0,
    confidence=0.88,
    band=Band.HIGH,
    values=(SlotValue(SlotRole.ANSWER, "C2", "Yes"), SlotValue(SlotRole.COMMENT, "D2", "Data is encrypted at rest.")),
    citations=(Citation("encryption", "Trust page", "Encrypted in transit and at rest"),),
)


def collect(question: Question, *, overwrite: bool = False) -> dict[str, str]:
    """The texts by cell that one question's draft gives."""
    questionnaire = Questionnaire("q.xlsx", "0" * 64, "xlsx", questions=(question,))
    return {value.cell: value.text for value in collect_values(questionnaire, [DRAFT], overwrite=overwrite)}


def test_an_open_question_gets_all_its_values_with_what_verify_needs() -> None:
    questionnaire = Questionnaire("q.xlsx", "0" * 64, "xlsx", questions=(QUESTION,))
    answer, comment = collect_values(questionnaire, [DRAFT])
    assert (answer.sheet, answer.cell, answer.text, answer.options) == ("Security", "C2", "Yes", ("Yes", "No"))
    assert answer.entries == ("encryption",)
    assert (comment.role, comment.max_length, comment.question_cell) == (SlotRole.COMMENT, 200, "B2")


def test_a_locked_cell_is_never_written_even_when_told_to_overwrite() -> None:
    assert collect(replace(QUESTION, state=QuestionState.LOCKED), overwrite=True) == {}


def test_an_answer_in_the_file_stays_unless_told_to_overwrite() -> None:
    slots = (replace(QUESTION.slots[0], current="No"), QUESTION.slots[1])
    filled = replace(QUESTION, state=QuestionState.FILLED, slots=slots)
    assert collect(filled) == {}
    assert collect(filled, overwrite=True) == {"C2": "Yes", "D2": "Data is encrypted at rest."}


def test_a_placeholder_gives_way_and_a_note_of_the_customer_does_not() -> None:
    hint = replace(QUESTION.slots[1], current="Describe briefly", placeholder=True)
    assert "D2" in collect(replace(QUESTION, slots=(QUESTION.slots[0], hint)))
    words = replace(QUESTION.slots[1], current="We need this by May")
    assert collect(replace(QUESTION, slots=(QUESTION.slots[0], words))) == {"C2": "Yes"}


def test_a_value_for_a_cell_that_is_no_slot_is_not_written() -> None:
    assert collect(replace(QUESTION, slots=QUESTION.slots[:1])) == {"C2": "Yes"}


def test_the_copy_must_be_new_and_may_never_be_the_customers_file(tmp_path: Path) -> None:
    source = tmp_path / "q.xlsx"
    source.write_bytes(b"customer's")
    other = tmp_path / "old.xlsx"
    other.write_bytes(b"old")
    (tmp_path / "link.xlsx").symlink_to(source)
    require_target(source, tmp_path / "new.xlsx", force=False)
    require_target(source, other, force=True)
    with pytest.raises(UsageError, match="--force"):
        require_target(source, other, force=False)
    for name in ("q.xlsx", "link.xlsx"):
        with pytest.raises(UsageError, match="never changed"):
            require_target(source, tmp_path / name, force=True)
    with pytest.raises(UsageError, match="does not exist"):
        require_target(source, tmp_path / "nowhere" / "new.xlsx", force=True)
    with pytest.raises(UsageError, match="folder"):
        require_target(source, tmp_path, force=True)

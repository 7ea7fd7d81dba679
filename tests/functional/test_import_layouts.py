"""Samples of every layout, completed by qbot's own writer, come back into a knowledge base with all their answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from qbot.knowledge_base.folder import read_folder
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.model.filling import CellValue
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, QuestionState, SlotRole
from qbot.workflow.formats import fill_copy, find_target_suffix
from qbot.workflow.importing import import_knowledge
from qbot.workflow.intake import read_questionnaire

SAMPLES = Path(__file__).resolve().parents[2] / "samples"
ENDINGS = {".xlsx", ".xlsm", ".docx", ".csv", ".tsv", ".xls", ".ods"}
# An 8-bit text is refused: which letters its bytes are would be a guess.
FILES = sorted(path.name for path in SAMPLES.iterdir() if path.suffix in ENDINGS and path.name != "spanish.csv")


def complete(questionnaire: Questionnaire) -> Iterator[tuple[Question, tuple[CellValue, ...]]]:
    """Every open question with an answer of its own, and a comment where there is a place for one."""
    for number, question in enumerate(questionnaire.questions):
        slots = [slot for slot in question.slots if slot.role in (SlotRole.ANSWER, SlotRole.COMMENT) and not slot.new]
        first = next((slot for slot in slots if slot.role is SlotRole.ANSWER), None)
        if question.kind is QuestionKind.IDENTITY or question.state is not QuestionState.OPEN or first is None:
            continue
        comment = next((slot for slot in slots if slot.role is SlotRole.COMMENT), None)
        if first.cell == question.cell or (comment is not None and comment.options):
            continue
        values = [
            make_value(
                question,
                first,
                first.options[number % len(first.options)] if first.options else f"Answer {number} is so.",
            )
        ]
        if comment is not None and comment.cell != first.cell:
            values.append(make_value(question, comment, f"Comment {number} is so."))
        yield question, tuple(values)


def make_value(question: Question, slot: AnswerSlot, text: str) -> CellValue:
    """A text for a slot."""
    return CellValue(question.sheet, slot.cell, text, slot.role, question.cell, options=slot.options)


@pytest.mark.parametrize("name", FILES)
def test_every_answer_of_a_completed_sample_arrives(name: str, tmp_path: Path) -> None:
    questionnaire = read_questionnaire(SAMPLES / name)
    completed = list(complete(questionnaire))
    if not completed:
        pytest.skip("the sample has no open question with a place for the answer")
    filled = (tmp_path / name).with_suffix(find_target_suffix(questionnaire))
    report = fill_copy(questionnaire, SAMPLES / name, filled, values=[one for _, values in completed for one in values])
    written = {(one.sheet, one.cell): one for one in report.written}
    into = tmp_path / "kb"
    import_knowledge([filled], into)
    entries = read_folder(into).entries
    said = {entry.question: "" for entry in entries}
    for entry in entries:
        said[entry.question] += f"\n{entry.stance}\n{entry.short_answer}\n{entry.answer}"
    missing = [
        (question.text, value.text)
        for question, values in completed
        for value in values
        if (value.sheet, value.cell) in written
        and value.role is SlotRole.COMMENT
        and value.text not in said.get(question.text, "")
    ]
    assert missing == []
    assert {
        question.text for question, values in completed if (values[0].sheet, values[0].cell) in written
    } <= said.keys()
    assert import_knowledge([filled], into).new == 0


def test_an_8_bit_text_is_a_mistake_and_the_library_stays(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeMistakesError, match="is not UTF-8"):
        import_knowledge([SAMPLES / "spanish.csv"], tmp_path / "kb")
    assert not (tmp_path / "kb").exists()

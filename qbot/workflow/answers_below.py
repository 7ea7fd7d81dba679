"""Answers that stand below their questions: in a completed file they look like any other text between two questions."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from qbot.model.place import format_cell, parse_cell
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, QuestionState, SlotRole

_PARAGRAPH = re.compile(r"paragraph (\d+)")
_INSTRUCTION = re.compile(
    r"^\s*(?:please|describe|explain|attach|provide|list|note|guidance|example|e\.g\.|if (?:yes|no|so)|\(|\[)|[?:]\s*$",
    re.IGNORECASE,
)
_LEAST_SHARE = 0.5


def take_answers_below(questionnaire: Questionnaire) -> Questionnaire:
    """Return the questionnaire with the texts directly below blank questions as their answers.

    Only in a sheet where half of the blank questions and more have such a text, where each of them says something else
    and none reads like an instruction: then they were written by the one who answered.
    """
    texts = {(one.sheet, one.cell): one.text for one in questionnaire.skipped}
    taken: dict[tuple[str, str], Question] = {}
    for sheet in sorted({question.sheet for question in questionnaire.questions}):
        open_ones = [one for one in questionnaire.questions if one.sheet == sheet and _is_blank(one)]
        for group in _split_by_place(open_ones):
            taken |= _take_group(group, texts)
    questions = tuple(taken.get((one.sheet, one.cell), one) for one in questionnaire.questions)
    return replace(questionnaire, questions=questions)


def _is_blank(question: Question) -> bool:
    return question.state is QuestionState.OPEN and not any(slot.holds_answer for slot in question.slots)


def _split_by_place(questions: Sequence[Question]) -> tuple[list[Question], ...]:
    """Return the questions in cells and those in paragraphs apart: a document may hold both."""
    paragraphs = [one for one in questions if _PARAGRAPH.fullmatch(one.cell)]
    return [one for one in questions if one not in paragraphs], paragraphs


def _take_group(questions: Sequence[Question], texts: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], Question]:
    below = {one: _find_below(one) for one in questions}
    found = {one: texts[one.sheet, cell] for one, cell in below.items() if (one.sheet, cell) in texts}
    own = [text for text in found.values() if not _INSTRUCTION.search(text)]
    enough = len(own) >= _LEAST_SHARE * len(questions) and len(own) > 1 and len(set(own)) == len(own)
    if not enough or len(own) < len(found):
        return {}
    return {
        (one.sheet, one.cell): replace(
            one,
            state=QuestionState.FILLED,
            slots=(AnswerSlot(SlotRole.ANSWER, below[one], current=text),),
        )
        for one, text in found.items()
    }


def _find_below(question: Question) -> str:
    paragraph = _PARAGRAPH.fullmatch(question.cell)
    if paragraph:
        return f"paragraph {int(paragraph[1]) + 1}"
    try:
        row, column = parse_cell(question.cell)
    except ValueError:
        return ""
    return format_cell(row + 1, column)

"""Answering: drafts become a filled copy of the customer's file, for a person to review."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.model.draft import Draft
from qbot.model.filling import CellValue, FillReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, QuestionState
from qbot.workflow.formats import fill_copy, list_writers, require_suffix
from qbot.workflow.indexed import IndexedKnowledge
from qbot.workflow.ordered_drafting import draft_ordered
from qbot.workflow.orders import AnswerOrder


class Answering(Struct, frozen=True):
    """What came of one file: the reading, a draft per question, the receipt, and what was written."""

    questionnaire: Questionnaire
    drafts: tuple[Draft, ...]
    receipt: Mapping[str, str]
    report: FillReport


def answer_file(
    questionnaire: Questionnaire, indexed: IndexedKnowledge, order: AnswerOrder, *, later: Sequence[str] = ()
) -> Answering:
    """Draft every question of what was read from the order's source and write its filled copy; the source stays.

    `later` are modules that are wanted afterwards, imported while other processes draft.
    UnreadableError where the source cannot be filled, UsageError where the target cannot be meant.
    """
    require_suffix(questionnaire, order.output)
    drafting = draft_ordered(questionnaire, indexed, order, later=(*list_writers(order.source.suffix), *later))
    values = tuple(collect_values(questionnaire, drafting.drafts, overwrite=order.overwrite))
    report = fill_copy(questionnaire, order.source, order.output, values=values, break_signature=order.break_signature)
    told = replace(questionnaire, notes=(*questionnaire.notes, *drafting.notes))
    return Answering(told, tuple(drafting.drafts), drafting.receipt, report)


def collect_values(
    questionnaire: Questionnaire, drafts: Sequence[Draft], *, overwrite: bool = False
) -> Iterator[CellValue]:
    """Yield what the drafts want written: nothing into locked cells, nothing over an answer unless `overwrite`."""
    headers = {sheet.name: sheet.header_row for sheet in questionnaire.sheets}
    for question, draft in zip(questionnaire.questions, drafts, strict=True):
        if question.state is QuestionState.LOCKED or (question.state is QuestionState.FILLED and not overwrite):
            continue
        slots = {slot.cell: slot for slot in question.slots}
        for value in draft.values:
            slot = slots.get(value.cell)
            if slot is not None and (overwrite or not slot.holds_answer):
                cited = tuple(citation.entry for citation in draft.citations)
                made = make_cell_value(question, slot, value.value, entries=cited)
                yield replace(made, header_row=headers.get(question.sheet))


def make_cell_value(question: Question, slot: AnswerSlot, text: str, *, entries: tuple[str, ...]) -> CellValue:
    """Return a text meant for a slot, with what is known of its place."""
    return CellValue(
        sheet=question.sheet,
        cell=slot.cell,
        text=text,
        role=slot.role,
        question_cell=question.cell,
        question=question.text,
        entries=entries,
        options=slot.options,
        max_length=slot.max_length,
        new=slot.new,
    )

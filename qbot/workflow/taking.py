"""Taking an entry: the reviewer chooses whose words answer a question; and the words for "not applicable"."""

from __future__ import annotations

from msgspec import convert
from msgspec.structs import replace

from qbot.knowledge_base.entry_form import restore_company, restore_entry
from qbot.matching.compose import compose_values
from qbot.matching.options import choose_option
from qbot.matching.references import resolve_entries
from qbot.matching.stance import decide_stance
from qbot.model.knowledge import Entry, Stance
from qbot.model.questionnaire import Question, SlotRole
from qbot.model.review import Status, edit, reject
from qbot.store.entries import find_company
from qbot.store.records import QuestionRecord
from qbot.workflow.decisions import Operation, Outcome, keep_decision, load_question
from qbot.workflow.question_rows import is_free
from qbot.workflow.reading_job import list_variables
from qbot.workflow.refusals import NotFoundError, RefusedError

_FREE_TEXT = "N/A"


def apply_take(operation: Operation) -> Outcome:
    """Put the words of the entry that the reviewer chose into the cells; the question waits for approval.

    What was suggested before is turned down with that, and is not proposed for this question again.
    """
    record = load_question(operation)
    wanted = str(operation.values.get("entry") or "")
    entry = _find(operation, record, wanted)
    company, _version = find_company(operation.change)
    question = convert(record.reading, Question)
    decision = decide_stance(question, [entry], ())  # the guards warn; a person has chosen
    values = compose_values(question, decision, [entry], company=restore_company(company) if company else None).values
    free = {slot.cell for slot in question.slots if is_free(slot)}
    answers = {value.cell: value.value for value in values if value.cell in free} or _put_text(question, entry)
    if not answers:
        raise RefusedError(f"The words of {wanted} fit no cell of this question. Write the answer, or choose an option")
    emptied = {cell: "" for cell in record.summary.answers if cell not in answers}
    before = record.summary.standing
    passed = before.entries if before.status is Status.SUGGESTED else ()
    rejected = (name for name in dict.fromkeys((*before.rejected, *passed)) if name != wanted)
    standing = edit(before, {**emptied, **answers}, operation.hand, entries=(wanted,))
    standing = replace(standing, rejected=tuple(rejected))
    return keep_decision(operation, record.summary, standing, message=f"Taken from {wanted}")


def apply_reject(operation: Operation) -> Outcome:
    """Turn a suggestion down: its words go from the cells, and it is not proposed for this question again.

    It is that of the entry that is named, else of those whose words stand there.
    """
    record = load_question(operation)
    standing, wanted = record.summary.standing, str(operation.values.get("entry") or "")
    names = (wanted,) if wanted else standing.entries
    if not names:
        raise RefusedError("There is no suggestion to turn down: no entry is named, and none stands behind the answer")
    if wanted and wanted not in _list_proposed(record):
        raise NotFoundError("suggestion", wanted)
    if set(names) & set(standing.entries):
        standing = reject(standing, operation.hand, entries=names)
    else:
        standing = replace(standing, rejected=tuple(dict.fromkeys((*standing.rejected, *names))))
    return keep_decision(operation, record.summary, standing, message=f"Turned down: {', '.join(names)}")


def _list_proposed(record: QuestionRecord) -> list[str]:
    """Return the entries that were proposed for a question."""
    return [*record.summary.entries, *(one["entry"] for one in (record.draft or {}).get("alternatives", []))]


def _find(operation: Operation, record: QuestionRecord, wanted: str) -> Entry:
    """Return the entry of the knowledge base, or the approved answer that the draft names."""
    past = (record.draft or {}).get("past", {})
    if wanted in past:
        return restore_entry(past[wanted])
    entries = operation.desk.knowledge.read(operation.change).knowledge.entries
    resolved = resolve_entries(entries, list_variables(operation.questionnaire))
    found = next((one for one in resolved.entries if one.id == wanted), None)
    if found is None:
        raise NotFoundError("entry", wanted)
    lacking = [one.name for one in resolved.missing if one.entry == wanted]
    if lacking:
        raise RefusedError(
            f"The words of {wanted} are not complete: they wait for {', '.join(lacking)}. Say it in the details of the "
            "questionnaire, or write the answer"
        )
    return found


def find_not_applicable(record: QuestionRecord) -> tuple[dict[str, str], str]:
    """Return what is written for "not applicable" by cell, and what the reviewer is told."""
    question = convert(record.reading, Question)
    answers: dict[str, str] = {}
    for slot in question.slots:
        if slot.role is not SlotRole.ANSWER or not is_free(slot):
            continue
        if slot.label is not None and len(slot.options) == 1:  # one of several columns to mark
            if choose_option([slot.label], Stance.NA) is not None:
                answers[slot.cell] = slot.options[0]
        elif slot.options:
            chosen = choose_option(slot.options, Stance.NA)
            answers.update({slot.cell: chosen} if chosen is not None else {})
        elif not answers:
            answers[slot.cell] = _FREE_TEXT
    return (
        answers,
        "Not applicable" if answers else "Not applicable; the list has no choice for that, the cell stays blank",
    )


def _put_text(question: Question, entry: Entry) -> dict[str, str]:
    """Return the entry's words in the first free text cell that holds them, where nothing could be composed."""
    for text in (entry.answer, entry.short_answer):
        for slot in question.slots:
            fits = slot.max_length is None or len(text) <= slot.max_length
            if (
                text
                and fits
                and not slot.options
                and is_free(slot)
                and slot.role in (SlotRole.ANSWER, SlotRole.COMMENT)
            ):
                return {slot.cell: text}
    return {}

"""Attaching: a reviewer names a document as an appendix of one question, and the export hands it out along."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from msgspec import convert

from qbot.matching.compose import asks_customer
from qbot.model.knowledge import Disclosure
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.model.review import edit
from qbot.store.documents import DocumentRecord, find_document, list_documents
from qbot.store.records import Document, QuestionRecord
from qbot.workflow.appendices import tell_missing
from qbot.workflow.appendix_names import find_numbers, join_reference, refer_to
from qbot.workflow.decisions import LONGEST, Operation, Outcome, check_answers, keep_decision, load_question
from qbot.workflow.disclosing import Reader, is_in_force
from qbot.workflow.question_rows import is_free
from qbot.workflow.refusals import ConflictError, RefusedError

_ROLES = (SlotRole.EVIDENCE, SlotRole.COMMENT, SlotRole.ANSWER)


def list_attachable(record: QuestionRecord, reader: Reader) -> list[Document]:
    """Return the documents that a reviewer may choose from, whether the answer names them, and why one may not go."""
    named = find_numbers(record.summary.answers.values())
    return [
        {
            "id": one.id,
            "number": one.number,
            "title": one.title,
            "version": one.version,
            "disclosure": one.disclosure,
            "named": one.number in named,
            "why": tell_missing(one.number, reader.documents, under_nda=reader.under_nda, today=reader.today),
        }
        for one in reader.documents
        if one.disclosure != Disclosure.INTERNAL
    ]


def apply_attach(operation: Operation) -> Outcome:
    """Name a document in the evidence cell, else beside the answer, else in it; the question waits for approval.

    ConflictError where the question changed since it was seen; it tells what the cell would say with both.
    """
    document = _require_document(operation)
    try:
        record = load_question(operation)
    except ConflictError as error:
        _tell_both(operation, error, document)
        raise
    given = operation.values.get("answers")
    typed = check_answers(record, given) if given is not None else {}
    texts = {**record.summary.answers, **typed}
    if document.number in find_numbers(texts.values()):
        raise RefusedError(f"The answer names Appendix {document.number}, {document.title}, already")
    cell, text = _find_place(record, texts, document)
    standing = edit(record.summary.standing, {**typed, cell: text}, operation.hand)
    message = f"Appendix {document.number}, {document.title}, is named in {cell}"
    return keep_decision(operation, record.summary, standing, message=message)


def _require_document(operation: Operation) -> DocumentRecord:
    """Return the document of an operation as it is given out now; RefusedError where it may not go to this customer."""
    chosen = find_document(operation.change, str(operation.values.get("document") or ""))
    if chosen is None:
        raise RefusedError("Choose the document that is to be attached")
    documents, today = list_documents(operation.change), operation.desk.today()
    under_nda = is_in_force(operation.questionnaire.nda_until, today)
    why = tell_missing(chosen.number, documents, under_nda=under_nda, today=today)
    if why:
        raise RefusedError(why)
    return next(one for one in documents if one.number == chosen.number)


def _find_place(record: QuestionRecord, texts: Document, document: DocumentRecord) -> tuple[str, str]:
    """Return the cell that takes the reference and its whole text then; RefusedError where none has room."""
    for slot in _list_places(convert(record.reading, Question).slots):
        text = join_reference(texts.get(slot.cell, ""), document, of_evidence=slot.role is SlotRole.EVIDENCE)
        if len(text) <= (slot.max_length or LONGEST):
            return slot.cell, text
    raise RefusedError(
        f"No cell of this question has room for “{refer_to(document)}”. Shorten what stands"
        " there, or send the document by itself"
    )


def _list_places(slots: Iterable[AnswerSlot]) -> list[AnswerSlot]:
    """Return the cells that take a reference, the best first: no list of choices, and not what the customer must do."""
    free = [one for one in slots if one.role in _ROLES and is_free(one) and not one.options and not asks_customer(one)]
    return sorted(free, key=lambda slot: _ROLES.index(slot.role))


def _tell_both(operation: Operation, error: ConflictError, document: DocumentRecord) -> None:
    """Let a conflict tell the reference beside what the other wrote, so that writing it loses nothing of theirs."""
    record = load_question(operation, commutes=True)
    theirs = record.summary.answers
    with suppress(RefusedError):  # no room: the conflict alone is told
        error.detail["mine"] = dict([_find_place(record, theirs, document)])

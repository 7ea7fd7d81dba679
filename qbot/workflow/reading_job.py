"""The job after an upload: the file is read in the limited child, and its answers are drafted from the store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from msgspec import to_builtins
from msgspec.structs import replace

from qbot.layout.overrides import LayoutOverrides
from qbot.matching.gates import propose_not_applicable
from qbot.matching.recall import make_past_entries
from qbot.matching.references import resolve_entries
from qbot.model.questionnaire import Questionnaire
from qbot.store.audit import EventFacts
from qbot.store.blobs import read_blob
from qbot.store.questionnaires import change_questionnaire, find_questionnaire
from qbot.store.questions import list_questions
from qbot.store.records import Document, JobRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Change
from qbot.workflow.carrying import carry_over, compare_rounds
from qbot.workflow.desk import Desk
from qbot.workflow.drafting import Drafting, draft_questionnaire
from qbot.workflow.indexed import IndexedKnowledge
from qbot.workflow.jobs import JobStoppedError, Progress
from qbot.workflow.merging import keep_read_questions
from qbot.workflow.question_rows import find_badges, make_question
from qbot.workflow.remembered_reading import ReadUpload, read_remembered
from qbot.workflow.said import read_said
from qbot.workflow.store_memory import remember_decisions
from qbot.workflow.uploading import CORRECT_JOB

_DRAFTING = "Drafting the answers"
_EACH = 25  # questions between two words on the progress, at which the job can be cancelled


def read_and_draft(desk: Desk, job: JobRecord, progress: Progress) -> None:
    """Read the questionnaire of a job and keep its questions with their drafts, all at once."""
    progress.tell(0, 0, "Reading the file")
    with desk.store.read() as reading:
        record = find_questionnaire(reading, job.questionnaire_id)
        data = read_blob(reading, record.sha256) if record is not None else None
        customer = record.customer if record is not None else ""
        learned = remember_decisions(reading, other_than=job.questionnaire_id, customer=customer)
        indexed = desk.knowledge.read_with(reading, learned)
    if record is None or data is None:
        raise JobStoppedError  # it was deleted meanwhile
    read = read_remembered(desk, record, data, corrected=job.kind == CORRECT_JOB)
    drafting = draft_upload(desk, record, read.questionnaire, indexed, overrides=read.overrides, progress=progress)
    progress.check()
    _keep(desk, job, read, drafting, make_records(desk, record, read.questionnaire, drafting, indexed))


def draft_upload(
    desk: Desk,
    record: QuestionnaireRecord,
    questionnaire: Questionnaire,
    indexed: IndexedKnowledge,
    *,
    overrides: LayoutOverrides | None,
    progress: Progress,
) -> Drafting:
    """Return the drafts of an uploaded questionnaire, for the product and region that it is about.

    No gate is looked at: the review opens and closes them as their questions are answered, and needs the drafts behind.
    """
    total = len(questionnaire.questions)
    progress.tell(0, total, _DRAFTING)

    def tell(done: int) -> None:
        if done % _EACH == 0:
            progress.tell(done, total, _DRAFTING)

    ungated = tuple(replace(question, gate=None) for question in questionnaire.questions)
    return draft_questionnaire(
        replace(questionnaire, questions=ungated),
        indexed,
        as_of=date.fromisoformat(record.as_of),
        overrides=overrides,
        home=desk.home,
        product=record.product or None,
        region=record.region or None,
        variables=list_variables(record),
        tell=tell,
    )


def list_variables(record: QuestionnaireRecord) -> dict[str, str]:
    """Return the values that answers may refer to: what is said of the questionnaire."""
    values = {"customer": record.customer, "product": record.product, "region": record.region}
    return {name: value for name, value in values.items() if value}


def make_records(
    desk: Desk,
    record: QuestionnaireRecord,
    questionnaire: Questionnaire,
    drafting: Drafting,
    indexed: IndexedKnowledge,
) -> list[QuestionRecord]:
    """Return the questions with their drafts as the store keeps them."""
    resolved = resolve_entries(indexed.knowledge.entries, list_variables(record)).entries
    entries = {entry.id: entry for entry in resolved}
    past = {entry.id: entry for entry in make_past_entries(indexed.memory)}
    as_of = date.fromisoformat(record.as_of)
    gated = [
        next((guard.text for guard in draft.guards if guard.name == "gate"), "")
        for draft in propose_not_applicable(questionnaire.questions, drafting.drafts)
    ]
    return [
        make_question(
            desk.make_id(),
            record.id,
            place,
            question,
            draft,
            badges=find_badges(draft, entries, as_of=as_of),
            past=past,
            gated=why,
        )
        for place, (question, draft, why) in enumerate(
            zip(questionnaire.questions, drafting.drafts, gated, strict=True), start=1
        )
    ]


def follow_round(
    change: Change, record: QuestionnaireRecord, records: Sequence[QuestionRecord]
) -> Sequence[QuestionRecord]:
    """Return the questions marked by the round before and, for the same customer, with its answers carried over."""
    before = find_questionnaire(change, record.follows, whole=False) if record.follows else None
    if before is None:
        return records
    old = list_questions(change, before.id)
    marked = compare_rounds(old, records)
    if before.customer.casefold() != record.customer.casefold():
        return marked  # what was written for another customer comes as an earlier answer, without that one's name
    return carry_over(old, marked, read_said(change), as_of=date.fromisoformat(record.as_of))


def describe_reading(questionnaire: Questionnaire) -> Document:
    """Return a reading as the store keeps it: without its questions, which have rows of their own."""
    described: Document = to_builtins(replace(questionnaire, questions=()))
    return described


def _keep(desk: Desk, job: JobRecord, read: ReadUpload, drafting: Drafting, records: list[QuestionRecord]) -> None:
    with desk.store.change(at=desk.now(), by=job.created_by) as change:
        record = find_questionnaire(change, job.questionnaire_id)
        if record is None or record.state != "reading":  # deleted or cancelled meanwhile
            change.give_up()
            return
        merged = keep_read_questions(change, record.id, follow_round(change, record, records))
        change_questionnaire(
            change,
            record,
            state="ready",
            reading=describe_reading(read.questionnaire),
            layout=to_builtins(read.overrides) if read.overrides is not None else None,
            receipt=dict(drafting.receipt),
            notes=[*read.notes, *read.questionnaire.notes, *drafting.notes, *merged.notes],
        )
        answered = sum(draft.answered for draft in drafting.drafts)
        detail = {"questions": len(records), "drafted": answered, "receipt": dict(drafting.receipt)}
        change.record(EventFacts("draft", detail, questionnaire=record.id, touched=merged.touched))

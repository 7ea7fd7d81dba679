"""Correcting a reading: the effect is shown at once, and once it is used the decisions on what stayed are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.sandbox import encode
from qbot.store.audit import EventFacts
from qbot.store.blobs import read_blob
from qbot.store.jobs import add_job
from qbot.store.questionnaires import change_questionnaire, find_questionnaire
from qbot.store.questions import add_questions, describe_standing, drop_questions, list_questions, replace_question
from qbot.store.records import Document, JobRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk
from qbot.workflow.drafting import Drafting
from qbot.workflow.jobs import JobStoppedError, Progress
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.reading_job import describe_reading, draft_upload, make_records, read_upload, restore_layout
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.store_memory import remember_decisions

CORRECT_JOB = "correct"
_UNTOUCHED = ("blank", "suggested")


def find_corrections(desk: Desk, questionnaire_id: str) -> LayoutOverrides | None:
    """Return the corrections that a questionnaire is read with, None where it is read as it is."""
    with desk.store.read() as reading:
        return restore_layout(require_questionnaire(reading, questionnaire_id).layout)


def preview_reading(desk: Desk, questionnaire_id: str, corrections: LayoutOverrides | None) -> Questionnaire:
    """Return what would be read with these corrections; nothing is kept."""
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id)
        data = _require_file(reading, record)
    return read_upload(record.file_name, data, corrections)


def correct_reading(desk: Desk, questionnaire_id: str, corrections: LayoutOverrides | None, *, by: str) -> None:
    """Use these corrections: a job reads the file with them and drafts its answers anew."""
    layout = encode(corrections) if corrections is not None and corrections.sheets else None
    _begin(desk, questionnaire_id, {"layout": layout}, "correct", by=by)


def read_again(desk: Desk, questionnaire_id: str, *, by: str) -> None:
    """Try once more to read a file whose reading failed or was cancelled."""
    _begin(desk, questionnaire_id, {}, "read_again", by=by)


def _begin(desk: Desk, questionnaire_id: str, values: Document, action: str, *, by: str) -> None:
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_questionnaire(change, questionnaire_id)
        if record.state == "reading":
            raise RefusedError("The file is being read now. Wait until it is done, or cancel that")
        change_questionnaire(change, record, state="reading", problem="", **values)
        add_job(change, JobRecord(desk.make_id(), record.id, CORRECT_JOB, "waiting", change.at, by))
        change.record(EventFacts(action, dict(values), questionnaire=record.id))
    desk.bell.set()


def read_corrected(desk: Desk, job: JobRecord, progress: Progress) -> None:
    """Read the questionnaire of a job with its corrections; decisions on questions that stayed the same are kept."""
    progress.tell(0, 0, "Reading the file")
    with desk.store.read() as reading:
        record = find_questionnaire(reading, job.questionnaire_id)
        if record is None:
            raise JobStoppedError
        data = _require_file(reading, record)
        indexed = desk.library.read_with(reading, remember_decisions(reading, other_than=record.id))
    overrides = restore_layout(record.layout)
    questionnaire = read_upload(record.file_name, data, overrides)
    progress.tell(0, len(questionnaire.questions), "Drafting the answers")
    drafting = draft_upload(desk, record, questionnaire, indexed, overrides)
    progress.check()
    _keep(desk, job, questionnaire, drafting, make_records(desk, record, questionnaire, drafting, indexed))


@dataclass(frozen=True, slots=True)
class _Merged:
    """What becomes of the questions: those that stayed, new ones, ids that go, and how many decisions were lost."""

    stayed: list[QuestionRecord]
    new: list[QuestionRecord]
    gone: list[str]
    lost: int


def _keep(
    desk: Desk, job: JobRecord, questionnaire: Questionnaire, drafting: Drafting, records: list[QuestionRecord]
) -> None:
    with desk.store.change(at=desk.now(), by=job.created_by) as change:
        record = find_questionnaire(change, job.questionnaire_id)
        if record is None or record.state != "reading":  # deleted or cancelled meanwhile
            change.give_up()
            return
        merged = _merge(list_questions(change, record.id), records)
        _keep_questions(change, merged)
        change_questionnaire(
            change,
            record,
            state="ready",
            reading=describe_reading(questionnaire),
            receipt=dict(drafting.receipt),
            notes=[*questionnaire.notes, *drafting.notes, *_tell_lost(merged.lost)],
        )
        answered = sum(draft.answered for draft in drafting.drafts)
        detail = {"drafted": answered, "total": len(records), "gone": len(merged.gone), "lost": merged.lost}
        touched = [(one.summary.id, one.summary.version) for one in merged.stayed]
        change.record(EventFacts("draft", detail, questionnaire=record.id, touched=touched))


def _keep_questions(change: Change, merged: _Merged) -> None:
    drop_questions(change, merged.gone)
    for one in merged.stayed:
        replace_question(change, one)
    add_questions(change, merged.new)


def _merge(before: Sequence[QuestionRecord], after: Sequence[QuestionRecord]) -> _Merged:
    """Bring together the questions before and after: the same words in the same cell are the same question."""
    known = {(one.summary.sheet, one.summary.cell, one.summary.text): one for one in before}
    stayed, new, lost = [], [], 0
    for one in after:
        old = known.pop((one.summary.sheet, one.summary.cell, one.summary.text), None)
        if old is None:
            new.append(one)
            continue
        fits = set(old.summary.answers) <= {slot["cell"] for slot in one.reading["slots"]}
        lost += not fits and _is_decided(old)
        stayed.append(_carry_over(old, one, keep=fits and _is_decided(old)))
    lost += sum(_is_decided(one) for one in known.values())
    return _Merged(stayed, new, [one.summary.id for one in known.values()], lost)


def _carry_over(old: QuestionRecord, new: QuestionRecord, *, keep: bool) -> QuestionRecord:
    """Return the new reading of a question under its old id, with the old decision or the new suggestion."""
    version = old.summary.version + 1
    if not keep:
        return replace(
            new, summary=replace(new.summary, id=old.summary.id, version=version, flagged=old.summary.flagged)
        )
    kept = describe_standing(old.summary.standing)
    return replace(new, summary=replace(new.summary, id=old.summary.id, version=version, **kept))


def _is_decided(one: QuestionRecord) -> bool:
    return one.summary.status not in _UNTOUCHED


def _tell_lost(lost: int) -> list[str]:
    if not lost:
        return []
    return [f"{lost} earlier decision{'s' * (lost != 1)} did not fit the corrected reading; the history still has them"]


def _require_file(reading: Reading, record: QuestionnaireRecord) -> bytes:
    data = read_blob(reading, record.sha256)
    if data is None:
        raise NotFoundError("file", record.file_name)
    return data

"""Export of a reviewed questionnaire: approved answers only, proven, and recorded with its recipient."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from msgspec import Struct, convert
from msgspec.structs import replace

from qbot.model.filling import CellValue, FillReport
from qbot.model.knowledge import Disclosure
from qbot.model.questionnaire import Question, Questionnaire
from qbot.store.audit import EventFacts
from qbot.store.blobs import keep_blob, read_blob
from qbot.store.entries import find_entries
from qbot.store.events import find_operation
from qbot.store.exports import add_export, find_export
from qbot.store.questionnaires import change_questionnaire
from qbot.store.questions import list_questions
from qbot.store.records import Document, EntryRecord, ExportRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Reading
from qbot.workflow.answering import make_cell_value
from qbot.workflow.appendices import describe_appendices
from qbot.workflow.contract import describe_fill
from qbot.workflow.desk import Desk
from qbot.workflow.disclosing import Reader, find_disclosures, find_reader, find_stranger, list_stopped
from qbot.workflow.export_papers import make_review_workbook
from qbot.workflow.formats import fill_copy, find_target_suffix, verify_copy
from qbot.workflow.ledger_keeping import keep_sent
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.question_rows import is_free, show_summary
from qbot.workflow.reading_files import keep_as_file
from qbot.workflow.refusals import ConflictError, ExportFailedError, OpenQuestionsError, RefusedError

FINAL, DRAFT = "final", "draft"
_DRAFT_MARK = "DRAFT - not approved"
_DONE = ("approved", "not_applicable", "no_answer")


class _Case(Struct, frozen=True):
    """A questionnaire as it stood when its export began."""

    record: QuestionnaireRecord
    questions: Sequence[QuestionRecord]
    original: bytes
    reading: Questionnaire
    entries: dict[str, EntryRecord]
    disclosures: dict[str, Disclosure]
    reader: Reader


def export_questionnaire(
    desk: Desk, questionnaire_id: str, *, recipient: str, draft: bool, by: str, operation: str | None = None
) -> Document:
    """Fill the customer's file with the approved answers, prove it, keep it and record who it is for.

    OpenQuestionsError lists what is open and what may not leave; a draft copy takes all there is and says so in its
    name. ExportFailedError where the file cannot take an answer or the proof fails; nothing is kept then.
    """
    if not recipient.strip() and not draft:
        raise RefusedError("Say who receives the file; it is kept with the export")
    with desk.store.read() as reading:
        earlier = find_operation(reading, operation) if operation else None
        if earlier is not None:
            return _show_earlier(reading, earlier.detail)
        case = _open_case(reading, questionnaire_id, today=desk.today().isoformat())
    if not draft:
        _require_decided(case)
        stranger = find_stranger(case.record, recipient, case.reader)
        if stranger:
            says = f"These are the answers for {case.record.customer}, and the recipient names {stranger}"
            raise RefusedError(f"{says}, another customer. Correct the recipient, or the customer in the details")
    values = tuple(_collect_values(case, draft=draft))
    name = make_export_name(case.record, find_target_suffix(case.reading), draft=draft)
    filled, report = _fill(case, values)
    manifest = describe_fill(report, {key: str(value) for key, value in (case.record.receipt or {}).items()})
    manifest |= describe_appendices(
        [one.text for one in report.written],
        case.reader.documents,
        under_nda=case.reader.under_nda,
        today=case.reader.today,
    )
    review = make_review_workbook(case.record, case.questions, case.entries, file_name=name)
    with desk.store.change(at=desk.now(), by=by) as change:
        _require_same(list_questions(change, questionnaire_id), case)
        made = ExportRecord(
            id=desk.make_id(),
            questionnaire_id=questionnaire_id,
            at=change.at,
            by=by,
            recipient=recipient.strip()[:300],
            kind=DRAFT if draft else FINAL,
            file_name=name,
            sha256=keep_blob(change, filled),
            review_sha256=keep_blob(change, review),
            manifest=manifest,
            verified=True,
        )
        add_export(change, made)
        record = require_questionnaire(change, questionnaire_id)
        told = 0
        if not draft:
            change_questionnaire(change, record, exported_at=change.at)
            told = keep_sent(desk, change, made, record, case.questions, report.written)
        detail = {
            "export": made.id,
            "recipient": made.recipient,
            "kind": made.kind,
            "file_name": name,
            "sha256": made.sha256,
            "cells": len(report.written),
            "told": told,
            "appendices": [one["sha256"] for one in manifest["appendices"]],
        }
        change.record(EventFacts("export", detail, questionnaire=questionnaire_id, operation=operation))
    return show_export(made)


def make_export_name(record: QuestionnaireRecord, suffix: str, *, draft: bool) -> str:
    """Return the name of the filled file; that of a draft copy says that it is one."""
    stem = PurePath(record.file_name).stem
    version = f", version {record.round}" if record.round > 1 else ""
    return f"{stem} ({_DRAFT_MARK}){suffix}" if draft else f"{stem} - answered{version}{suffix}"


def show_export(made: ExportRecord) -> Document:
    """Return an export as the API shows it."""
    return {
        "id": made.id,
        "questionnaire": made.questionnaire_id,
        "at": made.at,
        "by": made.by,
        "recipient": made.recipient,
        "kind": made.kind,
        "file_name": made.file_name,
        "sha256": made.sha256,
        "verified": made.verified,
        "cells": len(made.manifest["cells"]),
        "other_changes": made.manifest["other_changes"],
        "warnings": made.manifest["warnings"],
        "appendices": [f"Appendix {one['number']}, {one['title']}" for one in made.manifest.get("appendices", [])],
        "left_out": made.manifest.get("left_out", []),
    }


def list_open(questions: Sequence[QuestionRecord]) -> list[Document]:
    """Return the questions that wait for a decision."""
    return [
        show_summary(one.summary) for one in questions if one.summary.is_to_decide and one.summary.status not in _DONE
    ]


def _open_case(reading: Reading, questionnaire_id: str, *, today: str) -> _Case:
    record = require_questionnaire(reading, questionnaire_id)
    if record.state != "ready" or record.reading is None:
        raise RefusedError("The questionnaire is not read yet; wait until its answers are drafted")
    questions = list_questions(reading, questionnaire_id)
    original = read_blob(reading, record.sha256)
    if original is None:
        raise RefusedError("The customer's file is missing in the store. Run `qbot doctor`")
    cited = list(dict.fromkeys(name for one in questions for name in one.summary.entries))
    bare = convert(record.reading, Questionnaire)
    read = tuple(convert(one.reading, Question) for one in questions)
    return _Case(
        record,
        questions,
        original,
        replace(bare, questions=read),
        find_entries(reading, cited),
        find_disclosures(reading, cited),
        find_reader(reading, record, today=today),
    )


def _require_decided(case: _Case) -> None:
    still = list_open(case.questions)
    stopped = list_stopped(case.questions, case.disclosures, case.reader)
    if still or stopped:
        raise OpenQuestionsError({"open": still, "stopped": stopped})


def _require_same(now: Sequence[QuestionRecord], case: _Case) -> None:
    """Raise ConflictError where somebody decided something while the file was filled."""
    before = {one.summary.id: one.summary.version for one in case.questions}
    for one in now:
        if before.get(one.summary.id) != one.summary.version:
            by = one.summary.approved_by or one.summary.edited_by
            raise ConflictError("an answer", by, {"question": show_summary(one.summary)})


def _collect_values(case: _Case, *, draft: bool) -> Iterator[CellValue]:
    headers = {sheet.name: sheet.header_row for sheet in case.reading.sheets}
    for question, record in zip(case.reading.questions, case.questions, strict=True):
        summary = record.summary
        if not summary.can_be_answered or not (draft or summary.status in ("approved", "not_applicable")):
            continue
        for slot in question.slots:
            text = summary.answers.get(slot.cell)
            if text and is_free(slot):
                made = make_cell_value(question, slot, text, entries=tuple(summary.entries))
                yield replace(made, header_row=headers.get(question.sheet))


def _fill(case: _Case, values: tuple[CellValue, ...]) -> tuple[bytes, FillReport]:
    with keep_as_file(case.record.file_name, case.original) as source, tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"filled{find_target_suffix(case.reading)}"
        report = fill_copy(case.reading, source, target, values=values)
        refused = [f"{one.sheet} {one.cell}: {one.reason}".strip() for one in report.refused]
        if refused:
            raise ExportFailedError(refused)
        proof = verify_copy(case.reading, source, target, meant=report.written)
        if proof.findings:
            raise ExportFailedError([f"{one.place}: {one.text}" for one in proof.findings])
        return target.read_bytes(), report


def _show_earlier(reading: Reading, detail: Document | None) -> Document:
    made = find_export(reading, detail["export"]) if detail and "export" in detail else None
    if made is None:
        raise RefusedError("This operation's id was used for something else")
    return show_export(made)

"""Correcting a reading: the effect is shown before it is used; then a job reads the file and drafts its answers."""

from __future__ import annotations

from msgspec import to_builtins

from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire
from qbot.store.audit import EventFacts
from qbot.store.blobs import read_blob
from qbot.store.jobs import add_job
from qbot.store.questionnaires import change_questionnaire
from qbot.store.records import Document, JobRecord
from qbot.workflow.desk import Desk
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.reading_files import read_upload
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.remembered_reading import restore_layout
from qbot.workflow.uploading import CORRECT_JOB, READ_JOB

_ACTIONS = {READ_JOB: "read_again", CORRECT_JOB: "correct"}


def find_corrections(desk: Desk, questionnaire_id: str) -> LayoutOverrides | None:
    """Return the corrections that a questionnaire is read with, None where it is read as it is."""
    with desk.store.read() as reading:
        return restore_layout(require_questionnaire(reading, questionnaire_id).layout)


def preview_reading(desk: Desk, questionnaire_id: str, corrections: LayoutOverrides | None) -> Questionnaire:
    """Return what would be read with these corrections; nothing is kept."""
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id)
        data = read_blob(reading, record.sha256)
    if data is None:
        raise NotFoundError("file", record.file_name)
    return read_upload(record.file_name, data, corrections)


def correct_reading(desk: Desk, questionnaire_id: str, corrections: LayoutOverrides | None, *, by: str) -> None:
    """Use these corrections, or none: a job reads the file with them, and remembers them for files of the same form.

    Decisions on questions that stay the same are kept.
    """
    layout = to_builtins(corrections) if corrections is not None and corrections.sheets else None
    _begin(desk, questionnaire_id, {"layout": layout}, CORRECT_JOB, by=by)


def read_again(desk: Desk, questionnaire_id: str, *, by: str) -> None:
    """Read a file again, and draft what is open with the knowledge base, product and region as they are now.

    What was decided or written stays.
    """
    _begin(desk, questionnaire_id, {}, READ_JOB, by=by)


def _begin(desk: Desk, questionnaire_id: str, values: Document, kind: str, *, by: str) -> None:
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_questionnaire(change, questionnaire_id)
        if record.state == "reading":
            raise RefusedError("The file is being read now. Wait until it is done, or cancel that")
        change_questionnaire(change, record, state="reading", problem="", **values)
        add_job(change, JobRecord(desk.make_id(), record.id, kind, "waiting", change.at, by))
        change.record(EventFacts(_ACTIONS[kind], dict(values), questionnaire=record.id))
    desk.bell.set()

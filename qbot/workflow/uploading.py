"""Uploading: a customer's file is kept as it came, and a job is made that reads it and drafts its answers."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from pathlib import PurePath

from msgspec import Struct
from msgspec.structs import asdict, replace

from qbot.sandbox import require_known
from qbot.store.audit import EventFacts
from qbot.store.blobs import keep_blob
from qbot.store.events import find_operation
from qbot.store.jobs import add_job
from qbot.store.questionnaires import add_questionnaire
from qbot.store.records import Document, JobRecord, QuestionnaireRecord
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.listing import describe, require_questionnaire
from qbot.workflow.refusals import RefusedError

READ_JOB, CORRECT_JOB = "read", "correct"
_LONGEST_NAME = 200
_LONGEST_TEXT = 300
_TAKEN_OVER = ("customer", "product", "region", "nda_until", "assignee")


class UploadDetails(Struct, frozen=True):
    """What a person says of a questionnaire beside the file; all of it may be said later."""

    customer: str = ""
    product: str = ""
    region: str = ""
    due_on: str | None = None
    nda_until: str | None = None
    name: str = ""
    assignee: str = ""


def upload_questionnaire(
    desk: Desk,
    *,
    file_name: str,
    data: bytes,
    details: UploadDetails,
    by: str,
    follows: str = "",
    operation: str | None = None,
) -> Document:
    """Keep a customer's file and start to read it; return `questionnaire` and `job`.

    `follows` is the questionnaire that it is the next round of: what is not said of it is taken from there, and its
    approved answers are carried over for review. NotFoundError where there is no such questionnaire.
    The same `operation` sent again gives the questionnaire that it made. UnreadableError where qbot does not read such
    files, RefusedError where a detail cannot be meant.
    """
    name = clean_file_name(file_name)
    require_known(PurePath(name))
    if not data:
        raise RefusedError(f"{name} is empty. Choose the file that the customer sent")
    checked = check_details(details)
    with desk.store.change(at=desk.now(), by=by) as change:
        earlier = find_operation(change, operation) if operation else None
        if earlier is not None:
            change.give_up()
            made = earlier.questionnaire_id or ""
        else:
            before = require_questionnaire(change, follows, whole=False) if follows else None
            made = _keep(desk, change, name, data, _take_over(checked, before), before, operation)
    desk.bell.set()
    described = describe(desk, made, by=by)
    return {"questionnaire": described, "job": described["job"]}


def _take_over(details: UploadDetails, before: QuestionnaireRecord | None) -> UploadDetails:
    """Return the details with those of the round before where nothing is said; a due date is of its own round."""
    if before is None:
        return details
    told = {key: getattr(details, key) or getattr(before, key) for key in _TAKEN_OVER}
    return replace(details, **told)


def add_upload(
    desk: Desk,
    change: Change,
    name: str,
    data: bytes,
    details: UploadDetails,
    before: QuestionnaireRecord | None,
) -> QuestionnaireRecord:
    """Keep a file as a questionnaire, with the job that reads it; the caller records the change."""
    record = QuestionnaireRecord(
        id=desk.make_id(),
        name=details.name or PurePath(name).stem,
        file_name=name,
        sha256=keep_blob(change, data),
        format=PurePath(name).suffix.lower().lstrip("."),
        customer=details.customer,
        product=details.product,
        region=details.region,
        nda_until=details.nda_until,
        due_on=details.due_on,
        assignee=details.assignee,
        as_of=desk.today().isoformat(),
        state="reading",
        created_at=change.at,
        created_by=change.by,
        round=before.round + 1 if before is not None else 1,
        follows=before.id if before is not None else None,
    )
    add_questionnaire(change, record)
    add_job(change, JobRecord(desk.make_id(), record.id, READ_JOB, "waiting", change.at, change.by))
    return record


def _keep(
    desk: Desk,
    change: Change,
    name: str,
    data: bytes,
    details: UploadDetails,
    before: QuestionnaireRecord | None,
    operation: str | None,
) -> str:
    record = add_upload(desk, change, name, data, details, before)
    detail = {
        **asdict(details),
        "file_name": name,
        "sha256": record.sha256,
        "size": len(data),
        "follows": record.follows,
    }
    change.record(EventFacts("upload", detail, questionnaire=record.id, operation=operation))
    return record.id


def clean_file_name(name: str) -> str:
    """Return the last part of a file name without control characters, no longer than 200 characters."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(mark for mark in last if unicodedata.category(mark)[0] != "C").strip()
    if not plain:
        raise RefusedError("The file has no name. Choose the file that the customer sent")
    stem, suffix = PurePath(plain).stem, PurePath(plain).suffix
    return f"{stem[: _LONGEST_NAME - len(suffix)]}{suffix}"[:_LONGEST_NAME]


def check_details(details: UploadDetails) -> UploadDetails:
    """Return the details without spaces around them; RefusedError for a text that is too long or a day that is none."""
    values = {key: (value or "").strip() for key, value in asdict(details).items()}
    for key, value in values.items():
        if value and len(value) > _LONGEST_TEXT:
            raise RefusedError(f"The {key.replace('_', ' ')} is longer than {_LONGEST_TEXT} characters. Shorten it")
        if value and any(unicodedata.category(mark) in ("Cc", "Cs") for mark in value):
            raise RefusedError(f"The {key.replace('_', ' ')} has a character that cannot be written. Type it again")
    for key in ("due_on", "nda_until"):
        values[key] = check_day(values[key], key)
    return UploadDetails(**values)


def check_day(text: str | None, key: str) -> str | None:
    """Return a day as YYYY-MM-DD, None where nothing is said; RefusedError where it is no day."""
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        said = {"due_on": "due date", "nda_until": "last day of the NDA"}[key]
        raise RefusedError(f"The {said} “{text[:40]}” is no day. Write it as 2026-05-31") from error

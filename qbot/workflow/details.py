"""What is said of a questionnaire beside its file: customer, product, region, dates, who works on it."""

from __future__ import annotations

from msgspec.structs import asdict, fields

from qbot.store.audit import EventFacts
from qbot.store.events import find_operation
from qbot.store.questionnaires import change_questionnaire
from qbot.store.records import Document
from qbot.workflow.desk import Desk
from qbot.workflow.listing import describe, require_questionnaire
from qbot.workflow.refusals import ConflictError, RefusedError
from qbot.workflow.uploading import UploadDetails, check_details

KEYS = tuple(one.name for one in fields(UploadDetails))


def change_details(
    desk: Desk,
    questionnaire_id: str,
    changes: Document,
    *,
    version: int | None,
    by: str,
    operation: str | None = None,
) -> Document:
    """Set details of a questionnaire and return it; ConflictError where it changed since `version` was read."""
    unknown = sorted(set(changes) - set(KEYS))
    if unknown or not changes:
        raise RefusedError(f"What can be changed is: {', '.join(KEYS)}")
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_questionnaire(change, questionnaire_id)
        if operation and find_operation(change, operation) is not None:
            change.give_up()
        else:
            before = {name: getattr(record, name) for name in KEYS}
            if version is not None and version != record.version:
                raise ConflictError("the questionnaire", "", {"mine": changes, "theirs": before})
            after = asdict(check_details(UploadDetails(**{**before, **changes})))
            if not after["name"]:
                raise RefusedError("The questionnaire needs a name")
            change_questionnaire(change, record, **after)
            detail = {"before": before, "after": after}
            change.record(EventFacts("details", detail, questionnaire=questionnaire_id, operation=operation))
    return describe(desk, questionnaire_id, by=by)

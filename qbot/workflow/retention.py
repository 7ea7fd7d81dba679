"""Retention: a questionnaire is deleted with its files and its history's details; the chain still verifies."""

from __future__ import annotations

from qbot.store.audit import DELETE, EventFacts, erase_details
from qbot.store.blobs import drop_unused_blobs
from qbot.store.questionnaires import drop_questionnaire
from qbot.workflow.desk import Desk
from qbot.workflow.listing import require_questionnaire


def delete_questionnaire(desk: Desk, questionnaire_id: str, *, by: str) -> None:
    """Delete a questionnaire, its questions, exports and files, and what the history tells of them.

    That it was there, and who did what when, stays in the history.
    """
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_questionnaire(change, questionnaire_id)
        drop_questionnaire(change, questionnaire_id)
        files = drop_unused_blobs(change)
        erase_details(change.connection, questionnaire_id)
        change.record(EventFacts(DELETE, {"created_at": record.created_at, "files": files}, questionnaire=record.id))
    desk.store.empty_log()

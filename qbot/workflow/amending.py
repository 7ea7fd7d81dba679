"""Amending requests: the NDA recorded anew, and a declined request opened again."""

from __future__ import annotations

from msgspec.structs import replace

from qbot.store.audit import EventFacts
from qbot.store.questionnaires import change_questionnaire, find_questionnaire
from qbot.store.requests import DECLINED, WAITING, RequestRecord, save_request
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.granting import read_nda, require_request
from qbot.workflow.refusals import RefusedError


def record_nda(desk: Desk, request_id: str, *, nda_on: str, nda_until: str, by: str) -> None:
    """Record since when and until when an NDA covers a request (two empty days: none does).

    Links give documents under NDA from now on for as long as it holds, and the questionnaire that came along knows it,
    unless somebody has recorded another NDA there.
    """
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_request(change, request_id)
        if record.state == DECLINED:
            raise RefusedError("The request was declined. Open it again first")
        on, until = read_nda(nda_on, nda_until, today=desk.today())
        save_request(change, replace(record, nda_on=on, nda_until=until))
        _tell_questionnaire(change, record, until)
        detail = {
            "request": record.id,
            "before": {"nda_on": record.nda_on, "nda_until": record.nda_until},
            "after": {"nda_on": on, "nda_until": until},
        }
        change.record(EventFacts("record_nda", detail, questionnaire=record.questionnaire_id))


def reopen_request(desk: Desk, request_id: str, *, by: str) -> None:
    """Let a request that was declined wait for a decision again."""
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_request(change, request_id)
        if record.state != DECLINED:
            raise RefusedError("Only a request that was declined can be opened again")
        save_request(change, replace(record, state=WAITING, decided_at=None, decided_by="", reason=""))
        change.record(EventFacts("reopen_request", {"request": record.id, "reason": record.reason}))


def _tell_questionnaire(change: Change, record: RequestRecord, until: str | None) -> None:
    found = find_questionnaire(change, record.questionnaire_id, whole=False) if record.questionnaire_id else None
    if found is not None and found.nda_until == record.nda_until != until:
        change_questionnaire(change, found, nda_until=until)

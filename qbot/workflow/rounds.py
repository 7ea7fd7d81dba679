"""Second rounds: a questionnaire re-opened after its export, and what a later one has new, changed or the same."""

from __future__ import annotations

from qbot.store.audit import EventFacts
from qbot.store.questionnaires import change_questionnaire, find_questionnaire
from qbot.store.questions import find_questions, list_read_questions, save_badges
from qbot.store.records import Document, QuestionnaireRecord, QuestionRecord, QuestionSummary
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk
from qbot.workflow.listing import describe, require_questionnaire
from qbot.workflow.origins import list_origins, still_says
from qbot.workflow.question_rows import show_summary
from qbot.workflow.refusals import RefusedError
from qbot.workflow.said import read_said


def open_next_round(desk: Desk, questionnaire_id: str, *, by: str) -> Document:
    """Open an exported questionnaire again as its next version; its decisions and what was sent stay as they are.

    Answers that rest on what has changed since they were approved are marked. RefusedError where it was not exported.
    """
    with desk.store.change(at=desk.now(), by=by) as change:
        record = require_questionnaire(change, questionnaire_id)
        if record.exported_at is None:
            raise RefusedError("It is open already: it was not exported yet")
        change_questionnaire(change, record, exported_at=None, round=record.round + 1)
        marked = _mark_changed(change, questionnaire_id)
        detail = {"round": record.round + 1, "exported_at": record.exported_at, "marked": marked}
        change.record(EventFacts("next_round", detail, questionnaire=questionnaire_id))
    return describe(desk, questionnaire_id, by=by)


def describe_round(desk: Desk, questionnaire_id: str) -> Document:
    """Return how a questionnaire stands to the one it follows: `new`, `changed`, `removed` and how many are the `same`.

    `before` is the one it follows, None where it follows none or that one is gone.
    """
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id, whole=False)
        earlier = find_questionnaire(reading, record.follows, whole=False) if record.follows else None
        now = list_read_questions(reading, questionnaire_id)
        before = list_read_questions(reading, earlier.id) if earlier is not None else []
    known = {one.summary.id: one for one in before}
    met = {one.summary.earlier for one in now}
    return {
        "round": record.round,
        "before": _show_before(earlier),
        "new": [_show(one, None) for one in now if one.summary.since == "new"],
        "changed": [_show(one, known.get(one.summary.earlier or "")) for one in now if one.summary.since == "changed"],
        "removed": [_show(None, one) for one in before if one.summary.id not in met],
        "same": sum(one.summary.since == "same" for one in now),
    }


def tell_earlier(reading: Reading, record: QuestionRecord) -> Document | None:
    """Return the question of the round before beside a question, None where there is none."""
    name = record.summary.earlier
    old = find_questions(reading, [name]).get(name) if name else None
    return _show_old(old) if old is not None else None


def tell_since(summary: QuestionSummary, earlier: Document | None) -> str:
    """Return what became of a question since the round before, in a sentence; empty where nothing is to be told.

    The same question with the same answer says nothing.
    """
    since = summary.since
    if since == "new":
        return "This question is new: the round before did not have it."
    if earlier is None or (since == "same" and set(earlier["answers"].values()) == set(summary.answers.values())):
        return ""
    told = f"It read “{earlier['text']}” in the round before. " if since == "changed" else ""
    words = "; ".join(dict.fromkeys(earlier["answers"].values()))
    if earlier["by"] and words:
        return f"{told}The answer then, decided by {earlier['by']} on {earlier['at'][:10]}: “{words}”."
    return told.strip()


def _mark_changed(change: Change, questionnaire_id: str) -> int:
    """Mark the answers that rest on entries or facts which have changed since they were approved."""
    entries = read_said(change)
    marked = 0
    for one in list_read_questions(change, questionnaire_id):
        own = [name for name in list_origins(one.summary.entries, None) if not name.startswith("past-")]
        decided_at = one.summary.approved_at
        if decided_at and not still_says(own, entries, since=decided_at):
            save_badges(change, one.summary.id, sorted({*one.summary.badges, "changed"}))
            marked += 1
    return marked


def _show(now: QuestionRecord | None, before: QuestionRecord | None) -> Document:
    return {
        "question": show_summary(now.summary) if now is not None else None,
        "earlier": _show_old(before) if before is not None else None,
    }


def _show_old(one: QuestionRecord) -> Document:
    """Return a question of the round before as it was decided."""
    return {
        "id": one.summary.id,
        "questionnaire": one.summary.questionnaire_id,
        "ref": one.summary.ref or one.summary.cell,
        "text": one.summary.text,
        "answers": one.summary.answers,
        "status": one.summary.status,
        "reason": one.summary.reason,
        "by": one.summary.approved_by,
        "at": one.summary.approved_at or "",
    }


def _show_before(record: QuestionnaireRecord | None) -> Document | None:
    if record is None:
        return None
    return {"id": record.id, "name": record.name, "round": record.round, "exported_at": record.exported_at}

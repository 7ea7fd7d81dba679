"""Undoing: a decision is taken back by a new event, as long as nobody has built on it."""

from __future__ import annotations

from qbot.model.review import Standing, Status
from qbot.store.audit import EventFacts
from qbot.store.events import find_event, find_undoable, is_undone
from qbot.store.question_lists import find_summaries
from qbot.store.records import Document, EventRecord, QuestionSummary
from qbot.workflow.decisions import Operation, Outcome, save_change
from qbot.workflow.question_rows import show_summary
from qbot.workflow.refusals import ConflictError, RefusedError

UNDOABLE = (
    *("approve", "edit", "take", "attach", "reject", "no_answer", "not_applicable", "flag", "reopen", "release"),
    *("bulk_approve", "bulk_no_answer", "paste"),
)


def apply_undo(operation: Operation) -> Outcome:
    """Take back an event, or this reviewer's last one; questions that changed since stay as they are.

    ConflictError where every question of it changed since.
    """
    event = _find(operation)
    made: list[Document] = event.detail["questions"] if event.detail else []
    before = {one["id"]: one for one in made}
    found = find_summaries(operation.change, list(before))
    same = [one for one in found if one.standing == restore_standing(before[one.id]["after"])]
    if not same:
        raise _tell_conflict(found, before)
    restored = [save_change(operation.change, one, restore_standing(before[one.id]["before"])) for one in same]
    kept = len(made) - len(same)
    message = f"Taken back: {event.action.replace('_', ' ')}"
    message += f"; {kept} changed since and stay as they are" if kept else ""
    alone = event.question_id is not None
    facts = EventFacts(
        "undo",
        {"undoes": event.seq, "action": event.action, "questions": restored, "message": message},
        questionnaire=operation.questionnaire.id,
        question=event.question_id,
        operation=operation.id,
        undoes=event.seq,
        touched=[(one["id"], one["version"]) for one in restored],
    )
    seq = operation.change.record(facts)
    shown = [show_summary(one) for one in find_summaries(operation.change, [one.id for one in same])]
    detail = {"undoes": event.seq, "action": event.action, "questions": shown}
    return Outcome(seq, message, event.question_id if alone else None, detail)


def restore_standing(values: Document) -> Standing:
    """Return the standing that an event describes."""
    told = {**values, "entries": tuple(values["entries"]), "rejected": tuple(values.get("rejected") or ())}
    return Standing(**{**told, "status": Status(values["status"])})


def _find(operation: Operation) -> EventRecord:
    wanted = operation.values.get("event")
    if wanted is None:
        found = find_undoable(operation.change, operation.questionnaire.id, by=operation.change.by, actions=UNDOABLE)
        if found is None:
            raise RefusedError("There is nothing of yours to take back in this questionnaire")
        return found
    event = find_event(operation.change, wanted) if isinstance(wanted, int) and 0 < wanted < 2**31 else None
    if event is None or event.questionnaire_id != operation.questionnaire.id or event.action not in UNDOABLE:
        raise RefusedError("This cannot be taken back: it is no decision of this questionnaire")
    if is_undone(operation.change, event.seq):
        raise RefusedError("This was taken back already")
    return event


def _tell_conflict(found: list[QuestionSummary], before: dict[str, Document]) -> RefusedError:
    if not found:
        return RefusedError("The question is no longer there: the reading was corrected since")
    one = found[0]
    told = before[one.id]
    detail = {
        "mine": told["before"]["answers"],
        "theirs": one.answers,
        "base": told["after"]["answers"],
        "by": one.approved_by or one.edited_by,
        "at": one.approved_at or one.edited_at,
        "question": show_summary(one),
    }
    return ConflictError(f"question {one.ref or one.cell}", one.approved_by or one.edited_by, detail)

"""Decisions on many questions at once: approve from a confidence on, leave what nothing supports, paste, release."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from qbot.model.review import Standing, Status, approve, edit, settle
from qbot.store.question_lists import Choice, find_summaries, list_summaries
from qbot.store.records import Document, QuestionSummary
from qbot.workflow.decisions import Operation, Outcome, check_answers, keep_decisions, load_question, read_reason
from qbot.workflow.question_rows import show_summary
from qbot.workflow.refusals import NotFoundError, RefusedError

_ALL = 1_000_000
_LOWEST = 3


def apply_bulk(operation: Operation) -> Outcome:
    """Approve every suggestion at or above a confidence, but those to look at one by one; or tell what would be."""
    at_least = operation.values.get("at_least")
    if not isinstance(at_least, int | float) or isinstance(at_least, bool) or not 0 <= at_least <= 1:
        raise RefusedError("Bulk approval needs a confidence from 0 to 1")
    skipped = {"guarded": 0, "stale": 0, "conflict": 0, "no_values": 0}
    chosen: list[QuestionSummary] = []
    for one in _list_all(operation):
        if not _is_wanted(one, float(at_least)):
            continue
        why = _find_obstacle(one)
        if why:
            skipped[why] += 1
        else:
            chosen.append(one)
    lowest = sorted(chosen, key=lambda one: (one.confidence, one.position))[:_LOWEST]
    detail: Document = {"count": len(chosen), "lowest": [show_summary(one) for one in lowest], "skipped": skipped}
    if operation.values.get("preview"):
        return Outcome(None, f"{len(chosen)} would be approved", detail=detail)
    if not chosen:
        raise RefusedError("No suggestion is that sure without a warning; nothing was approved", detail)
    decided = [(one, approve(one.standing, operation.hand)) for one in chosen]
    told = {"count": len(chosen), "at_least": at_least, "skipped": skipped}
    return keep_decisions(operation, decided, message=f"{len(chosen)} approved", detail=told)


def apply_bulk_no_answer(operation: Operation) -> Outcome:
    """Leave every question that nothing supports deliberately without an answer, with one reason; not flagged ones."""
    found = [one for one in _list_all(operation) if one.is_to_decide and one.status == Status.BLANK and not one.flagged]
    if not found:
        raise RefusedError("No open question is without a suggestion; nothing was changed")
    reason = read_reason(operation.values)
    decided = [(one, settle(one.standing, Status.NO_ANSWER, operation.hand, reason=reason)) for one in found]
    return keep_decisions(
        operation, decided, message=f"{len(found)} left without an answer", detail={"count": len(found)}
    )


def apply_paste(operation: Operation) -> Outcome:
    """Put a pasted block into the cells, row by row; all of it or nothing."""
    rows = operation.values.get("answers")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        raise RefusedError("The pasted block has no rows")
    decided: dict[str, tuple[QuestionSummary, Standing]] = {}
    for row in rows:
        record = load_question(replace(operation, values=row))
        answers = check_answers(record, row.get("answers"))
        decided[record.summary.id] = record.summary, edit(record.summary.standing, answers, operation.hand)
    return keep_decisions(
        operation, list(decided.values()), message=f"{len(decided)} pasted", detail={"count": len(decided)}
    )


def apply_release(operation: Operation) -> Outcome:
    """Let wording that is internal or under NDA leave with these answers, for this customer."""
    ids = operation.values.get("questions") or [operation.values.get("question")]
    if not isinstance(ids, list) or not all(isinstance(one, str) for one in ids):
        raise RefusedError("The operation does not name the questions to release")
    found = find_summaries(operation.change, ids)
    if len(found) != len(set(ids)) or any(one.questionnaire_id != operation.questionnaire.id for one in found):
        raise NotFoundError("question", ", ".join(ids))
    decided = [(one, replace(one.standing, released_by=operation.change.by)) for one in found]
    return keep_decisions(operation, decided, message=f"{len(decided)} released", detail={"count": len(decided)})


def _list_all(operation: Operation) -> Sequence[QuestionSummary]:
    _total, found = list_summaries(
        operation.change, operation.questionnaire.id, Choice(limit=_ALL), reviewer=operation.change.by
    )
    return found


def _is_wanted(one: QuestionSummary, at_least: float) -> bool:
    return one.can_be_answered and one.status in ("suggested", "edited", "blank") and one.confidence >= at_least


def _find_obstacle(one: QuestionSummary) -> str | None:
    if not one.answers:
        return "no_values"
    if one.guarded or one.flagged:
        return "guarded"
    if "stale" in one.badges or "changed" in one.badges:
        return "stale"
    return "conflict" if "conflict" in one.badges else None

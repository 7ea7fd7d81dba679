"""Reviewing: the operations of a reviewer, applied in order, each in one transaction with one event."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec.structs import replace

from qbot.model.review import Status as ReviewStatus
from qbot.model.review import approve, edit, reopen, settle
from qbot.store.events import find_operation
from qbot.store.question_lists import find_summaries
from qbot.store.questions import add_comment
from qbot.store.records import CommentRecord, Document, EventRecord
from qbot.store.store import Change
from qbot.workflow.attaching import apply_attach
from qbot.workflow.bulk import apply_bulk, apply_bulk_no_answer, apply_paste, apply_release
from qbot.workflow.decisions import Operation, Outcome, check_answers, keep_decision, load_question, read_reason
from qbot.workflow.desk import Desk
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.question_rows import restore_suggestion, show_summary
from qbot.workflow.refusals import ConflictError, RefusedError
from qbot.workflow.taking import apply_reject, apply_take, find_not_applicable
from qbot.workflow.undoing import apply_undo

MOST_OPERATIONS = 500


def apply_operations(desk: Desk, questionnaire_id: str, operations: Sequence[Document], *, by: str) -> Document:
    """Apply operations in their order and return the `results`; an operation that was applied before is not repeated.

    NotFoundError where there is no such questionnaire; what is wrong with one operation stands in its result.
    """
    with desk.store.read() as reading:
        require_questionnaire(reading, questionnaire_id, whole=False)
    if len(operations) > MOST_OPERATIONS:
        raise RefusedError(f"These are {len(operations)} operations; send at most {MOST_OPERATIONS} at once")
    missed: dict[str, int] = {}
    return {"results": [_apply_behind(desk, questionnaire_id, values, by, missed) for values in operations]}


def _apply_behind(desk: Desk, questionnaire_id: str, values: Document, by: str, missed: dict[str, int]) -> Document:
    """Apply an operation; where an earlier one on its question met a conflict, it was built on what was not written.

    The version that it names may be there all the same, made by somebody else: it counts as the one that was `missed`.
    """
    question, version = str(values.get("question")), values.get("version")
    if question in missed and isinstance(version, int):
        values = {**values, "version": min(version, missed[question])}
    result = _apply(desk, questionnaire_id, values, by)
    if result["outcome"] == "conflict" and isinstance(version, int):
        missed[question] = values["version"]
    return result


def _apply(desk: Desk, questionnaire_id: str, values: Document, by: str) -> Document:
    name = values.get("operation")
    try:
        action = _ACTIONS.get(str(values.get("action")))
        if action is None:
            raise RefusedError(f"There is no action “{str(values.get('action'))[:40]}”")
        with desk.store.change(at=desk.now(), by=by) as change:
            record = require_questionnaire(change, questionnaire_id, whole=False)
            earlier = find_operation(change, str(name)) if name else None
            if earlier is not None:
                change.give_up()
                return _repeat(change, earlier, questionnaire_id, str(name))
            outcome = action(Operation(desk, change, record, str(name) if name else None, values))
            if outcome.event is None:
                change.give_up()
            return _show(change, name, outcome)
    except ConflictError as error:
        question = error.detail.pop("question", None)
        return _refuse(name, "conflict", error, question)
    except RefusedError as error:
        return _refuse(name, "refused", error, None)


def _show(change: Change, name: object, outcome: Outcome) -> Document:
    found = find_summaries(change, [outcome.question]) if outcome.question else []
    return {
        "operation": name,
        "outcome": "done",
        "message": outcome.message,
        "question": show_summary(found[0]) if found else None,
        "event": outcome.event,
        "detail": outcome.detail or {},
    }


def _repeat(change: Change, earlier: EventRecord, questionnaire_id: str, name: str) -> Document:
    if earlier.questionnaire_id != questionnaire_id:
        raise RefusedError("This operation's id was used for another questionnaire")
    told = earlier.detail or {}
    detail = {key: value for key, value in told.items() if key not in ("questions", "message")}
    if earlier.question_id is None:
        ids = [one["id"] for one in told.get("questions", [])]
        detail["questions"] = [show_summary(one) for one in find_summaries(change, ids)]
    return _show(change, name, Outcome(earlier.seq, told.get("message", "Saved"), earlier.question_id, detail))


def _refuse(name: object, outcome: str, error: RefusedError, question: Document | None) -> Document:
    return {
        "operation": name,
        "outcome": outcome,
        "message": str(error),
        "question": question,
        "event": None,
        "detail": error.detail,
    }


def _apply_edit(operation: Operation) -> Outcome:
    record = load_question(operation)
    standing = edit(record.summary.standing, check_answers(record, operation.values.get("answers")), operation.hand)
    return keep_decision(operation, record.summary, standing, message="Saved")


def _apply_approve(operation: Operation) -> Outcome:
    record = load_question(operation)
    standing = record.summary.standing
    given = operation.values.get("answers")
    if given is not None:
        answers = check_answers(record, given)
        if any(standing.answers.get(cell, "") != text for cell, text in answers.items()):
            standing = edit(standing, answers, operation.hand)
    if not standing.answers:
        raise RefusedError("There is nothing to approve: write an answer, or decide that it stays without one")
    return keep_decision(operation, record.summary, approve(standing, operation.hand), message="Approved")


def _apply_no_answer(operation: Operation) -> Outcome:
    record = load_question(operation)
    standing = settle(
        record.summary.standing, ReviewStatus.NO_ANSWER, operation.hand, reason=read_reason(operation.values)
    )
    return keep_decision(operation, record.summary, standing, message="Left without an answer")


def _apply_not_applicable(operation: Operation) -> Outcome:
    record = load_question(operation)
    answers, message = find_not_applicable(record)
    standing = settle(
        record.summary.standing,
        ReviewStatus.NOT_APPLICABLE,
        operation.hand,
        answers=answers,
        reason=read_reason(operation.values),
    )
    return keep_decision(operation, record.summary, standing, message=message)


def _apply_flag(operation: Operation) -> Outcome:
    record = load_question(operation, commutes=True, only_open=False)
    on = bool(operation.values.get("on", True))
    standing = replace(record.summary.standing, flagged=on)
    return keep_decision(operation, record.summary, standing, message="Flagged" if on else "No longer flagged")


def _apply_comment(operation: Operation) -> Outcome:
    record = load_question(operation, commutes=True, only_open=False)
    text = read_reason(operation.values, key="text")
    if not text:
        raise RefusedError("The comment is empty. Write something, or leave it")
    made = CommentRecord(operation.change.at, operation.change.by, text)
    add_comment(operation.change, operation.desk.make_id(), record.summary.id, made)
    return keep_decision(operation, record.summary, record.summary.standing, message="Comment kept")


def _apply_reopen(operation: Operation) -> Outcome:
    record = load_question(operation)
    if record.summary.status not in ("approved", "not_applicable", "no_answer"):
        raise RefusedError("The question is open already")
    standing = reopen(record.summary.standing, restore_suggestion(record))
    return keep_decision(operation, record.summary, standing, message="Open again")


_ACTIONS: dict[str, Callable[[Operation], Outcome]] = {
    "approve": _apply_approve,
    "edit": _apply_edit,
    "take": apply_take,
    "attach": apply_attach,
    "reject": apply_reject,
    "no_answer": _apply_no_answer,
    "not_applicable": _apply_not_applicable,
    "flag": _apply_flag,
    "comment": _apply_comment,
    "reopen": _apply_reopen,
    "release": apply_release,
    "bulk_approve": apply_bulk,
    "bulk_no_answer": apply_bulk_no_answer,
    "paste": apply_paste,
    "undo": apply_undo,
}

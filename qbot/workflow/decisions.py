"""What every operation of the review does: find the question, check what was seen, keep the decision and its event."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.model.review import Hand, Standing
from qbot.store.audit import EventFacts
from qbot.store.events import find_version_event
from qbot.store.question_lists import find_summaries
from qbot.store.questions import describe_standing, find_question, save_standing
from qbot.store.records import Document, QuestionnaireRecord, QuestionRecord, QuestionSummary
from qbot.store.store import Change, Reading
from qbot.workflow.desk import Desk
from qbot.workflow.gating import move_behind
from qbot.workflow.question_rows import show_summary
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError

_UNWRITABLE = frozenset(chr(code) for code in range(32)) - {"\t", "\n", "\r"}
_LONGEST_REASON = 2_000
LONGEST = 32_767
"""The most characters that a cell holds, as Excel has it."""


class Operation(Struct, frozen=True):
    """One operation of a client, within its transaction."""

    desk: Desk
    change: Change
    questionnaire: QuestionnaireRecord
    id: str | None
    values: Document

    @property
    def hand(self) -> Hand:
        """Who decides, and when."""
        return Hand(self.change.by, self.change.at)


class Outcome(Struct, frozen=True):
    """What came of an operation that was applied."""

    event: int | None
    message: str
    question: str | None = None
    detail: Document | None = None


def load_question(operation: Operation, *, commutes: bool = False, only_open: bool = True) -> QuestionRecord:
    """Return the question that an operation is on, as the client saw it.

    ConflictError where somebody changed it since, unless the operation commutes with other changes; RefusedError where
    its cells are not qbot's to fill.
    """
    record = find_question(operation.change, str(operation.values.get("question") or ""))
    if record is None or record.summary.questionnaire_id != operation.questionnaire.id:
        raise NotFoundError("question", str(operation.values.get("question")))
    if not commutes:
        require_version(operation.change, record.summary, operation.values)
    if only_open and not record.summary.can_be_answered:
        raise RefusedError(_say_closed(record.summary))
    return record


def require_version(reading: Reading, summary: QuestionSummary, values: Mapping[str, object]) -> None:
    """Raise ConflictError with mine, theirs and the base unless the question is as the client saw it."""
    seen = values.get("version")
    if not isinstance(seen, int) or isinstance(seen, bool):
        raise RefusedError("The operation does not say which version of the question was seen. Load the page again")
    if seen == summary.version:
        return
    by, at = (
        (summary.approved_by, summary.approved_at)
        if (summary.approved_at or "") > (summary.edited_at or "")
        else (summary.edited_by, summary.edited_at)
    )
    detail = {
        "mine": values.get("answers"),
        "theirs": summary.answers,
        "base": _find_base(reading, summary, seen),
        "by": by,
        "at": at,
        "question": show_summary(summary),
    }
    raise ConflictError(f"question {summary.ref or summary.cell}", by, detail)


def keep_decision(operation: Operation, summary: QuestionSummary, standing: Standing, *, message: str) -> Outcome:
    """Keep what a decision made of one question, with its event."""
    made = save_change(operation.change, summary, standing)
    behind = follow_gates(operation.change, [(summary, standing)])
    if behind:
        message += f"; {len(behind)} question{'s' * (len(behind) != 1)} behind it changed with it"
    facts = EventFacts(
        str(operation.values["action"]),
        {"questions": [made, *behind], "message": message},
        questionnaire=operation.questionnaire.id,
        question=summary.id,
        operation=operation.id,
        touched=[(one["id"], one["version"]) for one in (made, *behind)],
    )
    return Outcome(operation.change.record(facts), message, summary.id)


def keep_decisions(
    operation: Operation, decided: Sequence[tuple[QuestionSummary, Standing]], *, message: str, detail: Document
) -> Outcome:
    """Keep what one decision made of many questions, with one event."""
    made = [save_change(operation.change, summary, standing) for summary, standing in decided]
    made += follow_gates(operation.change, decided)
    facts = EventFacts(
        str(operation.values["action"]),
        {**detail, "questions": made, "message": message},
        questionnaire=operation.questionnaire.id,
        operation=operation.id,
        touched=[(one["id"], one["version"]) for one in made],
    )
    shown = [show_summary(one) for one in find_summaries(operation.change, [one["id"] for one in made])]
    return Outcome(operation.change.record(facts), message, detail={**detail, "questions": shown})


def follow_gates(change: Change, decided: Sequence[tuple[QuestionSummary, Standing]]) -> list[Document]:
    """Close or open the questions behind the ones just decided, and what is behind those, as the file's rules say."""
    made: list[Document] = []
    seen = {summary.id for summary, _ in decided}
    ahead = list(decided)
    while ahead:
        moved = [one for one in move_behind(change, ahead) if one[0].id not in seen]
        made += [save_change(change, summary, standing) for summary, standing in moved]
        seen |= {summary.id for summary, _ in moved}
        ahead = moved
    return made


def save_change(change: Change, summary: QuestionSummary, standing: Standing) -> Document:
    """Keep where a question stands now, and return what its event tells: before, after and the new version."""
    version = save_standing(change, summary, standing)
    before, after = describe_standing(summary.standing), describe_standing(standing)
    return {"id": summary.id, "before": before, "after": after, "version": version}


def check_answers(record: QuestionRecord, given: object) -> dict[str, str]:
    """Return the texts by cell that a client sent; RefusedError where a cell cannot take its text."""
    if not isinstance(given, dict):
        raise RefusedError("The operation brings no answers. Load the page again")
    slots = {slot["cell"]: slot for slot in record.reading["slots"]}
    checked: dict[str, str] = {}
    for cell, text in given.items():
        slot = slots.get(str(cell))
        if slot is None or not isinstance(text, str):
            raise RefusedError(f"{str(cell)[:40]} is no answer cell of this question")
        checked[str(cell)] = _check_text(str(cell), slot, text)
    return checked


def read_reason(values: Document, *, key: str = "reason") -> str:
    """Return the reason or comment of an operation; RefusedError where it is too long or cannot be kept."""
    text = values.get(key) or ""
    if not isinstance(text, str) or len(text) > _LONGEST_REASON or "\0" in text:
        raise RefusedError(f"A {'comment' if key == 'text' else 'reason'} has at most {_LONGEST_REASON} characters")
    if any("\ud800" <= mark <= "\udfff" for mark in text):
        raise RefusedError("The text has a character that cannot be kept. Type it again")
    return text.strip()


def _check_text(cell: str, slot: Document, text: str) -> str:
    if not text:
        return text
    if slot["current"] and not slot["placeholder"]:
        raise RefusedError(f"{cell} came with a text of its own, “{slot['current'][:60]}”, which stays as it is")
    if slot["options"] and text not in slot["options"]:
        raise RefusedError(f"{cell} takes only one of: {', '.join(slot['options'])}. “{text[:60]}” is none of them")
    most = slot["max_length"] or LONGEST
    if len(text) > most:
        raise RefusedError(f"{cell} takes {most} characters, and the text has {len(text)}. Shorten it")
    if any(mark in _UNWRITABLE or "\ud800" <= mark <= "\udfff" for mark in text):
        raise RefusedError(f"The text for {cell} has a character that no file can hold. Type it again")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _find_base(reading: Reading, summary: QuestionSummary, seen: int) -> Document | None:
    event = find_version_event(reading, summary.id, seen)
    if event is None or event.detail is None:
        return None
    answers: Document | None = next(
        (one["before"]["answers"] for one in event.detail.get("questions", []) if one["id"] == summary.id), None
    )
    return answers


def _say_closed(summary: QuestionSummary) -> str:
    if summary.state == "locked":
        return f"The answer of {summary.ref or summary.cell} is a formula of the file, which stays as it is"
    return f"{summary.ref or summary.cell} came with an answer, which stays as it is"

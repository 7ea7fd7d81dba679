"""Lists: the questionnaires with their progress, the questions of one, and what changed since."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import asdict

from qbot.store.entries import RESTORED
from qbot.store.events import count_events
from qbot.store.jobs import find_last_job
from qbot.store.question_lists import (
    FILTERS,
    SORTS,
    Choice,
    count_questions,
    count_sheets,
    find_summaries,
    list_changed,
    list_summaries,
)
from qbot.store.questionnaires import find_questionnaire
from qbot.store.questionnaires import list_questionnaires as list_records
from qbot.store.questions import find_readings
from qbot.store.records import Counts, Document, QuestionnaireRecord
from qbot.store.sessions import find_setting
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import show_job
from qbot.workflow.question_rows import show_summary
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.shelf import Shelf

MOST_QUESTIONS = 5_000
_LISTED: Shelf[tuple[str, str, Choice, str, int, str], Document] = Shelf(8)  # the lists that were asked for last
_COUNTED = (
    *("all", "to_review", "unsupported", "flagged", "approved", "not_applicable", "no_answer", "mine", "stale"),
    "guarded",
)


def list_questionnaires(desk: Desk, *, by: str) -> list[Document]:
    """Return all questionnaires with counts, progress and status, the newest first."""
    with desk.store.read() as reading:
        counts = count_questions(reading, reviewer=by)
        return [_show(record, counts.get(record.id, Counts())) for record in list_records(reading)]


def name_questionnaires(desk: Desk) -> list[Document]:
    """Return what all questionnaires are called and for whom they are, the newest first, without counting anything."""
    with desk.store.read() as reading:
        found = list_records(reading)
    keys = ("id", "name", "customer", "product", "region", "state", "created_at")
    return [{key: getattr(one, key) for key in keys} for one in found]


def describe(desk: Desk, questionnaire_id: str, *, by: str) -> Document:
    """Return a questionnaire with its sheets, notes and last job; NotFoundError where there is none."""
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id)
        counts = count_questions(reading, reviewer=by, questionnaire_id=questionnaire_id)
        asked = count_sheets(reading, questionnaire_id)
        job = find_last_job(reading, questionnaire_id)
    return {
        **_show(record, counts.get(record.id, Counts())),
        "sheets": [
            _show_sheet(sheet, *asked.get(sheet["name"], (0, 0))) for sheet in (record.reading or {}).get("sheets", [])
        ],
        "notes": list(record.notes),
        "job": show_job(job) if job is not None else None,
    }


def list_questions(desk: Desk, questionnaire_id: str, *, chosen: Choice, by: str) -> Document:
    """Return `total` and the `questions` that fit the choice; RefusedError where it names no filter or order."""
    if chosen.filter not in FILTERS:
        raise RefusedError(f"There is no filter “{chosen.filter[:40]}”. Choose one of {', '.join(FILTERS)}")
    if chosen.sort not in SORTS:
        raise RefusedError(f"There is no order “{chosen.sort[:40]}”. Choose one of {', '.join(SORTS)}")
    if chosen.offset < 0 or not 0 < chosen.limit <= MOST_QUESTIONS:
        raise RefusedError(f"A list begins at 0 and has 1 to {MOST_QUESTIONS} questions")
    with desk.store.read() as reading:
        require_questionnaire(reading, questionnaire_id, whole=False)
        return find_listed(desk, reading, questionnaire_id, chosen, by=by)


def find_listed(desk: Desk, reading: Reading, questionnaire_id: str, chosen: Choice, *, by: str) -> Document:
    """Return `total` and the `questions` that fit the choice, made once until something changes."""

    def make() -> Document:
        total, found = list_summaries(reading, questionnaire_id, chosen, reviewer=by)
        return {"total": total, "questions": [show_summary(one) for one in found]}

    # Every change of a question is an event; a store that was brought back may count the same events again.
    state = count_events(reading), find_setting(reading, RESTORED) or ""
    return _LISTED.find((desk.store.place, questionnaire_id, chosen, by, *state), make)


def name_questions(desk: Desk, ids: Sequence[str]) -> dict[str, str]:
    """Return each question's reference, or its cell, with its words; those that are gone are left out."""
    with desk.store.read() as reading:
        return {one.id: f"{one.ref or one.cell} {one.text}" for one in find_summaries(reading, ids)}


def list_forms(desk: Desk, questionnaire_id: str, *, chosen: Choice, by: str) -> Document:
    """Return as `list_questions` does, each question with its `slots`, for a page with a form a question."""
    listed = list_questions(desk, questionnaire_id, chosen=chosen, by=by)
    with desk.store.read() as reading:
        readings = find_readings(reading, [one["id"] for one in listed["questions"]])
    shown = [{**one, "slots": readings[one["id"]]["slots"]} for one in listed["questions"] if one["id"] in readings]
    return {**listed, "questions": shown}


def list_changes(desk: Desk, questionnaire_id: str, *, after: int) -> Document:
    """Return the number of the last event, and the questions that changed in events after `after`."""
    with desk.store.read() as reading:
        require_questionnaire(reading, questionnaire_id, whole=False)
        found = list_changed(reading, questionnaire_id, after=after)
        return {"seq": count_events(reading), "questions": [show_summary(one) for one in found]}


def require_questionnaire(reading: Reading, questionnaire_id: str, *, whole: bool = True) -> QuestionnaireRecord:
    """Return a questionnaire, with its reading where it shall be `whole`; NotFoundError where there is none."""
    record = find_questionnaire(reading, questionnaire_id, whole=whole)
    if record is None:
        raise NotFoundError("questionnaire", questionnaire_id)
    return record


def find_status(record: QuestionnaireRecord, counts: Counts) -> str:
    """Return the status of a questionnaire in the words of the review."""
    if record.exported_at is not None:
        return "exported"
    if counts.to_decide and counts.decided == counts.to_decide:
        return "approved"
    if counts.all and not counts.without_values:
        return "ready for review"
    return "in progress" if counts.touched else "not started"


def _show_sheet(sheet: Document, questions: int, still_open: int) -> Document:
    return {"name": sheet["name"], "role": sheet["role"], "questions": questions, "open": still_open}


def _show(record: QuestionnaireRecord, counts: Counts) -> Document:
    told = asdict(counts)
    return {
        "id": record.id,
        "name": record.name,
        "file_name": record.file_name,
        "format": record.format,
        "customer": record.customer,
        "product": record.product,
        "region": record.region,
        "nda_until": record.nda_until,
        "due_on": record.due_on,
        "assignee": record.assignee,
        "status": find_status(record, counts),
        "state": record.state,
        "problem": record.problem,
        "counts": {name: told[name] for name in _COUNTED},
        "progress": {"done": counts.decided, "total": counts.to_decide},
        "created_at": record.created_at,
        "created_by": record.created_by,
        "exported_at": record.exported_at,
        "version": record.version,
        "round": record.round,
        "follows": record.follows,
    }

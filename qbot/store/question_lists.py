"""Lists of questions: filtered, sorted, searched, counted, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    not_,
    or_,
    select,
)

from qbot.model.review import DONE
from qbot.store.questions import SUMMARY_COLUMNS
from qbot.store.records import Counts, QuestionSummary
from qbot.store.store import Reading
from qbot.store.tables import event, question, touched

FILTERS = (
    "all",
    "to_review",
    "unsupported",
    "flagged",
    "approved",
    "not_applicable",
    "no_answer",
    "mine",
    "guarded",
    "stale",
    "open",
)
SORTS = ("position", "confidence", "status", "ref")
_STALE = '%"stale"%'
_ORDER = {"blank": 0, "suggested": 1, "edited": 2, "approved": 3, "not_applicable": 4, "no_answer": 5}
_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Choice:
    """Which questions of a questionnaire are wanted, in which order; `filter` and `sort` are of FILTERS and SORTS."""

    filter: str = "all"
    sort: str = "position"
    search: str = ""
    offset: int = 0
    limit: int = 500


def list_summaries(
    reading: Reading, questionnaire_id: str, choice: Choice, *, reviewer: str
) -> tuple[int, list[QuestionSummary]]:
    """Return how many questions fit, and those from `offset` on."""
    wanted = [question.c.questionnaire_id == questionnaire_id, *_filter(choice, reviewer)]
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS).where(*wanted).order_by(*_sort(choice.sort)).offset(choice.offset).limit(choice.limit)
    )
    found = [QuestionSummary(*row) for row in rows]
    if choice.offset == 0 and len(found) < choice.limit:
        return len(found), found
    total = reading.connection.execute(select(func.count()).select_from(question).where(*wanted)).scalar_one()
    return total, found


def find_summaries(reading: Reading, ids: Sequence[str]) -> list[QuestionSummary]:
    """Return the questions with these ids, in the order of their questionnaire."""
    found: list[QuestionSummary] = []
    for start in range(0, len(ids), _AT_ONCE):
        rows = reading.connection.execute(
            select(*SUMMARY_COLUMNS).where(question.c.id.in_(ids[start : start + _AT_ONCE]))
        )
        found += [QuestionSummary(*row) for row in rows]
    return sorted(found, key=lambda one: one.position)


def list_changed(reading: Reading, questionnaire_id: str, *, after: int) -> list[QuestionSummary]:
    """Return the questions that events after `after` changed."""
    ids = reading.connection.execute(
        select(touched.c.question_id)
        .join(event, event.c.seq == touched.c.seq)
        .where(event.c.questionnaire_id == questionnaire_id, touched.c.seq > after)
        .distinct()
    ).scalars()
    return find_summaries(reading, list(ids))


def count_to_leave(reading: Reading, questionnaire_id: str) -> int:
    """Return how many open questions nothing supports, flagged ones left out."""
    wanted = [question.c.questionnaire_id == questionnaire_id, list_conditions()["to_leave"]]
    count: int = reading.connection.execute(select(func.count()).select_from(question).where(*wanted)).scalar_one()
    return count


def count_sheets(reading: Reading, questionnaire_id: str) -> dict[str, tuple[int, int]]:
    """Return for each sheet that asks how many questions it has, and how many of them are still open."""
    is_open = func.sum(case((list_conditions()["open"], 1), else_=0)).cast(Integer)
    query = select(question.c.sheet, func.count(), is_open).where(question.c.questionnaire_id == questionnaire_id)
    return {row[0]: (row[1], row[2]) for row in reading.connection.execute(query.group_by(question.c.sheet))}


def count_questions(reading: Reading, *, reviewer: str, questionnaire_id: str | None = None) -> dict[str, Counts]:
    """Return the counts of one questionnaire, or of all, by its id."""
    query = _make_counts(of_one=questionnaire_id is not None)
    rows = reading.connection.execute(query, {"reviewer": reviewer, "questionnaire": questionnaire_id})
    return {row[0]: Counts(*row[1:]) for row in rows}


@cache
def _make_counts(*, of_one: bool) -> Select[Any]:  # Any: an id and a number for each field of Counts
    """Return the query of the counts; to put it together takes longer than to run it."""
    conditions = list_conditions(bindparam("reviewer", type_=String))
    columns = [func.sum(case((conditions[one.name], 1), else_=0)).cast(Integer) for one in fields(Counts)]
    query = select(question.c.questionnaire_id, *columns).group_by(question.c.questionnaire_id)
    return query.where(question.c.questionnaire_id == bindparam("questionnaire")) if of_one else query


def list_conditions(reviewer: str | BindParameter[str] = "") -> Mapping[str, ColumnElement[bool]]:
    """Return the conditions on a question by the names of the filters and counts."""
    status, is_open = question.c.status, question.c.state == "open"
    to_decide = and_(is_open, question.c.kind != "identity")
    done = status.in_([one.value for one in DONE])
    return {
        "all": question.c.position >= 0,
        "to_review": and_(is_open, status.in_(["suggested", "edited"])),
        "unsupported": and_(to_decide, status == "blank"),
        "flagged": question.c.flagged,
        "approved": status == "approved",
        "not_applicable": status == "not_applicable",
        "no_answer": status == "no_answer",
        "mine": or_(question.c.edited_by == reviewer, question.c.approved_by == reviewer),
        "stale": cast(question.c.badges, String).like(_STALE),
        "guarded": question.c.guarded,
        "to_decide": to_decide,
        "decided": and_(to_decide, done),
        "open": and_(to_decide, not_(done)),
        "to_leave": and_(to_decide, status == "blank", not_(question.c.flagged)),
        "touched": status.in_(["edited", *(one.value for one in DONE)]),
        "without_values": and_(to_decide, status == "blank"),
    }


def _filter(choice: Choice, reviewer: str) -> list[ColumnElement[bool]]:
    clauses = [] if choice.filter == "all" else [list_conditions(reviewer)[choice.filter]]
    if choice.search.strip():
        clauses.append(
            or_(
                *(
                    column.icontains(choice.search.strip(), autoescape=True)
                    for column in (question.c.text, question.c.ref, cast(question.c.answers, String))
                )
            )
        )
    return clauses


def _sort(name: str) -> list[ColumnElement[object]]:
    place: list[ColumnElement[object]] = [question.c.position]
    if name == "confidence":
        return [question.c.confidence.desc(), *place]
    if name == "status":
        return [case(_ORDER, value=question.c.status, else_=9), *place]
    return [question.c.ref, *place] if name == "ref" else place

"""Lists of questions: filtered, sorted, searched, counted, and what changed since."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct
from msgspec.structs import fields
from sqlalchemy import (
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
_ORDER = {"blank": 0, "suggested": 1, "edited": 2, "approved": 3, "not_applicable": 4, "no_answer": 5}
_AT_ONCE = 500


class Choice(Struct, frozen=True):
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
    listed, counted = _make_list(choice.filter, choice.sort), _make_total(choice.filter)
    if choice.search.strip():
        listed, counted = listed.where(_search(choice.search)), counted.where(_search(choice.search))
    given = {"questionnaire": questionnaire_id, "reviewer": reviewer}
    rows = reading.connection.execute(listed, {**given, "offset": choice.offset, "limit": choice.limit})
    found = [QuestionSummary(*row) for row in rows]
    if choice.offset == 0 and len(found) < choice.limit:
        return len(found), found
    return reading.connection.execute(counted, given).scalar_one(), found


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
    count: int = reading.connection.execute(_make_total("to_leave"), {"questionnaire": questionnaire_id}).scalar_one()
    return count


def count_sheets(reading: Reading, questionnaire_id: str) -> dict[str, tuple[int, int]]:
    """Return for each sheet that asks how many questions it has, and how many of them are still open."""
    rows = reading.connection.execute(_make_sheet_counts(), {"questionnaire": questionnaire_id})
    return {row[0]: (row[1], row[2]) for row in rows}


def count_questions(reading: Reading, *, reviewer: str, questionnaire_id: str | None = None) -> dict[str, Counts]:
    """Return the counts of one questionnaire, or of all, by its id."""
    query = _make_counts(of_one=questionnaire_id is not None)
    rows = reading.connection.execute(query, {"reviewer": reviewer, "questionnaire": questionnaire_id})
    return {row[0]: Counts(*row[1:]) for row in rows}


def _make_conditions() -> Mapping[str, ColumnElement[bool]]:
    reviewer = bindparam("reviewer", "", String)
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
        "stale": question.c.stale,
        "guarded": question.c.guarded,
        "to_decide": to_decide,
        "decided": and_(to_decide, done),
        "open": and_(to_decide, not_(done)),
        "to_leave": and_(to_decide, status == "blank", not_(question.c.flagged)),
        "touched": status.in_(["edited", *(one.value for one in DONE)]),
        "without_values": and_(to_decide, status == "blank"),
    }


CONDITIONS = _make_conditions()
"""The conditions on a question by the names of the filters and counts; `mine` asks for a `reviewer`."""
_OF_ONE = question.c.questionnaire_id == bindparam("questionnaire", type_=String)


# To put a query together takes longer than to run it: each is put together once.
@cache
def _make_list(chosen: str, sort: str) -> Select[Any]:  # Any: the columns of a summary
    query = select(*SUMMARY_COLUMNS).where(_OF_ONE, *_filter(chosen)).order_by(*_sort(sort))
    return query.offset(bindparam("offset", type_=Integer)).limit(bindparam("limit", type_=Integer))


@cache
def _make_total(chosen: str) -> Select[int]:
    return select(func.count()).select_from(question).where(_OF_ONE, *_filter(chosen))


@cache
def _make_sheet_counts() -> Select[str, int, int]:
    is_open = func.sum(case((CONDITIONS["open"], 1), else_=0)).cast(Integer)
    return select(question.c.sheet, func.count(), is_open).where(_OF_ONE).group_by(question.c.sheet)


@cache
def _make_counts(*, of_one: bool) -> Select[Any]:  # Any: an id and a number for each field of Counts
    columns = [func.sum(case((CONDITIONS[one.name], 1), else_=0)).cast(Integer) for one in fields(Counts)]
    query = select(question.c.questionnaire_id, *columns).group_by(question.c.questionnaire_id)
    return query.where(_OF_ONE) if of_one else query


def _filter(chosen: str) -> list[ColumnElement[bool]]:
    return [] if chosen == "all" else [CONDITIONS[chosen]]


def _search(text: str) -> ColumnElement[bool]:
    columns = (question.c.text, question.c.ref, cast(question.c.answers, String))
    return or_(*(column.icontains(text.strip(), autoescape=True) for column in columns))


def _sort(name: str) -> list[ColumnElement[object]]:
    place: list[ColumnElement[object]] = [question.c.position]
    if name == "confidence":
        return [question.c.confidence.desc(), *place]
    if name == "status":
        return [case(_ORDER, value=question.c.status, else_=9), *place]
    return [question.c.ref, *place] if name == "ref" else place

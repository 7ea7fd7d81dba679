"""Questions of a questionnaire: kept, found, and changed by decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import asdict, fields
from sqlalchemy import RowMapping, and_, delete, func, insert, null, or_, select, update

from qbot.model.review import Standing
from qbot.store.records import CommentRecord, Document, QuestionRecord, QuestionSummary
from qbot.store.store import Noting, Reading
from qbot.store.tables import citation, comment, question

SUMMARY_COLUMNS = [question.c[one.name] for one in fields(QuestionSummary)]
_AT_ONCE, _STALE = 500, "stale"


def add_questions(noting: Noting, records: Sequence[QuestionRecord]) -> None:
    """Keep new questions with the entries their texts come from."""
    for start in range(0, len(records), _AT_ONCE):
        part = records[start : start + _AT_ONCE]
        noting.connection.execute(insert(question), [_describe(one) for one in part])
        cited = [{"question_id": one.summary.id, "entry_id": name} for one in part for name in one.summary.entries]
        if cited:
            noting.connection.execute(insert(citation), cited)


def replace_question(noting: Noting, record: QuestionRecord) -> None:
    """Keep a question as it is now read, drafted and decided."""
    changed = update(question).where(question.c.id == record.summary.id)
    noting.connection.execute(changed.values(**_describe(record)))
    _cite(noting, record.summary.id, record.summary.entries)


def find_question(reading: Reading, question_id: str) -> QuestionRecord | None:
    """Return a question with its reading and draft."""
    row = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, question.c.draft).where(question.c.id == question_id)
    ).one_or_none()
    return _make_record(row._mapping) if row is not None else None


def find_questions(reading: Reading, ids: Sequence[str]) -> dict[str, QuestionRecord]:
    """Return questions with their readings and drafts by their ids."""
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, question.c.draft).where(question.c.id.in_(list(ids)))
    )
    return {one.summary.id: one for one in (_make_record(row._mapping) for row in rows)}


def find_readings(reading: Reading, ids: Sequence[str]) -> dict[str, Document]:
    """Return how each of a few questions was read: its slots among it."""
    rows = reading.connection.execute(select(question.c.id, question.c.reading).where(question.c.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}


def find_answers(reading: Reading, ids: Sequence[str]) -> dict[str, dict[str, str]]:
    """Return the answers of questions by their ids, each text by its cell."""
    rows = reading.connection.execute(select(question.c.id, question.c.answers).where(question.c.id.in_(list(ids))))
    return {row[0]: row[1] for row in rows}


def list_questions(reading: Reading, questionnaire_id: str) -> list[QuestionRecord]:
    """Return all questions of a questionnaire in their order, with readings and drafts."""
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, question.c.draft)
        .where(question.c.questionnaire_id == questionnaire_id)
        .order_by(question.c.position)
    )
    return [_make_record(row._mapping) for row in rows]


def list_read_questions(reading: Reading, questionnaire_id: str) -> list[QuestionRecord]:
    """Return all questions of a questionnaire in their order with their readings, and without drafts."""
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, null().label("draft"))
        .where(question.c.questionnaire_id == questionnaire_id)
        .order_by(question.c.position)
    )
    return [_make_record(row._mapping) for row in rows]


def list_approved(reading: Reading, questionnaire_id: str) -> list[QuestionRecord]:
    """Return the approved questions of a questionnaire in their order, with readings and drafts."""
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, question.c.draft)
        .where(question.c.questionnaire_id == questionnaire_id, question.c.status == "approved")
        .order_by(question.c.position)
    )
    return [_make_record(row._mapping) for row in rows]


def list_behind(
    reading: Reading, questionnaire_id: str, *, gates: Sequence[str], parents: Sequence[tuple[str, str]]
) -> list[QuestionRecord]:
    """Return the questions that nobody has answered yet and that one of the gates decides on, or that follow one up.

    `gates` are names of gates, `parents` sheets with cells.
    """
    follows = [and_(question.c.sheet == sheet, question.c.parent == cell) for sheet, cell in parents]
    rows = reading.connection.execute(
        select(*SUMMARY_COLUMNS, question.c.reading, question.c.draft)
        .where(question.c.questionnaire_id == questionnaire_id, or_(question.c.gate.in_(list(gates)), *follows))
        .where(question.c.state == "open", question.c.status.in_(["blank", "suggested"]))
    )
    return [_make_record(row._mapping) for row in rows]


def save_standing(noting: Noting, summary: QuestionSummary, standing: Standing) -> int:
    """Keep what a decision made of a question, and return its new version."""
    values = describe_standing(standing)
    version = summary.version + 1
    changed = update(question).where(question.c.id == summary.id)
    noting.connection.execute(changed.values(**values, version=version))
    if list(standing.entries) != summary.entries:
        _cite(noting, summary.id, standing.entries)
    return version


def save_badges(noting: Noting, question_id: str, badges: Sequence[str]) -> None:
    """Keep the badges of a question; they are signs for the reviewer and change no version."""
    changed = update(question).where(question.c.id == question_id)
    noting.connection.execute(changed.values(badges=list(badges), stale=_STALE in badges))


def drop_questions(noting: Noting, ids: Sequence[str]) -> None:
    """Delete questions."""
    for start in range(0, len(ids), _AT_ONCE):
        noting.connection.execute(delete(question).where(question.c.id.in_(ids[start : start + _AT_ONCE])))


def describe_standing(standing: Standing) -> Document:
    """Return a standing as JSON values, as the events keep it."""
    values = asdict(standing)
    return {
        **values,
        "answers": dict(standing.answers),
        "entries": list(standing.entries),
        "status": standing.status.value,
        "rejected": list(standing.rejected) or None,
    }


def add_comment(noting: Noting, comment_id: str, question_id: str, made: CommentRecord) -> None:
    """Keep what a reviewer said of a question."""
    noting.connection.execute(insert(comment).values(id=comment_id, question_id=question_id, **asdict(made)))


def list_comments(reading: Reading, ids: Sequence[str]) -> dict[str, list[CommentRecord]]:
    """Return the comments on questions by their ids, the oldest first."""
    rows = reading.connection.execute(
        select(comment.c.question_id, comment.c.at, comment.c.by, comment.c.text)
        .where(comment.c.question_id.in_(list(ids)))
        .order_by(comment.c.at, comment.c.id)
    )
    found: dict[str, list[CommentRecord]] = {}
    for name, *values in rows:
        found.setdefault(name, []).append(CommentRecord(*values))
    return found


def count_uses(reading: Reading, entries: Iterable[str]) -> dict[str, int]:
    """Return in how many approved questions each of the entries is cited."""
    rows = reading.connection.execute(
        select(citation.c.entry_id, func.count())
        .join(question, question.c.id == citation.c.question_id)
        .where(citation.c.entry_id.in_(list(entries)), question.c.status == "approved")
        .group_by(citation.c.entry_id)
    )
    return {row[0]: row[1] for row in rows}


def _cite(noting: Noting, question_id: str, entries: Iterable[str]) -> None:
    noting.connection.execute(delete(citation).where(citation.c.question_id == question_id))
    rows = [{"question_id": question_id, "entry_id": name} for name in dict.fromkeys(entries)]
    if rows:
        noting.connection.execute(insert(citation), rows)


def _describe(record: QuestionRecord) -> Document:
    values = asdict(record.summary)
    return {**values, "stale": _STALE in values["badges"], "reading": record.reading, "draft": record.draft}


def _make_record(row: RowMapping) -> QuestionRecord:
    values: dict[str, Any] = {str(name): value for name, value in row.items()}  # Any: the columns' own types
    reading, draft = values.pop("reading"), values.pop("draft")
    return QuestionRecord(QuestionSummary(**values), reading, draft)

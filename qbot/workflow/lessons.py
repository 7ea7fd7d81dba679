"""Lessons: what each decision of the review teaches, told from the decision itself, so that both always agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, convert

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.coverage import find_wordings, is_same_wording
from qbot.matching.customer_names import replace_name
from qbot.model.knowledge import Entry
from qbot.model.memory import Remembered
from qbot.model.questionnaire import Question
from qbot.store.decided import DecidedQuestion
from qbot.store.records import EntryRecord
from qbot.store.unlearned import LessonKey
from qbot.workflow.origins import list_origins, stands_in, still_says
from qbot.workflow.told import restate

_LONGEST_PHRASING = 500


class LessonKind(StrEnum):
    """What is learned: an approved answer, a customer's phrasing, a match that is none, a question left open."""

    ANSWER = "answer"
    PHRASING = "phrasing"
    REJECTION = "rejection"
    BLANK = "blank"


class Lesson(Struct, frozen=True):
    """One thing learned from the decision on a question; `told` are its answers as they were approved."""

    kind: LessonKind
    decided: DecidedQuestion
    text: str
    entry: str = ""
    told: Remembered | None = None

    @property
    def key(self) -> LessonKey:
        """What names it."""
        return self.decided.id, self.kind.value, self.entry


def find_lessons(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> Iterator[Lesson]:
    """Yield what the decision on a question teaches, while it holds.

    An answer whose entry, or a fact below it, was changed or retired since says what no longer holds: it teaches
    nothing.
    """
    question = convert(one.reading, Question)
    for name in one.rejected or ():
        yield Lesson(LessonKind.REJECTION, one, question.text, name)
    if one.status == "no_answer":
        yield Lesson(LessonKind.BLANK, one, question.text)
    elif one.status == "approved":
        told = restate(question, one.answers, questionnaire=one.questionnaire, day=read_day(one))
        if told is not None and _still_holds(one, entries):
            yield Lesson(LessonKind.ANSWER, one, question.text, told=told)
            matched = _find_confirmed(one, told, entries)
            if matched is not None:
                yield Lesson(LessonKind.PHRASING, one, question.text, matched.id, told)


def read_day(one: DecidedQuestion) -> date:
    """Return the day of a decision."""
    return date.fromisoformat(one.decided_at[:10])


def make_phrasing(lesson: Lesson) -> str:
    """Return the customer's question as a phrasing of an entry, without the customer's name."""
    return replace_name(" ".join(lesson.text.split()), lesson.decided.customer)


def _still_holds(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> bool:
    return still_says(list_origins(one.entries, one.past), entries, since=one.decided_at)


def _find_confirmed(one: DecidedQuestion, told: Remembered, entries: Mapping[str, EntryRecord]) -> Entry | None:
    """Return the entry that a person confirmed to answer this very question with its own words and its own verdict.

    Where the verdict told is not the entry's own, the question asks the other way round, and is no phrasing of it.
    """
    if len(one.entries) != 1 or one.entries[0] not in entries or len(told.question) > _LONGEST_PHRASING:
        return None
    entry = restore_entry(entries[one.entries[0]].body)
    words = "\n".join(one.answers.values())
    if entry.stance is not None and entry.stance is not told.stance:
        return None
    if one.edited_by and not stands_in(entry, words):
        return None
    return None if any(is_same_wording(told.question, wording) for wording in find_wordings(entry)) else entry

"""The company's own decisions as labels: which entries reviewers found right for a question, and where none was."""

from __future__ import annotations

from datetime import date

from qbot.store.decided import list_decided
from qbot.store.unlearned import list_unlearned
from qbot.workflow.calibrating import Label, Sample, collect_samples
from qbot.workflow.desk import Desk
from qbot.workflow.lessons import Lesson, LessonKind, find_lessons
from qbot.workflow.said import read_said


def collect_decided(desk: Desk, *, as_of: date) -> list[Sample]:
    """Return a sample for each question whose decision tells which entry was right, questionnaire by questionnaire.

    An approved answer tells it by the entries behind it, a question left without an answer says that there was none;
    as long as these decisions teach anything: what a person took back, and what no longer holds, is left out. What a
    reviewer wrote alone, and what only an earlier answer supports, tells nothing of the entries. The entries are taken
    as they stand in the store, without the phrasings that these same decisions taught.
    """
    with desk.store.read() as reading:
        index = desk.knowledge.read(reading).index
        entries, undone = read_said(reading), list_unlearned(reading)
        lessons = [each for one in list_decided(reading) for each in find_lessons(one, entries)]
    known = frozenset(index.numbers)
    labels: dict[str, list[Label]] = {}
    for lesson in lessons:
        label = _label(lesson, known) if lesson.key not in undone else None
        if label is not None:
            labels.setdefault(lesson.decided.questionnaire_id, []).append(label)
    return [
        sample
        for name, found in sorted(labels.items())
        for sample in collect_samples(f"review {name}", found, index, as_of=as_of)
    ]


def _label(lesson: Lesson, known: frozenset[str]) -> Label | None:
    section = (lesson.decided.reading.get("section") or [""])[-1]
    if lesson.kind is LessonKind.BLANK:
        return Label(lesson.text, frozenset(), section)
    right = known & frozenset(lesson.decided.entries)
    return Label(lesson.text, right, section) if lesson.kind is LessonKind.ANSWER and right else None

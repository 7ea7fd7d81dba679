"""The company's own decisions as labels: which entries reviewers found right for a question, and where none was."""

from __future__ import annotations

from datetime import date

from qbot.model.json_values import decode
from qbot.model.questionnaire import Question
from qbot.model.review import Status
from qbot.store.decided import DecidedQuestion, list_decided
from qbot.workflow.calibrating import Label, Sample, collect_samples
from qbot.workflow.desk import Desk


def collect_decided(desk: Desk, *, as_of: date) -> list[Sample]:
    """Return a sample for each question whose decision tells which entry was right, questionnaire by questionnaire.

    An approved answer tells it by the entries behind it, a question left without an answer says that there was none.
    What a reviewer wrote alone, and what only an earlier answer supports, tells nothing of the entries. The entries
    are taken as they stand in the store, without the phrasings that these same decisions taught.
    """
    with desk.store.read() as reading:
        index = desk.knowledge.read(reading).index
        decided = list_decided(reading)
    known = frozenset(entry.id for entry in index.entries)
    labels: dict[str, list[Label]] = {}
    for one in decided:
        label = _label(one, known)
        if label is not None:
            labels.setdefault(one.questionnaire_id, []).append(label)
    return [
        sample
        for name, found in sorted(labels.items())
        for sample in collect_samples(f"review {name}", found, index, as_of=as_of)
    ]


def _label(one: DecidedQuestion, known: frozenset[str]) -> Label | None:
    question = decode(Question, one.reading)
    section = question.section[-1] if question.section else ""
    if one.status == Status.NO_ANSWER.value:
        return Label(question.text, frozenset(), section)
    right = known & frozenset(one.entries)
    if one.status == Status.APPROVED.value and right:
        return Label(question.text, right, section)
    return None

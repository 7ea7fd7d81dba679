"""Gates in the review: once a question is answered so that others do not apply, those become proposals."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import convert

from qbot.matching.follow_up import ALLOWED, find_condition
from qbot.matching.gates import tell_gate
from qbot.matching.options import read_stance
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import Question, SlotRole
from qbot.model.review import Standing, Status, close_gate, open_gate
from qbot.store.questions import find_question, list_behind
from qbot.store.records import QuestionRecord, QuestionSummary
from qbot.store.store import Reading
from qbot.workflow.question_rows import name_gate, restore_suggestion

Decided = tuple[QuestionSummary, Standing]


def move_behind(reading: Reading, decided: Sequence[Decided]) -> list[Decided]:
    """Return the questions behind those just decided, each with where it stands now; those that stay are left out."""
    gates = {name_gate(one.sheet, one.cell): (one, standing) for one, standing in decided}
    parents = [(one.sheet, one.cell) for one, _ in decided]
    moved: list[Decided] = []
    for record in list_behind(reading, decided[0][0].questionnaire_id, gates=list(gates), parents=parents):
        ahead = (
            gates.get(record.summary.gate or "") or gates[name_gate(record.summary.sheet, record.summary.parent or "")]
        )
        asked = find_question(reading, ahead[0].id)
        if asked is None:
            continue
        now = _move(record, convert(asked.reading, Question), ahead[1])
        if now != record.summary.standing:
            moved.append((record.summary, now))
    return moved


def find_answer(gate: Question, standing: Standing) -> Stance | None:
    """Return what a gate is answered with, as far as it is a yes, a no or that it does not apply."""
    if standing.status is Status.NOT_APPLICABLE or standing.gated:
        return Stance.NA
    for slot in gate.slots:
        if slot.role is SlotRole.ANSWER and standing.answers.get(slot.cell):
            found = read_stance(slot.label or standing.answers[slot.cell])
            if found is not None:
                return found
    return None


def _move(record: QuestionRecord, gate: Question, standing: Standing) -> Standing:
    sentence = _find_obstacle(record, gate, find_answer(gate, standing))
    if sentence:
        return close_gate(record.summary.standing, sentence)
    if record.summary.gated:
        return open_gate(record.summary.standing, restore_suggestion(record))
    return record.summary.standing


def _find_obstacle(record: QuestionRecord, gate: Question, answer: Stance | None) -> str:
    """Return why a question does not apply with this answer of its gate, or of the question it follows up."""
    if answer is None:
        return ""
    if record.summary.gate == name_gate(gate.sheet, gate.cell):
        skips = answer is Stance.NA or answer.value == record.reading["gate"]["skip_on"]
        return tell_gate(gate, answer) if skips else ""
    condition = find_condition(record.summary.text)
    if condition is None or answer in ALLOWED[condition]:
        return ""
    return f"It applies only where {gate.ref or gate.cell} is answered “{condition}”."

"""Questions behind a gate: where the gate's answer says that they do not apply, "not applicable" is proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from qbot.matching.options import choose_option, read_stance
from qbot.model.confidence import Band
from qbot.model.draft import Draft, FiredGuard
from qbot.model.knowledge import Stance
from qbot.model.questionnaire import Question, SlotRole

_FREE_TEXT = "N/A"


def propose_not_applicable(questions: Sequence[Question], drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Return the drafts; one whose gate is answered so that it does not apply becomes a proposal for a person.

    Where the file says that it may be skipped, what an entry answers stays.

    Its slots stay blank: that something does not apply is the customer's rule and not an entry's words, and the gate's
    own answer may not be approved yet.
    """
    asked = {(one.sheet, one.cell): one for one in questions}
    settled: dict[tuple[str, str], Draft] = {(one.sheet, one.cell): one for one in drafts}
    for question in questions:
        if question.gate is None:
            continue
        gate = asked.get((question.gate.sheet, question.gate.cell))
        answer = _find_answer(gate, settled) if gate is not None else None
        here = question.sheet, question.cell
        if gate is None or answer is None or (question.gate.optional and settled[here].answered):
            continue
        if answer is Stance.NA or answer.value == question.gate.skip_on:
            settled[here] = _propose(question, settled[here], gate, answer)
    return tuple(settled[one.sheet, one.cell] for one in drafts)


def _find_answer(gate: Question, drafts: Mapping[tuple[str, str], Draft]) -> Stance | None:
    """Return what the gate is answered with: what stands in the file already goes before what is drafted."""
    for slot in gate.slots:
        if slot.role is SlotRole.ANSWER and slot.current and not slot.placeholder:
            return read_stance(slot.current)
    draft = drafts.get((gate.sheet, gate.cell))
    proposed = draft is not None and "gate" in {guard.name for guard in draft.guards}
    return draft.stance if draft is not None and (draft.answered or proposed) else None


def tell_gate(gate: Question, answer: Stance) -> str:
    """Return the sentence on a question that does not apply, because of its gate's answer."""
    said = {Stance.YES: "Yes", Stance.NO: "No", Stance.PARTIAL: "Partially", Stance.NA: "not applicable"}[answer]
    name = gate.ref or f"the question in {gate.cell}"
    return f"{name} is answered “{said}”, and the file says that this question does not apply then."


def propose_options(question: Question) -> tuple[str, ...]:
    """Return what may be chosen for a question that does not apply; empty where its list has no choice for that."""
    listed = [slot.options for slot in question.slots if slot.role is SlotRole.ANSWER and slot.options]
    options = [choose_option(options, Stance.NA) for options in listed] or [_FREE_TEXT]
    return tuple(option for option in options if option is not None)


def _propose(question: Question, draft: Draft, gate: Question, answer: Stance) -> Draft:
    sentence, proposals = tell_gate(gate, answer), propose_options(question)
    lacking = "" if proposals else " Its list has no choice for that; a person must choose."
    return replace(
        draft,
        answered=False,
        stance=Stance.NA,
        values=(),
        citations=(),
        guards=(*draft.guards, FiredGuard("gate", sentence, Band.LOW)),
        proposals=proposals,
        reason=f"{sentence}{lacking}",
    )

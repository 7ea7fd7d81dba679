"""A question with its draft as the store keeps it: what the review begins with, and the badges it carries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import to_builtins

from qbot.knowledge_base.entry_form import describe_entry
from qbot.model.draft import Draft
from qbot.model.knowledge import Disclosure, Entry, EntryKind
from qbot.model.questionnaire import AnswerSlot, Question, QuestionState
from qbot.model.review import Standing, close_gate, suggest
from qbot.store.questions import describe_standing
from qbot.store.records import Document, QuestionRecord, QuestionSummary
from qbot.workflow.contract import describe_draft

# Guards that are shown as a badge of their own.
_BADGED = {"conflict": "conflict", "review": "stale", "expiry": "stale"}


def make_question(
    question_id: str,
    questionnaire_id: str,
    position: int,
    question: Question,
    draft: Draft | None,
    *,
    badges: list[str],
    past: Mapping[str, Entry],
    gated: str = "",
) -> QuestionRecord:
    """Return the record of a question that nobody has decided yet."""
    standing = suggest(find_suggestion(question, draft), find_cited(draft))
    standing = close_gate(standing, gated) if gated else standing
    summary = QuestionSummary(
        id=question_id,
        questionnaire_id=questionnaire_id,
        position=position,
        sheet=question.sheet,
        cell=question.cell,
        ref=question.ref or "",
        section=list(question.section),
        text=question.text,
        kind=question.kind.value,
        state=question.state.value,
        parent=question.parent,
        stance=draft.stance.value if draft and draft.stance else None,
        confidence=draft.confidence if draft else 0.0,
        band=draft.band.value if draft else "none",
        guarded=draft is not None and draft.answered and any(guard.name not in _BADGED for guard in draft.guards),
        badges=badges,
        gate=name_gate(question.gate.sheet, question.gate.cell) if question.gate else None,
        version=1,
        **describe_standing(standing),
    )
    return QuestionRecord(summary, to_builtins(question), describe_stored_draft(draft, past) if draft else None)


def describe_stored_draft(draft: Draft, past: Mapping[str, Entry]) -> Document:
    """Return a draft as the store keeps it: with the approved answers that it names."""
    named = {one.entry for one in draft.alternatives} | {one.entry for one in draft.citations}
    return {**describe_draft(draft), "past": {name: describe_entry(past[name]) for name in sorted(named & past.keys())}}


def name_gate(sheet: str, cell: str) -> str:
    """Return the name by which the questions behind a gate find it."""
    return f"{sheet}!{cell}"


def find_suggestion(question: Question, draft: Draft | None) -> dict[str, str]:
    """Return the drafted texts by cell that may be written: nothing over what stands in the file."""
    if draft is None or question.state is not QuestionState.OPEN or not draft.answered:
        return {}
    free = {slot.cell for slot in question.slots if is_free(slot)}
    return {value.cell: value.value for value in draft.values if value.cell in free}


def find_cited(draft: Draft | None) -> tuple[str, ...]:
    """Return the entries whose words stand in a draft."""
    return tuple(dict.fromkeys(one.entry for one in draft.citations)) if draft and draft.answered else ()


def restore_suggestion(record: QuestionRecord) -> Standing:
    """Return where a question stood when its draft was made."""
    draft = record.draft
    if draft is None or draft["status"] != "answered" or record.summary.state != "open":
        return suggest({}, ())
    free = {slot["cell"] for slot in record.reading["slots"] if slot["placeholder"] or not slot["current"]}
    answers = {one["cell"]: one["value"] for one in draft["values"] if one["cell"] in free}
    return suggest(answers, tuple(dict.fromkeys(one["entry"] for one in draft["citations"])))


def is_free(slot: AnswerSlot) -> bool:
    """Tell whether a cell came without an answer."""
    return not slot.holds_answer


def find_badges(draft: Draft | None, entries: Mapping[str, Entry], *, as_of: date) -> list[str]:
    """Return the badges of a draft: what a reviewer must know before trusting it; of a blank there is nothing to."""
    if draft is None or not draft.answered:
        return []
    badges = {_BADGED[guard.name] for guard in draft.guards if guard.name in _BADGED}
    for name in find_cited(draft):
        if name in entries:
            badges.update(find_entry_badges(entries[name], as_of=as_of))
    return sorted(badges)


def find_entry_badges(entry: Entry, *, as_of: date) -> list[str]:
    """Return the badges of an entry on a day."""
    badges = []
    due = entry.review_due
    if (due is not None and due < as_of) or entry.has_ended(as_of):
        badges.append("stale")
    if entry.conflicts:
        badges.append("conflict")
    if entry.notes.get("renamed") and entry.kind is EntryKind.PAST_ANSWER:
        badges.append("renamed")
    if entry.disclosure in (Disclosure.NDA, Disclosure.INTERNAL):
        badges.append(entry.disclosure.value)
    return badges


def show_summary(summary: QuestionSummary) -> Document:
    """Return a question as lists and results show it."""
    return {
        "id": summary.id,
        "position": summary.position,
        "sheet": summary.sheet,
        "cell": summary.cell,
        "ref": summary.ref,
        "section": summary.section,
        "text": summary.text,
        "kind": summary.kind,
        "state": summary.state,
        "parent": summary.parent,
        "status": summary.status,
        "flagged": summary.flagged,
        "reason": summary.reason,
        "confidence": summary.confidence,
        "band": summary.band,
        "stance": summary.stance,
        "answers": summary.answers,
        "entries": summary.entries,
        "guarded": summary.guarded,
        "badges": ["gate", *summary.badges] if summary.gated else summary.badges,
        "edited_by": summary.edited_by,
        "edited_at": summary.edited_at,
        "approved_by": summary.approved_by,
        "approved_at": summary.approved_at,
        "released_by": summary.released_by,
        "since": summary.since,
        "version": summary.version,
    }

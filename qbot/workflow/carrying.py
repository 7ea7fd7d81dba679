"""Carrying over: the answers of the round before, put into the questions of a revised file for review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.rounds import Row, Since, match_rounds
from qbot.model.review import suggest
from qbot.store.questions import describe_standing
from qbot.store.records import Document, EntryRecord, QuestionRecord
from qbot.workflow.origins import list_origins, still_says
from qbot.workflow.question_rows import find_entry_badges

_CARRIED = ("approved", "not_applicable")


def compare_rounds(before: Sequence[QuestionRecord], after: Sequence[QuestionRecord]) -> list[QuestionRecord]:
    """Return the questions of a later round, each marked as new, changed or the same, with the question before it."""
    found = match_rounds([_make_row(one) for one in before], [_make_row(one) for one in after])
    marked = []
    for number, one in enumerate(after):
        other, since = found.get(number, (None, Since.NEW))
        earlier = before[other].summary.id if other is not None else None
        marked.append(replace(one, summary=replace(one.summary, since=since.value, earlier=earlier)))
    return marked


def carry_over(
    before: Sequence[QuestionRecord],
    after: Sequence[QuestionRecord],
    entries: Mapping[str, EntryRecord],
    *,
    as_of: date,
) -> list[QuestionRecord]:
    """Return the questions of a later round with the approved answers of the round before as their suggestions.

    One whose question has changed is guarded, so that nobody approves it among many; one whose entry or a fact below it
    was changed since carries that badge.
    """
    known = {one.summary.id: one for one in before}
    return [_carry(known.get(one.summary.earlier or ""), one, entries, as_of=as_of) for one in after]


def _carry(
    old: QuestionRecord | None, new: QuestionRecord, entries: Mapping[str, EntryRecord], *, as_of: date
) -> QuestionRecord:
    if old is None or old.summary.status not in _CARRIED or new.summary.state != "open":
        return new
    answers = _move_answers(old, new)
    if not answers:
        return new
    cited = list_origins(old.summary.entries, (old.draft or {}).get("past"))
    standing = suggest(answers, tuple(name for name in cited if name in entries))
    stale = not still_says(cited, entries, since=old.summary.approved_at or "")
    badges = {
        badge
        for name in standing.entries
        for badge in find_entry_badges(restore_entry(entries[name].body), as_of=as_of)
    } | ({"changed"} if stale else set())
    changed = new.summary.since == Since.CHANGED
    summary = replace(
        new.summary,
        **{**describe_standing(standing), "gated": new.summary.gated, "flagged": new.summary.flagged},
        badges=sorted(badges),
        guarded=changed or (new.summary.guarded and answers != new.summary.answers),
    )
    return replace(new, summary=summary)


def _move_answers(old: QuestionRecord, new: QuestionRecord) -> dict[str, str]:
    """Return the old answers by the new cells: role by role in their order, where the new cell takes the text."""
    moved: dict[str, str] = {}
    for role in dict.fromkeys(slot["role"] for slot in new.reading["slots"]):
        texts = [(slot, old.summary.answers.get(slot["cell"], "")) for slot in _list_slots(old, role)]
        for slot, (was, text) in zip(_list_slots(new, role), texts, strict=False):
            if text and _takes(slot, text) and slot["label"] == was["label"]:
                moved[slot["cell"]] = text
    return moved


def _list_slots(one: QuestionRecord, role: str) -> list[Document]:
    return [slot for slot in one.reading["slots"] if slot["role"] == role]


def _takes(slot: Document, text: str) -> bool:
    free = slot["placeholder"] or not slot["current"]
    fits = slot["max_length"] is None or len(text) <= slot["max_length"]
    return free and fits and (not slot["options"] or text in slot["options"])


def _make_row(one: QuestionRecord) -> Row:
    return Row(one.summary.text, one.summary.ref, tuple(one.summary.section))

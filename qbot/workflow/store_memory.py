"""What was decided in other questionnaires of the store, as drafting remembers it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from qbot.model.knowledge import Disclosure
from qbot.model.memory import Memory, Outcome, Remembered
from qbot.model.questionnaire import Question, Questionnaire
from qbot.sandbox import decode
from qbot.store.decided import DecidedQuestion, list_decided
from qbot.store.entries import list_entries
from qbot.store.records import EntryRecord
from qbot.store.store import Reading
from qbot.workflow.disclosing import find_strictest, list_facts_below
from qbot.workflow.history import remember_questionnaire

_MOST = 5_000
_VERDICT = 20  # characters of the longest text that is a verdict and no wording
_STRICT = (Disclosure.PUBLIC, Disclosure.NDA, Disclosure.INTERNAL)


def remember_decisions(reading: Reading, *, other_than: str) -> Memory:
    """Return the approved answers and deliberate blanks of all questionnaires but one.

    An answer whose entry, or a fact below it, was changed or retired since says what no longer holds, and is left out.
    """
    decided = list_decided(reading, other_than=other_than, limit=_MOST)
    entries = {one.id: one for one in list_entries(reading)} if decided else {}
    kept = [one for one in decided if one.status == "no_answer" or _still_holds(one, entries)]
    return Memory(tuple(found for one in kept if (found := _remember(one, entries)) is not None))


def _still_holds(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> bool:
    own = [name for name in one.entries if not name.startswith("past-")]
    below = list_facts_below(own, entries)
    return all(name in entries and entries[name].changed_at <= one.decided_at for name in (*own, *below))


def _remember(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> Remembered | None:
    question = decode(Question, one.reading)
    day = date.fromisoformat(one.decided_at[:10])
    if one.status == "no_answer":
        found = Remembered(
            question.text, Outcome.NO_EVIDENCE, ref=question.ref or "", decided_on=day, reason=one.reason
        )
    else:
        slots = tuple(replace(slot, current=one.answers.get(slot.cell), placeholder=False) for slot in question.slots)
        alone = Questionnaire(one.questionnaire, "", "", questions=(replace(question, slots=slots),))
        told = next(iter(remember_questionnaire(alone, day=day)), None)
        if told is None:
            return None
        found = replace(told, disclosure=_find_disclosure(one, entries))
    return replace(found, questionnaire=one.questionnaire, product=one.product, region=one.region)


def _find_disclosure(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> Disclosure:
    """Return the strictest disclosure of the entries; a reviewer's own words count as told under NDA."""
    bodies = [entries[name].body for name in one.entries if name in entries]
    found = [find_strictest(name, entries) for name in one.entries if name in entries]
    approved = "\n".join(f"{body.get('answer', '')}\n{body.get('short_answer', '')}" for body in bodies)
    own = any(len(text) > _VERDICT and text not in approved for text in one.answers.values())
    return max([*found, *([Disclosure.NDA] if own or not found else [])], key=_STRICT.index)

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
from qbot.workflow.disclosing import find_strictest
from qbot.workflow.history import remember_questionnaire
from qbot.workflow.origins import list_facts_below, list_origins

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


def restate(question: Question, answers: Mapping[str, str], *, questionnaire: str, day: date) -> Remembered | None:
    """Return what the texts in a question's cells tell, the stance and the words by role; None for nothing."""
    slots = tuple(replace(slot, current=answers.get(slot.cell), placeholder=False) for slot in question.slots)
    alone = Questionnaire(questionnaire, "", "", questions=(replace(question, slots=slots),))
    return next(iter(remember_questionnaire(alone, day=day)), None)


def _still_holds(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> bool:
    own = list_origins(one.entries, one.past)
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
        told = restate(question, one.answers, questionnaire=one.questionnaire, day=day)
        if told is None:
            return None
        origins = list_origins(one.entries, one.past)
        found = replace(told, disclosure=_find_disclosure(one, entries), entries=origins)
    return replace(found, questionnaire=one.questionnaire, product=one.product, region=one.region)


def _find_disclosure(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> Disclosure:
    """Return the strictest disclosure of the entries; a reviewer's own words count as told under NDA."""
    bodies = [entries[name].body for name in one.entries if name in entries]
    found = [find_strictest(name, entries) for name in one.entries if name in entries]
    approved = "\n".join(f"{body.get('answer', '')}\n{body.get('short_answer', '')}" for body in bodies)
    own = any(len(text) > _VERDICT and text not in approved for text in one.answers.values())
    return max([*found, *([Disclosure.NDA] if own or not found else [])], key=_STRICT.index)

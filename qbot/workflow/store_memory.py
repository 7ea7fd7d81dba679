"""What was learned from other questionnaires of the store, as drafting remembers it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.customer_names import replace_name
from qbot.model.knowledge import Disclosure
from qbot.model.memory import NOTHING, Memory, Outcome, Remembered
from qbot.model.questionnaire import SlotRole
from qbot.store.decided import DecidedQuestion, list_decided, list_rejected
from qbot.store.records import EntryRecord
from qbot.store.store import Reading
from qbot.store.unlearned import list_customers, list_unlearned
from qbot.workflow.disclosing import find_strictest
from qbot.workflow.lessons import Lesson, LessonKind, find_lessons, make_phrasing, read_day
from qbot.workflow.origins import list_facts_below, list_origins
from qbot.workflow.said import read_said

_VERDICT = 20  # characters of the longest text that is a verdict and no wording


class Learned(Struct, frozen=True):
    """What drafting knows from earlier questionnaires: decisions, and by entry the phrasings that customers used."""

    memory: Memory = NOTHING
    phrasings: Mapping[str, tuple[str, ...]] | None = None


def remember_decisions(reading: Reading, *, other_than: str, customer: str = "") -> Learned:
    """Return what the decisions in all questionnaires but one teach, without what a person took back.

    What was turned down in that one itself is remembered as well. No answer names the customer that it was written
    for, unless it is drafted for that same `customer`.
    """
    decided = list_decided(reading, other_than=other_than)
    undone = list_unlearned(reading)
    own = tuple(
        Remembered(text, Outcome.REJECTED, entries=(name,))
        for question, text, names in list_rejected(reading, other_than)
        for name in names
        if (question, LessonKind.REJECTION.value, name) not in undone
    )
    if not decided:
        return Learned(Memory(own))
    entries, customers = read_said(reading), list_customers(reading)
    lessons = [each for one in decided for each in find_lessons(one, entries) if each.key not in undone]
    phrasings: dict[str, list[str]] = {}
    for lesson in lessons:
        if lesson.kind is LessonKind.PHRASING:
            phrasings.setdefault(lesson.entry, []).append(make_phrasing(lesson))
    others = [name for name in customers if name.casefold() != customer.casefold()]
    remembered = tuple(_remember_all(lessons, entries, others))
    return Learned(
        Memory((*own, *remembered)), {name: tuple(dict.fromkeys(texts)) for name, texts in phrasings.items()}
    )


def _remember_all(lessons: list[Lesson], entries: Mapping[str, EntryRecord], others: list[str]) -> Iterator[Remembered]:
    for lesson in lessons:
        one = lesson.decided
        if lesson.kind is LessonKind.ANSWER and lesson.told is not None:
            origins = list_origins(one.entries, one.past)
            told = replace(lesson.told, disclosure=_find_disclosure(one, entries), entries=origins)
            yield _bound(_place(_leave_out_names(told, others), one), origins, entries)
        elif lesson.kind is LessonKind.BLANK:
            yield _place(Remembered(lesson.text, Outcome.NO_EVIDENCE, reason=one.reason), one)
        elif lesson.kind is LessonKind.REJECTION:
            yield _place(Remembered(lesson.text, Outcome.REJECTED, entries=(lesson.entry,)), one)


def _place(remembered: Remembered, one: DecidedQuestion) -> Remembered:
    """Return what is remembered with where, when, by whom and for what it was decided."""
    return replace(
        remembered,
        ref=str(one.reading.get("ref") or ""),
        questionnaire=one.questionnaire,
        decided_on=read_day(one),
        decided_by=one.decided_by,
        product=one.product,
        region=one.region,
    )


def _bound(told: Remembered, origins: Sequence[str], entries: Mapping[str, EntryRecord]) -> Remembered:
    """Return an answer that reaches and lasts no further than the entries it came from, and the facts below them."""
    below = (*origins, *list_facts_below(origins, entries))
    found = [restore_entry(entries[name].body) for name in below if name in entries]
    ends = [one.valid_until for one in found if one.valid_until is not None]
    return replace(
        told,
        product=told.product or ", ".join(dict.fromkeys(name for one in found for name in one.scope.products)),
        region=told.region or ", ".join(dict.fromkeys(name for one in found for name in one.scope.regions)),
        valid_until=min(ends, default=None),
    )


def _leave_out_names(told: Remembered, others: list[str]) -> Remembered:
    """Return an answer with neutral words for the names of customers that are not its reader, and whether any stood."""
    values: dict[SlotRole, str] = {}
    for role, text in told.values.items():
        for name in others:
            text = replace_name(text, name)  # noqa: PLW2901 one name after the other
        values[role] = text
    return replace(told, values=values, renamed=values != dict(told.values))


def _find_disclosure(one: DecidedQuestion, entries: Mapping[str, EntryRecord]) -> Disclosure:
    """Return the strictest disclosure of the entries; a reviewer's own words count as told under NDA."""
    bodies = [entries[name].body for name in one.entries if name in entries]
    found = [find_strictest(name, entries) for name in one.entries if name in entries]
    approved = "\n".join(f"{body.get('answer', '')}\n{body.get('short_answer', '')}" for body in bodies)
    own = any(len(text) > _VERDICT and text not in approved for text in one.answers.values())
    return Disclosure.find_strictest([*found, *([Disclosure.NDA] if own or not found else [])])

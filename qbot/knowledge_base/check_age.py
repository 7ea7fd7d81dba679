"""Entries that are old: expired, due for review, saying themselves that they have ended, or citing what has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from qbot.knowledge_base.findings import CheckedLibrary, FindingKind, KnowledgeFinding
from qbot.matching.contradictions import find_dates
from qbot.matching.frameworks import find_frameworks, read_framework_names
from qbot.model.knowledge import Entry, Stance

# What stands before the last good day of something, in the words of an answer.
_UNTIL = re.compile(
    r"\b(?:valid|certified|current|effective|in force)\s+(?:until|till|to|through)\b|\bexpir(?:es|y|ing|ation)\b",
    re.IGNORECASE,
)
_REACH = 40


def find_old(checked: CheckedLibrary, *, as_of: date, soon: int) -> Iterator[KnowledgeFinding]:
    """Find entries past their last good day or their review, and those that will be within `soon` days."""
    for entry in checked.entries:
        yield from _find_ended(entry, checked, as_of=as_of, soon=soon)
        yield from _find_due(entry, checked, as_of=as_of, soon=soon)


def find_cited_expired(checked: CheckedLibrary, *, as_of: date) -> Iterator[KnowledgeFinding]:
    """Find answers that name a framework whose certificate has expired, where no other entry holds a valid one."""
    dated = [entry for entry in checked.entries if entry.frameworks and entry.valid_until is not None]
    valid = {name for one in dated if one.valid_until and one.valid_until >= as_of for name in _names(one)}
    expired = {name: one for one in dated if one.has_ended(as_of) for name in _names(one)}
    lost = {name: one for name, one in expired.items() if name not in valid}
    for entry in checked.entries if lost else ():
        if entry.stance is Stance.NO or entry.has_ended(as_of):
            continue
        named = {mention.name for mention in find_frameworks(entry.answer)} | _names(entry)
        for name in sorted(named & lost.keys()):
            certificate = lost[name]
            text = f"“{entry.id}” names {name}, but “{certificate.id}” was valid until {certificate.valid_until}"
            remedy = "Give the certificate its new last day, or take it out of the answer"
            ids = (entry.id, certificate.id)
            yield KnowledgeFinding(FindingKind.CITES_EXPIRED, ids, checked.find_place(entry), text, remedy)


def _names(entry: Entry) -> frozenset[str]:
    return frozenset(read_framework_names(entry.frameworks))


def _find_ended(entry: Entry, checked: CheckedLibrary, *, as_of: date, soon: int) -> Iterator[KnowledgeFinding]:
    ids, place = (entry.id,), checked.find_place(entry)
    if entry.valid_until is None:
        said = next((words for day, words in _find_last_days(entry.answer) if day < as_of), "")
        if said:
            text = f"“{entry.id}” says that it holds until {said}, which has passed"
            remedy = "Correct the answer, and set `valid_until` so that its end is noticed in time"
            yield KnowledgeFinding(FindingKind.EXPIRED, ids, place, text, remedy)
    elif entry.has_ended(as_of):
        text = f"“{entry.id}” was valid until {entry.valid_until.isoformat()}"
        yield KnowledgeFinding(FindingKind.EXPIRED, ids, place, text, "Replace it, or give it a new last day")
    elif entry.valid_until <= as_of + timedelta(days=soon):
        text = f"“{entry.id}” is valid until {entry.valid_until.isoformat()} only"
        yield KnowledgeFinding(FindingKind.DUE_SOON, ids, place, text, "See to what follows it")


def _find_due(entry: Entry, checked: CheckedLibrary, *, as_of: date, soon: int) -> Iterator[KnowledgeFinding]:
    due = entry.review_due
    if due is None:
        return
    ids, place = (entry.id,), checked.find_place(entry)
    remedy = f"Ask {entry.owner or 'its owner'} whether it still holds, and set `reviewed_on`"
    if due < as_of:
        text = f"The review of “{entry.id}” was due on {due.isoformat()}"
        yield KnowledgeFinding(FindingKind.OVERDUE, ids, place, text, remedy)
    elif due <= as_of + timedelta(days=soon):
        text = f"The review of “{entry.id}” is due on {due.isoformat()}"
        yield KnowledgeFinding(FindingKind.DUE_SOON, ids, place, text, remedy)


def _find_last_days(text: str) -> Iterator[tuple[date, str]]:
    """Yield the last days that a text names after "valid until" and the like, with their words."""
    for found in _UNTIL.finditer(text):
        for name, words in find_dates(text[found.end() : found.end() + _REACH])[:1]:
            yield _find_last_day(name), words


def _find_last_day(name: str) -> date:
    """Return the last day of 2026-05-01, 2026-05 or 2026."""
    parts = [int(part) for part in name.split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])

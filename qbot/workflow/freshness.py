"""Freshness: which entries have expired or are due for review, whose they are, and what their owners were asked."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from qbot.knowledge_base.entry_form import restore_entry
from qbot.model.knowledge import Entry
from qbot.store.entries import list_entries
from qbot.store.records import Document
from qbot.workflow.desk import Desk
from qbot.workflow.upkeep import ASKED

SOON_DAYS = 30
STATES = ("expired", "overdue", "due soon", "asked")


def list_due(desk: Desk, *, owner: str | None = None) -> Document:
    """Return the `entries` that wait for their owners, the most pressing first; of one `owner`, or of all.

    `owners` counts them by owner (empty: nobody's); `fresh` is how many entries wait for nothing.
    """
    today = desk.today()
    with desk.store.read() as reading:
        entries = [restore_entry(one.body) for one in list_entries(reading)]
    found = [(state, day, one) for one in entries if (told := find_state(one, today=today)) for state, day in [told]]
    owners = Counter(one.owner for _, _, one in found)
    wanted = [each for each in found if owner is None or each[2].owner == owner]
    ordered = sorted(wanted, key=lambda each: (STATES.index(each[0]), each[1] or date.max, each[2].id))
    return {
        "owners": dict(sorted(owners.items())),
        "fresh": len(entries) - len(found),
        "entries": [_show(state, day, one) for state, day, one in ordered],
    }


def find_state(entry: Entry, *, today: date) -> tuple[str, date | None] | None:
    """Return what an entry waits for and since or until when; None where it waits for nothing."""
    soon = today + timedelta(days=SOON_DAYS)
    if entry.has_ended(today):
        return "expired", entry.valid_until
    due = entry.review_due
    if due is not None and due < today:
        return "overdue", due
    days = [day for day in (due, entry.valid_until) if day is not None and day <= soon]
    if days:
        return "due soon", min(days)
    return ("asked", None) if ASKED in entry.notes else None


def _show(state: str, day: date | None, entry: Entry) -> Document:
    return {
        "id": entry.id,
        "state": state,
        "day": day.isoformat() if day else None,
        "question": entry.question,
        "answer": entry.answer,
        "owner": entry.owner,
        "reviewed_on": entry.reviewed_on.isoformat() if entry.reviewed_on else None,
        "review_every": entry.review_every,
        "asked": entry.notes.get(ASKED, ""),
    }

"""Entries by when they began to say what they say: a review or another owner changes no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from qbot.store.entries import list_entries, list_versions
from qbot.store.records import EntryRecord, EntryVersionRecord
from qbot.store.store import Reading
from qbot.workflow.origins import says_same


def read_said(reading: Reading) -> dict[str, EntryRecord]:
    """Return the entries by their ids, each with the time and the hand that its present words came from."""
    records = {one.id: one for one in list_entries(reading)}
    changed = [name for name, one in records.items() if one.version > 1]
    return records | _date_back(records, list_versions(reading, changed) if changed else {})


def _date_back(
    records: Mapping[str, EntryRecord], versions: Mapping[str, Sequence[EntryVersionRecord]]
) -> dict[str, EntryRecord]:
    found = {}
    for name, history in versions.items():
        first = history[0]
        for one in history:
            if one.retired or not says_same(one.body, history[0].body):
                break
            first = one
        found[name] = replace(records[name], changed_at=first.at, changed_by=first.by)
    return found

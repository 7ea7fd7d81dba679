"""Editions of the trust centre: what has changed from one to the next, kept without a word that may become secret.

A record names statements by their entry and keeps their hashes alone; what is shown of an older edition is looked up on
the page of today, so that what is public no longer is shown nowhere.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from msgspec import Struct, field

from qbot.model.knowledge import Disclosure, Entry
from qbot.workflow.trust_page import TrustPage

SUPPLIER, STATEMENT, DOCUMENT = "sub-processor", "statement", "document"
ADDED, CHANGED, REMOVED = "added", "changed", "removed"
_FORM = 1
_MOST_KEPT = 40


class Change(Struct, frozen=True):
    """Something that is other than in the edition before; `name` is a sub-processor, a document or an entry's id."""

    kind: str
    what: str
    name: str


class Edition(Struct, frozen=True):
    """A day on which the page was published, and what had changed."""

    day: str
    changes: tuple[Change, ...] = ()


class EditionRecord(Struct, frozen=True):
    """The editions, the last first, and the hashes of what the last one said, by kind and name."""

    editions: tuple[Edition, ...] = ()
    said: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def name_version(version: str, sha256: str) -> str:
    """Return what tells one version of a document from another."""
    return f"{version} {sha256}"


def publish(
    record: EditionRecord, page: TrustPage, documents: Mapping[str, str], *, secret: Iterable[Entry]
) -> EditionRecord:
    """Return the record with the page as its newest edition; the same record where nothing has changed.

    `documents` are the versions of the documents by their titles. What only `secret` entries name is in no edition.
    """
    said = _take_hashes(page, documents)
    kept = _forget(record, page, said, list(secret))
    if not record.editions:
        return EditionRecord((Edition(page.as_of.isoformat()),), said)
    changes = find_changes(kept, said)
    if not changes:
        return EditionRecord(kept.editions, said)
    newest = Edition(page.as_of.isoformat(), changes)
    older = kept.editions
    if older and older[0].day == newest.day:  # a second build on one day belongs to that day's edition
        newest, older = Edition(newest.day, _join(older[0].changes, changes)), older[1:]
    return EditionRecord((newest, *older)[:_MOST_KEPT], said)


def compare(
    record: EditionRecord, page: TrustPage, documents: Mapping[str, str], *, secret: Iterable[Entry]
) -> tuple[tuple[Edition, ...], tuple[Change, ...]]:
    """Return the editions as they may be shown today, and what on the page is no edition yet."""
    said = _take_hashes(page, documents)
    kept = _forget(record, page, said, list(secret))
    return kept.editions, find_changes(kept, said) if record.editions else ()


def find_changes(record: EditionRecord, said: Mapping[str, Mapping[str, str]]) -> tuple[Change, ...]:
    """Return what is other than the last edition said, sub-processors first."""
    changes = []
    for kind in (SUPPLIER, DOCUMENT, STATEMENT):
        before, now = record.said.get(kind, {}), said.get(kind, {})
        changes += [Change(kind, ADDED, name) for name in now if name not in before]
        changes += [Change(kind, CHANGED, name) for name in now if name in before and before[name] != now[name]]
        changes += [Change(kind, REMOVED, name if kind == SUPPLIER else "") for name in before if name not in now]
    return tuple(changes)


def describe_record(record: EditionRecord) -> dict[str, Any]:  # Any: JSON
    """Return a record as it is kept."""
    editions = [
        {"day": one.day, "changes": [[each.kind, each.what, each.name] for each in one.changes]}
        for one in record.editions
    ]
    return {"form": _FORM, "editions": editions, "said": {kind: dict(names) for kind, names in record.said.items()}}


def restore_record(values: Mapping[str, Any]) -> EditionRecord:  # Any: JSON
    """Return the record that `describe_record` described; ValueError, KeyError or TypeError where it is none."""
    if values["form"] != _FORM:
        raise ValueError("the record is of another form")
    editions = tuple(
        Edition(date.fromisoformat(one["day"]).isoformat(), tuple(Change(*map(str, each)) for each in one["changes"]))
        for one in values["editions"]
    )
    said = {str(kind): {str(name): str(mark) for name, mark in names.items()} for kind, names in values["said"].items()}
    return EditionRecord(editions, said)


def _take_hashes(page: TrustPage, documents: Mapping[str, str]) -> dict[str, dict[str, str]]:
    return {
        SUPPLIER: {one.name: _hash(one.use) for one in page.suppliers},
        DOCUMENT: {title: _hash(version) for title, version in documents.items()},
        STATEMENT: {one.id: _hash(f"{one.question}\n{one.text}\n{one.holds_for}") for one in page.list_statements()},
    }


def _forget(
    record: EditionRecord, page: TrustPage, said: Mapping[str, Mapping[str, str]], secret: Sequence[Entry]
) -> EditionRecord:
    """Return the record without the names that are no longer public."""
    words = "\n".join(_tell_all(one) for one in secret if one.disclosure is not Disclosure.PUBLIC).casefold()

    def is_open(kind: str, name: str) -> bool:
        return not name or name in said.get(kind, {}) or (kind == SUPPLIER and name.casefold() not in words)

    editions = tuple(
        Edition(one.day, tuple(c if is_open(c.kind, c.name) else Change(c.kind, c.what, "") for c in one.changes))
        for one in record.editions
    )
    # A sub-processor that only secret entries name now is gone from the list without being named as gone.
    before = {
        kind: {name: mark for name, mark in names.items() if kind != SUPPLIER or is_open(kind, name)}
        for kind, names in record.said.items()
    }
    return EditionRecord(editions, before)


def _join(first: Sequence[Change], second: Sequence[Change]) -> tuple[Change, ...]:
    """Return the changes of one day; what came and went on it is named once, as it was last."""
    named = {(one.kind, one.name): one for one in (*first, *second) if one.name}
    unnamed = [one for one in (*first, *second) if not one.name]
    return (*named.values(), *unnamed)


def _tell_all(one: Entry) -> str:
    return "\n".join((one.question, one.answer, one.short_answer, one.topic, *one.phrasings, *one.attachments))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]

"""The change list of the trust centre: what is new is named, and what became secret is forgotten."""

from __future__ import annotations

import json
from datetime import date

import pytest
from msgspec.structs import replace

from qbot.model.knowledge import Disclosure, Entry, EntryKind
from qbot.workflow.trust_editions import Change, EditionRecord, compare, describe_record, publish, restore_record
from qbot.workflow.trust_page import make_trust_page

LIST = Entry(
    "list", EntryKind.FACT, "Azure (hosting), Pendo (analytics).", topic="Sub-processors", disclosure=Disclosure.PUBLIC
)
FACT = Entry("fact", EntryKind.FACT, "Data is encrypted.", topic="Data handling", disclosure=Disclosure.PUBLIC)


def build(record: EditionRecord, *entries: Entry, day: int = 1, **documents: str) -> EditionRecord:
    """Publish a page of these entries on a day of December."""
    page = make_trust_page(entries, None, as_of=date(2026, 12, day))
    return publish(record, page, documents, secret=entries)


def list_changes(record: EditionRecord) -> list[tuple[str, str, str]]:
    """Return the changes of the newest edition."""
    return [(one.kind, one.what, one.name) for one in record.editions[0].changes]


def test_an_edition_names_what_has_changed_sub_processors_first() -> None:
    first = build(EditionRecord(), LIST, FACT)
    assert list_changes(first) == []
    longer = replace(LIST, answer="Azure (hosting and mail), Atlassian (tickets).")
    second = build(first, longer, replace(FACT, answer="Data is encrypted at rest."), day=2, Pack="1")
    assert list_changes(second) == [
        ("sub-processor", "added", "Atlassian"),
        ("sub-processor", "changed", "Azure"),
        ("sub-processor", "removed", "Pendo"),
        ("document", "added", "Pack"),
        ("statement", "changed", "fact"),
    ]
    assert [one.day for one in second.editions] == ["2026-12-02", "2026-12-01"]


def test_nothing_new_is_no_edition_and_one_day_has_one() -> None:
    first = build(EditionRecord(), LIST)
    assert build(first, LIST, day=9).editions == first.editions
    second = build(first, LIST, FACT, day=3)
    third = build(second, LIST, replace(FACT, answer="Other."), day=3)
    assert [one.day for one in third.editions] == ["2026-12-03", "2026-12-01"]
    assert third.editions[0].changes == (Change("statement", "changed", "fact"),)


@pytest.mark.parametrize("level", [Disclosure.NDA, Disclosure.INTERNAL])
def test_what_became_secret_stands_in_no_record(level: Disclosure) -> None:
    first = build(EditionRecord(), FACT)
    second = build(first, FACT, LIST, replace(FACT, id="canary-id"), day=2)
    hidden = (replace(LIST, disclosure=level), replace(FACT, id="canary-id", disclosure=level))
    third = build(second, FACT, *hidden, day=3)
    kept = json.dumps(describe_record(third))
    for word in ("Azure", "Pendo", "canary-id"):
        assert word in json.dumps(describe_record(second))
        assert word not in kept
    assert list_changes(third) == [("statement", "removed", "")]


def test_what_is_no_edition_yet_is_told_and_old_editions_forget_what_became_secret() -> None:
    first = build(EditionRecord(), FACT)
    second = build(first, FACT, LIST, day=2)
    page = make_trust_page([FACT, replace(FACT, id="new")], None, as_of=date(2026, 12, 5))
    editions, pending = compare(second, page, {}, secret=[replace(LIST, disclosure=Disclosure.INTERNAL)])
    assert [one.day for one in editions] == ["2026-12-02", "2026-12-01"]
    assert "Azure" not in repr((editions, pending))
    assert pending == (Change("statement", "added", "new"),)
    assert compare(EditionRecord(), page, {}, secret=[])[1] == ()


def test_a_record_is_kept_and_a_damaged_one_is_noticed() -> None:
    record = build(build(EditionRecord(), LIST), LIST, FACT, day=2)
    values = json.loads(json.dumps(describe_record(record)))
    assert restore_record(values) == record
    for broken in (
        {},
        {**values, "form": 9},
        {**values, "editions": [{"day": "soon", "changes": []}]},
        {**values, "said": 3},
    ):
        with pytest.raises((KeyError, ValueError, TypeError, AttributeError)):
            restore_record(broken)

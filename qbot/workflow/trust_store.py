"""The trust centre of the store: its entries, its look, and the editions that a person published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from msgspec import Struct
from msgspec.structs import asdict

from qbot.knowledge_base.entry_form import restore_company, restore_entry
from qbot.model.knowledge import Company, Entry
from qbot.store.audit import EventFacts
from qbot.store.documents import find_documents_mark
from qbot.store.entries import find_company, find_library_mark, list_entries
from qbot.store.records import Document
from qbot.store.sessions import find_setting, save_setting
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import RefusedError
from qbot.workflow.trust_editions import (
    Change,
    Edition,
    EditionRecord,
    compare,
    describe_record,
    publish,
    restore_record,
)
from qbot.workflow.trust_page import TrustPage, make_trust_page

_LOOK, _RECORD = "trust.look", "trust.record"


def read_store(desk: Desk) -> tuple[list[Entry], Company | None]:
    """Return the entries of the store and the company."""
    with desk.store.read() as reading:
        return _read(reading)


def read_look(desk: Desk) -> dict[str, str]:
    """Return what was set of the look of the page."""
    with desk.store.read() as reading:
        found: dict[str, str] = json.loads(find_setting(reading, _LOOK) or "{}")
    return found


def save_look(desk: Desk, look: Mapping[str, str], *, by: str) -> None:
    """Keep the look of the page."""
    with desk.store.change(at=desk.now(), by=by) as change:
        before = json.loads(find_setting(change, _LOOK) or "{}")
        save_setting(change, _LOOK, json.dumps(dict(look), ensure_ascii=False))
        change.record(EventFacts("trust_look", {"before": before, "after": dict(look)}))


def find_mark(desk: Desk) -> tuple[object, ...]:
    """Return what tells whether the page is still the one it was."""
    with desk.store.read() as reading:
        settings = tuple(find_setting(reading, name) for name in (_LOOK, _RECORD))
        return (*find_library_mark(reading), find_documents_mark(reading), *settings, desk.today())


def publish_edition(desk: Desk, documents: Mapping[str, str], *, by: str) -> Document:
    """Publish the page of today as an edition, and return its `changes`; RefusedError where nothing has changed."""
    with desk.store.change(at=desk.now(), by=by) as change:
        entries, company = _read(change)
        page = make_trust_page(entries, company, as_of=desk.today())
        before = _read_record(change)
        record = publish(before, page, documents, secret=entries)
        if record.editions == before.editions:
            raise RefusedError("Nothing on the page has changed since the last edition")
        save_setting(change, _RECORD, json.dumps(describe_record(record), ensure_ascii=False))
        made = record.editions[0]
        told = [asdict(one) for one in made.changes]
        change.record(EventFacts("trust_edition", {"day": made.day, "changes": told}))
    return {"day": made.day, "changes": told}


class StorePage(Struct, frozen=True):
    """The page as the store has it now, the editions that may be shown, and what is no edition yet."""

    page: TrustPage
    editions: tuple[Edition, ...]
    pending: tuple[Change, ...]


def read_page(desk: Desk, documents: Mapping[str, str]) -> StorePage:
    """Return the page of the store as it is today."""
    with desk.store.read() as reading:
        entries, company = _read(reading)
        record = _read_record(reading)
    page = make_trust_page(entries, company, as_of=desk.today())
    return StorePage(page, *compare(record, page, documents, secret=entries))


def _read(reading: Reading) -> tuple[list[Entry], Company | None]:
    body, _version = find_company(reading)
    entries = [restore_entry(one.body) for one in list_entries(reading)]
    return entries, restore_company(body) if body else None


def _read_record(reading: Reading) -> EditionRecord:
    kept: dict[str, Any] = json.loads(find_setting(reading, _RECORD) or "{}")  # Any: JSON
    return restore_record(kept) if kept else EditionRecord()

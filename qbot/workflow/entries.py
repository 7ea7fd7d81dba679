"""The knowledge base of the store: imported at the first start, searched, added to and edited, with its history."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qbot.knowledge_base.entry_form import describe_company, describe_entry, restore_entry
from qbot.knowledge_base.folder import read_folder
from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.plain_form import check_company, check_entry
from qbot.knowledge_base.search import search_entries as search_words
from qbot.store.audit import EventFacts
from qbot.store.entries import (
    find_company,
    find_library_mark,
    list_citing,
    list_entries,
    list_entry_versions,
    save_entries,
)
from qbot.store.entries import find_entry as find_record
from qbot.store.entries import save_company as keep_company
from qbot.store.events import find_operation
from qbot.store.questions import count_uses, save_badges
from qbot.store.records import Document, EntryRecord
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.origins import list_facts_below, says_same
from qbot.workflow.question_rows import find_entry_badges
from qbot.workflow.refusals import ConflictError, NotFoundError, RefusedError

_MOST = 1_000


def import_folder(desk: Desk, folder: Path, *, by: str) -> int:
    """Bring the entries and the company of a knowledge folder into an empty store, and return how many entries.

    UnreadableError and KnowledgeMistakesError as the folder's reader raises them; RefusedError where there are entries.
    """
    knowledge = read_folder(folder)
    with desk.store.change(at=desk.now(), by=by) as change:
        if find_library_mark(change)[0]:
            raise RefusedError("There are entries in the store already; nothing was imported")
        records = [EntryRecord(one.id, 1, dict(describe_entry(one)), False, change.at, by) for one in knowledge.entries]
        save_entries(change, records)
        if knowledge.company is not None:
            keep_company(change, dict(describe_company(knowledge.company)), version=1)
        detail = {"folder": folder.name, "entries": len(records), "sha256": knowledge.sha256}
        change.record(EventFacts("import", detail))
    return len(records)


def has_entries(desk: Desk) -> bool:
    """Tell whether the store has a knowledge base."""
    with desk.store.read() as reading:
        return find_library_mark(reading)[0] > 0


def search_entries(desk: Desk, search: str = "", *, offset: int = 0, limit: int = 50) -> Document:
    """Return `total` and the `entries` that hold the words, the best first; all in the order of their ids without."""
    if offset < 0 or not 0 < limit <= _MOST:
        raise RefusedError(f"A list begins at 0 and has 1 to {_MOST} entries")
    with desk.store.read() as reading:
        records = {one.id: one for one in list_entries(reading)}
        wanted = list(records)
        if search.strip():
            entries = [restore_entry(one.body) for one in records.values()]
            wanted = [one.entry.id for one in search_words(entries, search, limit=len(entries) or 1)]
        shown = wanted[offset : offset + limit]
        uses = count_uses(reading, shown)
    return {"total": len(wanted), "entries": [_show(desk, records[name], uses.get(name, 0)) for name in shown]}


def find_entry(desk: Desk, entry_id: str) -> Document:
    """Return an entry with its `history`, the newest version first; NotFoundError where there is none."""
    with desk.store.read() as reading:
        record = find_record(reading, entry_id)
        if record is None:
            raise NotFoundError("entry", entry_id)
        versions = list_entry_versions(reading, entry_id)
        uses = count_uses(reading, [entry_id])
    history = [
        {"version": one.version, "at": one.at, "by": one.by, "retired": one.retired, "body": one.body}
        for one in versions
    ]
    return {**_show(desk, record, uses.get(entry_id, 0)), "history": history}


def save_entry(desk: Desk, body: Document, *, version: int | None, by: str, operation: str | None = None) -> Document:
    """Add an entry (`version` None) or change it, and return it; questions drafted from it are marked as changed.

    RefusedError tells all that is wrong with it; ConflictError where it changed since `version` was read.
    """
    entry = check_entry(body if body.get("id") else {**body, "id": _make_id(desk, body)})
    if isinstance(entry, list):
        raise _tell_mistakes(entry)
    plain = dict(describe_entry(entry))
    with desk.store.change(at=desk.now(), by=by) as change:
        if operation and find_operation(change, operation) is not None:
            change.give_up()
            return find_entry(desk, entry.id)
        known = find_record(change, entry.id)
        if version is None and known is not None:
            raise RefusedError(f"There is an entry “{entry.id}” already. Give this one another id, or change that one")
        _require_version(known, entry.id, version, plain)
        _keep(change, known, entry.id, plain, retired=False, operation=operation)
    return find_entry(desk, entry.id)


def retire_entry(desk: Desk, entry_id: str, *, version: int, by: str) -> Document:
    """Draft from an entry no more; it and its history stay, and saving it brings it back."""
    with desk.store.change(at=desk.now(), by=by) as change:
        known = find_record(change, entry_id)
        if known is None:
            raise NotFoundError("entry", entry_id)
        _require_version(known, entry_id, version, {})
        _keep(change, known, entry_id, known.body, retired=True, operation=None)
    return find_entry(desk, entry_id)


def read_company(desk: Desk) -> Document:
    """Return the company profile with its version (0 and an empty body where there is none)."""
    with desk.store.read() as reading:
        body, version = find_company(reading)
    return {"body": body or {}, "version": version}


def save_company(desk: Desk, body: Document, *, version: int, by: str) -> Document:
    """Keep the company profile; ConflictError where it changed since `version` was read."""
    company = check_company(body)
    if isinstance(company, list):
        raise _tell_mistakes(company)
    plain = dict(describe_company(company))
    with desk.store.change(at=desk.now(), by=by) as change:
        before, now = find_company(change)
        if version != now:
            raise ConflictError("the company profile", "", {"mine": plain, "theirs": before})
        keep_company(change, plain, version=now + 1)
        change.record(EventFacts("company", {"before": before, "after": plain}))
    return read_company(desk)


def mark_citing(change: Change, ids: Sequence[str]) -> int:
    """Mark the answers that were not sent yet and rest on one of these changed entries; return how many there are.

    An answer rests on the entries it cites, and on the facts below those, also by way of other facts.
    """
    if not ids:
        return 0
    known = {one.id: one for one in list_entries(change)}
    resting = [name for name in known if not set(ids).isdisjoint(list_facts_below([name], known))]
    marked = list_citing(change, [*ids, *resting])
    for question, badges in marked:
        save_badges(change, question, sorted({*badges, "changed"}))
    return len(marked)


def _keep(
    change: Change, known: EntryRecord | None, entry_id: str, body: Document, *, retired: bool, operation: str | None
) -> None:
    version = known.version + 1 if known is not None else 1
    save_entries(change, [EntryRecord(entry_id, version, body, retired, change.at, change.by)])
    if known is not None and (retired or not says_same(known.body, body)):
        mark_citing(change, [entry_id])
    detail = {
        "entry": entry_id,
        "version": version,
        "before": known.body if known is not None else None,
        "after": body,
        "retired": retired,
    }
    change.record(EventFacts("retire" if retired else "entry", detail, operation=operation))


def _require_version(known: EntryRecord | None, entry_id: str, version: int | None, mine: Document) -> None:
    if version is None:
        return
    if known is None:
        raise NotFoundError("entry", entry_id)
    if version != known.version:
        detail = {"mine": mine, "theirs": known.body, "version": known.version}
        raise ConflictError(f"entry {entry_id}", known.changed_by, detail)


def _show(desk: Desk, record: EntryRecord, uses: int) -> Document:
    return {
        **record.body,
        "disclosure": record.body.get("disclosure", "internal"),
        "body": record.body,
        "version": record.version,
        "retired": record.retired,
        "changed_at": record.changed_at,
        "changed_by": record.changed_by,
        "badges": find_entry_badges(restore_entry(record.body), as_of=desk.today()),
        "times_used": uses,
    }


def _make_id(desk: Desk, body: Document) -> str:
    words = re.findall(r"[a-z0-9]+", str(body.get("question") or body.get("answer") or "").lower())
    return "-".join([*words[:6], desk.make_id()[:6]])[:100]


def _tell_mistakes(mistakes: list[Mistake]) -> RefusedError:
    told = [f"{one.what}. {one.remedy}" for one in mistakes]
    return RefusedError("; ".join(told), {"mistakes": told})

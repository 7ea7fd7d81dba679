"""Loading: a knowledge folder into the store; what is new is added, what has changed becomes a new version."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from qbot.knowledge_base.entry_form import describe_company, describe_entry
from qbot.knowledge_base.folder import read_folder
from qbot.model.knowledge import Company
from qbot.store.audit import EventFacts
from qbot.store.entries import find_company, list_entries, save_entries
from qbot.store.entries import save_company as keep_company
from qbot.store.records import Document, EntryRecord
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.entries import mark_citing
from qbot.workflow.ledger import count_recalled
from qbot.workflow.origins import says_same


class LoadReport(Struct, frozen=True):
    """What a folder brought into the store: ids of new and changed entries, and how many were the same.

    `marked` is how many answers that were not sent yet rest on a changed entry; `recalled` how many recipients were
    told the old words of each.
    """

    new: tuple[str, ...]
    changed: tuple[str, ...]
    same: int
    company: bool
    marked: int
    recalled: dict[str, int]


def load_folder(desk: Desk, folder: Path, *, by: str, dry_run: bool = False) -> LoadReport:
    """Bring the entries and the company of a folder into the store; entries that only the store has stay as they are.

    All of it or nothing, with one event. UnreadableError and KnowledgeMistakesError as the folder's reader raises them.
    """
    knowledge = read_folder(folder)
    with desk.store.change(at=desk.now(), by=by) as change:
        known = {one.id: one for one in list_entries(change, retired=True)}
        bodies = {one.id: dict(describe_entry(one)) for one in knowledge.entries}
        new = tuple(name for name in bodies if name not in known)
        changed = tuple(
            name for name, body in bodies.items() if name in known and (known[name].body != body or known[name].retired)
        )
        records = [
            EntryRecord(name, _count_up(known.get(name)), bodies[name], False, change.at, by)
            for name in (*new, *changed)
        ]
        save_entries(change, records)
        company = _load_company(change, knowledge.company)
        marked = mark_citing(change, [name for name in changed if not says_same(known[name].body, bodies[name])])
        recalled = count_recalled(change, changed)
        if dry_run or not (records or company):
            change.give_up()
        else:
            detail: Document = {
                "folder": folder.name,
                "sha256": knowledge.sha256,
                "new": list(new),
                "changed": {name: known[name].version + 1 for name in changed},
                "company": company,
            }
            change.record(EventFacts("load", detail))
    return LoadReport(new, changed, len(bodies) - len(records), company, marked, recalled)


def _count_up(known: EntryRecord | None) -> int:
    return known.version + 1 if known is not None else 1


def _load_company(change: Change, company: Company | None) -> bool:
    if company is None:
        return False
    before, version = find_company(change)
    body = dict(describe_company(company))
    if before == body:
        return False
    keep_company(change, body, version=version + 1)
    return True

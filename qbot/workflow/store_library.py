"""The knowledge base of the store with its index, kept in memory until one of its entries changes."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from qbot.knowledge_base.entry_form import hash_knowledge, restore_company, restore_entry
from qbot.knowledge_base.folder import mark_both_sides
from qbot.matching.index import EntryTerms, join_index, read_terms
from qbot.model.knowledge import Entry, KnowledgeBase
from qbot.store.entries import find_company, find_library_mark, list_entries
from qbot.store.records import EntryRecord
from qbot.store.store import Reading
from qbot.workflow.indexing import IndexedKnowledge, read_background

ORIGIN = "the store of qbot"


class StoreLibrary:
    """Reads the entries of the store when they have changed; the terms of an entry are found once a version."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[int, int, int] | None = None
        self._kept: IndexedKnowledge | None = None
        self._terms: dict[tuple[str, int], EntryTerms] = {}

    def read(self, reading: Reading) -> IndexedKnowledge:
        """Return the knowledge base as this transaction sees it, with its index."""
        mark = find_library_mark(reading)
        with self._lock:
            if self._kept is None or mark != self._mark:
                self._kept, self._mark = self._index(reading), mark
            return self._kept

    def _index(self, reading: Reading) -> IndexedKnowledge:
        records = list_entries(reading)
        entries = mark_both_sides([restore_entry(record.body) for record in records])
        body, _version = find_company(reading)
        company = restore_company(body) if body else None
        knowledge = KnowledgeBase(entries, company, ORIGIN, hash_knowledge(entries, company))
        return IndexedKnowledge(knowledge, join_index(entries, self._find_terms(records, entries), read_background()))

    def _find_terms(self, records: Sequence[EntryRecord], entries: Sequence[Entry]) -> list[EntryTerms]:
        known = self._terms
        self._terms = {
            (record.id, record.version): known.get((record.id, record.version)) or read_terms(entry)
            for record, entry in zip(records, entries, strict=True)
        }
        return list(self._terms.values())

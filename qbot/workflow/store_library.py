"""The knowledge base of the store with its index, kept in memory until one of its entries changes."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from msgspec.structs import replace

from qbot.knowledge_base.entry_form import hash_knowledge, restore_company, restore_entry
from qbot.knowledge_base.folder import mark_both_sides
from qbot.matching.index import EntryTerms, join_index, read_terms
from qbot.matching.recall import make_past_entries
from qbot.model.knowledge import Entry, KnowledgeBase
from qbot.store.documents import find_documents_mark, list_documents
from qbot.store.entries import LibraryMark, find_company, find_library_mark, list_entries
from qbot.store.store import Reading
from qbot.workflow.appendix_names import name_appendices
from qbot.workflow.indexed import IndexedKnowledge
from qbot.workflow.indexing import read_background
from qbot.workflow.store_memory import Learned

ORIGIN = "the store of qbot"


class StoreLibrary:
    """Reads the entries of the store when they have changed; the terms of an entry are found once a version."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: tuple[LibraryMark, str] | None = None
        self._kept: IndexedKnowledge | None = None
        self._terms: dict[tuple[str, str], EntryTerms] = {}

    def read(self, reading: Reading) -> IndexedKnowledge:
        """Return the knowledge base as this transaction sees it, with its index."""
        mark = find_library_mark(reading), find_documents_mark(reading)
        with self._lock:
            if self._kept is None or mark != self._mark:
                self._kept, self._mark = self._index(reading), mark
            return self._kept

    def read_with(self, reading: Reading, learned: Learned) -> IndexedKnowledge:
        """Return the knowledge base with what was learned: approved answers among its entries, phrasings on them."""
        indexed, memory, phrasings = self.read(reading), learned.memory, learned.phrasings or {}
        if not memory.decisions and not phrasings:
            return indexed
        own = [_add_phrasings(entry, phrasings.get(entry.id, ())) for entry in indexed.knowledge.entries]
        entries = tuple(sorted([*own, *make_past_entries(memory)], key=lambda entry: entry.id))
        with self._lock:
            index = join_index(entries, self._find_terms(entries), read_background())
        return IndexedKnowledge(replace(indexed.knowledge, entries=entries), index, memory)

    def _index(self, reading: Reading) -> IndexedKnowledge:
        own = [restore_entry(record.body) for record in list_entries(reading)]
        entries = mark_both_sides(list(name_appendices(own, list_documents(reading))))
        body, _version = find_company(reading)
        company = restore_company(body) if body else None
        knowledge = KnowledgeBase(entries, company, ORIGIN, hash_knowledge(entries, company))
        return IndexedKnowledge(knowledge, join_index(entries, self._find_terms(entries), read_background()))

    def _find_terms(self, entries: Iterable[Entry]) -> list[EntryTerms]:
        """Return the terms of the entries; those of entries that are no longer there are forgotten."""
        known = self._terms
        self._terms = {(key := _name(entry)): known.get(key) or read_terms(entry) for entry in entries}
        return list(self._terms.values())


def _add_phrasings(entry: Entry, phrasings: tuple[str, ...]) -> Entry:
    return replace(entry, phrasings=(*entry.phrasings, *phrasings)) if phrasings else entry


def _name(entry: Entry) -> tuple[str, str]:
    """Return what tells whether the terms found before still hold: the id and all words that can be searched."""
    return entry.id, repr(entry)

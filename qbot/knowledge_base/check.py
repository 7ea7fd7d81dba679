"""What is wrong with a knowledge base that can be read: doubles, contradictions, old entries, missing sources."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from itertools import chain

from qbot.knowledge_base.check_age import find_cited_expired, find_old
from qbot.knowledge_base.check_facts import find_fact_findings
from qbot.knowledge_base.check_pairs import find_marked_conflicts, find_pair_findings
from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.findings import CheckedLibrary, FindingKind, KnowledgeFinding
from qbot.knowledge_base.folder import COMPANY_FILE, Library
from qbot.knowledge_base.merge import fold_question
from qbot.model.knowledge import Company, Entry, EntryKind

# Answers that leave the question open, as words alone.
_OPEN_ANSWERS = frozenset({
    *("tbd", "tbc", "todo", "to do", "to be determined", "to be confirmed", "unknown", "don t know", "dont know"),
    *("do not know", "not sure", "see above", "see below", "as above", "same as above", "pending", "xxx", "n k"),
})  # fmt: skip
_ORDER = tuple(FindingKind)


def check_knowledge(
    library: Library,
    *,
    as_of: date,
    settings: CheckSettings | None = None,
    used: frozenset[str] | None = None,
) -> tuple[KnowledgeFinding, ...]:
    """Return the findings of a knowledge base on a day; `used` are the entries that earlier answers cite."""
    places = {one.entry.id: f"{one.file}, line {one.line}" for one in library.placed}
    knowledge = library.knowledge
    checked = CheckedLibrary(knowledge.entries, places, knowledge.company, used)
    return check_entries(checked, as_of=as_of, settings=settings or CheckSettings())


def check_entries(checked: CheckedLibrary, *, as_of: date, settings: CheckSettings) -> tuple[KnowledgeFinding, ...]:
    """Return the findings of entries wherever they are kept, the worst kind first and each kind by entry."""
    with _without_collector():
        findings = list(_find_all(checked, as_of=as_of, settings=settings))
    return tuple(sorted(findings, key=lambda found: (_ORDER.index(found.kind), found.entries, found.text)))


@contextmanager
def _without_collector() -> Iterator[None]:
    """Keep the cyclic collector out: nothing here makes cycles, and it would go over all entries again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _find_all(checked: CheckedLibrary, *, as_of: date, settings: CheckSettings) -> Iterator[KnowledgeFinding]:
    yield from chain(
        find_marked_conflicts(checked),
        find_pair_findings(checked, settings),
        find_old(checked, as_of=as_of, soon=int(settings.soon_days)),
        find_cited_expired(checked, as_of=as_of),
        find_fact_findings(checked, as_of=as_of),
        _find_missing_company(checked.company),
    )
    for entry in checked.entries:
        yield from _find_thin(entry, checked)


def _find_thin(entry: Entry, checked: CheckedLibrary) -> Iterator[KnowledgeFinding]:
    ids, place = (entry.id,), checked.find_place(entry)
    if entry.kind is EntryKind.FACT and (entry.source is None or not entry.source.document):
        text = f"The fact “{entry.id}” names no source"
        yield KnowledgeFinding(FindingKind.NO_SOURCE, ids, place, text, "Add `source` with document and quote")
    if fold_question(entry.answer) in _OPEN_ANSWERS:
        text = f"“{entry.id}” answers “{entry.answer}”, which leaves the question open"
        yield KnowledgeFinding(FindingKind.OPEN_ANSWER, ids, place, text, "Write the answer, or delete the entry")
    if checked.used is not None and entry.id not in checked.used:
        text = f"None of the answers given before cites “{entry.id}”"
        remedy = "Add the words that customers ask with to its phrasings, or delete it"
        yield KnowledgeFinding(FindingKind.NEVER_USED, ids, place, text, remedy)


def _find_missing_company(company: Company | None) -> Iterator[KnowledgeFinding]:
    blank = "fields of questionnaires that ask for it stay blank"
    if company is None:
        text, remedy = f"There is no {COMPANY_FILE}; all identity {blank.replace(' it', ' them')}", "Write one"
        yield KnowledgeFinding(FindingKind.COMPANY, (), COMPANY_FILE, text, remedy)
        return
    for name in ("website", "address", "country", "contacts", "product_names"):
        if not getattr(company, name):
            text = f"{COMPANY_FILE} gives no {name}; {blank}"
            yield KnowledgeFinding(FindingKind.COMPANY, (), COMPANY_FILE, text, f"Add `{name}`")

"""Answers that rest on facts: what has changed, expired or gone below them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qbot.knowledge_base.findings import CheckedLibrary, FindingKind, KnowledgeFinding
from qbot.matching.references import Reliance, find_fact_names, find_reliances, tell_change


def find_fact_findings(checked: CheckedLibrary, *, as_of: date) -> Iterator[KnowledgeFinding]:
    """Find every answer that refers to a fact which says something else by now, has expired, or is not there."""
    ids = {entry.id for entry in checked.entries}
    for entry in checked.entries:
        for name in find_fact_names(entry):
            if name not in ids:
                text = f"“{entry.id}” refers to the fact “{name}”, which is not in the knowledge base"
                remedy = "Write the fact's id between the braces, or the words themselves"
                place = checked.find_place(entry)
                yield KnowledgeFinding(FindingKind.FACT_MISSING, (entry.id,), place, text, remedy)
    for reliance in find_reliances(checked.entries):
        yield from _find_one(reliance, checked, as_of=as_of)


def _find_one(reliance: Reliance, checked: CheckedLibrary, *, as_of: date) -> Iterator[KnowledgeFinding]:
    entry, fact = reliance.entry, reliance.fact
    ids, place = (entry.id, fact.id), checked.find_place(entry)
    record = f"`facts: {{{fact.id}: {reliance.said}}}`"
    if reliance.changed:
        text = f"“{entry.id}” rests on a fact that has changed. {tell_change(reliance).rstrip('.')}"
        remedy = f"Read the answer with the new words; if it holds, set {record}"
        yield KnowledgeFinding(FindingKind.FACT_CHANGED, ids, place, text, remedy)
    elif not reliance.approved:
        text = f"“{entry.id}” refers to “{fact.id}” and does not record the words that it was approved with"
        yield KnowledgeFinding(FindingKind.NOT_RECORDED, ids, place, text, f"Add {record}, so that a change is noticed")
    if fact.valid_until is not None and fact.has_ended(as_of):
        text = f"“{entry.id}” rests on the fact “{fact.id}”, which was valid until {fact.valid_until.isoformat()}"
        remedy = "Renew the fact, or take it out of the answer"
        yield KnowledgeFinding(FindingKind.CITES_EXPIRED, ids, place, text, remedy)

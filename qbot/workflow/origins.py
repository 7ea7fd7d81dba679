"""Where the words of an answer come from: its entries, those behind an earlier answer, the facts below, versions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.phrases import fold_text
from qbot.matching.references import find_fact_names, say_fact, split_at_references
from qbot.model.knowledge import Entry
from qbot.store.entries import find_entries
from qbot.store.records import Document, EntryRecord, EntryVersionRecord
from qbot.store.store import Reading

ORIGINS = "from"  # the note of an earlier answer that names the entries it came from


def list_origins(entries: Sequence[str], past: Document | None) -> tuple[str, ...]:
    """Return the entries of the knowledge base behind an answer: those it cites, and those behind an earlier answer."""
    found: dict[str, None] = {}
    for name in entries:
        body = (past or {}).get(name)
        behind = str(body.get("notes", {}).get(ORIGINS, "")).split("\n") if body is not None else [name]
        found |= dict.fromkeys(one for one in behind if one)
    return tuple(found)


def find_with_facts(reading: Reading, ids: Iterable[str]) -> dict[str, EntryRecord]:
    """Return the entries with these ids, and all facts that they rest on."""
    known: dict[str, EntryRecord] = {}
    waiting = list(dict.fromkeys(ids))
    while waiting:
        known |= find_entries(reading, waiting)
        below = (name for one in waiting if one in known for name in find_fact_names(restore_entry(known[one].body)))
        waiting = [name for name in dict.fromkeys(below) if name not in known]
    return known


def list_facts_below(ids: Iterable[str], known: Mapping[str, EntryRecord]) -> tuple[str, ...]:
    """Return the ids of all facts that these entries rest on, also by way of other facts, those that are gone too."""
    found: dict[str, None] = {}
    waiting = list(ids)
    while waiting:
        name = waiting.pop()
        below = find_fact_names(restore_entry(known[name].body)) if name in known else ()
        waiting += [one for one in below if one not in found]
        found |= dict.fromkeys(below)
    return tuple(found)


def find_told_version(
    versions: Sequence[EntryVersionRecord], told: str, *, at: str, as_fact: bool = False
) -> int | None:
    """Return the version of an entry whose words were told at a time; None where the store had none.

    It is the newest of that time whose words stand in what was told; the newest of all of that time where a person put
    it in other words.
    """
    known = [one for one in versions if one.at <= at] or list(versions[-1:])
    for one in known:
        if stands_in(restore_entry(one.body), told, as_fact=as_fact):
            return one.version
    return known[0].version if known else None


def says_same(before: Document, after: Document) -> bool:
    """Tell whether two versions of an entry say the same: stance and words, whatever else was changed."""
    return all(_fold(before.get(name)) == _fold(after.get(name)) for name in ("stance", "answer", "short_answer"))


def still_says(ids: Sequence[str], known: Mapping[str, EntryRecord], *, since: str) -> bool:
    """Tell whether entries, and all facts below them, are there and say what they said at a time."""
    return all(name in known and known[name].changed_at <= since for name in (*ids, *list_facts_below(ids, known)))


def stands_in(entry: Entry, told: str, *, as_fact: bool = False) -> bool:
    """Tell whether the words of an entry, or of a fact within an answer, stand in what was told."""
    folded = _fold(told)
    texts = (say_fact(entry),) if as_fact else (entry.answer, entry.short_answer)
    pieces = [[piece for piece in map(_fold, split_at_references(text)) if piece] for text in texts]
    return any(found and all(piece in folded for piece in found) for found in pieces)


def _fold(text: object) -> str:
    return fold_text(str(text or ""))

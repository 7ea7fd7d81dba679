"""References in answers: `{fact:breach-notice}` stands for a fact's words, `{var:region}` for a value of the deal."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.matching.phrases import fold_text
from qbot.model.knowledge import Conflict, Disclosure, Entry

_REFERENCE = re.compile(r"\{(?P<kind>fact|var):(?P<name>[^{}\n]+)\}")
_STRICTNESS = (Disclosure.PUBLIC, Disclosure.NDA, Disclosure.INTERNAL)


class Missing(Struct, frozen=True):
    """What an answer waits for: a variable without a value, or a fact that is not there or leads in a circle."""

    entry: str
    name: str
    is_variable: bool

    def __str__(self) -> str:
        if self.is_variable:
            return f"“{self.entry}” waits for a value of “{self.name}”: say --set {self.name}=VALUE"
        return (
            f"“{self.entry}” refers to the fact “{self.name}”, which is not in the knowledge base or refers to itself"
        )


class Resolved(Struct, frozen=True):
    """The entries with the words of facts and variables in place, in their order, and what could not be filled in."""

    entries: tuple[Entry, ...]
    missing: tuple[Missing, ...] = ()


class Reliance(Struct, frozen=True):
    """That an entry rests on a fact: the fact's words now, and those it was approved with (empty: not kept)."""

    entry: Entry
    fact: Entry
    said: str
    approved: str

    @property
    def changed(self) -> bool:
        """Whether the fact says something else than when the entry was approved."""
        return bool(self.approved) and _fold(self.approved) != _fold(self.said)


def has_references(entries: Iterable[Entry]) -> bool:
    """Tell whether any answer refers to a fact or a variable."""
    return any("{fact:" in text or "{var:" in text for entry in entries for text in _list_texts(entry))


def holds_reference(text: str) -> bool:
    """Tell whether a text holds a reference that is not filled in."""
    return _REFERENCE.search(text) is not None


def split_at_references(text: str) -> list[str]:
    """Return what stands before, between and after the references of a text."""
    return _REFERENCE.split(text)[:: _REFERENCE.groups + 1]


def find_fact_names(entry: Entry) -> tuple[str, ...]:
    """Return the ids of the facts that an entry refers to, each once."""
    hits = (hit for text in _list_texts(entry) for hit in _REFERENCE.finditer(text))
    return tuple(dict.fromkeys(hit["name"].strip() for hit in hits if hit["kind"] == "fact"))


def find_reliances(entries: Sequence[Entry]) -> tuple[Reliance, ...]:
    """Return on which facts the entries rest, in the order of the entries; facts that are not there are left out."""
    by_id = {entry.id: entry for entry in entries}
    return tuple(
        Reliance(entry, by_id[name], say_fact(by_id[name]), entry.facts.get(name, ""))
        for entry in entries
        for name in find_fact_names(entry)
        if name in by_id
    )


def say_fact(fact: Entry) -> str:
    """Return the words that stand for a fact within an answer: its short answer where it has one, without the stop."""
    return (fact.short_answer or fact.answer).strip().rstrip(".")


def resolve_entries(entries: Sequence[Entry], variables: Mapping[str, str]) -> Resolved:
    """Return the entries with facts and variables in place.

    An entry that rests on facts is valid no longer than they are, may be shown to no more people than they may, and is
    in conflict with a fact that has changed since the entry was approved. What cannot be filled in stays as it is and
    is told.
    """
    if not has_references(entries):
        return Resolved(tuple(entries))
    by_id = {entry.id: entry for entry in entries}
    missing: list[Missing] = []
    resolved = tuple(_resolve(entry, by_id, variables, missing) for entry in entries)
    return Resolved(resolved, tuple(dict.fromkeys(missing)))


def _resolve(entry: Entry, by_id: Mapping[str, Entry], variables: Mapping[str, str], missing: list[Missing]) -> Entry:
    if not any("{" in text for text in _list_texts(entry)):
        return entry

    def fill(text: str) -> str:
        return _fill(text, entry, by_id, variables, missing, within=(entry.id,))

    facts = [by_id[name] for name in _find_deep(entry, by_id)]
    ends = [one.valid_until for one in (entry, *facts) if one.valid_until is not None]
    changed = [one for one in find_reliances((entry, *facts)) if one.entry.id == entry.id and one.changed]
    conflicts = (*entry.conflicts, *(Conflict(one.fact.id, tell_change(one)) for one in changed))
    return replace(
        entry,
        answer=fill(entry.answer),
        short_answer=fill(entry.short_answer),
        ownership=fill(entry.ownership),
        customer_responsibility=fill(entry.customer_responsibility),
        valid_until=min(ends, default=None),
        disclosure=max((one.disclosure for one in (entry, *facts)), key=_STRICTNESS.index),
        conflicts=conflicts,
    )


def tell_change(reliance: Reliance) -> str:
    """Return what has changed in a fact, in a sentence."""
    approved, said = reliance.approved, reliance.said
    return f"It was approved when “{reliance.fact.id}” said “{approved}”; the fact says “{said}” now."


def _fill(
    text: str,
    entry: Entry,
    by_id: Mapping[str, Entry],
    variables: Mapping[str, str],
    missing: list[Missing],
    *,
    within: tuple[str, ...],
) -> str:
    def put(found: re.Match[str]) -> str:
        name = found["name"].strip()
        if found["kind"] == "var":
            if variables.get(name):
                return variables[name]
        elif name in by_id and name not in within:
            return _fill(say_fact(by_id[name]), entry, by_id, variables, missing, within=(*within, name))
        missing.append(Missing(entry.id, name, found["kind"] == "var"))
        return found[0]

    return _REFERENCE.sub(put, text)


def _find_deep(entry: Entry, by_id: Mapping[str, Entry]) -> tuple[str, ...]:
    """Return the facts that an entry rests on, also those that its facts rest on."""
    found: dict[str, None] = {}
    waiting = list(find_fact_names(entry))
    while waiting:
        name = waiting.pop()
        if name in by_id and name not in found and name != entry.id:
            found[name] = None
            waiting += find_fact_names(by_id[name])
    return tuple(found)


def _list_texts(entry: Entry) -> tuple[str, ...]:
    return entry.answer, entry.short_answer, entry.ownership, entry.customer_responsibility


def _fold(text: str) -> str:
    return fold_text(text).rstrip(".")

"""New entries beside those that are there: what is the same, what has changed, what contradicts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.matching.contradictions import find_contradiction
from qbot.model.knowledge import Conflict, Entry


class Merge(Struct, frozen=True):
    """What is to be added: `added` are the entries to write, with the ids and conflicts they get.

    `same` are those that are there already; `changed` pairs the new id with the old one whose words or verdict it
    changes; `conflicting` are the ids of added entries that contradict another one; `unmarked` pairs an added id with
    the one it names as a conflict, where that one is not there.
    """

    added: tuple[Entry, ...]
    same: tuple[Entry, ...]
    changed: tuple[tuple[str, str], ...]
    conflicting: tuple[str, ...]
    unmarked: tuple[tuple[str, str], ...] = ()


def merge_entries(known: Sequence[Entry], incoming: Iterable[Entry]) -> Merge:
    """Return what the incoming entries add to the known ones, none of which is ever changed.

    An id that is taken by another content gets a number: `A-1 (2)`. Two entries contradict each other when one and the
    same question in the same section has another verdict, or under the same id another time, length or version.
    """
    shelf = _Shelf()
    for entry in known:
        shelf.put(entry)
    added: list[Entry] = []
    changed: list[tuple[str, str]] = []
    same: list[Entry] = []
    for entry in incoming:
        if shelf.holds_same(entry):
            same.append(entry)
            continue
        placed = _mark_conflicts(entry, shelf)
        if entry.id in shelf.by_id:
            placed = replace(placed, id=shelf.find_free_id(entry.id))
            changed.append((placed.id, entry.id))
        shelf.put(placed, base=entry.id)
        added.append(placed)
    unmarked = tuple((entry.id, other) for entry in added for other in _find_missing(entry, shelf))
    kept = tuple(_drop_conflicts(entry, set(_find_missing(entry, shelf))) for entry in added)
    return Merge(kept, tuple(same), tuple(changed), tuple(entry.id for entry in kept if entry.conflicts), unmarked)


def _find_missing(entry: Entry, shelf: _Shelf) -> list[str]:
    return [one.entry for one in entry.conflicts if one.entry not in shelf.by_id or one.entry == entry.id]


def _drop_conflicts(entry: Entry, ids: set[str]) -> Entry:
    return replace(entry, conflicts=tuple(one for one in entry.conflicts if one.entry not in ids)) if ids else entry


class _Shelf:
    """The entries so far, found by id, by the id they came with, and by what they ask."""

    def __init__(self) -> None:
        self.by_id: dict[str, Entry] = {}
        self.by_question: dict[tuple[str, str], list[Entry]] = {}
        self._contents: dict[str, list[Entry]] = {}

    def put(self, entry: Entry, *, base: str | None = None) -> None:
        self.by_id[entry.id] = entry
        self._contents.setdefault(base or re.sub(r" \(\d+\)$", "", entry.id), []).append(_strip(entry))
        if entry.question:
            self.by_question.setdefault(_find_key(entry), []).append(entry)

    def holds_same(self, entry: Entry) -> bool:
        return _strip(entry) in self._contents.get(re.sub(r" \(\d+\)$", "", entry.id), ())

    def find_free_id(self, wanted: str) -> str:
        number = 2
        while f"{wanted} ({number})" in self.by_id:
            number += 1
        return f"{wanted} ({number})"


def fold_question(text: str) -> str:
    """Return a question's words alone: two questions that differ in case, marks or spaces are the same."""
    return " ".join(re.findall(r"\w+", text.casefold()))


def _find_key(entry: Entry) -> tuple[str, str]:
    question = fold_question(entry.question) or entry.question  # without words ("#") it is the same as itself alone
    return fold_question(entry.section), question


def _strip(entry: Entry) -> Entry:
    """Return what an entry says, without where it came from."""
    return replace(entry, id="", source=None, conflicts=(), notes={})


def _mark_conflicts(entry: Entry, shelf: _Shelf) -> Entry:
    conflicts = list(entry.conflicts)
    old = shelf.by_id.get(entry.id)
    if old is not None and _find_key(old) == _find_key(entry):
        reason = find_contradiction(old, entry)
        if reason:
            conflicts.append(Conflict(old.id, reason))
    rivals = shelf.by_question.get(_find_key(entry), ()) if entry.question else ()
    conflicts += [
        Conflict(other.id, _say_stances(other, entry))
        for other in rivals
        if other is not old and entry.stance and other.stance and entry.stance is not other.stance
    ]
    return replace(entry, conflicts=tuple(conflicts)) if conflicts else entry


def _say_stances(old: Entry, new: Entry) -> str:
    said = sorted(stance.value for stance in (old.stance, new.stance) if stance)
    return f"The same question is answered “{said[0]}” and “{said[-1]}”."

"""Entries of a library that stand for one question, or state one thing, in the same or nearly the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct

from qbot.matching.initials import find_expansions, write_out
from qbot.matching.neighbours import find_near_pairs, weigh_terms
from qbot.matching.sameness import DENIES, find_core, find_difference, level_wording
from qbot.matching.typing_errors import correct_text, find_corrections
from qbot.model.knowledge import Entry, EntryKind, Scope

_LEANING = re.compile(r"\b(?:this|these|those|it|its|they|such|above|below|same|so)\b", re.IGNORECASE)
# How many entries of one wording are kept, and how many of them meet those of a near one: enough for every case seen.
_MOST_ENTRIES, _MOST_MET = 12, 4
_NUMBER = re.compile(r"[$€£]?\d[\d.,:/-]*")


class Nearness(Struct, frozen=True):
    """From when on two wordings are near, and how much one may lack of the other; see the settings of the check."""

    near: float
    left_over: float
    few_words: float


class SamePair(Struct, frozen=True):
    """Two entries that stand for one question, and the wordings by which they do; `exact`: word for word.

    `denied`: two statements of which one denies what the other says.
    """

    first: Entry
    second: Entry
    wordings: tuple[str, str]
    exact: bool
    denied: bool = False


class _Wording(Struct):
    """A wording in its level form, and the entries that it stands for; only those that differ in something."""

    text: str
    core: frozenset[str]
    entries: list[Entry]


def find_same_pairs(entries: Sequence[Entry], nearness: Nearness) -> tuple[SamePair, ...]:
    """Return the pairs of entries that stand for the same question, each pair once.

    Entries for other products or regions are never a pair. Facts without a question are compared by what they state,
    whatever numbers stand in it. Of entries that are alike in all, one stands for the others in further pairs.
    """
    found: dict[tuple[str, str], SamePair] = {}
    asked = [(entry, text) for entry in entries for text in (entry.question, *entry.phrasings) if text]
    corrections, expansions = find_corrections(text for _, text in asked), find_expansions(text for _, text in asked)
    stated = [
        (entry, _NUMBER.sub(" ", entry.answer))
        for entry in entries
        if entry.kind is EntryKind.FACT and not entry.question
    ]
    for group, states in ((asked, False), (stated, True)):
        wordings: dict[str, _Wording] = {}
        for entry, text in group:
            clear = write_out(correct_text(text, corrections), expansions)
            level = " ".join(re.findall(r"\w+", level_wording(clear).casefold()))
            wording = wordings.setdefault(level, _Wording(clear, find_core(clear), []))
            for pair in _meet_exactly(entry, wording, nearness):
                found[pair.first.id, pair.second.id] = pair
        for pair in _find_near(tuple(wordings.values()), nearness, states=states):
            key = (pair.first.id, pair.second.id)
            if key not in found and key[::-1] not in found:
                found[key] = pair
    return tuple(found.values())


def _meet_exactly(entry: Entry, wording: _Wording, nearness: Nearness) -> Iterator[SamePair]:
    """Yield the pairs of an entry with those that have the same wording, and put it beside them."""
    twin = False
    for other in wording.entries:
        if other.id == entry.id:
            return
        if _may_meet(other, entry, wording.core, nearness, exact=True):
            twin = twin or _describe(other) == _describe(entry)
            yield SamePair(other, entry, (wording.text, wording.text), exact=True)
    if not twin and len(wording.entries) < _MOST_ENTRIES:
        wording.entries.append(entry)


def _describe(entry: Entry) -> tuple[object, ...]:
    return entry.stance, entry.answer, entry.section, entry.scope


def _find_near(wordings: Sequence[_Wording], nearness: Nearness, *, states: bool) -> Iterator[SamePair]:
    cores = [wording.core for wording in wordings]
    weights = weigh_terms(cores)
    for near in find_near_pairs(cores, cut_off=nearness.near, weights=weights):
        one, two = wordings[near.first], wordings[near.second]
        difference = find_difference(one.text, two.text, weights=weights)
        denied = states and difference.reason == DENIES
        if (difference.reason and not denied) or difference.share > nearness.left_over:
            continue
        core = min(one.core, two.core, key=len)
        for first, second in product(one.entries[:_MOST_MET], two.entries[:_MOST_MET]):
            if first.id != second.id and _may_meet(first, second, core, nearness, exact=False):
                yield SamePair(first, second, (one.text, two.text), exact=False, denied=denied)


def _may_meet(first: Entry, second: Entry, core: frozenset[str], nearness: Nearness, *, exact: bool) -> bool:
    """Tell whether two entries with these words can stand for one question at all.

    They must be of one scope and, where the words say little alone, of one section; and one document that asks the same
    in two sections means two things.
    """
    if not _overlap(first.scope, second.scope):
        return False
    sections = [" ".join(re.findall(r"\w+", entry.section.casefold())) for entry in (first, second)]
    if sections[0] == sections[1]:
        return True
    if len(core) < nearness.few_words or (exact and _LEANING.search(first.question)):
        return False
    return not all(sections) or not _share_source(first, second)


def _share_source(one: Entry, two: Entry) -> bool:
    """Tell whether two entries come from one document, which asked in two sections and so meant two things."""
    return one.source is not None and two.source is not None and one.source.document == two.source.document


def _overlap(one: Scope, two: Scope) -> bool:
    return all(
        not first
        or not second
        or not {name.casefold() for name in first}.isdisjoint(name.casefold() for name in second)
        for first, second in ((one.products, two.products), (one.regions, two.regions))
    )

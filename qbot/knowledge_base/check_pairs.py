"""Entries that stand for one question: contradictions between them, duplicates, and those that nothing tells apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.findings import CheckedLibrary, FindingKind, KnowledgeFinding
from qbot.knowledge_base.merge import fold_question
from qbot.knowledge_base.verdicts import read_bare_verdict
from qbot.matching.contradictions import find_contradiction
from qbot.matching.near_entries import Nearness, SamePair, find_same_pairs
from qbot.model.knowledge import Entry

_MOST_NAMED = 6


def find_marked_conflicts(checked: CheckedLibrary) -> Iterator[KnowledgeFinding]:
    """Find the conflicts that are marked on entries, each pair once."""
    for entry in checked.entries:
        for conflict in entry.conflicts:
            if entry.id < conflict.entry:
                text = f"“{entry.id}” conflicts with “{conflict.entry}”: {conflict.reason.rstrip('.')}"
                remedy = "Correct one of the two, and delete the conflict on both sides"
                ids = (entry.id, conflict.entry)
                yield KnowledgeFinding(FindingKind.CONFLICT, ids, checked.find_place(entry), text, remedy)


def find_pair_findings(checked: CheckedLibrary, settings: CheckSettings) -> Iterator[KnowledgeFinding]:
    """Find entries that stand for the same or nearly the same question, whatever their answers are to each other."""
    nearness = Nearness(settings.near, settings.left_over, settings.few_words)
    same: list[SamePair] = []
    alike: list[SamePair] = []
    for pair in find_same_pairs(checked.entries, nearness):
        if _is_marked(pair):
            continue
        reason = (
            "One of the two denies what the other says." if pair.denied else find_contradiction(pair.first, pair.second)
        )
        if reason:
            yield _tell_contradiction(pair, reason, checked)
        elif _say_same(pair.first, pair.second, settings.same_answer):
            same.append(pair)
        else:
            alike.append(pair)
    for kind, pairs in ((FindingKind.DUPLICATE, same), (FindingKind.TOO_ALIKE, alike)):
        for group in _join_pairs(pairs):
            yield _tell_group(kind, group, checked)


def _is_marked(pair: SamePair) -> bool:
    return any(conflict.entry == pair.second.id for conflict in pair.first.conflicts)


def _say_same(first: Entry, second: Entry, likeness: float) -> bool:
    """Tell whether two answers say the same: word for word, a bare verdict beside a text, or nearly the same text."""
    if first.stance is not second.stance:
        return False
    one, two = fold_question(first.answer), fold_question(second.answer)
    if first.stance and (read_bare_verdict(first.answer) or read_bare_verdict(second.answer)):
        return True
    return one == two or fuzz.token_sort_ratio(one, two) >= 100 * likeness


def _tell_contradiction(pair: SamePair, reason: str, checked: CheckedLibrary) -> KnowledgeFinding:
    ids = (pair.first.id, pair.second.id)
    place = checked.find_place(pair.second)
    which = "answer one question" if pair.exact else f"answer nearly the same question (“{_cut(pair.wordings[1])}”)"
    text = f"“{ids[0]}” and “{ids[1]}”{f' ({place})' if place else ''} {which}, and not alike: {reason.rstrip('.')}"
    remedy = "Correct one of them, or mark the pair under `conflicts`"
    return KnowledgeFinding(FindingKind.CONTRADICTION, ids, checked.find_place(pair.first), text, remedy)


def _tell_group(kind: FindingKind, group: Sequence[SamePair], checked: CheckedLibrary) -> KnowledgeFinding:
    members = sorted(
        {one.id: one for pair in group for one in (pair.first, pair.second)}.values(), key=lambda one: one.id
    )
    ids = tuple(one.id for one in members)
    named = " and ".join(f"“{name}”" for name in ids[:_MOST_NAMED])
    if len(ids) > _MOST_NAMED:
        named += f" and {len(ids) - _MOST_NAMED} more"
    near = (
        "the same question"
        if all(pair.exact for pair in group)
        else f"nearly the same question (“{_cut(group[0].wordings[0])}”)"
    )
    places = ", ".join(place for place in (checked.find_place(one) for one in members[1:_MOST_NAMED]) if place)
    if kind is FindingKind.DUPLICATE:
        text, remedy = (
            f"{named} stand for {near} and say the same",
            "Make one entry of them; keep all wordings as its phrasings",
        )
    else:
        text = f"{named} stand for {near} with other answers; no question could tell them apart"
        remedy = "Make one entry of them, or say in each question or scope what sets it apart"
    return KnowledgeFinding(
        kind, ids, checked.find_place(members[0]), f"{text} (also {places})" if places else text, remedy
    )


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59].rstrip()}…"


def _join_pairs(pairs: Sequence[SamePair]) -> list[list[SamePair]]:
    """Return the pairs in groups: those that share an entry, directly or through others, stand together."""
    leaders: dict[str, str] = {}

    def find(name: str) -> str:
        while leaders.setdefault(name, name) != name:
            leaders[name] = leaders[leaders[name]]
            name = leaders[name]
        return name

    for pair in pairs:
        leaders[find(pair.second.id)] = find(pair.first.id)
    groups: dict[str, list[SamePair]] = {}
    for pair in pairs:
        groups.setdefault(find(pair.first.id), []).append(pair)
    return list(groups.values())

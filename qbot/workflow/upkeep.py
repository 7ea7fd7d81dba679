"""Upkeep of the store's knowledge base: what a person must mend, each finding settled in one step with one event."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from qbot.knowledge_base.check import check_entries
from qbot.knowledge_base.check_settings import CheckSettings
from qbot.knowledge_base.entry_form import describe_entry, restore_entry
from qbot.knowledge_base.findings import CheckedLibrary, FindingKind
from qbot.knowledge_base.merge import fold_question
from qbot.matching.contradictions import find_contradiction
from qbot.model.knowledge import Conflict, Entry
from qbot.store.audit import EventFacts
from qbot.store.entries import find_company, find_entries, find_library_mark, list_entries, save_entries
from qbot.store.records import Document, EntryRecord
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.entries import mark_citing
from qbot.workflow.origins import says_same
from qbot.workflow.refusals import NotFoundError, RefusedError

ASKED = "asked"  # the note of an entry whose owner was asked
SETTLINGS = ("keep", "merge", "conflict", "ask", "still_true", "answered")
_PAIRED = frozenset({
    *(FindingKind.CONTRADICTION, FindingKind.CONFLICT, FindingKind.DUPLICATE, FindingKind.TOO_ALIKE),
})  # fmt: skip
_MOST_SHOWN = 200


def check_store(desk: Desk) -> Document:
    """Return the `findings` of the knowledge base today, the worst kind first, with the entries and how to settle each.

    `counts` are those of each kind, `failing` how many need a person.
    """
    with desk.store.read() as reading:
        key = (*find_library_mark(reading), desk.today().isoformat())
        records = {one.id: one for one in list_entries(reading)}
        company = find_company(reading)[0]

    def check() -> Sequence[Document]:
        entries = [restore_entry(one.body) for one in records.values()]
        checked = CheckedLibrary(entries, {}, None)
        found = check_entries(checked, as_of=desk.today(), settings=CheckSettings())
        return [
            {
                "kind": one.kind.value,
                "fails": one.fails,
                "text": one.text,
                "remedy": one.remedy,
                "entries": list(one.entries),
                "settle": _list_settlings(one.kind, len(one.entries)),
            }
            for one in found
            if one.kind is not FindingKind.COMPANY
        ]

    findings = desk.findings.find(key, check)
    counts: dict[str, int] = {}
    for one in findings:
        counts[one["kind"]] = counts.get(one["kind"], 0) + 1
    shown = [
        {**one, "entries": [_show(records[name]) for name in one["entries"] if name in records]}
        for one in findings[:_MOST_SHOWN]
    ]
    return {
        "findings": shown,
        "total": len(findings),
        "failing": sum(one["fails"] for one in findings),
        "counts": counts,
        "company": company is not None,
    }


def settle(desk: Desk, settling: str, ids: Sequence[str], *, keep: str = "", by: str, text: str = "") -> str:
    """Settle what a check found about entries, and return what was done in a sentence.

    `keep` draws the others back and keeps one; `merge` also gives it their wordings; `conflict` marks them as saying
    different things; `ask` notes that the owner was asked; `answered` takes that note away; `still_true` sets the
    day of the review. RefusedError where it cannot be meant.
    """
    if settling not in SETTLINGS:
        raise RefusedError(f"There is no way “{settling[:40]}” to settle it. Choose one of {', '.join(SETTLINGS)}")
    with desk.store.change(at=desk.now(), by=by) as change:
        known = find_entries(change, list(ids))
        for name in (*ids, *([keep] if keep else [])):
            if name not in known or known[name].retired:
                raise NotFoundError("entry", name)
        entries = [restore_entry(known[name].body) for name in dict.fromkeys(ids)]
        done, told = _settle(
            settling,
            entries,
            keep,
            note=f"{desk.today().isoformat()} by {by}: {text}".rstrip(": "),
            today=desk.today().isoformat(),
        )
        _keep(change, known, done, settling=settling, kept=keep)
    return told


def _settle(
    settling: str, entries: Sequence[Entry], keep: str, *, note: str, today: str
) -> tuple[list[tuple[Document, bool]], str]:
    """Return the bodies of the entries that change, each with whether it is retired, and the sentence."""
    kept = next((one for one in entries if one.id == keep), None)
    others = [one for one in entries if one.id != keep]
    if settling in ("keep", "merge"):
        if kept is None or not others:
            raise RefusedError("Say which of the entries stays")
        gone = {one.id for one in others}
        stays = replace(kept, conflicts=tuple(one for one in kept.conflicts if one.entry not in gone))
        if settling == "merge":
            stays = replace(stays, phrasings=tuple(_join_wordings(kept, others)))
        done = [(_describe(stays), False), *((_describe(one), True) for one in others)]
        return done, f"{keep} stays; {', '.join(sorted(gone))} {'are' if len(gone) > 1 else 'is'} retired"
    if settling == "conflict":
        if len(entries) < 2:
            raise RefusedError("A conflict needs two entries")
        first, second = entries[0], entries[1]
        reason = find_contradiction(first, second) or "They say different things; a person must settle which holds."
        marked = [_mark(one, other.id, reason) for one, other in ((first, second), (second, first))]
        return [(_describe(one), False) for one in marked], f"{first.id} and {second.id} are marked as a conflict"
    if settling == "still_true":
        bodies = [({**_describe(one), "reviewed_on": today}, False) for one in entries]
        return bodies, f"{', '.join(one.id for one in entries)}: reviewed today"
    asked = [replace(one, notes=_note(one, note if settling == "ask" else "")) for one in entries]
    what = "is asked" if settling == "ask" else "has answered"
    return [(_describe(one), False) for one in asked], f"{entries[0].owner or 'The owner'} {what}"


def _keep(
    change: Change,
    known: dict[str, EntryRecord],
    done: Iterable[tuple[Document, bool]],
    *,
    settling: str,
    kept: str,
) -> None:
    records = []
    for body, retired in done:
        old = known[body["id"]]
        if old.body != body or old.retired is not retired:
            records.append(EntryRecord(old.id, old.version + 1, body, retired, change.at, change.by))
    save_entries(change, records)
    mark_citing(change, [one.id for one in records if one.retired or not says_same(known[one.id].body, one.body)])
    detail = {
        "settling": settling,
        "kept": kept,
        "entries": [
            {
                "entry": one.id,
                "version": one.version,
                "retired": one.retired,
                "before": known[one.id].body,
                "after": one.body,
            }
            for one in records
        ],
    }
    change.record(EventFacts("settle", detail))


def _list_settlings(kind: FindingKind, entries: int) -> list[str]:
    """Return the ways to settle a finding in one step."""
    if kind in _PAIRED and entries > 1:
        marked = [] if kind is not FindingKind.CONTRADICTION else ["conflict"]
        return ["keep", *(["merge"] if kind is not FindingKind.CONFLICT else []), *marked, "ask"]
    if kind in (FindingKind.OVERDUE, FindingKind.DUE_SOON):
        return ["still_true", "ask"]
    return ["ask"] if entries else []


def _join_wordings(kept: Entry, others: Iterable[Entry]) -> Iterable[str]:
    seen = {fold_question(kept.question)}
    for text in (*kept.phrasings, *(text for one in others for text in (one.question, *one.phrasings))):
        if text and fold_question(text) not in seen:
            seen.add(fold_question(text))
            yield text


def _mark(entry: Entry, other: str, reason: str) -> Entry:
    if any(one.entry == other for one in entry.conflicts):
        return entry
    return replace(entry, conflicts=(*entry.conflicts, Conflict(other, reason)))


def _note(entry: Entry, text: str) -> dict[str, str]:
    kept = {key: value for key, value in entry.notes.items() if key != ASKED}
    return {**kept, ASKED: text} if text else kept


def _describe(entry: Entry) -> Document:
    return dict(describe_entry(entry))


def _show(record: EntryRecord) -> Document:
    body = record.body
    return {
        "id": record.id,
        "question": body.get("question", ""),
        "answer": body.get("answer", ""),
        "stance": body.get("stance", ""),
        "owner": body.get("owner", ""),
        "asked": body.get("notes", {}).get(ASKED, ""),
    }

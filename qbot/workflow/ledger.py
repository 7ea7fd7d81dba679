"""The ledger: what was told to whom and when, and who was told what does not hold any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.phrases import fold_text
from qbot.matching.references import say_fact
from qbot.store.entries import find_entry as find_record
from qbot.store.entries import list_versions
from qbot.store.records import Document, EntryRecord, EntryVersionRecord, SentEntry, SentRecord
from qbot.store.sent import count_sent, list_sent_from
from qbot.store.sent import list_sent as list_records
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.origins import find_with_facts, says_same
from qbot.workflow.refusals import NotFoundError, RefusedError

_MOST = 1_000
Versions = Mapping[str, Sequence[EntryVersionRecord]]


def list_sent(desk: Desk, *, customer: str = "", offset: int = 0, limit: int = 50) -> Document:
    """Return `total` and the `answers` that were told, the last first; `customer` is a part of a name."""
    if offset < 0 or not 0 < limit <= _MOST:
        raise RefusedError(f"A list begins at 0 and has 1 to {_MOST} answers")
    with desk.store.read() as reading:
        total = count_sent(reading, customer=customer)
        found = list_records(reading, customer=customer, offset=offset, limit=limit)
    return {"total": total, "answers": [show_sent(one) for one in found]}


def recall_entry(desk: Desk, entry_id: str) -> Document:
    """Return who was told what an entry, or a fact below it, does not say any more: the `told`, the last first.

    `corrected_at` is when the same customer was told what it says now; `current` is how many answers from it still
    hold. NotFoundError where there is no such entry.
    """
    with desk.store.read() as reading:
        return recall_in(reading, entry_id)


def recall_in(reading: Reading, entry_id: str) -> Document:
    """Return what `recall_entry` does, within a transaction."""
    record = find_record(reading, entry_id)
    if record is None:
        raise NotFoundError("entry", entry_id)
    sent = list_sent_from(reading, [entry_id])
    known = find_with_facts(reading, {one.entry for each in sent for one in each.entries} | {entry_id})
    versions = list_versions(reading, list(known))
    told: list[Document] = []
    corrected: dict[str, str] = {}  # when each customer was last told what holds; the last answers come first
    for one in sent:
        changes = _list_changes(one, entry_id, known, versions)
        if changes:
            told.append({**show_sent(one), "changes": changes, "corrected_at": corrected.get(fold_text(one.told_to))})
        else:
            corrected.setdefault(fold_text(one.told_to), one.at)
    return {
        "entry": entry_id,
        "version": record.version,
        "retired": record.retired,
        "says": _say(record.body, below=False),
        "told": told,
        "current": len(sent) - len(told),
    }


def count_recalled(reading: Reading, ids: Sequence[str]) -> dict[str, int]:
    """Return how many recipients were told the old words of each of these entries; those without any are left out."""
    counts = {
        name: len({one["recipient"] or one["customer"] for one in recall_in(reading, name)["told"]}) for name in ids
    }
    return {name: number for name, number in counts.items() if number}


def show_sent(one: SentRecord) -> Document:
    """Return a sent answer as the API shows it."""
    return {
        "at": one.at,
        "by": one.by,
        "recipient": one.recipient,
        "customer": one.customer,
        "questionnaire": one.questionnaire,
        "ref": one.ref,
        "question": one.text,
        "stance": one.stance,
        "words": one.words,
        "entries": [{"entry": each.entry, "version": each.version, "below": each.below} for each in one.entries],
    }


def _list_changes(
    sent: SentRecord, entry_id: str, known: Mapping[str, EntryRecord], versions: Versions
) -> list[Document]:
    """Return what of an answer does not hold any more, as far as it comes from an entry or the facts below it."""
    wanted = [one for one in sent.entries if one.entry == entry_id]
    if wanted and not wanted[0].below:
        wanted += [one for one in sent.entries if one.below]
    found = (_find_change(one, known.get(one.entry), versions.get(one.entry, ())) for one in wanted)
    return [change for change in found if change is not None]


def _find_change(told: SentEntry, now: EntryRecord | None, versions: Sequence[EntryVersionRecord]) -> Document | None:
    """Return how an entry differs from the version that was told; None where it says the same, or that is not known."""
    then = next((one.body for one in versions if one.version == told.version), None)
    if then is None:
        return None
    change = {"entry": told.entry, "told": told.version, "said": _say(then, below=told.below)}
    if now is None or now.retired:
        return {**change, "now": None, "says": ""}
    if says_same(then, now.body):
        return None
    return {**change, "now": now.version, "says": _say(now.body, below=told.below)}


def _say(body: Document, *, below: bool) -> str:
    """Return what an entry says in one text; a fact below an answer as it stands within it."""
    entry = restore_entry(body)
    if below:
        return say_fact(entry)
    return f"[{entry.stance.value}] {entry.answer}" if entry.stance else entry.answer

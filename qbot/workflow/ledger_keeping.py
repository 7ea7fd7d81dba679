"""Keeping the ledger: each answer of a file that is sent, with the entries and facts it came from in their versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, convert

from qbot.model.filling import CellValue
from qbot.model.questionnaire import Question
from qbot.store.entries import list_versions
from qbot.store.records import (
    EntryRecord,
    EntryVersionRecord,
    ExportRecord,
    QuestionnaireRecord,
    QuestionRecord,
    SentEntry,
    SentRecord,
)
from qbot.store.sent import add_sent
from qbot.store.store import Change
from qbot.workflow.desk import Desk
from qbot.workflow.origins import find_told_version, find_with_facts, list_facts_below, list_origins
from qbot.workflow.told import join_words, tell_stance


class CitedEntries(Struct, frozen=True):
    """The entries that are cited and the facts below them, with all their versions."""

    known: Mapping[str, EntryRecord]
    versions: Mapping[str, Sequence[EntryVersionRecord]]


def keep_sent(
    desk: Desk,
    change: Change,
    made: ExportRecord,
    record: QuestionnaireRecord,
    questions: Sequence[QuestionRecord],
    written: Sequence[CellValue],
) -> int:
    """Enter the answers of an export into the ledger, and return how many there are."""
    filled: dict[tuple[str, str], dict[str, str]] = {}
    for value in written:
        filled.setdefault((value.sheet, value.question_cell), {})[value.cell] = value.text
    told = [one for one in questions if (one.summary.sheet, one.summary.cell) in filled]
    cited = find_cited(change, {name for one in told for name in _list_own(one)})
    sent = [
        SentRecord(
            id=desk.make_id(),
            export_id=made.id,
            at=made.at,
            by=made.by,
            recipient=made.recipient,
            customer=record.customer,
            questionnaire=record.name,
            question_id=one.summary.id,
            ref=one.summary.ref,
            text=one.summary.text,
            stance=tell_stance(convert(one.reading, Question), one.summary.answers),
            words=join_words(one.summary.answers.values()),
            answers=filled[one.summary.sheet, one.summary.cell],
            entries=_list_entries(one, cited, at=made.at),
        )
        for one in told
    ]
    add_sent(change, sent)
    return len(sent)


def find_cited(change: Change, ids: set[str]) -> CitedEntries:
    """Return the entries with these ids and the facts below them, with all their versions."""
    known = find_with_facts(change, sorted(ids))
    return CitedEntries(known, list_versions(change, list(known)))


def list_told_entries(names: Sequence[str], words: str, cited: CitedEntries, *, at: str) -> tuple[SentEntry, ...]:
    """Return the entries that a told text cites and the facts below them, in the versions of that time."""
    return tuple(_find_versions(names, words, cited, at=at))


def _list_own(one: QuestionRecord) -> tuple[str, ...]:
    return list_origins(one.summary.entries, (one.draft or {}).get("past"))


def _list_entries(one: QuestionRecord, cited: CitedEntries, *, at: str) -> tuple[SentEntry, ...]:
    words = "\n".join(one.summary.answers.values())
    return list_told_entries(_list_own(one), words, cited, at=one.summary.approved_at or at)


def _find_versions(names: Sequence[str], words: str, cited: CitedEntries, *, at: str) -> Iterator[SentEntry]:
    for name in names:
        yield SentEntry(name, find_told_version(cited.versions.get(name, ()), words, at=at))
    for name in list_facts_below(names, cited.known):
        if name not in names:
            version = find_told_version(cited.versions.get(name, ()), words, at=at, as_fact=True)
            yield SentEntry(name, version, below=True)

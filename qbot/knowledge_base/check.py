"""What is wrong with a knowledge base that can be read: doubles, contradictions, old entries, missing sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from qbot.knowledge_base.folder import COMPANY_FILE, Library
from qbot.knowledge_base.merge import fold_question
from qbot.model.knowledge import Company, Entry, EntryKind

SOON_DAYS = 30

# Answers that leave the question open, as words alone.
_OPEN_ANSWERS = frozenset({
    *("tbd", "tbc", "todo", "to do", "to be determined", "to be confirmed", "unknown", "don t know", "dont know"),
    *("do not know", "not sure", "see above", "see below", "as above", "same as above", "pending", "xxx", "n k"),
})  # fmt: skip


class FindingKind(StrEnum):
    """What a finding is about."""

    CONTRADICTION = "contradiction"
    CONFLICT = "conflict"
    EXPIRED = "expired"
    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    SAME_QUESTION = "same question"
    NO_SOURCE = "no source"
    OPEN_ANSWER = "open answer"
    COMPANY = "company"


# Findings that a person should know, and that do not make a check fail.
NOTES = frozenset({FindingKind.DUE_SOON, FindingKind.SAME_QUESTION, FindingKind.COMPANY})
_ORDER = tuple(FindingKind)


@dataclass(frozen=True, slots=True)
class KnowledgeFinding:
    """One finding: the entries it is about, the place of the first, what is found, and what to do."""

    kind: FindingKind
    entries: tuple[str, ...]
    place: str
    text: str
    remedy: str

    @property
    def fails(self) -> bool:
        """Whether a check with this finding has failed."""
        return self.kind not in NOTES


@dataclass(frozen=True, slots=True)
class _Placed:
    entry: Entry
    place: str


def check_knowledge(library: Library, *, as_of: date, soon: int = SOON_DAYS) -> tuple[KnowledgeFinding, ...]:
    """Return the findings of a knowledge base on a day, the worst kind first and each kind by entry.

    `soon` is the number of days before its next review or its last good day at which an entry is named.
    """
    places = {one.entry.id: f"{one.file}, line {one.line}" for one in library.placed}
    placed = [_Placed(entry, places.get(entry.id, "")) for entry in library.knowledge.entries]
    findings = [
        *_find_same_questions(placed),
        *_find_conflicts(placed),
        *_find_missing_company(library.knowledge.company),
    ]
    for one in placed:
        findings += _find_old(one, as_of=as_of, soon=soon)
        findings += _find_thin(one)
    return tuple(sorted(findings, key=lambda found: (_ORDER.index(found.kind), found.entries, found.text)))


def _find_same_questions(placed: Iterable[_Placed]) -> Iterator[KnowledgeFinding]:
    """Find entries that stand for one question of one section; other verdicts on it are a contradiction."""
    first: dict[tuple[str, str], _Placed] = {}
    for one in placed:
        wordings = {fold_question(text) for text in (one.entry.question, *one.entry.phrasings)} - {""}
        told: set[str] = set()
        for wording in sorted(wordings):
            other = first.setdefault((fold_question(one.entry.section), wording), one)
            if other is not one and other.entry.id not in told:
                told.add(other.entry.id)
                yield _compare(other, one)


def _compare(first: _Placed, second: _Placed) -> KnowledgeFinding:
    ids = (first.entry.id, second.entry.id)
    stances = (first.entry.stance, second.entry.stance)
    marked = any(conflict.entry == ids[1] for conflict in first.entry.conflicts)
    if None not in stances and stances[0] is not stances[1] and not marked:
        text = f"“{ids[0]}” and “{ids[1]}” ({second.place}) answer one question, and not alike"
        remedy = "Correct one of them, or mark the pair under `conflicts`"
        return KnowledgeFinding(FindingKind.CONTRADICTION, ids, first.place, text, remedy)
    text = f"“{ids[0]}” and “{ids[1]}” ({second.place}) stand for the same question"
    return KnowledgeFinding(FindingKind.SAME_QUESTION, ids, first.place, text, "Make one entry of the two")


def _find_conflicts(placed: Iterable[_Placed]) -> Iterator[KnowledgeFinding]:
    for one in placed:
        for conflict in one.entry.conflicts:
            if one.entry.id < conflict.entry:
                text = f"“{one.entry.id}” conflicts with “{conflict.entry}”: {conflict.reason.rstrip('.')}"
                remedy = "Correct one of the two, and delete the conflict on both sides"
                ids = (one.entry.id, conflict.entry)
                yield KnowledgeFinding(FindingKind.CONFLICT, ids, one.place, text, remedy)


def _find_old(one: _Placed, *, as_of: date, soon: int) -> Iterator[KnowledgeFinding]:
    entry, ids = one.entry, (one.entry.id,)
    if entry.valid_until is not None and entry.valid_until < as_of:
        text = f"“{entry.id}” was valid until {entry.valid_until.isoformat()}"
        yield KnowledgeFinding(FindingKind.EXPIRED, ids, one.place, text, "Replace it, or give it a new last day")
    elif entry.valid_until is not None and entry.valid_until <= as_of + timedelta(days=soon):
        text = f"“{entry.id}” is valid until {entry.valid_until.isoformat()} only"
        yield KnowledgeFinding(FindingKind.DUE_SOON, ids, one.place, text, "See to what follows it")
    if entry.reviewed_on is None or entry.review_every is None:
        return
    due = entry.reviewed_on + timedelta(days=entry.review_every)
    remedy = f"Ask {entry.owner or 'its owner'} whether it still holds, and set `reviewed_on`"
    if due < as_of:
        text = f"The review of “{entry.id}” was due on {due.isoformat()}"
        yield KnowledgeFinding(FindingKind.OVERDUE, ids, one.place, text, remedy)
    elif due <= as_of + timedelta(days=soon):
        text = f"The review of “{entry.id}” is due on {due.isoformat()}"
        yield KnowledgeFinding(FindingKind.DUE_SOON, ids, one.place, text, remedy)


def _find_thin(one: _Placed) -> Iterator[KnowledgeFinding]:
    entry, ids = one.entry, (one.entry.id,)
    if entry.kind is EntryKind.FACT and (entry.source is None or not entry.source.document):
        text = f"The fact “{entry.id}” names no source"
        yield KnowledgeFinding(FindingKind.NO_SOURCE, ids, one.place, text, "Add `source` with document and quote")
    if fold_question(entry.answer) in _OPEN_ANSWERS:
        text = f"“{entry.id}” answers “{entry.answer}”, which leaves the question open"
        yield KnowledgeFinding(FindingKind.OPEN_ANSWER, ids, one.place, text, "Write the answer, or delete the entry")


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

"""What a check of the knowledge base finds: kinds of findings, which of them fail a check, and one finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum

from msgspec import Struct

from qbot.model.knowledge import Company, Entry


class FindingKind(StrEnum):
    """What a finding is about."""

    CONTRADICTION = "contradiction"
    CONFLICT = "conflict"
    EXPIRED = "expired"
    CITES_EXPIRED = "cites expired"
    FACT_CHANGED = "fact changed"
    FACT_MISSING = "fact missing"
    OVERDUE = "overdue"
    DUE_SOON = "due soon"
    DUPLICATE = "duplicate"
    TOO_ALIKE = "too alike"
    NO_SOURCE = "no source"
    OPEN_ANSWER = "open answer"
    NEVER_USED = "never used"
    NOT_RECORDED = "not recorded"
    COMPANY = "company"


# Findings that a person should know, and that do not make a check fail: nothing wrong is said because of them.
NOTES = frozenset({
    *(FindingKind.DUE_SOON, FindingKind.DUPLICATE, FindingKind.TOO_ALIKE, FindingKind.NEVER_USED),
    FindingKind.NOT_RECORDED,
    FindingKind.COMPANY,
})  # fmt: skip


class KnowledgeFinding(Struct, frozen=True):
    """One finding: the entries it is about, the place of the first, what is found and why, and what to do."""

    kind: FindingKind
    entries: tuple[str, ...]
    place: str
    text: str
    remedy: str

    @property
    def fails(self) -> bool:
        """Whether a check with this finding has failed."""
        return self.kind not in NOTES


class CheckedLibrary(Struct, frozen=True):
    """What is checked: the entries, where each stands, the company, and the entries used before (None: not known)."""

    entries: Sequence[Entry]
    places: Mapping[str, str]
    company: Company | None
    used: frozenset[str] | None = None

    def find_place(self, entry: Entry) -> str:
        """Return where an entry stands, empty where that is not known."""
        return self.places.get(entry.id, "")

"""The review of one question: where it stands, and what each decision makes of that."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from msgspec import Struct, field
from msgspec.structs import replace


class Status(StrEnum):
    """Where the review of a question stands; the last three are decisions."""

    BLANK = "blank"
    SUGGESTED = "suggested"
    EDITED = "edited"
    APPROVED = "approved"
    NOT_APPLICABLE = "not_applicable"
    NO_ANSWER = "no_answer"


DONE = frozenset({Status.APPROVED, Status.NOT_APPLICABLE, Status.NO_ANSWER})


class Standing(Struct, frozen=True):
    """All that a decision can change: the texts by cell, the entries they come from, status, marks and who set them.

    `gated` says why the question does not apply, as long as the answer of another one says so; `rejected` are the
    entries that a person turned down for it.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    entries: tuple[str, ...] = ()
    status: Status = Status.BLANK
    flagged: bool = False
    reason: str = ""
    edited_by: str = ""
    edited_at: str | None = None
    approved_by: str = ""
    approved_at: str | None = None
    released_by: str = ""
    gated: str = ""
    rejected: tuple[str, ...] = ()


class Hand(Struct, frozen=True):
    """Who decides, and when."""

    by: str
    at: str


def suggest(answers: Mapping[str, str], entries: tuple[str, ...]) -> Standing:
    """Return where a question stands when its draft was made: a suggestion is never a decision."""
    return Standing(dict(answers), entries, Status.SUGGESTED if answers else Status.BLANK)


def edit(
    standing: Standing, answers: Mapping[str, str], hand: Hand, *, entries: tuple[str, ...] | None = None
) -> Standing:
    """Return the standing with these texts put into their cells (an empty text takes one out); it is open again."""
    merged = {cell: text for cell, text in {**standing.answers, **answers}.items() if text}
    return replace(
        standing,
        answers=merged,
        entries=standing.entries if entries is None else entries,
        status=Status.EDITED if merged else Status.BLANK,
        reason="",
        edited_by=hand.by,
        edited_at=hand.at,
        approved_by="",
        approved_at=None,
        released_by="" if entries is not None else standing.released_by,
    )


def approve(standing: Standing, hand: Hand) -> Standing:
    """Return the standing with its texts approved; who wrote them stays on them."""
    return replace(standing, status=Status.APPROVED, reason="", approved_by=hand.by, approved_at=hand.at)


def settle(
    standing: Standing, status: Status, hand: Hand, *, answers: Mapping[str, str] | None = None, reason: str = ""
) -> Standing:
    """Return the standing decided as not applicable or deliberately without an answer, and why."""
    return replace(
        standing,
        answers=dict(answers or {}),
        entries=(),
        status=status,
        reason=reason,
        approved_by=hand.by,
        approved_at=hand.at,
    )


def reopen(standing: Standing, suggestion: Standing) -> Standing:
    """Return the standing as it was before the decision; where the decision emptied it, with the suggestion again."""
    if standing.status is Status.APPROVED:
        status = Status.EDITED if standing.edited_by else Status.SUGGESTED
        return replace(standing, status=status, approved_by="", approved_at=None)
    again = replace(suggestion, flagged=standing.flagged, rejected=standing.rejected)
    return close_gate(again, standing.gated) if standing.gated else again


def reject(standing: Standing, hand: Hand, *, entries: tuple[str, ...]) -> Standing:
    """Return the standing without the suggestion that a person turned down; the question is open and blank."""
    return replace(
        standing,
        answers={},
        entries=(),
        status=Status.BLANK,
        edited_by=hand.by,
        edited_at=hand.at,
        approved_by="",
        approved_at=None,
        released_by="",
        rejected=tuple(dict.fromkeys((*standing.rejected, *entries))),
    )


def close_gate(standing: Standing, sentence: str) -> Standing:
    """Return the standing of a question that another one's answer has made void; a person decides on it."""
    return replace(standing, answers={}, entries=(), status=Status.BLANK, gated=sentence)


def open_gate(standing: Standing, suggestion: Standing) -> Standing:
    """Return the standing of a question that applies after all: as it was suggested."""
    return replace(suggestion, flagged=standing.flagged, rejected=standing.rejected)

"""How sure a suggestion is: the bands, their thresholds, and what each may do."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Band(StrEnum):
    """A range of confidence."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NONE = "none"


class BandRule(Struct, frozen=True):
    """One band: the confidence it begins at (0 to 1) and whether it may draft an answer; help says it in words."""

    band: Band
    at_least: float
    drafts: bool
    help: str


BANDS: tuple[BandRule, ...] = (
    BandRule(Band.HIGH, 0.85, True, "Drafted; a reviewer can approve many of these at once."),
    BandRule(Band.MEDIUM, 0.65, True, "Drafted; a reviewer reads each one."),
    BandRule(Band.LOW, 0.25, False, "Left blank; the entry is proposed beside the question."),
    BandRule(Band.NONE, 0.0, False, "Left blank; the nearest entries are listed."),
)


def find_band(confidence: float, *, cap: Band = Band.HIGH) -> BandRule:
    """Return the band of a confidence, no higher than `cap`."""
    allowed = BANDS[_RANKS[cap] :]
    return next((rule for rule in allowed if confidence >= rule.at_least), allowed[-1])


_RANKS = {rule.band: rank for rank, rule in enumerate(BANDS)}

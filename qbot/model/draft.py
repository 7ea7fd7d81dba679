"""A drafted answer: values for slots, how sure it is and why, what it cites, and what else was near."""

from __future__ import annotations

from msgspec import Struct

from qbot.model.confidence import Band
from qbot.model.knowledge import Disclosure, Stance
from qbot.model.questionnaire import SlotRole


class Part(Struct, frozen=True):
    """A named part of the score in log-odds, with a plain sentence."""

    name: str
    value: float
    text: str


class FiredGuard(Struct, frozen=True):
    """A guard that fired, with the sentence a reviewer reads; `cap` is the highest band it leaves (None: no cap)."""

    name: str
    text: str
    cap: Band | None = None


class Citation(Struct, frozen=True):
    """An entry whose words stand in the draft."""

    entry: str
    source: str
    quote: str
    disclosure: Disclosure = Disclosure.PUBLIC


class Alternative(Struct, frozen=True):
    """An entry that could support an answer, with its calibrated probability and the words it shares."""

    entry: str
    confidence: float
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


class SlotValue(Struct, frozen=True):
    """What goes into one slot."""

    role: SlotRole
    cell: str
    value: str


class Draft(Struct, frozen=True):
    """What qbot suggests for one question.

    `score` is in log-odds and is exactly the sum of `parts`. `confidence` is the calibrated probability that the first
    alternative supports an answer. `answered` is False where the slots stay blank; `reason` then says why in a
    sentence and `missing` what would close the gap. `proposals` are options that a person may choose where none was
    written.
    """

    sheet: str
    cell: str
    answered: bool
    stance: Stance | None
    score: float
    confidence: float
    band: Band
    values: tuple[SlotValue, ...] = ()
    parts: tuple[Part, ...] = ()
    guards: tuple[FiredGuard, ...] = ()
    citations: tuple[Citation, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    missing: tuple[str, ...] = ()
    proposals: tuple[str, ...] = ()
    reason: str = ""

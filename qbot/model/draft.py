"""A drafted answer: values for slots, how sure it is and why, what it cites, and what else was near."""

from __future__ import annotations

from dataclasses import dataclass

from qbot.model.confidence import Band
from qbot.model.knowledge import Disclosure, Stance
from qbot.model.questionnaire import SlotRole


class _Packed:
    """What one process hands to another as its values alone: a third of the time that its state by names takes."""

    __slots__: tuple[str, ...] = ()

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), tuple([getattr(self, name) for name in self.__slots__])


@dataclass(frozen=True, slots=True)
class Part(_Packed):
    """A named part of the score in log-odds, with a plain sentence."""

    name: str
    value: float
    text: str


@dataclass(frozen=True, slots=True)
class FiredGuard(_Packed):
    """A guard that fired, with the sentence a reviewer reads; `cap` is the highest band it leaves (None: no cap)."""

    name: str
    text: str
    cap: Band | None = None


@dataclass(frozen=True, slots=True)
class Citation(_Packed):
    """An entry whose words stand in the draft."""

    entry: str
    source: str
    quote: str
    disclosure: Disclosure = Disclosure.PUBLIC


@dataclass(frozen=True, slots=True)
class Alternative(_Packed):
    """An entry that could support an answer, with its calibrated probability and the words it shares."""

    entry: str
    confidence: float
    matched: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlotValue(_Packed):
    """What goes into one slot."""

    role: SlotRole
    cell: str
    value: str


@dataclass(frozen=True, slots=True)
class Draft(_Packed):
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

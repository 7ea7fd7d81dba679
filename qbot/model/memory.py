"""What was decided on questions of earlier questionnaires: answers that were approved, and questions left open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from msgspec import Struct, field

from qbot.model.knowledge import Disclosure, Stance
from qbot.model.questionnaire import SlotRole


class Outcome(StrEnum):
    """What came of a question: an approved answer, no evidence for one, or a suggestion that was turned down."""

    APPROVED = "approved"
    NO_EVIDENCE = "no evidence"
    REJECTED = "rejected"


class Remembered(Struct, frozen=True):
    """One question of an earlier questionnaire and what was decided on it.

    `values` are the texts that were approved, by the role of their cells. `entries` are the ids of the entries that a
    rejected suggestion cited (empty: whatever is suggested was turned down), or that an approved answer came from.
    `questionnaire` and `place` are where it stood, as a person would look it up; `renamed`: it named a customer, for
    whom neutral words stand. `product` and `region` empty means that they are not known.
    """

    question: str
    outcome: Outcome = Outcome.APPROVED
    stance: Stance | None = None
    values: Mapping[SlotRole, str] = field(default_factory=dict)
    ref: str = ""
    section: str = ""
    questionnaire: str = ""
    place: str = ""
    decided_on: date | None = None
    product: str = ""
    region: str = ""
    valid_until: date | None = None
    entries: tuple[str, ...] = ()
    reason: str = ""
    disclosure: Disclosure = Disclosure.NDA
    decided_by: str = ""
    renamed: bool = False

    @property
    def words(self) -> str:
        """The text of the answer: the explanation, or the answer itself where there is none."""
        return self.values.get(SlotRole.COMMENT, "") or self.values.get(SlotRole.ANSWER, "")

    @property
    def when(self) -> str:
        """The questionnaire and the day, in words."""
        day = f" on {self.decided_on.isoformat()}" if self.decided_on is not None else ""
        return f"in {self.questionnaire}{day}" if self.questionnaire else f"before{day}"


class Memory(Struct, frozen=True):
    """All that is remembered, in any order; the engine asks for nothing else."""

    decisions: tuple[Remembered, ...] = ()


NOTHING = Memory()

"""What is to be written into a customer's file, and what was."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from qbot.model.questionnaire import SlotRole


class CellValue(Struct, frozen=True):
    """A text meant for one answer slot, the question it answers and the entries it cites.

    `new` marks a slot in a column that the file does not have yet, whose heading goes into `header_row` (None: the row
    above the first question); `options` are the only texts the slot accepts (empty: any text).
    """

    sheet: str
    cell: str
    text: str
    role: SlotRole = SlotRole.ANSWER
    question_cell: str = ""
    question: str = ""
    entries: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    max_length: int | None = None
    new: bool = False
    header_row: int | None = None

    def keep_question(self) -> CellValue:
        """Return the value as a writer needs it that replaces whole cells: in its own cell the question comes first."""
        return replace(self, text=f"{self.question} {self.text}") if self.cell == self.question_cell else self


class Refusal(Struct, frozen=True):
    """A value that was not written, and why."""

    sheet: str
    cell: str
    reason: str


class FillReport(Struct, frozen=True):
    """What a writer did: values written, values refused, other changes made (each a sentence of the closed list of
    promise 1), and things a person must know."""

    written: tuple[CellValue, ...] = ()
    refused: tuple[Refusal, ...] = ()
    other_changes: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()

"""The proof of one sheet: every changed cell is an answer cell, keeps its look, and holds what may be sent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from msgspec import Struct

from qbot.model.filling import CellValue
from qbot.model.place import format_cell, format_column, parse_cell
from qbot.model.proof import CellChange
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workbook.verify_answers import FilledText, find_faults, find_lost_question
from qbot.workbook.verify_book import ProofBook, read_cell
from qbot.workbook.verify_sheet import (
    CellPair,
    Place,
    SheetDifference,
    SheetSettings,
    compare_sheets,
    find_cells,
    find_kept_difference,
    read_settings,
)
from qbot.workbook.verify_xml import Element, get_local

Key = tuple[str, Place]
_HEADINGS = frozenset(role.value.capitalize() for role in SlotRole)


class AllowedCells(Struct, frozen=True):
    """Which cells may differ, and what is known of each."""

    slots: Mapping[Key, tuple[Question, AnswerSlot]]
    meant: Mapping[Key, CellValue] | None
    new_columns: frozenset[tuple[str, int]]

    def is_listed(self, key: Key) -> bool:
        """Tell whether the cell may differ: the manifest's cells where there is one, else every answer slot."""
        return key in self.slots if self.meant is None else key in self.meant

    def has_new_columns(self, sheet: str) -> bool:
        """Tell whether answers go into columns that the sheet did not have."""
        return any(name == sheet for name, _ in self.new_columns)


class Gathering(Protocol):
    """Where the proof of a sheet puts what it finds."""

    slots: AllowedCells
    changes: list[CellChange]
    other_changes: list[str]

    def find(self, place: str, text: str) -> None:
        """Note a finding."""


class SheetProof:
    """The comparison of one sheet part that differs."""

    def __init__(self, proof: Gathering, old: ProofBook, new: ProofBook, sheet: str) -> None:
        self._proof = proof
        self._old = old
        self._new = new
        self._sheet = sheet

    def compare(self, before: Element, after: Element) -> None:
        """Note each changed cell, the other changes that are allowed, and a finding for anything else."""
        difference = compare_sheets(before, after)
        settings = read_settings(before)
        for sentence in difference.others:
            self._proof.find(self._sheet, sentence)
        for pair in difference.cells:
            self._compare_cell(pair, settings)
        self._compare_questions(difference, before, after)
        self._explain_heights(difference, settings)
        self._explain_columns(difference)

    def _name(self, place: Place) -> str:
        return f"{self._sheet}!{format_cell(*place)}"

    def _compare_cell(self, pair: CellPair, settings: SheetSettings) -> None:
        shown, was = read_cell(self._new, pair.after), read_cell(self._old, pair.before)
        place = format_cell(*pair.place)
        if shown != was and (shown.text or was.text):
            self._proof.changes.append(CellChange(self._sheet, place, was.text, shown.text))
        for fault in (*self._find_damage(pair, settings, shown=shown), *self._find_text_faults(pair.place, shown)):
            self._proof.find(self._name(pair.place), fault)

    def _find_damage(self, pair: CellPair, settings: SheetSettings, *, shown: FilledText) -> Iterator[str]:
        in_new_column = (self._sheet, pair.place[1]) in self._proof.slots.new_columns
        if not self._proof.slots.is_listed((self._sheet, pair.place)):
            is_heading = not shown.text or shown.text.rstrip(" 0123456789") in _HEADINGS
            if not (in_new_column and pair.before is None and is_heading):
                yield "this cell differs, and is not one of the answer cells"
        if _has_formula(pair.after):
            yield "the cell starts a formula"
        if _has_formula(pair.before):
            yield "the cell held a formula, which was overwritten"
        kept = find_kept_difference(pair)
        if kept:
            yield f"the cell was changed, and {kept}"
        is_added = pair.before is None and not in_new_column
        if is_added and pair.after is not None and pair.after.get("s", "0") != settings.find_style(pair.place):
            yield "the cell was added with another style than its row or column gives"

    def _find_text_faults(self, place: Place, shown: FilledText) -> list[str]:
        key = (self._sheet, place)
        meant = (self._proof.slots.meant or {}).get(key)
        question, slot = self._proof.slots.slots.get(key, (None, None))
        faults = find_faults(shown, slot, meant.entries if meant else ())
        if question is not None and slot is not None:
            faults += find_lost_question(shown, question, slot)
        return faults

    def _compare_questions(self, difference: SheetDifference, before: Element, after: Element) -> None:
        """Note where the question beside a changed answer is not the same any more."""
        beside: dict[Place, Place] = {}
        for pair in difference.cells:
            question, _ = self._proof.slots.slots.get((self._sheet, pair.place), (None, None))
            if question is not None and parse_cell(question.cell) != pair.place:
                beside[pair.place] = parse_cell(question.cell)
        old, new = find_cells(before, beside.values()), find_cells(after, beside.values())
        for place, asked in beside.items():
            if read_cell(self._old, old.get(asked)) != read_cell(self._new, new.get(asked)):
                self._proof.find(self._name(place), "the answer stands beside another question than before")

    def _explain_heights(self, difference: SheetDifference, settings: SheetSettings) -> None:
        answered = {place[0] for place in (pair.place for pair in difference.cells)}
        raised: list[str] = []
        for row in difference.heights:
            if row not in answered:
                self._proof.find(f"{self._sheet}, row {row}", "the height of a row without an answer differs")
            elif settings.is_height_set(row):
                self._proof.find(f"{self._sheet}, row {row}", "the height that a person set differs")
            else:
                raised.append(str(row))
        if raised:
            self._proof.other_changes.append(f"Sheet {self._sheet}: other heights of answer rows: {', '.join(raised)}")

    def _explain_columns(self, difference: SheetDifference) -> None:
        for column in difference.columns:
            letters = format_column(column)
            if (self._sheet, column) in self._proof.slots.new_columns:
                self._proof.other_changes.append(f"Sheet {self._sheet}: the width of the new column {letters}")
            else:
                self._proof.find(f"{self._sheet}, column {letters}", "the settings of a column differ")


def _has_formula(cell: Element | None) -> bool:
    return cell is not None and any(get_local(one) == "f" for one in cell)

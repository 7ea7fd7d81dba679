"""The proof that a filled workbook is the customer's own with only answer cells changed.

It reads both files on its own and shares no code with the writer: what the writer gets wrong must not be wrong here.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from qbot.errors import UnreadableError
from qbot.model.filling import CellValue
from qbot.model.place import format_cell, parse_cell
from qbot.model.proof import CellChange, Finding, VerifyReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire
from qbot.ooxml.archive import open_archive
from qbot.workbook.verify_answers import compare_meant
from qbot.workbook.verify_book import ProofBook, read_cell
from qbot.workbook.verify_cells import AllowedCells, Key, SheetProof
from qbot.workbook.verify_package import OpenPackage, compare_packages
from qbot.workbook.verify_parts import explain_table, explain_workbook
from qbot.workbook.verify_sheet import find_cells
from qbot.workbook.verify_xml import Element

NOT_CHECKED = "No manifest was given: it was not checked that the texts are the ones meant."


def verify_workbook(
    original: Path, filled: Path, *, questionnaire: Questionnaire, meant: Sequence[CellValue] | None = None
) -> VerifyReport:
    """Return the proof: each changed cell, the other changes that are allowed, and a finding for anything else.

    `questionnaire` is the reading of the original; `meant` are the values of the manifest, without which a note says
    that the texts were not checked. UnreadableError where the original is no workbook.
    """
    proof = _Proof(_gather_slots(questionnaire, meant))
    with _open_package(original) as before:
        try:
            with _open_package(filled) as after:
                proof.compare(before, after)
        except UnreadableError as error:
            proof.find(filled.name, f"it is no workbook: {error.reason}")
    notes = [NOT_CHECKED] if meant is None else [*_note_unknown(proof.slots)]
    return VerifyReport(tuple(proof.changes), tuple(proof.other_changes), tuple(proof.findings), tuple(notes))


@contextmanager
def _open_package(path: Path) -> Iterator[OpenPackage]:
    archive = open_archive(path)
    try:
        with io.BytesIO(archive.data) as file, ZipFile(file) as package:
            yield OpenPackage(package, file)
    except (BadZipFile, ValueError, EOFError, zlib.error) as error:
        raise UnreadableError(str(path), f"the workbook is damaged ({error})", "Give a whole file") from error


def _gather_slots(questionnaire: Questionnaire, meant: Sequence[CellValue] | None) -> AllowedCells:
    slots: dict[Key, tuple[Question, AnswerSlot]] = {}
    for question in questionnaire.questions:
        for slot in question.slots:
            slots[question.sheet, parse_cell(slot.cell)] = (question, slot)
    new = {(key[0], key[1][1]) for key, (_, slot) in slots.items() if slot.new}
    if meant is None:
        return AllowedCells(slots, None, frozenset(new))
    wanted = {(one.sheet, parse_cell(one.cell)): one for one in meant}
    new |= {(key[0], key[1][1]) for key, value in wanted.items() if value.new}
    return AllowedCells(slots, wanted, frozenset(new))


def _note_unknown(slots: AllowedCells) -> Iterator[str]:
    unknown = [format_cell(*place) for sheet, place in slots.meant or () if (sheet, place) not in slots.slots]
    if unknown:
        named = ", ".join(unknown[:5])
        yield f"The manifest lists {len(unknown)} cells that qbot does not see as answer cells: {named}."


class _Proof:
    """What the proof has gathered so far."""

    def __init__(self, slots: AllowedCells) -> None:
        self.slots = slots
        self.changes: list[CellChange] = []
        self.other_changes: list[str] = []
        self.findings: list[Finding] = []

    def find(self, place: str, text: str) -> None:
        """Note a finding."""
        self.findings.append(Finding(place, text))

    def compare(self, before: OpenPackage, after: OpenPackage) -> None:
        """Compare the packages, then each part that differs in the way that it may."""
        difference = compare_packages(before, after)
        self.findings += difference.findings
        old, new = ProofBook(before.zip), ProofBook(after.zip)
        names = {part: name for name, part in old.sheets.items()}
        tables = {table: names[part] for part in names for table in old.tables(part)}
        for part in difference.changed:
            try:
                if part in names:
                    SheetProof(self, old, new, names[part]).compare(old.parse(part), new.parse(part))
                elif part == old.workbook:
                    self._compare_workbook(old.parse(part), new.parse(part), part)
                elif part in tables and self.slots.has_new_columns(tables[part]):
                    self._compare_table(old.parse(part), new.parse(part), part)
                else:
                    self.find(part, "this part differs from the original")
            except ValueError as error:
                self.find(part, f"this part cannot be compared: {error}")
        self._compare_meant(new)

    def _compare_workbook(self, before: Element, after: Element, part: str) -> None:
        sentence = explain_workbook(before, after)
        if sentence is None:
            self.find(part, "the workbook part differs: sheets, names or settings were changed")
        else:
            self.other_changes.append(sentence)

    def _compare_table(self, before: Element, after: Element, part: str) -> None:
        sentence = explain_table(before, after)
        if sentence is None:
            self.find(part, "the table differs in more than new columns")
        else:
            self.other_changes.append(sentence)

    def _compare_meant(self, new: ProofBook) -> None:
        """Check that each cell of the manifest shows its text, beside the question that it was meant for."""
        meant = self.slots.meant or {}
        for sheet in dict.fromkeys(name for name, _ in meant):
            if sheet not in new.sheets:
                self.find(sheet, "the filled workbook has no such sheet")
                continue
            values = {place: value for (name, place), value in meant.items() if name == sheet}
            cells = find_cells(new.parse(new.sheets[sheet]), values)
            for place, value in values.items():
                question = self.slots.slots.get((sheet, place), (None, None))[0]
                shown = read_cell(new, cells.get(place))
                self.findings += compare_meant(value, shown, question, place=f"{sheet}!{value.cell}")

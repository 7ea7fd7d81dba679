"""Reads a Word document as a questionnaire: its tables, its numbered paragraphs, and the fields in both."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from qbot.document.body import Body, Paragraph, Table, TableCell, name_cell, name_paragraph, walk_tables
from qbot.document.body_reader import is_hint
from qbot.document.numbering import Numbering
from qbot.document.package import WordFile, read_word_file
from qbot.document.styles import PLAIN_STYLE, ParagraphStyle
from qbot.document.tables import TablePlaces, is_stacked, make_grid
from qbot.document.targets import make_slots, split_target
from qbot.layout.boxes import find_boxes
from qbot.layout.gates import link_gates
from qbot.layout.line_correction import correct_lines
from qbot.layout.line_words import Line
from qbot.layout.lines import find_line_questions
from qbot.layout.reading import find_questions
from qbot.model.questionnaire import AnswerSlot, KnownForm, Question, Questionnaire, Sheet, SheetRole, Skipped, SlotRole
from qbot.ooxml.archive import open_archive

if TYPE_CHECKING:
    from qbot.layout.overrides import LayoutOverrides


def read_document(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Return the questionnaire in a .docx file; its one sheet has the name "".

    Places are `table 2 row 4 column 3` and `paragraph 17`; a second field in one place is `paragraph 17 field 2`.
    UnreadableError where the file is damaged, protected by a password, or beyond the limits.
    """
    archive = open_archive(path)
    word = read_word_file(archive)
    found = find_document_questions(word, overrides=overrides)
    role = SheetRole.QUESTIONS if found.questions else SheetRole.OTHER
    return Questionnaire(
        file=path.name,
        sha256=hashlib.sha256(archive.data).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        sheets=(Sheet(name="", role=role, why=found.why),),
        questions=found.questions,
        skipped=found.skipped,
        notes=(*word.notes, *found.notes),
        form=found.form,
        tables=found.tables,
    )


class DocumentReading(Struct, frozen=True):
    """What was found in a document, in its order, and one sentence on where."""

    questions: tuple[Question, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    why: str = ""
    form: KnownForm | None = None
    tables: tuple[Sheet, ...] = ()


def find_document_questions(word: WordFile, *, overrides: LayoutOverrides | None = None) -> DocumentReading:
    """Return the questions of a document that was read: from its running text, and from its tables."""
    flow = _Flow(word.styles, replace(word.numbering, counts={}))
    flow.take(word.body)
    lines = correct_lines(find_line_questions(flow.lines), overrides.sheets.get("") if overrides else None)
    reading = find_questions([make_grid(table) for table in flow.tables], overrides=overrides) if flow.tables else None
    places = TablePlaces.of(flow.tables)
    asked = [moved for one in (reading.questions if reading else ()) if (moved := places.move(one)) is not None]
    asked = [replace(one, section=_join_sections(flow, one)) for one in asked]
    questions, unlikely = _leave_out_catalogues([*lines.questions, *asked])
    skipped = [*lines.skipped, *unlikely]
    skipped += [places.move_skipped(one) for one in (reading.skipped if reading else ())]
    skipped += [Skipped("", place, words, "text box") for place, words in word.body.boxed]
    in_tables = sum(one.cell.startswith("table") for one in questions)
    return DocumentReading(
        link_gates(sorted(questions, key=lambda one: flow.find_start(one.cell)), ()),
        tuple(sorted(skipped, key=lambda one: flow.find_start(one.cell))),
        reading.notes if reading else (),
        f"{in_tables} questions in tables, {len(questions) - in_tables} in paragraphs",
        reading.form if reading else None,
        reading.sheets if reading else (),
    )


class _Flow(Struct):
    """The body as lines of running text and as tables, with the headings above each table."""

    styles: dict[str, ParagraphStyle]
    numbering: Numbering
    lines: list[Line] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    starts: dict[str, int] = field(default_factory=dict)
    _headings: list[tuple[int, str]] = field(default_factory=list)

    def take(self, body: Body) -> None:
        """Go through the body once."""
        for block in body.blocks:
            if isinstance(block, Paragraph):
                self._take_paragraph(block, name_paragraph(block), in_cell=False)
            else:
                for table in walk_tables((block,)):
                    self._take_table(table)

    def find_start(self, place: str) -> int:
        """Return where in the document a place begins, to put places in order."""
        return self.starts.get(split_target(place)[0], 0)

    def _take_table(self, table: Table) -> None:
        self.starts[table.name] = table.start
        for cell in table.cells:
            self.starts[name_cell(table, cell)] = cell.start
        if is_stacked(table):
            for cell in table.cells:
                self._take_stacked(cell, name_cell(table, cell))
        else:
            self.tables.append(table)
            self.sections[table.name] = tuple(title for _, title in self._headings)
            self.lines.append(Line(place=table.name, text="", wall=True))

    def _take_stacked(self, cell: TableCell, place: str) -> None:
        """Take a cell that stands alone in its row: its words as lines, or all of it as room."""
        slots = make_slots(cell.paragraphs, place, around=cell.fields)
        words = [one for one in cell.paragraphs if one.text.strip() and not is_hint(one.text)]
        if not words:
            self.lines.append(Line(place=place, text="", slots=slots or (AnswerSlot(SlotRole.ANSWER, place),)))
            return
        for paragraph in cell.paragraphs:
            self._take_paragraph(paragraph, place, in_cell=True)

    def _take_paragraph(self, paragraph: Paragraph, place: str, *, in_cell: bool) -> None:
        self.starts.setdefault(place, paragraph.start)
        style = self.styles.get(paragraph.style, PLAIN_STYLE)
        if style.name.lower().startswith(("toc ", "table of")):
            return
        level = style.level if paragraph.outline is None else paragraph.outline + 1 if paragraph.outline < 9 else None
        numbered = paragraph.numbering or style.numbering
        text = "" if is_hint(paragraph.text) else paragraph.text
        label = self.numbering.count(*numbered) if numbered and numbered[0] and text.strip() else None
        if level is not None and text.strip():
            self._headings = [(depth, title) for depth, title in self._headings if depth < level]
            self._headings.append((level, text.strip()))
        slots = make_slots((paragraph,), place) if paragraph.fields else ()
        boxes = find_boxes(text)
        if slots and boxes:
            text = text[: boxes[0].start]
        self.lines.append(
            Line(
                place=place,
                text=text,
                level=level if text.strip() else None,
                label=label,
                room=not text.strip() and not in_cell,
                slots=slots,
                bold=paragraph.bold or bool(style.bold),
                in_list=bool(numbered and numbered[0]),
            )
        )


def _join_sections(flow: _Flow, question: Question) -> tuple[str, ...]:
    """Return the headings above the table, then those in it; the table's own name is no heading."""
    table = _find_table(question)
    above = flow.sections.get(table, ())
    return (*above, *(title for title in question.section if title != table and title not in above))


def _leave_out_catalogues(questions: Sequence[Question]) -> tuple[list[Question], list[Skipped]]:
    """Leave out tables without a place to answer (a revision history), where the document has places elsewhere."""
    open_tables = {_find_table(one) for one in questions if any(not slot.new for slot in one.slots)}
    kept: list[Question] = []
    left: list[Skipped] = []
    for one in questions:
        if open_tables and one.cell.startswith("table") and _find_table(one) not in open_tables:
            left.append(Skipped("", one.cell, one.text, "table without a place to answer"))
        else:
            kept.append(one)
    return kept, left


def _find_table(question: Question) -> str:
    return question.cell.partition(" row ")[0]

"""Tables of a Word document as grids, and the questions found on such a grid back at their places in the document."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from qbot.document.body import FieldKind, Table, TableCell, name_cell
from qbot.document.body_reader import is_hint
from qbot.document.targets import find_targets, is_locked, make_slots
from qbot.layout.boxes import find_boxes
from qbot.layout.grid import Choice, Grid, GridCell, Look
from qbot.layout.line_words import BLANKS
from qbot.model.place import Rect, parse_cell
from qbot.model.questionnaire import AnswerSlot, Gate, Question, QuestionState, Skipped, SlotRole

_HEADER_FILL = "D9D9D9"


def is_stacked(table: Table) -> bool:
    """Tell whether the table is one cell wide: a box to write in, or questions and room one under the other."""
    return all(len(row.cells) == 1 for row in table.rows)


def make_grid(table: Table) -> Grid:
    """Return the table as a grid whose name is the table's; columns are the table's grid columns."""
    cells: dict[tuple[int, int], GridCell] = {}
    choices = []
    for row in table.rows:
        for cell in row.cells if not row.deleted else ():
            text = read_cell_text(cell)
            place = (cell.row, cell.column)
            fill = cell.fill or (_HEADER_FILL if row.header else None)
            if cell.merge != "more":
                bold = row.header or all(one.bold for one in cell.paragraphs if one.text.strip())
                cells[place] = GridCell(text=text, look=Look(bold=bold and bool(text), fill=fill, border=not text))
            options = _find_options(cell)
            if options and cell.merge != "more":
                choices.append(Choice((Rect(cell.row, cell.column, cell.row, cell.column),), options))
    return Grid(name=table.name, cells=cells, merges=find_merges(table), choices=tuple(choices))


def read_cell_text(cell: TableCell) -> str:
    """Return the words of a cell as they count: without hints, underscores and boxes, with the choice of a list."""
    text = "\n".join(paragraph.text for paragraph in cell.paragraphs)
    boxes = find_boxes(text)
    if boxes:
        text = text[: boxes[0].start]
    text = BLANKS.sub("", text).strip()
    if is_hint(text):
        text = ""
    if text:
        return text
    return " ".join(field.text for field in cell.all_fields if field.kind is not FieldKind.BOX and field.text).strip()


def _find_options(cell: TableCell) -> tuple[str, ...]:
    slots = make_slots(cell.paragraphs, "", around=cell.fields)
    return slots[0].options if slots else ()


def find_merges(table: Table) -> tuple[Rect, ...]:
    """Return the merged areas of a table: spans of columns, and cells that go on below."""
    merges: list[Rect] = []
    running: dict[tuple[int, int], int] = {}
    for cell in table.cells:
        right = cell.column + cell.span - 1
        key = (cell.column, right)
        last = running.get(key)
        if cell.merge == "more" and last is not None and merges[last].bottom == cell.row - 1:
            merges[last] = replace(merges[last], bottom=cell.row)
            continue
        running.pop(key, None)
        if cell.span > 1 or cell.merge == "first":
            running[key] = len(merges)
            merges.append(Rect(cell.row, cell.column, cell.row, right))
    return tuple(merge for merge in merges if merge.top != merge.bottom or merge.left != merge.right)


class TablePlaces(Struct, frozen=True):
    """Translates the cells of grids to places of the document."""

    tables: dict[str, Table]
    cells: dict[tuple[str, int, int], TableCell]

    @classmethod
    def of(cls, tables: Sequence[Table]) -> TablePlaces:
        """Return the places of these tables."""
        named = {table.name: table for table in tables}
        return cls(named, {(table.name, cell.row, cell.column): cell for table in tables for cell in table.cells})

    def move(self, question: Question) -> Question | None:
        """Return a question of a grid at its place in the document; None where a cell of it is not there."""
        table = question.sheet
        here = self._find(table, question.cell)
        if here is None:
            return None
        place = name_cell(self.tables[table], here)
        slots: list[AnswerSlot] = []
        locked = False
        for slot in question.slots:
            cell = None if slot.new else self._find(table, slot.cell)
            if cell is None:
                slots.append(replace(slot, cell=place, new=True))
                continue
            locked = locked or is_locked(cell.paragraphs, cell.fields)
            slots.extend(self._refine(slot, cell, table))
        slots = [slot for slot in slots if not slot.new] or slots[:1]
        own = make_slots(here.paragraphs, place, around=here.fields)
        if own and all(slot.new for slot in slots):
            slots = list(own)
        state = QuestionState.LOCKED if locked else _find_state(question.state, slots)
        return replace(
            question,
            sheet="",
            cell=place,
            slots=tuple(slots),
            state=state,
            parent=self._move_name(table, question.parent),
            gate=self._move_gate(question.gate),
        )

    def move_skipped(self, skipped: Skipped) -> Skipped:
        """Return a skipped cell of a grid at its place in the document."""
        return replace(skipped, sheet="", cell=self._move_name(skipped.sheet, skipped.cell) or skipped.sheet)

    def _find(self, table: str, name: str) -> TableCell | None:
        row, column = parse_cell(name)
        return self.cells.get((table, row, column))

    def _move_name(self, table: str, name: str | None) -> str | None:
        cell = self._find(table, name) if name else None
        return name_cell(self.tables[table], cell) if cell else None

    def _move_gate(self, gate: Gate | None) -> Gate | None:
        cell = self._move_name(gate.sheet, gate.cell) if gate is not None else None
        return replace(gate, sheet="", cell=cell) if gate is not None and cell else None

    def _refine(self, slot: AnswerSlot, cell: TableCell, table: str) -> tuple[AnswerSlot, ...]:
        """Return the slots that the fields of a cell make of the one that was found on the grid."""
        place = name_cell(self.tables[table], cell)
        if not find_targets(cell.paragraphs, cell.fields):
            return (replace(slot, cell=place),)
        made = make_slots(cell.paragraphs, place, around=cell.fields, label=slot.label)
        first = replace(made[0], role=slot.role, label=made[0].label or slot.label, max_length=slot.max_length)
        rest = (replace(one, role=SlotRole.COMMENT if not one.options else one.role) for one in made[1:])
        return (first, *rest)


def _find_state(state: QuestionState, slots: Sequence[AnswerSlot]) -> QuestionState:
    if state is QuestionState.LOCKED:
        return state
    filled = any(slot.current and not slot.placeholder for slot in slots if slot.role is SlotRole.ANSWER)
    return QuestionState.FILLED if filled else QuestionState.OPEN

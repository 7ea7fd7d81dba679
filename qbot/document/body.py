"""The body of a Word document as a person sees it: paragraphs, tables, and the fields in them, each with its bytes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from msgspec import Struct


class FieldKind(StrEnum):
    """What a content control or form field takes."""

    TEXT = "text"
    LIST = "list"
    COMBO = "combo"
    DATE = "date"
    BOX = "box"
    FORM_TEXT = "form text"
    FORM_LIST = "form list"
    FORM_BOX = "form box"


class Field(Struct, frozen=True):
    """A content control, or a form field of older Word.

    `start` and `end` are the bytes of the control in the part as UTF-8; of a form field, of the run it begins in.
    `level` is `run`, `block` or `cell`: what the control encloses; `properties` are the bytes of its properties.
    `options` are the texts of its list. `text` is what it shows; empty where that is its placeholder. `offset` is where
    in its paragraph's text it stands. `bound`: its text is also kept in a custom XML part.
    """

    kind: FieldKind
    start: int
    end: int
    level: str = "run"
    properties: tuple[int, int] = (0, 0)
    offset: int = 0
    options: tuple[str, ...] = ()
    text: str = ""
    placeholder: bool = False
    locked: bool = False
    bound: bool = False
    title: str = ""


class Paragraph(Struct, frozen=True):
    """One paragraph: `start` and `end` are its bytes; `numbering` is (list id, level from 0) as written in it.

    `text` is without the texts of its fields. `number` counts the body's own paragraphs from 1; in a cell it is 0.
    """

    start: int
    end: int
    text: str
    number: int = 0
    style: str = ""
    numbering: tuple[int, int] | None = None
    outline: int | None = None
    bold: bool = False
    fields: tuple[Field, ...] = ()


class TableCell(Struct, frozen=True):
    """One cell: its row and first grid column from 1, how many columns it spans, and what stands in it.

    `merge` is `first` for the top cell of a vertical merge, `more` for a covered one, else empty. `fields` are
    controls around the whole cell.
    """

    row: int
    column: int
    span: int
    start: int
    end: int
    blocks: tuple[Block, ...]
    merge: str = ""
    fill: str | None = None
    fields: tuple[Field, ...] = ()

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the cell itself, without those of tables in it."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def all_fields(self) -> tuple[Field, ...]:
        """The fields around the cell and in its paragraphs, in order."""
        return (*self.fields, *(field for paragraph in self.paragraphs for field in paragraph.fields))

    @property
    def text(self) -> str:
        """The words of the cell's paragraphs, one a line."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs).strip()


class TableRow(Struct, frozen=True):
    """One row; `header`: it is repeated on each page; `deleted`: a tracked change takes it away."""

    cells: tuple[TableCell, ...]
    header: bool = False
    deleted: bool = False


class Table(Struct, frozen=True):
    """One table; `name` is `table 2`, or `table 2.1` for the first one inside it."""

    name: str
    start: int
    end: int
    rows: tuple[TableRow, ...]

    @property
    def cells(self) -> Iterator[TableCell]:
        """The cells, row by row."""
        return (cell for row in self.rows for cell in row.cells)


Block = Paragraph | Table


class Body(Struct, frozen=True):
    """The blocks of the body in order; `boxed` are the words of text boxes and the paragraph each hangs on."""

    blocks: tuple[Block, ...]
    boxed: tuple[tuple[str, str], ...] = ()


def walk_tables(blocks: tuple[Block, ...]) -> Iterator[Table]:
    """Yield the tables among the blocks, and after each one those inside it."""
    for block in blocks:
        if isinstance(block, Table):
            yield block
            for cell in block.cells:
                yield from walk_tables(cell.blocks)


def name_cell(table: Table, cell: TableCell) -> str:
    """Return the place of a cell, such as `table 2 row 4 column 3`."""
    return f"{table.name} row {cell.row} column {cell.column}"


def name_paragraph(paragraph: Paragraph) -> str:
    """Return the place of a body paragraph, such as `paragraph 17`."""
    return f"paragraph {paragraph.number}"

"""The places of a document by name: what stands there, and why nothing may be written there."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from qbot.document.body import Body, Field, Paragraph, Table, TableRow, name_cell, name_paragraph, walk_tables
from qbot.document.targets import Target, find_targets


class DocumentPlace(Struct, frozen=True):
    """A cell or a paragraph: its own paragraphs, the controls around them, and why it may not be written to."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    around: tuple[Field, ...] = ()
    objection: str = ""
    is_cell: bool = False

    @property
    def targets(self) -> tuple[Target, ...]:
        """The fields and boxes in the place that take an answer."""
        return find_targets(self.paragraphs, self.around)

    @property
    def text(self) -> str:
        """Its words, one paragraph a line, without those of lists and placeholders."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


def find_places(body: Body) -> dict[str, DocumentPlace]:
    """Return every place of the body by its name."""
    return {place.name: place for place in _walk_places(body)}


def _walk_places(body: Body) -> Iterator[DocumentPlace]:
    for block in body.blocks:
        if isinstance(block, Paragraph):
            yield DocumentPlace(name_paragraph(block), (block,))
        else:
            for table in walk_tables((block,)):
                yield from _walk_cells(table)


def _walk_cells(table: Table) -> Iterator[DocumentPlace]:
    for row in table.rows:
        for cell in row.cells:
            yield DocumentPlace(
                name=name_cell(table, cell),
                paragraphs=cell.paragraphs,
                around=cell.fields,
                objection=_object(row, merge=cell.merge),
                is_cell=True,
            )


def _object(row: TableRow, *, merge: str) -> str:
    if row.deleted:
        return "a tracked change deletes this row"
    return "the cell is covered by the merged cell above it" if merge == "more" else ""

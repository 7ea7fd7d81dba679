"""A Word document shown as one sheet: each paragraph a row, and each row of a table a row with its cells."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qbot.document.body import Body, Paragraph, Table, name_cell, name_paragraph
from qbot.document.package import read_word_file
from qbot.document.tables import read_cell_text
from qbot.model.place import format_cell
from qbot.model.proof import SheetTexts
from qbot.ooxml.archive import open_archive

_Row = list[tuple[int, str, str]]


def read_document_texts(path: Path) -> tuple[SheetTexts, ...]:
    """Return all that stands in a .docx file as one sheet with the name ""; UnreadableError as `read_document`."""
    texts: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, row in enumerate(_list_rows(read_word_file(open_archive(path)).body), start=1):
        for column, place, text in row:
            places[format_cell(number, column)] = place
            if text:
                texts[format_cell(number, column)] = text
    return (SheetTexts(name="", hidden=False, texts=texts, merges=(), places=places),)


def _list_rows(body: Body) -> Iterator[_Row]:
    for block in body.blocks:
        if isinstance(block, Paragraph):
            shown = (block.text, *(field.text for field in block.fields))
            yield [(1, name_paragraph(block), " ".join(text for text in shown if text).strip())]
        else:
            yield from _list_table_rows(block)


def _list_table_rows(table: Table) -> Iterator[_Row]:
    """Yield the rows of a table, and after each row those of the tables inside it."""
    for row in table.rows:
        yield [(cell.column, name_cell(table, cell), read_cell_text(cell)) for cell in row.cells]
        for cell in row.cells:
            for block in cell.blocks:
                if isinstance(block, Table):
                    yield from _list_table_rows(block)

"""Which way an import file is read: as lines, as a library's table, as a completed questionnaire or as a page."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from qbot.errors import UnreadableError, UsageError
from qbot.knowledge_base.lines import RowsImport, read_lines
from qbot.workflow.answers_below import take_answers_below
from qbot.workflow.completed import read_completed
from qbot.workflow.filled_columns import find_filled_columns
from qbot.workflow.intake import read_questionnaire, require_file

_LINES = (".jsonl", ".ndjson")
_TABLES = (".csv", ".tsv")
_BOOKS = (".xlsx", ".xlsm")
_FORMS = (".docx", ".xls", ".ods", ".txt")
_PAGES = (".md", ".markdown", ".html", ".htm", ".xhtml")
KNOWN = (*_LINES, *_TABLES, *_BOOKS, *_FORMS, *_PAGES)


class FileReading(Struct, frozen=True):
    """What one import file gives, and in what way it was read: a sentence for the person."""

    file: str
    how: str
    rows: RowsImport


def read_import_file(path: Path) -> FileReading:
    """Return the entries of an import file.

    A table is a library's export where its header has columns that only a library has (alternative questions, owner,
    last updated, next review, privacy); any other table is read as a completed questionnaire. A text is a questionnaire
    where that finds more answers than there are statements. UsageError for a format
    that is not known; UnreadableError and KnowledgeMistakesError as the readers raise them.
    """
    suffix = path.suffix.lower()
    if suffix not in KNOWN:
        raise UsageError(
            f"{path}: “{suffix}” files cannot be imported. Give a file that ends in one of {', '.join(KNOWN)}"
        )
    require_file(path, remedy="Give a file with answers")
    if suffix in _LINES:
        return FileReading(path.name, "JSON Lines", read_lines(path))
    if suffix in (*_TABLES, *_BOOKS):
        return _read_table(path)
    if suffix in _PAGES:
        return _read_page(path)
    if suffix == ".txt":
        return _read_text(path)
    return _read_questionnaire(path)


def _read_table(path: Path) -> FileReading:
    from qbot.knowledge_base.tables import find_table

    table = find_table(path)
    if table is not None and table.is_library:
        return FileReading(path.name, table.how, table.read())
    try:
        reading = _read_questionnaire(path)
    except UnreadableError:
        if table is None:
            raise
        return FileReading(path.name, table.how, table.read())
    if table is None or reading.rows.entries:
        return reading
    return FileReading(path.name, table.how, table.read())


def _read_text(path: Path) -> FileReading:
    """Read a text as a completed questionnaire where it holds answered questions, else as a page."""
    page = _read_page(path)
    try:
        reading = _read_questionnaire(path)
    except UnreadableError:
        return page
    return reading if len(reading.rows.entries) > len(page.rows.entries) else page


def _read_page(path: Path) -> FileReading:
    from qbot.knowledge_base.pages import read_page

    page = read_page(path)
    how = f"a page: {page.statements} statements and {page.pairs} answered questions"
    how += f"; left out: {page.passed} fragments that state nothing" if page.passed else ""
    return FileReading(path.name, how, page.rows)


def _read_questionnaire(path: Path) -> FileReading:
    questionnaire = read_questionnaire(path)
    if path.suffix.lower() in (*_TABLES, *_BOOKS):
        overrides = find_filled_columns(questionnaire, path)
        if overrides is not None:
            questionnaire = read_questionnaire(path, overrides=overrides)
    completed = read_completed(take_answers_below(questionnaire))
    how = f"a completed questionnaire, {completed.answered} answered; {_count(completed.left_out)}"
    return FileReading(path.name, how.rstrip("; "), completed.rows)


def _count(left_out: Mapping[str, int]) -> str:
    parts = [f"{number} {what}" for what, number in sorted(left_out.items()) if number]
    return f"left out: {', '.join(parts)}" if parts else ""

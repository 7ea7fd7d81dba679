"""The customer's sheet as a person sees it, in windows of rows, with the questions marked and the answers in place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from qbot.errors import UnreadableError
from qbot.model.place import format_cell, format_column, parse_cell
from qbot.model.proof import SheetTexts
from qbot.sandbox import read_texts_in_child
from qbot.store.blobs import read_blob
from qbot.store.entries import RESTORED
from qbot.store.questions import find_answers, list_read_questions
from qbot.store.records import Document, QuestionnaireRecord, QuestionRecord
from qbot.store.sessions import find_setting
from qbot.workflow.desk import Desk
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.reading_files import keep_as_file
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.shelf import Shelf

MOST_ROWS = 200
_MOST_COLUMNS = 60
_LONGEST = 1_000
_KEPT = 4


class _Mark(Struct, frozen=True):
    """A cell with a question, or with an answer to one (`slot` is the cell's name in the reading)."""

    row: int
    column: int
    kind: str
    question: str
    slot: str = ""


class _SeenSheet(Struct, frozen=True):
    """A sheet with its cells and marks by row, its last row, and how many of its columns are shown."""

    texts: SheetTexts
    rows: dict[int, dict[int, str]]
    marks: dict[int, list[_Mark]]
    last: int
    width: int


class _SeenFile(Struct, frozen=True):
    """The sheets of a file as one questionnaire reads it, and the sheet that is shown first."""

    sheets: tuple[_SeenSheet, ...]
    first: str


# A file takes a child process to read, and its marks take every question's reading: both are kept for the next window.
_FILES: Shelf[str, tuple[SheetTexts, ...]] = Shelf(_KEPT)
_SEEN: Shelf[tuple[str, str, int, str], _SeenFile] = Shelf(_KEPT)


def show_sheet(desk: Desk, questionnaire_id: str, *, name: str | None, top: int, rows: int) -> Document:
    """Return rows of a sheet (the first with questions where none is named), its marks, and its answers in place."""
    if top < 1 or not 0 < rows <= MOST_ROWS:
        raise RefusedError(f"A window of a sheet begins at row 1 or later and has 1 to {MOST_ROWS} rows")
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id, whole=False)
        restored = find_setting(reading, RESTORED) or ""
    # A corrected reading has another version; a store that was brought back may count the same versions again.
    file = _SEEN.find((desk.store.place, record.id, record.version, restored), lambda: _see_file(desk, record))
    sheet = _choose(file, name)
    window = range(top, min(top + rows, sheet.last + 1))
    marks = [mark for row in window for mark in sheet.marks.get(row, ())]
    answers = _find_texts(desk, marks)
    columns = range(1, sheet.width + 1)
    return {
        "name": sheet.texts.name,
        "sheets": [one.texts.name for one in file.sheets if not one.texts.hidden],
        "top": top,
        "rows": [_show_row(sheet, row, answers, columns) for row in window],
        "columns": [format_column(column) for column in columns],
        "total_rows": sheet.last,
        "merges": list(sheet.texts.merges),
        "marks": [
            {"cell": format_cell(one.row, one.column), "kind": one.kind, "question": one.question} for one in marks
        ],
    }


def _find_texts(desk: Desk, marks: list[_Mark]) -> dict[tuple[int, int], str]:
    """Return the answers that stand in marked cells, by row and column."""
    slots = [mark for mark in marks if mark.slot]
    with desk.store.read() as reading:
        answers = find_answers(reading, list({mark.question for mark in slots}))
    told = {(one.row, one.column): answers.get(one.question, {}).get(one.slot) for one in slots}
    return {place: text for place, text in told.items() if text is not None}


def _see_file(desk: Desk, record: QuestionnaireRecord) -> _SeenFile:
    with desk.store.read() as reading:
        questions = list_read_questions(reading, record.id)
    sheets = _FILES.find(record.sha256, lambda: _read(desk, record))
    by_sheet: dict[str, list[QuestionRecord]] = {}
    for one in questions:
        by_sheet.setdefault(one.summary.sheet, []).append(one)
    seen = tuple(_arrange(sheet, by_sheet.get(sheet.name, [])) for sheet in sheets)
    return _SeenFile(seen, questions[0].summary.sheet if questions else sheets[0].name)


def _show_row(seen: _SeenSheet, row: int, answers: Mapping[tuple[int, int], str], columns: range) -> list[str]:
    own = seen.rows.get(row, {})
    return [_cut(answers.get((row, column), own.get(column, ""))) for column in columns]


def _arrange(sheet: SheetTexts, questions: list[QuestionRecord]) -> _SeenSheet:
    rows: dict[int, dict[int, str]] = {}
    for cell, text in sheet.texts.items():
        row, column = parse_cell(cell)
        rows.setdefault(row, {})[column] = text
    marks: dict[int, list[_Mark]] = {}
    for mark in _list_marks(sheet, questions):
        marks.setdefault(mark.row, []).append(mark)
    columns = [column for row in rows.values() for column in row]
    columns += [mark.column for row in marks.values() for mark in row]
    width = min(max(columns, default=0), _MOST_COLUMNS)
    return _SeenSheet(sheet, rows, marks, max((*rows, *marks), default=0), width)


def _read(desk: Desk, record: QuestionnaireRecord) -> tuple[SheetTexts, ...]:
    file_name = record.file_name
    with desk.store.read() as reading:
        data = read_blob(reading, record.sha256)
    if data is None:
        raise NotFoundError("file", file_name)
    with keep_as_file(file_name, data) as path:
        try:
            return read_texts_in_child(path)
        except UnreadableError as error:
            raise UnreadableError(file_name, error.reason, error.remedy, place=error.place) from error


def _choose(file: _SeenFile, name: str | None) -> _SeenSheet:
    wanted = name if name is not None else file.first
    found = next((one for one in file.sheets if one.texts.name == wanted and not one.texts.hidden), None)
    if found is None:
        raise NotFoundError("sheet", wanted)
    return found


def _list_marks(sheet: SheetTexts, questions: list[QuestionRecord]) -> Iterator[_Mark]:
    own = {place: cell for cell, place in sheet.places.items()}
    for one in questions:
        place = _find_place(one.summary.cell, own)
        if place is not None:
            yield _Mark(*place, "question", one.summary.id)
        for slot in one.reading["slots"]:
            place = _find_place(slot["cell"], own)
            if place is not None and slot["cell"] != one.summary.cell:
                yield _Mark(*place, "answer", one.summary.id, slot["cell"])


def _find_place(cell: str, own: Mapping[str, str]) -> tuple[int, int] | None:
    """Return row and column of a cell; a document's place may name a field in it."""
    name = own.get(cell.split(" field ", maxsplit=1)[0], cell) if own else cell
    try:
        return parse_cell(name)
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

"""The customer's sheet as a person sees it, in windows of rows, with the questions marked and the answers in place."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from qbot.errors import UnreadableError
from qbot.model.filling import SheetTexts
from qbot.model.place import format_cell, format_column, parse_cell
from qbot.sandbox import read_texts_in_child
from qbot.store.blobs import read_blob
from qbot.store.questions import list_read_questions
from qbot.store.records import Document, QuestionnaireRecord, QuestionRecord
from qbot.workflow.desk import Desk
from qbot.workflow.listing import require_questionnaire
from qbot.workflow.reading_job import keep_as_file
from qbot.workflow.refusals import NotFoundError, RefusedError

MOST_ROWS = 200
_MOST_COLUMNS = 60
_LONGEST = 1_000
_KEPT = 4


@dataclass(frozen=True, slots=True)
class _SeenSheet:
    """A sheet with its cells by row, as it is shown."""

    texts: SheetTexts
    rows: dict[int, dict[int, str]]
    width: int


class SheetShelf:
    """The files that were looked at last, by their hash; reading one takes a child process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[str, tuple[_SeenSheet, ...]] = OrderedDict()

    def find(self, sha256: str, read: Callable[[], tuple[SheetTexts, ...]]) -> tuple[_SeenSheet, ...]:
        """Return the sheets of a file, read where they are not there yet."""
        with self._lock:
            if sha256 not in self._kept:
                self._kept[sha256] = tuple(_arrange(one) for one in read())
                while len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            self._kept.move_to_end(sha256)
            return self._kept[sha256]


@dataclass(frozen=True, slots=True)
class _Mark:
    row: int
    column: int
    kind: str
    question: str
    text: str | None = None


_SHELF = SheetShelf()


def show_sheet(desk: Desk, questionnaire_id: str, *, name: str | None, top: int, rows: int) -> Document:
    """Return rows of a sheet (the first with questions where none is named), its marks, and its answers in place."""
    if top < 1 or not 0 < rows <= MOST_ROWS:
        raise RefusedError(f"A window of a sheet begins at row 1 or later and has 1 to {MOST_ROWS} rows")
    with desk.store.read() as reading:
        record = require_questionnaire(reading, questionnaire_id, whole=False)
        questions = list_read_questions(reading, questionnaire_id)
    sheets = _SHELF.find(record.sha256, lambda: _read(desk, record))
    seen = _choose(sheets, name, questions)
    sheet = seen.texts
    marks = list(_list_marks(sheet, questions))
    answers = {(one.row, one.column): one.text for one in marks if one.text is not None}
    last = max((*seen.rows, *(row for row, _ in answers)), default=0)
    width = min(max((seen.width, *(column for _, column in answers))), _MOST_COLUMNS)
    window = range(top, min(top + rows, last + 1))
    return {
        "name": sheet.name,
        "sheets": [one.texts.name for one in sheets if not one.texts.hidden],
        "top": top,
        "rows": [_show_row(seen, row, answers, width) for row in window],
        "columns": [format_column(column) for column in range(1, width + 1)],
        "total_rows": last,
        "merges": list(sheet.merges),
        "marks": [
            {"cell": format_cell(one.row, one.column), "kind": one.kind, "question": one.question}
            for one in marks
            if one.row in window
        ],
    }


def _show_row(seen: _SeenSheet, row: int, answers: Mapping[tuple[int, int], str], width: int) -> list[str]:
    own = seen.rows.get(row, {})
    return [_cut(answers.get((row, column), own.get(column, ""))) for column in range(1, width + 1)]


def _arrange(sheet: SheetTexts) -> _SeenSheet:
    rows: dict[int, dict[int, str]] = {}
    for cell, text in sheet.texts.items():
        row, column = parse_cell(cell)
        rows.setdefault(row, {})[column] = text
    return _SeenSheet(sheet, rows, max((max(row) for row in rows.values()), default=0))


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


def _choose(sheets: tuple[_SeenSheet, ...], name: str | None, questions: list[QuestionRecord]) -> _SeenSheet:
    wanted = name if name is not None else (questions[0].summary.sheet if questions else sheets[0].texts.name)
    found = next((one for one in sheets if one.texts.name == wanted and not one.texts.hidden), None)
    if found is None:
        raise NotFoundError("sheet", wanted)
    return found


def _list_marks(sheet: SheetTexts, questions: Iterable[QuestionRecord]) -> Iterable[_Mark]:
    own = {place: cell for cell, place in sheet.places.items()}
    for one in questions:
        if one.summary.sheet != sheet.name:
            continue
        place = _find_place(one.summary.cell, own)
        if place is not None:
            yield _Mark(*place, "question", one.summary.id)
        for slot in one.reading["slots"]:
            place = _find_place(slot["cell"], own)
            if place is not None and slot["cell"] != one.summary.cell:
                yield _Mark(*place, "answer", one.summary.id, one.summary.answers.get(slot["cell"]))


def _find_place(cell: str, own: Mapping[str, str]) -> tuple[int, int] | None:
    """Return row and column of a cell; a document's place may name a field in it."""
    name = own.get(cell.split(" field ", maxsplit=1)[0], cell) if own else cell
    try:
        return parse_cell(name)
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"

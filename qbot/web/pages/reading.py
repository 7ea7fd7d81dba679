"""The reading of a file, shown on its own cells: a sheet's role, its header row and its columns can be corrected."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.errors import UnreadableError, UsageError
from qbot.layout.overrides import LayoutOverrides
from qbot.model.questionnaire import Questionnaire, SheetRole
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.pages.one_questionnaire import find_shown
from qbot.web.pages.questionnaires import Shown
from qbot.web.reading_form import COLUMN_ROLES, keep_corrections, read_corrections
from qbot.web.views import Form, go_to, read_text, render
from qbot.workflow.correcting import correct_reading, find_corrections, preview_reading
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import RefusedError
from qbot.workflow.sheet_view import show_sheet

router = APIRouter(include_in_schema=False, prefix="/questionnaires/{questionnaire_id}/reading")
_ROWS = 40
_ABOVE_HEADER = 3


@router.get("")
def show_reading(
    request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, sheet: str = "", top: int = 0
) -> Response:
    """Show what was read on the cells of a sheet."""
    corrections = find_corrections(desk, questionnaire_id)
    shown = _show_sheet(desk, questionnaire_id, corrections, sheet, top)
    return _show(request, desk, by, questionnaire_id, shown)


@router.post("")
def correct(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Show the effect of a correction, or use it: the file is read and drafted again, and decisions are kept."""
    sheet = read_text(form, "sheet") or read_text(form, "sheet_shown")
    try:
        if read_text(form, "do") == "take_back":
            correct_reading(desk, questionnaire_id, None, by=by)
            return go_to(f"/questionnaires/{questionnaire_id}")
        corrections = read_corrections(form)
        if read_text(form, "do") == "use":
            correct_reading(desk, questionnaire_id, corrections, by=by)
            return go_to(f"/questionnaires/{questionnaire_id}")
        top = read_text(form, "top")
        shown = _show_sheet(desk, questionnaire_id, corrections, sheet, int(top) if top.isdecimal() else 0)
    except (RefusedError, UsageError, UnreadableError) as error:
        kept = find_corrections(desk, questionnaire_id)
        shown = {**_show_sheet(desk, questionnaire_id, kept, sheet, 0), "wrong": str(error)}
    return _show(request, desk, by, questionnaire_id, shown, status=422 if shown["wrong"] else 200)


def _show_sheet(desk: Desk, questionnaire_id: str, corrections: LayoutOverrides | None, name: str, top: int) -> Shown:
    """Return a sheet's cells, and what is read on them with these corrections."""
    read = preview_reading(desk, questionnaire_id, corrections)
    sheets = {one.name: one for one in read.sheets if not one.hidden}
    asking = next((one for one in sheets.values() if one.role is SheetRole.QUESTIONS), None)
    sheet = sheets.get(name) or asking or read.sheets[0]
    first = top or max((sheet.header_row or 1) - _ABOVE_HEADER, 1)
    return {
        "sheets": list(sheets.values()),
        "sheet": sheet,
        "grid": show_sheet(desk, questionnaire_id, name=sheet.name, top=first, rows=_ROWS),
        "held": {column.letters: column for column in sheet.columns},
        "marks": _mark_cells(read, sheet.name),
        "counts": Counter(one.sheet for one in read.questions),
        "questions": [one for one in read.questions if one.sheet == sheet.name],
        "skipped": Counter(one.reason for one in read.skipped if one.sheet == sheet.name).most_common(),
        "notes": read.notes,
        "kept": keep_corrections(corrections),
        "window": _ROWS,
        "wrong": "",
    }


def _mark_cells(read: Questionnaire, sheet: str) -> dict[str, str]:
    """Return what is read in each cell of a sheet: a question, or where an answer goes."""
    marks = {}
    for question in read.questions:
        if question.sheet == sheet:
            marks[question.cell] = "question"
            marks.update({slot.cell: slot.role.value for slot in question.slots})
    return marks


def _show(request: Request, desk: Desk, by: str, questionnaire_id: str, shown: Shown, *, status: int = 200) -> Response:
    context = {
        **shown,
        "questionnaire": find_shown(desk, questionnaire_id, by=by),
        "roles": list(SheetRole),
        "column_roles": COLUMN_ROLES,
    }
    return render(request, "reading.html", context, status=status)

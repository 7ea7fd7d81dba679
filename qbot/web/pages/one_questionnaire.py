"""One questionnaire: how far the work on it is, where it stands, its details and its history."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.pages.questionnaires import Shown, mark_overdue
from qbot.web.views import Form, go_to, read_text, read_version, render
from qbot.workflow.correcting import read_again
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.jobs import cancel_job
from qbot.workflow.listing import describe
from qbot.workflow.refusals import RefusedError
from qbot.workflow.retention import delete_questionnaire

router = APIRouter(include_in_schema=False, prefix="/questionnaires/{questionnaire_id}")
_DETAILS = ("name", "customer", "product", "region", "due_on", "nda_until", "assignee")


@router.get("")
def show_questionnaire(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str) -> Response:
    """Show where a questionnaire stands, or how far the work on it is."""
    one = find_shown(desk, questionnaire_id, by=by)
    return _show(request, one, typed={key: one[key] for key in _DETAILS})


@router.post("/details")
def save_details(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Save what is said of a questionnaire; where it cannot be saved, say why beside what was typed."""
    typed = {key: read_text(form, key) for key in _DETAILS}
    try:
        change_details(desk, questionnaire_id, typed, version=read_version(form), by=by)
    except RefusedError as error:
        one = find_shown(desk, questionnaire_id, by=by)
        return _show(request, one, typed=typed, wrong=str(error), status=409 if error.code == "conflict" else 422)
    return go_to(f"/questionnaires/{questionnaire_id}")


@router.post("/cancel")
def cancel(desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Stop the work on a questionnaire."""
    cancel_job(desk, read_text(form, "job"), by=by)
    return go_to(f"/questionnaires/{questionnaire_id}")


@router.post("/again")
def try_again(desk: AtDesk, by: Reviewer, questionnaire_id: str) -> Response:
    """Read a file once more whose reading failed or was cancelled."""
    read_again(desk, questionnaire_id, by=by)
    return go_to(f"/questionnaires/{questionnaire_id}")


@router.post("/delete")
def delete(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Erase a questionnaire with its files, once the box is ticked."""
    if read_text(form, "sure") != "yes":
        one = find_shown(desk, questionnaire_id, by=by)
        wrong = "Tick the box first: what is erased cannot be brought back"
        return _show(request, one, typed={key: one[key] for key in _DETAILS}, wrong=wrong, status=422)
    delete_questionnaire(desk, questionnaire_id, by=by)
    return go_to("/questionnaires")


def find_shown(desk: Desk, questionnaire_id: str, *, by: str) -> Shown:
    """Return a questionnaire as its pages show it."""
    return mark_overdue([describe(desk, questionnaire_id, by=by)], today=desk.today())[0]


def _show(request: Request, one: Shown, *, typed: Shown, wrong: str = "", status: int = 200) -> Response:
    job = one["job"]
    running = job if job is not None and job["state"] in {"waiting", "running"} else None
    shown = {"questionnaire": one, "sheets": one["sheets"], "job": running, "typed": typed, "wrong": wrong}
    return render(request, "questionnaire.html", shown, status=status)

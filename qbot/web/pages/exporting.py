"""Export: what is still open, the file for a recipient, and what was made so far."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.pages.one_questionnaire import find_shown
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import Form, go_to, read_text, render
from qbot.workflow.desk import Desk
from qbot.workflow.exports import list_exports
from qbot.workflow.obstacles import find_obstacles
from qbot.workflow.refusals import OpenQuestionsError, RefusedError
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.reviewing import apply_operations

router = APIRouter(include_in_schema=False, prefix="/questionnaires/{questionnaire_id}/export")


@router.get("")
def show_export(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, made: str = "") -> Response:
    """Show what is open, and the exports so far."""
    return _show(request, desk, by, questionnaire_id, made=made)


@router.post("")
def export(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Make the completed file or a draft copy; a refusal lists what is open."""
    recipient, draft = read_text(form, "recipient"), read_text(form, "kind") == "draft"
    operation = read_text(form, "operation") or None
    try:
        made = export_questionnaire(
            desk, questionnaire_id, recipient=recipient, draft=draft, by=by, operation=operation
        )
    except RefusedError as error:
        status = 409 if isinstance(error, OpenQuestionsError) else 422
        return _show(request, desk, by, questionnaire_id, recipient=recipient, wrong=str(error), status=status)
    return go_to(f"/questionnaires/{questionnaire_id}/export?made={made['id']}")


@router.post("/leave-open")
def leave_open(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Leave every question that nothing supports deliberately without an answer."""
    told = {"action": "bulk_no_answer", "reason": read_text(form, "reason")}
    return _apply(request, desk, by, questionnaire_id, {**told, "operation": read_text(form, "operation") or None})


@router.post("/release")
def release(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Let the wording of the stopped answers leave for this customer."""
    told = {"action": "release", "questions": [str(value) for value in form.getlist("question")]}
    return _apply(request, desk, by, questionnaire_id, {**told, "operation": read_text(form, "operation") or None})


def _apply(request: Request, desk: Desk, by: str, questionnaire_id: str, operation: Shown) -> Response:
    """Do one operation and show the page again, with what went wrong where it was not done."""
    done = apply_operations(desk, questionnaire_id, [operation], by=by)["results"][0]
    if done["outcome"] != "done":
        return _show(request, desk, by, questionnaire_id, wrong=done["message"], status=422)
    return go_to(f"/questionnaires/{questionnaire_id}/export")


def _show(
    request: Request,
    desk: Desk,
    by: str,
    questionnaire_id: str,
    *,
    made: str = "",
    recipient: str | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    one, exports = find_shown(desk, questionnaire_id, by=by), list_exports(desk, questionnaire_id)
    shown: Shown = {
        "questionnaire": one,
        "exports": exports,
        "done": next((export for export in exports if export["id"] == made), None),
        "recipient": one["customer"] if recipient is None else recipient,
        "operation": desk.make_id() + desk.make_id(),
        "wrong": wrong,
        **find_obstacles(desk, questionnaire_id),
    }
    return render(request, "export.html", shown, status=status)

"""The list of questionnaires, and uploading one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from qbot.errors import QbotError
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.error_status import find_status
from qbot.web.security import BodyLimits
from qbot.web.views import Form, go_to, read_text, render
from qbot.workflow.desk import Desk
from qbot.workflow.listing import list_questionnaires, name_questionnaires
from qbot.workflow.refusals import RefusedError
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

router = APIRouter(include_in_schema=False)
Shown = dict[str, Any]  # Any: a questionnaire as the workflow shows it
PASTED_NAME = "Pasted questions.txt"
_TYPED = ("pasted", "customer", "product", "region", "due_on", "nda_until", "follows")
_MOST_EARLIER = 200
_FILE_LIMIT = BodyLimits().upload - (1 << 20)  # room for the other fields of the form


@router.get("/")
def begin() -> Response:
    """Go to the first page."""
    return go_to("/questionnaires")


@router.get("/questionnaires")
def show_questionnaires(request: Request, desk: AtDesk, by: Reviewer, search: str = "", status: str = "") -> Response:
    """Show all questionnaires with their status, progress and due date, or those that match."""
    every = mark_overdue(list_questionnaires(desk, by=by), today=desk.today())
    shown = {
        "questionnaires": [one for one in every if _matches(one, search=search, status=status)],
        "open_count": sum(one["status"] != "exported" for one in every),
        "overdue_count": sum(one["overdue"] for one in every),
        "search": search,
        "status": status,
        "filter": bool(search or status),
    }
    return render(request, "questionnaires.html", shown)


@router.get("/questionnaires/new")
def ask_for_file(request: Request, desk: AtDesk, follows: str = "") -> Response:
    """Ask for the customer's file, perhaps the next round of an earlier one."""
    return _show_upload(request, desk, {"follows": follows})


@router.post("/questionnaires")
def upload(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Keep the file, start to read it and show how far that is; what cannot be kept is told beside what was typed."""
    try:
        name, data = _read_given(form)
        made = upload_questionnaire(
            desk, file_name=name, data=data, details=read_details(form), follows=read_text(form, "follows"), by=by
        )
    except QbotError as error:
        return _show_upload(request, desk, form, wrong=str(error), status=find_status(error)[0])
    return go_to(f"/questionnaires/{made['questionnaire']['id']}")


@router.post("/questionnaires/sample")
def upload_sample(desk: AtDesk, by: Reviewer) -> Response:
    """Upload the sample that comes with qbot, so that one can look around before there is a file."""
    data = (files("qbot.web") / "sample" / "questionnaire.xlsx").read_bytes()
    details = UploadDetails(customer="Sample customer", name="Sample questionnaire")
    made = upload_questionnaire(desk, file_name="Sample questionnaire.xlsx", data=data, details=details, by=by)
    return go_to(f"/questionnaires/{made['questionnaire']['id']}")


def _read_given(form: FormData) -> tuple[str, bytes]:
    """Return the name and bytes of the chosen file, or of the pasted text, which goes the way of a .txt file."""
    file, field = form.get("file"), form.get("pasted")
    chosen = file if isinstance(file, UploadFile) and file.filename else None
    pasted = field if isinstance(field, str) and field.strip() else ""  # a first column may be empty: blanks stay
    if chosen is not None and pasted:
        raise RefusedError("A file was chosen and questions were pasted. Upload one, then the other")
    if chosen is not None:
        return chosen.filename or "", chosen.file.read()
    if not pasted:
        raise RefusedError("Choose the file that the customer sent, or paste its questions")
    return PASTED_NAME, (pasted.replace("\r\n", "\n").rstrip("\n") + "\n").encode(errors="replace")


def read_details(form: FormData) -> UploadDetails:
    """Return what a form says of a questionnaire."""
    return UploadDetails(
        customer=read_text(form, "customer"),
        product=read_text(form, "product"),
        region=read_text(form, "region"),
        due_on=read_text(form, "due_on") or None,
        nda_until=read_text(form, "nda_until") or None,
        name=read_text(form, "name"),
        assignee=read_text(form, "assignee"),
    )


def mark_overdue(questionnaires: Sequence[Shown], *, today: date) -> list[Shown]:
    """Return the questionnaires with `overdue`: the due day is over and nothing was exported."""
    return [{**one, "overdue": _is_overdue(one, today.isoformat())} for one in questionnaires]


def _is_overdue(one: Shown, today: str) -> bool:
    return bool(one["due_on"]) and one["due_on"] < today and one["status"] != "exported"


def _matches(one: Shown, *, search: str, status: str) -> bool:
    told = " ".join(one[key] or "" for key in ("name", "file_name", "customer", "product", "region")).casefold()
    fits = {"open": one["status"] != "exported", "overdue": one["overdue"], "exported": one["status"] == "exported"}
    return fits.get(status, True) and all(word in told for word in search.casefold().split())


def _show_upload(
    request: Request, desk: Desk, typed: Mapping[str, object], *, wrong: str = "", status: int = 200
) -> Response:
    every = name_questionnaires(desk)
    shown = {
        "known": {f"{key}s": sorted({one[key] for one in every} - {""}) for key in ("customer", "product", "region")},
        "typed": {key: typed.get(key, "") for key in _TYPED},
        "earlier": [one for one in every if one["state"] == "ready"][:_MOST_EARLIER],
        "wrong": wrong,
        "limit": _FILE_LIMIT,
    }
    return render(request, "upload.html", shown, status=status)

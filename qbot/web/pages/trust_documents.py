"""The documents of the trust centre, for those who look after them: kept, changed, withdrawn and given out again."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from qbot.errors import QbotError
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.error_status import find_status
from qbot.web.handing_out import hand_out
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import Form, go_to, read_text, render
from qbot.workflow.changing_documents import DetailChanges, change_document, give_again, list_to_change
from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document, read_own_document, withdraw_document

router = APIRouter(include_in_schema=False, prefix="/trust-center/documents")
_DETAILS = ("title", "version", "disclosure", "valid_until")
_FORM = (*_DETAILS, "replaces", "change", "seen")


@router.get("")
def show_documents(request: Request, desk: AtDesk, told: str = "", change: str = "") -> Response:
    """Show the documents that are given out; one of them may be chosen to be changed."""
    return _show(request, desk, change=change, told=told)


@router.post("")
def add_document(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Keep a document, or replace one by a new version."""
    return _do(request, desk, form, lambda: f"{_name(_keep(desk, form, by=by))} is kept")


@router.get("/{document_id}")
def download_document(desk: AtDesk, document_id: str) -> Response:
    """Hand out a document to the reviewer."""
    return hand_out(read_own_document(desk, document_id))


@router.post("/{document_id}")
def change(request: Request, desk: AtDesk, by: Reviewer, document_id: str, form: Form) -> Response:
    """Change what is said of a document, withdraw it, or give it out again."""
    return _do(request, desk, form, lambda: _change(desk, document_id, form, by=by))


def _do(request: Request, desk: Desk, form: FormData, act: Callable[[], str]) -> Response:
    """Do what was asked and go on; what must be mended is told beside what was typed."""
    try:
        told = act()
    except QbotError as error:
        return _show(request, desk, typed=form, wrong=str(error), status=find_status(error)[0])
    return go_to(f"/trust-center/documents?{urlencode({'told': told})}")


def _name(document: Shown) -> str:
    return f"Appendix {document['number']}, {document['title']},"


def _change(desk: Desk, document_id: str, form: FormData, *, by: str) -> str:
    do = read_text(form, "do")
    if do == "withdraw":
        return f"{_name(withdraw_document(desk, document_id, by=by))} is withdrawn"
    if do == "again":
        return f"{_name(give_again(desk, document_id, by=by))} is given out again"
    changes = DetailChanges(*(read_text(form, key) for key in _DETAILS))
    return f"{_name(change_document(desk, document_id, changes, seen=read_text(form, 'seen'), by=by))} is changed"


def _keep(desk: Desk, form: FormData, *, by: str) -> Shown:
    file = form.get("file")
    name, data = (file.filename or "", file.file.read()) if isinstance(file, UploadFile) else ("", b"")
    details = DocumentDetails(*(read_text(form, key) for key in _DETAILS))
    return keep_document(desk, file_name=name, data=data, details=details, replaces=read_text(form, "replaces"), by=by)


def _show(
    request: Request,
    desk: Desk,
    *,
    change: str = "",
    typed: FormData | None = None,
    told: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    found = list_to_change(desk)
    kept = {key: read_text(typed, key) if typed is not None else "" for key in _FORM}
    chosen = next((one for one in found["documents"] if one["id"] == (change or kept["change"])), None)
    if chosen is not None and typed is None:
        kept |= {key: chosen[key] or "" for key in _DETAILS}
    shown = {**found, "chosen": chosen, "typed": kept, "told": told, "wrong": wrong}
    return render(request, "trust_documents.html", shown, status=status)

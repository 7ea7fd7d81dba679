"""The trust centre: what everybody may read, the form for requests, and what a personal link leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from qbot.web.at_desk import AtDesk
from qbot.web.handing_out import hand_out
from qbot.web.trust_desk import render_own_page
from qbot.web.trust_rendering import make_trust_policy
from qbot.web.trust_sheets import show_sheet
from qbot.web.views import Form, go_to, read_text
from qbot.workflow.desk import Desk
from qbot.workflow.documents import read_public_document
from qbot.workflow.link_visits import download_by_link, open_link
from qbot.workflow.refusals import RefusedError
from qbot.workflow.requesting import MOST_BYTES, Asked, list_to_request, submit_request
from qbot.workflow.shelf import Shelf
from qbot.workflow.trust_store import find_mark
from qbot.workflow.turned_away import REQUESTS, VISITS, note_turned_away

router = APIRouter(include_in_schema=False, prefix="/trust")
_TYPED = ("name", "company", "email", "purpose")
_OFTEN = "Too many have asked just now. Try again in ten minutes"


def _limit_requests(request: Request, desk: AtDesk) -> None:
    if not request.app.state.trust_requests.allow():
        note_turned_away(desk, REQUESTS)
        raise HTTPException(429, _OFTEN)


def _limit_visits(request: Request, desk: AtDesk) -> None:
    if not request.app.state.trust_visits.allow():
        note_turned_away(desk, VISITS)
        raise HTTPException(429, _OFTEN)


SomeRequests = Annotated[None, Depends(_limit_requests)]  # named before the form, which is not read where it refuses
SomeVisits = Annotated[None, Depends(_limit_visits)]


@router.get("")
def show_trust_page(request: Request, desk: AtDesk) -> Response:
    """Show the trust centre as it is now; it is made once until something on it changes."""
    shelf: Shelf[object, str] = request.app.state.trust_pages
    html = shelf.find(find_mark(desk), lambda: render_own_page(desk))
    return HTMLResponse(html, headers={"Content-Security-Policy": make_trust_policy(html)})


@router.get("/documents/{document_id}")
def download_public(_some: SomeVisits, desk: AtDesk, document_id: str) -> Response:
    """Hand out a public document."""
    return hand_out(read_public_document(desk, document_id))


@router.get("/request")
def ask_for_request(desk: AtDesk, document: str = "") -> Response:
    """Ask who wants which documents, and for a questionnaire; one document may be chosen already."""
    return _show_form(desk, {}, chosen=[document])


@router.post("/request")
def send_request(_some: SomeRequests, desk: AtDesk, form: Form) -> Response:
    """Keep a request for a person to decide; what must be mended is told beside what was typed."""
    if read_text(form, "website"):  # a field that no person sees
        return go_to("/trust/request/sent")
    file = form.get("file")
    file_name, data = (file.filename or "", file.file.read()) if isinstance(file, UploadFile) else ("", b"")
    documents = [str(value) for value in form.getlist("document")][:50]
    name, company, email, purpose = (read_text(form, field) for field in _TYPED)
    try:
        submit_request(desk, Asked(name, company, email, purpose, documents), file_name=file_name, data=data)
    except RefusedError as error:
        return _show_form(desk, form, chosen=documents, wrong=str(error), status=422)
    return go_to("/trust/request/sent")


@router.get("/request/sent")
def thank(desk: AtDesk) -> Response:
    """Say that a request came in; whatever was asked, and by whom, the page is the same."""
    text = "Thank you. A person reads every request; you hear from us by e-mail."
    return show_sheet(desk, "trust/told.html", title="Your request is with us", text=text, more="")


@router.get("/link/{token}")
def visit(_some: SomeVisits, desk: AtDesk, token: str) -> Response:
    """Show what a personal link leads to."""
    return show_sheet(desk, "trust/link.html", visit=open_link(desk, token), token=quote(token, safe=""))


@router.get("/link/{token}/{document_id}")
def download(_some: SomeVisits, desk: AtDesk, token: str, document_id: str) -> Response:
    """Hand out a document by a personal link."""
    return hand_out(download_by_link(desk, token, document_id))


def _show_form(
    desk: Desk,
    form: FormData | Mapping[str, str],
    *,
    chosen: list[str] | None = None,
    wrong: str = "",
    status: int = 200,
) -> Response:
    typed = {field: str(form.get(field) or "") for field in _TYPED}
    shown = {"documents": list_to_request(desk), "chosen": chosen or [], "typed": typed, "wrong": wrong}
    return show_sheet(desk, "trust/request.html", status=status, **shown, limit=MOST_BYTES >> 20)

"""The trust centre for those who look after it: its state and editions, the look, documents, and requests."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from qbot.errors import QbotError
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.letters import write_letter
from qbot.web.pages.questionnaires import Shown
from qbot.web.pages.trust import hand_out
from qbot.web.trust_desk import list_versions, read_theme
from qbot.web.trust_theme import DEFAULT_ACCENT, check_theme
from qbot.web.views import Form, go_to, quote_part, read_text, render
from qbot.workflow.desk import Desk
from qbot.workflow.documents import (
    DocumentDetails,
    keep_document,
    list_named_documents,
    list_own_documents,
    read_own_document,
    withdraw_document,
)
from qbot.workflow.granting import (
    Grant,
    decline_request,
    delete_request,
    describe_request,
    grant_request,
    list_all_requests,
    renew_link,
    revoke,
)
from qbot.workflow.trust_store import publish_edition, read_page, save_look

router = APIRouter(include_in_schema=False, prefix="/trust-center")
_LOOK = ("title", "lead", "accent", "contact", "request_url")


@router.get("")
def show_state(request: Request, desk: AtDesk, told: str = "") -> Response:
    """Show how the page stands: what it says, what its keeper must know, and what is not an edition yet."""
    return _show_state(request, desk, told=told)


@router.post("/edition")
def publish(request: Request, desk: AtDesk, by: Reviewer) -> Response:
    """Publish the page of today as an edition."""
    try:
        made = publish_edition(desk, list_versions(list_named_documents(desk, today=desk.today())), by=by)
    except QbotError as error:
        return _show_state(request, desk, wrong=str(error), status=422)
    told = f"Published as the edition of {made['day']}"
    return go_to(f"/trust-center?{urlencode({'told': told})}")


@router.post("/look")
def change_look(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Save the look of the page."""
    typed = {name: read_text(form, name) for name in _LOOK}
    try:
        look = check_theme(typed)
    except QbotError as error:
        return _show_state(request, desk, look=typed, wrong=str(error), status=422)
    save_look(desk, {name: getattr(look, name) for name in _LOOK if getattr(look, name)}, by=by)
    return go_to(f"/trust-center?{urlencode({'told': 'Saved'})}")


@router.get("/documents")
def show_documents(request: Request, desk: AtDesk, told: str = "") -> Response:
    """Show the documents that are given out."""
    return _show_documents(request, desk, told=told)


@router.post("/documents")
def add_document(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Keep a document, replace one by a new version, or withdraw one."""
    try:
        if read_text(form, "withdraw"):
            withdraw_document(desk, read_text(form, "withdraw"), by=by)
            return go_to(f"/trust-center/documents?{urlencode({'told': 'Withdrawn'})}")
        made = _keep(desk, form, by=by)
    except QbotError as error:
        return _show_documents(request, desk, typed=form, wrong=str(error), status=422)
    told = f"Appendix {made['number']}, {made['title']}, is kept"
    return go_to(f"/trust-center/documents?{urlencode({'told': told})}")


@router.get("/documents/{document_id}")
def download_document(desk: AtDesk, document_id: str) -> Response:
    """Hand out a document to the reviewer."""
    return hand_out(read_own_document(desk, document_id))


@router.get("/requests")
def show_requests(request: Request, desk: AtDesk) -> Response:
    """Show what was asked for, what waits first."""
    return render(request, "trust_requests.html", list_all_requests(desk))


@router.get("/requests/{request_id}")
def show_request(request: Request, desk: AtDesk, request_id: str, told: str = "") -> Response:
    """Show a request with its links and each use of them."""
    return _show_request(request, desk, request_id, told=told)


@router.post("/requests/{request_id}")
def decide(request: Request, desk: AtDesk, by: Reviewer, request_id: str, form: Form) -> Response:
    """Grant or decline a request, make a link anew, or revoke one."""
    do = read_text(form, "do")
    try:
        if do in ("grant", "renew"):
            token = _make_link(desk, request_id, form, do=do, by=by)
            told = "Granted" if do == "grant" else "There is a new link; those before lead nowhere"
            return _show_request(request, desk, request_id, token=token, told=told)
        if do == "decline":
            decline_request(desk, request_id, reason=read_text(form, "reason"), by=by)
        else:
            revoke(desk, read_text(form, "link"), by=by)
    except QbotError as error:
        return _show_request(request, desk, request_id, wrong=str(error), status=422)
    told = "Declined" if do == "decline" else "Revoked: the link leads nowhere now"
    return go_to(f"/trust-center/requests/{quote_part(request_id)}?{urlencode({'told': told})}")


@router.post("/requests/{request_id}/delete")
def delete(desk: AtDesk, by: Reviewer, request_id: str) -> Response:
    """Delete a request with its links."""
    delete_request(desk, request_id, by=by)
    return go_to("/trust-center/requests")


def _keep(desk: Desk, form: FormData, *, by: str) -> Shown:
    file = form.get("file")
    name, data = (file.filename or "", file.file.read()) if isinstance(file, UploadFile) else ("", b"")
    details = DocumentDetails(*(read_text(form, key) for key in ("title", "version", "disclosure", "valid_until")))
    return keep_document(desk, file_name=name, data=data, details=details, replaces=read_text(form, "replaces"), by=by)


def _make_link(desk: Desk, request_id: str, form: FormData, *, do: str, by: str) -> str:
    text = read_text(form, "days")
    days = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
    if do == "renew":
        return renew_link(desk, request_id, days=days, by=by)
    grant = Grant(
        documents=[str(value) for value in form.getlist("document")],
        days=days,
        nda_on=read_text(form, "nda_on"),
        nda_until=read_text(form, "nda_until"),
        take_questionnaire=read_text(form, "take") == "yes",
    )
    return grant_request(desk, request_id, grant, by=by)


def _show_state(
    request: Request, desk: Desk, *, look: Shown | None = None, told: str = "", wrong: str = "", status: int = 200
) -> Response:
    found = read_page(desk, list_versions(list_named_documents(desk, today=desk.today())))
    theme = read_theme(desk)
    shown = {
        "page": found.page,
        "statements": len(found.page.list_statements()),
        "editions": found.editions,
        "changes": found.pending,
        "look": look or {name: getattr(theme, name) for name in _LOOK},
        "default_accent": DEFAULT_ACCENT,
        "told": told,
        "wrong": wrong,
    }
    return render(request, "trust_state.html", shown, status=status)


def _show_documents(
    request: Request,
    desk: Desk,
    *,
    typed: FormData | None = None,
    told: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    keys = ("title", "version", "disclosure", "valid_until", "replaces")
    kept = {key: read_text(typed, key) if typed is not None else "" for key in keys}
    shown = {"documents": list_own_documents(desk), "typed": kept, "told": told, "wrong": wrong}
    return render(request, "trust_documents.html", shown, status=status)


def _show_request(
    request: Request,
    desk: Desk,
    request_id: str,
    *,
    token: str = "",
    told: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    found = describe_request(desk, request_id)
    base = read_theme(desk).request_url.removesuffix("/trust/request").rstrip("/")
    address = f"{base or str(request.base_url).rstrip('/')}/trust/link/{token}" if token else ""
    shown = {
        "one": found,
        "address": address,
        "letter": _write_letter(found, address) if address else "",
        "own_address": bool(base),
        "today": desk.today().isoformat(),
        "told": told,
        "wrong": wrong,
    }
    return render(request, "trust_request.html", shown, status=status)


def _write_letter(found: Shown, address: str) -> str:
    link = found["links"][0]
    lines = (f"Hello {found['name']},", "", f"here is your personal link to {', '.join(link['titles'])}:", "", address)
    text = "\r\n".join((*lines, "", f"It works until {link['expires_at'][:10]}. Please do not pass it on."))
    return write_letter(to=found["email"], subject="The documents that you asked for", text=text)

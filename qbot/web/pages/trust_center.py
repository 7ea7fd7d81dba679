"""The trust centre for those who look after it: its state and editions, the look, and requests."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from qbot.errors import QbotError
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.error_status import find_status
from qbot.web.letters import write_letter
from qbot.web.pages.questionnaires import Shown
from qbot.web.trust_desk import list_versions, read_theme
from qbot.web.trust_theme import DEFAULT_ACCENT, check_theme
from qbot.web.views import Form, go_to, quote_part, read_text, render
from qbot.workflow.amending import record_nda, reopen_request
from qbot.workflow.desk import Desk
from qbot.workflow.documents import list_named_documents
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
from qbot.workflow.turned_away import list_turned_away

router = APIRouter(include_in_schema=False, prefix="/trust-center")
_USUAL_DAYS = "14"
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


@router.get("/requests")
def show_requests(request: Request, desk: AtDesk) -> Response:
    """Show what was asked for, what waits first, and how many were turned away."""
    shown = {**list_all_requests(desk), "turned_away": list_turned_away(desk)}
    return render(request, "trust_requests.html", shown)


@router.get("/requests/{request_id}")
def show_request(request: Request, desk: AtDesk, request_id: str, told: str = "") -> Response:
    """Show a request with its links and each use of them."""
    return _show_request(request, desk, request_id, told=told)


@router.post("/requests/{request_id}")
def decide(request: Request, desk: AtDesk, by: Reviewer, request_id: str, form: Form) -> Response:
    """Grant or decline a request or open it again, record its NDA, make a link anew, or revoke one."""
    do = read_text(form, "do")
    try:
        if do in ("grant", "renew"):
            token = _make_link(desk, request_id, form, do=do, by=by)
            told = "Granted" if do == "grant" else "There is a new link; those before lead nowhere"
            return _show_request(request, desk, request_id, token=token, told=told)
        told = _amend(desk, request_id, form, do=do, by=by)
    except QbotError as error:
        return _show_request(request, desk, request_id, typed=form, wrong=str(error), status=find_status(error)[0])
    return go_to(f"/trust-center/requests/{quote_part(request_id)}?{urlencode({'told': told})}")


@router.post("/requests/{request_id}/delete")
def delete(desk: AtDesk, by: Reviewer, request_id: str) -> Response:
    """Delete a request with its links."""
    delete_request(desk, request_id, by=by)
    return go_to("/trust-center/requests")


def _amend(desk: Desk, request_id: str, form: FormData, *, do: str, by: str) -> str:
    """Do to a request what makes no link, and return what was done."""
    if do == "decline":
        decline_request(desk, request_id, reason=read_text(form, "reason"), by=by)
        return "Declined. Nothing was sent"
    if do == "reopen":
        reopen_request(desk, request_id, by=by)
        return "It waits for a decision again"
    if do == "nda":
        record_nda(desk, request_id, nda_on=read_text(form, "nda_on"), nda_until=read_text(form, "nda_until"), by=by)
        return "The NDA is recorded"
    revoke(desk, read_text(form, "link"), by=by)
    return "Revoked: the link leads nowhere now"


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
        "said": {one.id: one.text for one in found.page.list_statements()},
        "look": look or {name: getattr(theme, name) for name in _LOOK},
        "default_accent": DEFAULT_ACCENT,
        "told": told,
        "wrong": wrong,
    }
    return render(request, "trust_state.html", shown, status=status)


def _show_request(
    request: Request,
    desk: Desk,
    request_id: str,
    *,
    token: str = "",
    typed: FormData | None = None,
    told: str = "",
    wrong: str = "",
    status: int = 200,
) -> Response:
    found = describe_request(desk, request_id)
    base = read_theme(desk).request_url.removesuffix("/trust/request").rstrip("/")
    address = f"{base or str(request.base_url).rstrip('/')}/trust/link/{token}" if token else ""
    shown = {
        "one": found,
        "typed": _keep_typed(found, typed),
        "address": address,
        "letter": _write_letter(found, address) if address else "",
        "own_address": bool(base),
        "today": desk.today().isoformat(),
        "told": told,
        "wrong": wrong,
    }
    return render(request, "trust_request.html", shown, status=status)


def _keep_typed(found: Shown, typed: FormData | None) -> Shown:
    """Return what the fields of a request say: what was typed, else what is recorded and usual."""
    asked = [one["id"] for one in found["choices"] if one["asked"]]
    if typed is None:
        days = {"nda_on": found["nda_on"], "nda_until": found["nda_until"], "days": _USUAL_DAYS}
        return {**days, "reason": "", "documents": asked, "take": True}
    told = {name: read_text(typed, name) for name in ("nda_on", "nda_until", "days", "reason")}
    granting = read_text(typed, "do") == "grant"
    chosen = [str(value) for value in typed.getlist("document")] if granting else asked
    take = not granting or read_text(typed, "take") == "yes"
    return {**told, "days": told["days"] or _USUAL_DAYS, "documents": chosen, "take": take}


def _write_letter(found: Shown, address: str) -> str:
    link = found["links"][0]
    lines = (f"Hello {found['name']},", "", f"here is your personal link to {', '.join(link['titles'])}:", "", address)
    text = "\r\n".join((*lines, "", f"It works until {link['expires_at'][:10]}. Please do not pass it on."))
    return write_letter(to=found["email"], subject="The documents that you asked for", text=text)

"""Settings: who reviews, the appearance, the company profile that identity fields are filled from, and this program."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.datastructures import FormData
from starlette.responses import Response

from qbot import __version__
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import Form, go_to, read_text, read_version, render
from qbot.workflow.desk import Desk
from qbot.workflow.entries import read_company, save_company
from qbot.workflow.refusals import RefusedError

router = APIRouter(include_in_schema=False, prefix="/settings")
_FIELDS = ("legal_name", "website", "address", "country")
_CONTACT = ("role", "name", "email", "phone")


@router.get("")
def show_settings(request: Request, desk: AtDesk, saved: bool = False) -> Response:
    """Show what can be set."""
    profile = read_company(desk)
    return _show(request, desk, profile["body"], profile["version"], saved=saved)


@router.post("/company")
def save_profile(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Save the company profile; what is wrong with it is told beside what was typed."""
    kept = read_company(desk)
    body = _read_profile(form, kept["body"])
    try:
        save_company(desk, body, version=read_version(form), by=by)
    except RefusedError as error:
        status = 409 if error.code == "conflict" else 422
        return _show(request, desk, body, kept["version"], wrong=str(error), status=status)
    return go_to("/settings?saved=1")


def _read_profile(form: FormData, before: Shown) -> Shown:
    """Return the profile with what the form says; what the form does not show stays as it was."""
    body = {**before, **{name: read_text(form, name).replace("\r\n", "\n") for name in _FIELDS}}
    body["product_names"] = [line.strip() for line in read_text(form, "product_names").splitlines() if line.strip()]
    rows = zip(*(form.getlist(f"contact_{name}") for name in _CONTACT), strict=False)
    contacts = [dict(zip(_CONTACT, (str(value).strip() for value in row), strict=True)) for row in rows]
    body["contacts"] = [{key: text for key, text in one.items() if text} for one in contacts if one["role"]]
    return {name: value for name, value in body.items() if value}


def _show(
    request: Request,
    desk: Desk,
    body: Shown,
    version: int,
    *,
    wrong: str = "",
    saved: bool = False,
    status: int = 200,
) -> Response:
    contacts = [{key: one.get(key, "") for key in _CONTACT} for one in body.get("contacts", [])]
    shown = {
        "profile": {name: body.get(name, "") for name in _FIELDS},
        "products": "\n".join(body.get("product_names", [])),
        "contacts": [*contacts, dict.fromkeys(_CONTACT, "")],
        "version": version,
        "wrong": wrong,
        "saved": saved,
        "home": str(desk.home),
        "program": __version__,
    }
    return render(request, "settings.html", shown, status=status)

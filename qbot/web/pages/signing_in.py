"""Signing in and out, and the switch between light and dark."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk
from qbot.web.session_gate import COOKIE
from qbot.web.views import THEME_COOKIE, THEMES, Form, find_own_path, go_to, read_text, render
from qbot.workflow.refusals import RefusedError
from qbot.workflow.signing_in import find_reviewer, make_sign_in, redeem_sign_in, set_reviewer_name, sign_out

router = APIRouter(include_in_schema=False)
_YEAR, _MONTH = 365 * 86_400, 30 * 86_400


@router.get("/sign-in")
def ask_name(request: Request, token: str = "") -> Response:
    """Ask for the reviewer's name; someone who is signed in goes on."""
    if request.state.reviewer:
        return go_to("/questionnaires")
    return render(request, "sign_in.html", {"token": token, "wrong": "", "told": ""})


@router.post("/sign-in")
def begin_session(request: Request, desk: AtDesk, form: Form) -> Response:
    """Turn the one-time token into a session that carries the reviewer's name."""
    cookie = request.cookies.get(COOKIE, "")
    session = cookie if find_reviewer(desk, cookie) else redeem_sign_in(desk, read_text(form, "token"))
    if session is None:
        return render(request, "sign_in.html", {"token": "", "wrong": "", "told": "used"}, status=403)
    try:
        set_reviewer_name(desk, session, read_text(form, "reviewer"))
        answer: Response = go_to("/questionnaires")
    except RefusedError as error:
        answer = render(request, "sign_in.html", {"token": "named", "wrong": str(error), "told": ""}, status=422)
    answer.set_cookie(COOKIE, session, max_age=_MONTH, httponly=True, samesite="strict")
    return answer


@router.post("/sign-in/again")
def announce_again(request: Request, desk: AtDesk) -> Response:
    """Print a new one-time address in the server's terminal, where only its owner reads it."""
    request.app.state.announce(f"/sign-in?token={make_sign_in(desk)}")
    return render(request, "sign_in.html", {"token": "", "wrong": "", "told": "announced"})


@router.post("/sign-out")
def end_session(request: Request, desk: AtDesk) -> Response:
    """End the session."""
    sign_out(desk, request.cookies.get(COOKIE, ""))
    answer = go_to("/sign-in")
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/theme")
def switch_theme(form: Form) -> Response:
    """Remember light or dark in this browser, or forget it, and go back."""
    answer = go_to(find_own_path(read_text(form, "back")))
    theme = read_text(form, "theme")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=_YEAR, samesite="strict")
    else:
        answer.delete_cookie(THEME_COOKIE)
    return answer

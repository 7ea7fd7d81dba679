"""Signing in and out, and the switch between light and dark."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from qbot.web.sign_in import COOKIE, LASTS, SignIn, clean_name
from qbot.web.views import THEME_COOKIE, THEMES, Form, find_own_path, go_to, read_text, render

router = APIRouter(include_in_schema=False)
_YEAR = 365 * 86_400


def _find_sign_in(request: Request) -> SignIn:
    found: SignIn = request.app.state.sign_in
    return found


Gate = Annotated[SignIn, Depends(_find_sign_in)]


def _ask(request: Request, *, token: str, is_open: bool, wrong: str = "", status: int = 200) -> Response:
    shown = {"token": token, "open": is_open, "wrong": wrong, "announced": False}
    return render(request, "sign_in.html", shown, status=status)


@router.get("/sign-in")
def ask_name(request: Request, gate: Gate, token: str = "") -> Response:
    """Ask for the reviewer's name where the token is good; someone signed in goes on."""
    if getattr(request.state, "reviewer", ""):
        return go_to("/questionnaires")
    is_open = gate.is_open(token)
    return _ask(request, token=token, is_open=is_open, status=200 if is_open else 403)


@router.post("/sign-in")
def begin_session(request: Request, gate: Gate, form: Form) -> Response:
    """Use up the token and begin a session under the name."""
    token, name = read_text(form, "token"), clean_name(read_text(form, "reviewer"))
    if not name and gate.is_open(token):
        return _ask(request, token=token, is_open=True, wrong="Type the name that your colleagues know.", status=422)
    secret = gate.begin(token, name) if name else None
    if secret is None:
        return _ask(request, token=token, is_open=False, status=403)
    answer = go_to("/questionnaires")
    answer.set_cookie(COOKIE, secret, max_age=int(LASTS.total_seconds()), httponly=True, samesite="strict")
    return answer


@router.post("/sign-in/again")
def announce_again(request: Request, gate: Gate) -> Response:
    """Print a new one-time address in the server's terminal, where only its owner reads it."""
    gate.announce_again()
    return render(request, "sign_in.html", {"token": "", "open": False, "announced": True})


@router.post("/sign-out")
def end_session(request: Request, gate: Gate) -> Response:
    """Forget the session."""
    gate.end(request.cookies.get(COOKIE))
    answer = go_to("/sign-in")
    answer.delete_cookie(COOKIE)
    return answer


@router.post("/theme")
def switch_theme(form: Form) -> Response:
    """Remember light or dark in this browser and go back."""
    answer = go_to(find_own_path(read_text(form, "back")))
    theme = read_text(form, "theme")
    if theme in THEMES:
        answer.set_cookie(THEME_COOKIE, theme, max_age=_YEAR, samesite="strict")
    return answer

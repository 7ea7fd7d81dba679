"""Error pages: what happened, what to do, the number of the request, and what was typed, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from msgspec import Struct, field
from starlette.datastructures import FormData
from starlette.responses import JSONResponse, Response
from starlette.types import Scope

from qbot.web.security import Refusal
from qbot.web.trust_sheets import show_stranger_problem
from qbot.web.views import render

_HIDDEN_FIELDS = frozenset({"token", "version", "operation", "back"})


class Kind(Struct, frozen=True):
    """What a status means to a person: its heading and what to do next."""

    heading: str
    advice: str


KINDS = {
    403: Kind("This is not allowed", "Go back, or sign in with the address in the terminal."),
    404: Kind("There is no such page", "The list of questionnaires leads to all there are."),
    405: Kind("This page cannot do that", "Go back and use the buttons on the page."),
    409: Kind("This cannot be done now", "Look at what has changed, then try again."),
    411: Kind("The request is incomplete", "Try again from the page."),
    413: Kind("The file is too large", "Remove pictures or sheets that ask nothing, and send it again."),
    422: Kind("Something is missing or wrong", "Go back, correct it and send it again."),
    429: Kind("Too many requests", "Wait a while, then try again."),
    503: Kind("qbot is busy", "Wait a moment, then try again."),
    507: Kind("The disk is full", "Move or delete files that nobody needs. Nothing that was saved before is touched."),
    500: Kind("Something went wrong", "Try again. If it happens again, look for the request number in the terminal."),
}
_STRANGE = {"dead_link": "This link leads nowhere"}
_OTHER = Kind("This did not work", "Go back and try again.")


class Problem(Struct, frozen=True):
    """What went wrong: a status, a short code, a sentence, and for programs what they can act on."""

    status: int
    code: str
    message: str
    detail: Mapping[str, object] = field(default_factory=dict)


def show_problem(request: Request, problem: Problem) -> Response:
    """Return the answer for a problem: JSON under `/api`, a page elsewhere."""
    request_id = request.state.request_id
    if request.url.path.startswith("/api/"):
        error = {
            "code": problem.code,
            "message": problem.message,
            "request_id": request_id,
            "detail": dict(problem.detail),
        }
        return JSONResponse({"error": error}, problem.status)
    kind = KINDS.get(problem.status, _OTHER)
    if request.url.path.startswith("/trust/"):
        heading = _STRANGE.get(problem.code, kind.heading)
        return show_stranger_problem(request, problem.status, heading, problem.message)
    typed = _list_typed(getattr(request.state, "form", None))
    return render(request, "problem.html", {"problem": problem, "kind": kind, "typed": typed}, status=problem.status)


def answer_refusal(scope: Scope, refusal: Refusal) -> Response:
    """Return the answer for a request that was refused before it was read."""
    return show_problem(Request(scope), Problem(refusal.status, refusal.code, refusal.message))


def _list_typed(form: FormData | None) -> list[tuple[str, str]]:
    """Return the texts of a form that a person typed, with their names."""
    if form is None:
        return []
    pairs = [(name, value) for name, value in form.multi_items() if isinstance(value, str) and value.strip()]
    return [(name.replace("_", " ").replace(".", " "), value) for name, value in pairs if name not in _HIDDEN_FIELDS]

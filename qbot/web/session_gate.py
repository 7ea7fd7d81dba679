"""The layer behind the guard: only who is signed in gets further than the sign-in, the static files and
the trust centre."""

from __future__ import annotations

from fastapi import Request
from starlette.concurrency import run_in_threadpool
from starlette.types import ASGIApp, Receive, Scope, Send

from qbot.web.problems import Problem, show_problem
from qbot.web.views import go_to
from qbot.workflow.desk import Desk
from qbot.workflow.signing_in import find_reviewer

COOKIE = "qbot_session"
_OPEN = frozenset({"/sign-in", "/sign-in/again", "/theme", "/trust"})
_PUBLIC = "/trust/"
_MAX_KEPT = 1 << 20


class SessionGate:
    """Finds the session of each request and names its reviewer; turns away who has none."""

    def __init__(self, app: ASGIApp, *, desk: Desk) -> None:
        self._app = app
        self._desk = desk

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on with its reviewer, or answer it here."""
        if scope["type"] != "http" or scope["path"].startswith("/static/"):
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        cookie = request.cookies.get(COOKIE)
        found = await run_in_threadpool(find_reviewer, self._desk, cookie) if cookie else None
        scope["state"]["reviewer"] = found.name if found else ""
        if (found and found.name) or scope["path"] in _OPEN or scope["path"].startswith(_PUBLIC):
            await self._app(scope, receive, send)
            return
        if request.method == "GET" and not request.url.path.startswith("/api/"):
            await go_to("/sign-in")(scope, receive, send)
            return
        await _keep_typed(request)
        told = "You are signed out: open the address that `qbot serve` printed."
        status = 401 if request.url.path.startswith("/api/") else 403
        await show_problem(request, Problem(status, "signed_out", told))(scope, receive, send)


async def _keep_typed(request: Request) -> None:
    """Read a small form, so that the error page can show what was typed."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind == "application/x-www-form-urlencoded" and int(request.headers.get("content-length", "0")) <= _MAX_KEPT:
        request.state.form = await request.form(max_fields=5_000)

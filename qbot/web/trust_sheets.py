"""Pages for strangers, in the look of the trust centre: they load nothing, so that a proxy may carry `/trust` alone."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import HTMLResponse

from qbot.web.trust_desk import read_theme
from qbot.web.trust_rendering import make_trust_policy, render_sheet
from qbot.web.trust_theme import TrustTheme
from qbot.workflow.desk import Desk
from qbot.workflow.entries import read_company


def show_sheet(desk: Desk, template: str, *, status: int = 200, **shown: object) -> HTMLResponse:
    """Return a page beside the trust centre."""
    company = read_company(desk)["body"].get("legal_name", "")
    html = render_sheet(template, read_theme(desk), company, **shown)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": make_trust_policy(html)})


def show_stranger_problem(request: Request, status: int, heading: str, message: str) -> HTMLResponse:
    """Return what went wrong to somebody who is not signed in; nothing of the store is told, and none is needed."""
    told = {"title": heading, "text": message, "more": f"Request {request.state.request_id}"}
    html = render_sheet("trust/told.html", TrustTheme(), "", **told)
    return HTMLResponse(html, status, headers={"Content-Security-Policy": make_trust_policy(html)})

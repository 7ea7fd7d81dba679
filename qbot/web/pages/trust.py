"""The trust centre: what everybody may read, without signing in."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, Response

from qbot.web.at_desk import AtDesk
from qbot.web.trust_desk import render_own_page
from qbot.web.trust_rendering import make_trust_policy
from qbot.workflow.shelf import Shelf
from qbot.workflow.trust_store import find_mark

router = APIRouter(include_in_schema=False, prefix="/trust")


@router.get("")
def show_trust_page(request: Request, desk: AtDesk) -> Response:
    """Show the trust centre as it is now; it is made once until something on it changes."""
    shelf: Shelf[object, str] = request.app.state.trust_pages
    html = shelf.find(find_mark(desk), lambda: render_own_page(desk))
    return HTMLResponse(html, headers={"Content-Security-Policy": make_trust_policy(html)})

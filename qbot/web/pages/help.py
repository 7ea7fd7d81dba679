"""Help: the way of a questionnaire, the marks, the keys, and every command in its own words."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.help_texts import REVIEW_KEYS
from qbot.web.views import render

router = APIRouter(include_in_schema=False)


@router.get("/help")
def show_help(request: Request) -> Response:
    """Show the help of all commands, as the commands themselves print it."""
    return render(request, "help.html", {"commands": request.app.state.list_commands(), "review_keys": REVIEW_KEYS})

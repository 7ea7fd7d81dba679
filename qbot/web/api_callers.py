"""What an operation of the JSON API asks for: the desk it works at, and the reviewer who calls."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request
from starlette.exceptions import HTTPException

from qbot.workflow.desk import Desk


def find_desk(request: Request) -> Desk:
    """Return the desk that the application was made with."""
    desk: Desk = request.app.state.desk
    return desk


def find_name(request: Request) -> str:
    """Return the reviewer's name, empty before it was asked."""
    return str(getattr(request.state, "reviewer", "") or "")


def require_name(request: Request) -> str:
    """Return the reviewer's name, which stands on every decision; 403 before it was asked."""
    name = find_name(request)
    if not name:
        raise HTTPException(403, "Say your name first; it stands on every decision")
    return name


OnDesk = Annotated[Desk, Depends(find_desk)]
Reader = Annotated[str, Depends(find_name)]
Reviewer = Annotated[str, Depends(require_name)]

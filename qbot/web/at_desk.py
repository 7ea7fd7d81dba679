"""What a handler asks for: the desk it works at, and the reviewer who asks."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, Request

from qbot.workflow.desk import Desk


def _find_desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _find_reviewer(request: Request) -> str:
    reviewer: str = request.state.reviewer
    return reviewer


AtDesk = Annotated[Desk, Depends(_find_desk)]
"""The desk, for the functions of the workflow."""

Reviewer = Annotated[str, Depends(_find_reviewer)]
"""Who is signed in; this name stands on the decision."""

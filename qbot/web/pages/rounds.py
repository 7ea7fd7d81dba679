"""Rounds: a questionnaire opened again as its next version, and how a later one stands to the one before."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.differences import mark_difference
from qbot.web.pages.one_questionnaire import find_shown
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import go_to, render
from qbot.workflow.rounds import describe_round, open_next_round

router = APIRouter(include_in_schema=False, prefix="/questionnaires/{questionnaire_id}/round")


@router.get("")
def show_round(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str) -> Response:
    """Show what is new, changed, removed and the same since the round before."""
    found = describe_round(desk, questionnaire_id)
    changed = [{**one, "difference": _compare(one)} for one in found["changed"]]
    shown = {**found, "changed": changed, "questionnaire": find_shown(desk, questionnaire_id, by=by)}
    return render(request, "round.html", shown)


@router.post("")
def begin_next_round(desk: AtDesk, by: Reviewer, questionnaire_id: str) -> Response:
    """Open an exported questionnaire again as its next version."""
    open_next_round(desk, questionnaire_id, by=by)
    return go_to(f"/questionnaires/{questionnaire_id}/review")


def _compare(one: Shown) -> object:
    before = one["earlier"]["text"] if one["earlier"] else ""
    return mark_difference(before, one["question"]["text"])

"""The audit history: of everything, and of one questionnaire; and the proof that nothing in it was changed."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.event_texts import tell_event
from qbot.web.pages.one_questionnaire import find_shown
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import render
from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.desk import Desk
from qbot.workflow.listing import name_questionnaires, name_questions

router = APIRouter(include_in_schema=False)
_A_PAGE = 100
_MOST = 1_000


@router.get("/history")
def show_history(request: Request, desk: AtDesk, page: int = 1) -> Response:
    """Show what happened, the newest first."""
    return render(request, "history.html", {**_find_events(desk, max(page, 1)), "verified": None})


@router.post("/history/verify")
def verify_history(request: Request, desk: AtDesk) -> Response:
    """Check the whole chain of events and tell what is wrong with it."""
    report = verify_audit(desk)
    whole = not report.findings
    told = f"All {report.events} events are as they were made." if whole else "The history was changed from outside."
    found = {"whole": whole, "told": told, "findings": [str(one.text) for one in report.findings[:20]]}
    return render(request, "history.html", {**_find_events(desk, 1), "verified": found})


@router.get("/questionnaires/{questionnaire_id}/history")
def show_one_history(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str) -> Response:
    """Show what happened to one questionnaire, the newest first."""
    one = find_shown(desk, questionnaire_id, by=by)
    found = list_events(desk, limit=_MOST, questionnaire=questionnaire_id, newest=True)
    events = _tell(desk, found["events"], {one["id"]: one["name"]})
    shown = {"questionnaire": one, "events": events, "older": None, "newer": None}
    return render(request, "questionnaire_history.html", shown)


def _find_events(desk: Desk, page: int) -> Shown:
    """Return a page of events: their numbers have no gaps, so that a page is a range of them."""
    last = int(list_events(desk, limit=1, newest=True)["seq"])
    end = max(last - (page - 1) * _A_PAGE, 0)
    start = max(end - _A_PAGE, 0)
    found = list_events(desk, after=start, limit=end - start)["events"] if end else []
    names = {one["id"]: one["name"] for one in name_questionnaires(desk)}
    events = _tell(desk, list(reversed(found)), names)
    return {"events": events, "older": page + 1 if start else None, "newer": page - 1 if page > 1 else None}


def _tell(desk: Desk, events: list[Shown], names: dict[str, str]) -> list[dict[str, object]]:
    """Return events in words, each with the question that it is about."""
    questions = name_questions(desk, [one["question_id"] for one in events if one["question_id"]])
    return [tell_event(event, names, questions) for event in events]

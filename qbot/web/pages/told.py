"""What was told and what was learned: the ledger with its recall, gaps, lessons with undo, numbers over time."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.charts import draw_chart
from qbot.web.views import Form, go_to, read_text, render
from qbot.workflow.gaps import list_gaps
from qbot.workflow.learning import list_lessons, relearn, unlearn
from qbot.workflow.ledger import list_sent, recall_entry
from qbot.workflow.lessons import LessonKind
from qbot.workflow.numbers import tell_numbers
from qbot.workflow.refusals import RefusedError

router = APIRouter(include_in_schema=False, prefix="/knowledge")
_A_PAGE = 50


@router.get("/ledger")
def show_ledger(request: Request, desk: AtDesk, customer: str = "", entry: str = "", page: int = 1) -> Response:
    """Show what was told to whom; with an entry, who was told what it does not say any more."""
    page = max(page, 1)
    found = list_sent(desk, customer=customer, offset=(page - 1) * _A_PAGE, limit=_A_PAGE)
    recalled = recall_entry(desk, entry) if entry else None
    pages = -(-found["total"] // _A_PAGE)
    shown = {**found, "customer": customer, "recalled": recalled, "page": page, "pages": pages}
    return render(request, "ledger.html", shown)


@router.get("/gaps")
def show_gaps(request: Request, desk: AtDesk) -> Response:
    """Show the entries to write, the one that would answer most first."""
    return render(request, "gaps.html", list_gaps(desk, limit=_A_PAGE))


@router.get("/learned")
def show_learned(request: Request, desk: AtDesk, kind: str = "", page: int = 1) -> Response:
    """Show what the decisions taught."""
    page = max(page, 1)
    kind = kind if kind in set(LessonKind) else ""
    found = list_lessons(desk, kind=kind, offset=(page - 1) * _A_PAGE, limit=_A_PAGE)
    shown = {**found, "kind": kind, "page": page, "pages": -(-found["total"] // _A_PAGE), "wrong": ""}
    return render(request, "learned.html", shown)


@router.post("/learned")
def change_learned(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Take something learned back, or use it again."""
    kind, page = read_text(form, "show"), read_text(form, "page")
    key = (read_text(form, "question"), read_text(form, "kind"), read_text(form, "entry"))
    try:
        (relearn if read_text(form, "do") == "relearn" else unlearn)(desk, key, by=by)
    except RefusedError as error:
        shown = {**list_lessons(desk), "kind": "", "page": 1, "pages": 1, "wrong": str(error)}
        return render(request, "learned.html", shown, status=422)
    return go_to(f"/knowledge/learned?kind={kind if kind in set(LessonKind) else ''}&page={page or 1}")


@router.get("/numbers")
def show_numbers(request: Request, desk: AtDesk) -> Response:
    """Show coverage, answers approved as drafted, and how long reviews took, over time."""
    found = tell_numbers(desk)
    charts = [
        draw_chart("Coverage", "questions with a drafted answer", [(one["day"], one["coverage"]) for one in found]),
        draw_chart("Approved unchanged", "of the approved answers", [(one["day"], one["unchanged"]) for one in found]),
        draw_chart(
            "Hours to review",
            "from the upload to the export",
            [(one["day"], one["hours"]) for one in found],
            share=False,
        ),
    ]
    return render(request, "numbers.html", {"charts": charts, "questionnaires": found[::-1]})

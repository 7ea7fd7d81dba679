"""The review: the screen of its own, and within it the plain page that serves where no script runs."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Request
from msgspec import Struct
from starlette.datastructures import FormData
from starlette.responses import Response

from qbot.store.question_lists import FILTERS, Choice
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.differences import mark_difference
from qbot.web.pages.one_questionnaire import find_shown
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import Form, go_to, read_text, read_version, render
from qbot.workflow.desk import Desk
from qbot.workflow.listing import list_forms
from qbot.workflow.question_detail import describe_question
from qbot.workflow.reviewing import apply_operations

router = APIRouter(include_in_schema=False, prefix="/questionnaires/{questionnaire_id}/review")
_A_PAGE = 10
_ANSWER = "answer."
_STATUS = {"conflict": 409, "refused": 422}
_SHOWN_FILTERS = ("all", "open", "to_review", "unsupported", "flagged", "approved", "not_applicable", "no_answer")


class _Place(Struct, frozen=True):
    """Where in the review one is: all of it stands in the address."""

    filter: str = "all"
    sort: str = "position"
    search: str = ""
    page: int = 1

    def make_query(self, **changed: str | int) -> str:
        values = {"filter": self.filter, "sort": self.sort, "search": self.search, "page": self.page, **changed}
        usual = {"filter": "all", "sort": "position", "search": "", "page": 1}
        return urlencode({key: value for key, value in values.items() if value != usual.get(key)})


@router.get("")
def show_review(
    request: Request,
    desk: AtDesk,
    by: Reviewer,
    questionnaire_id: str,
    place: Annotated[_Place, Depends()],
    q: str = "",
) -> Response:
    """Show the review: a list with a form a question, or one question with its evidence."""
    plain = _show_one(desk, q) if q else _show_list(desk, questionnaire_id, place, by)
    return _show(request, desk, by, questionnaire_id, place, plain)


@router.post("")
def decide(request: Request, desk: AtDesk, by: Reviewer, questionnaire_id: str, form: Form) -> Response:
    """Apply a decision and go on; a conflict shows what the other wrote, beside what was typed."""
    operation = _read_operation(form)
    result = apply_operations(desk, questionnaire_id, [operation], by=by)["results"][0]
    if result["outcome"] == "done":
        back = read_text(form, "back")
        return go_to(f"/questionnaires/{questionnaire_id}/review?{back}#q-{operation['question']}")
    plain = _show_one(desk, operation["question"], typed=operation["answers"], result=result)
    return _show(
        request, desk, by, questionnaire_id, _Place(), {**plain, "only": True}, status=_STATUS[result["outcome"]]
    )


def _read_operation(form: FormData) -> Shown:
    """Return the operation of a form; the version that was seen goes with it."""
    action = read_text(form, "action")
    answers = {
        name.removeprefix(_ANSWER): str(value).strip() for name, value in form.multi_items() if name.startswith(_ANSWER)
    }
    return {
        "operation": read_text(form, "operation") or None,
        "question": read_text(form, "question"),
        "version": read_version(form),
        "action": action,
        "answers": answers if action in {"approve", "edit", "attach"} else None,
        "reason": read_text(form, "reason"),
        "text": read_text(form, "text"),
        "entry": read_text(form, "entry"),
        "document": read_text(form, "document"),
        "on": read_text(form, "on") != "no",
    }


def _show_list(desk: Desk, questionnaire_id: str, place: _Place, by: str) -> Shown:
    chosen = Choice(
        filter=place.filter if place.filter in FILTERS else "all",
        sort=place.sort,
        search=place.search,
        offset=max(place.page - 1, 0) * _A_PAGE,
        limit=_A_PAGE,
    )
    found = list_forms(desk, questionnaire_id, chosen=chosen, by=by)
    return {**found, "pages": -(-found["total"] // _A_PAGE), "one": False}


def _show_one(desk: Desk, question_id: str, *, typed: Shown | None = None, result: Shown | None = None) -> Shown:
    """Return one question with what was typed and why it was not saved, or with nothing of that."""
    one = describe_question(desk, question_id)
    if typed is not None:
        one = {**one, "answers": {**one["answers"], **typed}}
    told = {"one": True, "questions": [one], "total": 1, "pages": 1}
    if result is None:
        return told
    theirs = result["detail"] if result["outcome"] == "conflict" else None
    differences = _compare(theirs, typed or {}) if theirs else []
    return {**told, "wrong": result["message"], "conflict": theirs, "differences": differences}


def _compare(conflict: Shown, mine: Shown) -> list[tuple[str, object]]:
    theirs = conflict["theirs"] or {}
    return [(cell, mark_difference(theirs.get(cell, ""), text)) for cell, text in mine.items()]


def _show(
    request: Request, desk: Desk, by: str, questionnaire_id: str, place: _Place, plain: Shown, *, status: int = 200
) -> Response:
    shown = {
        "questionnaire": find_shown(desk, questionnaire_id, by=by),
        "place": place,
        "filters": _SHOWN_FILTERS,
        "make_id": lambda: secrets.token_hex(16),
        "wrong": "",
        "conflict": None,
        "differences": [],
        "only": False,
        **plain,
    }
    return render(request, "review.html", shown, status=status)

"""The knowledge base: searched, added to and edited, with the history of each entry."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.entry_fields import Body, list_differences, read_fields, show_fields
from qbot.web.pages.questionnaires import Shown
from qbot.web.views import Form, go_to, quote_part, read_text, read_version, render
from qbot.workflow.entries import find_entry, retire_entry, save_entry, search_entries
from qbot.workflow.learning import list_learned_phrasings
from qbot.workflow.refusals import RefusedError

router = APIRouter(include_in_schema=False, prefix="/knowledge")
_A_PAGE = 50


@router.get("")
def search(request: Request, desk: AtDesk, search: str = "", page: int = 1) -> Response:
    """Show all entries, or those with the words."""
    page = max(page, 1)
    found = search_entries(desk, search, offset=(page - 1) * _A_PAGE, limit=_A_PAGE)
    shown = {**found, "search": search, "page": page, "pages": -(-found["total"] // _A_PAGE)}
    return render(request, "knowledge.html", shown)


@router.get("/new")
def ask_for_entry(request: Request, question: str = "") -> Response:
    """Ask for a new entry; a question without an answer can be brought along."""
    return _show(request, {"question": question, "disclosure": "public"}, None)


@router.post("")
def add(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Add an entry; what is wrong with it is told beside what was typed."""
    body = read_fields(form, {})
    try:
        made = save_entry(desk, body, version=None, by=by)
    except RefusedError as error:
        return _show(request, body, None, wrong=str(error), status=422)
    return go_to(f"/knowledge/entries/{quote_part(made['id'])}?saved=1")


@router.get("/entries/{entry_id:path}")
def show_entry(request: Request, desk: AtDesk, entry_id: str, saved: bool = False) -> Response:
    """Show an entry with its history, and the phrasings that it learned."""
    found = find_entry(desk, entry_id)
    return _show(request, found["body"], found, saved=saved, phrasings=list_learned_phrasings(desk, entry_id))


@router.post("/entries/{entry_id:path}")
def change(request: Request, desk: AtDesk, by: Reviewer, entry_id: str, form: Form) -> Response:
    """Save or retire an entry; where somebody saved it meanwhile, show what they wrote beside what was typed."""
    found, version = find_entry(desk, entry_id), read_version(form)
    body = {**read_fields(form, found["body"]), "id": entry_id}
    try:
        if read_text(form, "do") == "retire":
            retire_entry(desk, entry_id, version=version, by=by)
        else:
            save_entry(desk, body, version=version, by=by)
    except RefusedError as error:
        if error.code == "conflict":
            theirs = {"by": found["changed_by"], "at": found["changed_at"], "body": found["body"]}
            return _show(request, body, found, theirs=theirs, status=409)
        return _show(request, body, found, wrong=str(error), status=422)
    return go_to(f"/knowledge/entries/{quote_part(entry_id)}?saved=1")


def _show(
    request: Request,
    body: Body,
    found: Shown | None,
    *,
    wrong: str = "",
    theirs: Shown | None = None,
    saved: bool = False,
    phrasings: Sequence[Shown] = (),
    status: int = 200,
) -> Response:
    shown = {
        "phrasings": phrasings,
        "typed": show_fields(body),
        "found": found,
        "versions": _tell_versions(found["history"]) if found else [],
        "wrong": wrong,
        "theirs": {**theirs, "differences": list_differences(theirs["body"], body)} if theirs else None,
        "saved": saved,
    }
    return render(request, "entry.html", shown, status=status)


def _tell_versions(history: list[Shown]) -> list[Shown]:
    """Return the versions, the newest first, each with what it changed."""
    before = [*history[1:], None]
    return [
        {**one, "differences": list_differences(older["body"], one["body"]) if older else []}
        for one, older in zip(history, before, strict=True)
    ]

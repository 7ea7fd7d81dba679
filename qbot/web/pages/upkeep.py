"""Upkeep of the knowledge base: import with its preview, export, findings and their settling, what is due and whose."""

from __future__ import annotations

from urllib.parse import urlencode

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from qbot.errors import QbotError
from qbot.web.at_desk import AtDesk, Reviewer
from qbot.web.views import Form, find_own_path, go_to, read_text, render
from qbot.workflow.freshness import list_due
from qbot.workflow.refusals import RefusedError
from qbot.workflow.store_export import export_store
from qbot.workflow.store_import import forget_import, import_file, preview_import
from qbot.workflow.upkeep import check_store, settle

router = APIRouter(include_in_schema=False, prefix="/knowledge")
_ROWS = 200


@router.get("/import")
def ask_for_import(request: Request) -> Response:
    """Ask for a file with answers."""
    return render(request, "import.html", {"found": None, "done": False, "wrong": "", "most": _ROWS})


@router.post("/import")
def import_answers(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Show what a file would bring in, bring in the one that was shown, or let it go."""
    if read_text(form, "do") == "forget":
        forget_import(desk, sha256=read_text(form, "sha256"))
        return go_to("/knowledge/import")
    file, sha256 = form.get("file"), read_text(form, "sha256")
    try:
        if sha256:
            found = import_file(desk, file_name=read_text(form, "file_name"), sha256=sha256, by=by)
        else:
            name, data = (file.filename or "", file.file.read()) if isinstance(file, UploadFile) else ("", b"")
            found = preview_import(desk, file_name=name, data=data)
    except QbotError as error:
        shown = {"found": None, "done": False, "wrong": str(error), "most": _ROWS}
        return render(request, "import.html", shown, status=422)
    return render(request, "import.html", {"found": found, "done": bool(sha256), "wrong": "", "most": _ROWS})


@router.get("/export/{form}")
def export_entries(desk: AtDesk, form: str) -> Response:
    """Hand out all entries as a file: xlsx, csv or jsonl."""
    name, data, media = export_store(desk, form)
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@router.get("/check")
def show_check(request: Request, desk: AtDesk, kind: str = "", told: str = "") -> Response:
    """Show what a person must mend, the worst first."""
    found = check_store(desk)
    findings = [one for one in found["findings"] if not kind or one["kind"] == kind]
    return render(request, "check.html", {**found, "findings": findings, "kind": kind, "told": told, "wrong": ""})


@router.post("/check")
def settle_finding(request: Request, desk: AtDesk, by: Reviewer, form: Form) -> Response:
    """Settle a finding in one step, and go back to where it was shown."""
    settling, _, keep = read_text(form, "settle").partition(" ")
    ids = [str(value) for value in form.getlist("entry")]
    try:
        told = settle(desk, settling, ids, keep=keep, by=by, text=read_text(form, "text"))
    except RefusedError as error:
        shown = {**check_store(desk), "kind": "", "told": "", "wrong": str(error)}
        return render(request, "check.html", shown, status=422)
    back = find_own_path(read_text(form, "back") or "/knowledge/check")
    return go_to(f"{back}{'&' if '?' in back else '?'}{urlencode({'told': told})}")


@router.get("/freshness")
def show_freshness(request: Request, desk: AtDesk, owner: str | None = None, told: str = "") -> Response:
    """Show what has expired or is due, of one owner or of all."""
    return render(request, "freshness.html", {**list_due(desk, owner=owner), "owner": owner, "told": told})

"""The JSON API: the same operations as the pages, described by OpenAPI at /api/openapi.json."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from qbot.store.question_lists import Choice
from qbot.web import api_answers as told
from qbot.web import api_results as results
from qbot.web.api_callers import OnDesk, Reader, Reviewer
from qbot.web.api_models import (
    DetailsBody,
    EntryBody,
    ExportBody,
    LessonBody,
    Number,
    OperationsBody,
    SettleBody,
)
from qbot.web.api_route import ApiRoute, answer
from qbot.web.security import make_paper_policy
from qbot.workflow import (
    auditing,
    details,
    entries,
    exports,
    gaps,
    jobs,
    learning,
    ledger,
    listing,
    question_detail,
    retention,
    reviewing,
    rounds,
    sheet_view,
    upkeep,
)
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

router = APIRouter(prefix="/api", route_class=ApiRoute, responses=results.FAILURES)


@router.get("/questionnaires", response_model=told.Answer[list[told.ListedQuestionnaire]])
def list_questionnaires(desk: OnDesk, reader: Reader) -> Response:
    """List the questionnaires with their progress."""
    return answer(listing.list_questionnaires(desk, by=reader))


@router.post("/questionnaires", status_code=201, response_model=told.Answer[told.Uploaded])
def upload(  # noqa: PLR0913, PLR0917 one argument per field of the form
    desk: OnDesk,
    reviewer: Reviewer,
    file: Annotated[UploadFile, File()],
    customer: Annotated[str, Form()] = "",
    product: Annotated[str, Form()] = "",
    region: Annotated[str, Form()] = "",
    due_on: Annotated[str, Form()] = "",
    nda_until: Annotated[str, Form()] = "",
    follows: Annotated[str, Form(max_length=100)] = "",
    operation: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Keep a customer's file, perhaps the next round of an earlier one, and start to read it."""
    about = UploadDetails(customer, product, region, due_on, nda_until)
    made = upload_questionnaire(
        desk,
        file_name=file.filename or "",
        data=file.file.read(),
        details=about,
        follows=follows,
        by=reviewer,
        operation=operation or None,
    )
    return answer(made, status=201)


@router.get("/questionnaires/{questionnaire}", response_model=told.Answer[told.Questionnaire])
def show_questionnaire(desk: OnDesk, reader: Reader, questionnaire: str) -> Response:
    """Show a questionnaire with its counts."""
    return answer(listing.describe(desk, questionnaire, by=reader))


@router.patch("/questionnaires/{questionnaire}", response_model=told.Answer[told.Questionnaire])
def change_details(desk: OnDesk, reviewer: Reviewer, questionnaire: str, body: DetailsBody) -> Response:
    """Change what is said of a questionnaire."""
    changes = body.model_dump(exclude_unset=True, exclude={"version", "operation"})
    changed = details.change_details(
        desk, questionnaire, changes, version=body.version, by=reviewer, operation=body.operation
    )
    return answer(changed)


@router.delete("/questionnaires/{questionnaire}", response_model=told.Answer[told.Deleted])
def delete_questionnaire(desk: OnDesk, reviewer: Reviewer, questionnaire: str) -> Response:
    """Delete a questionnaire with its files."""
    retention.delete_questionnaire(desk, questionnaire, by=reviewer)
    return answer({"deleted": questionnaire})


@router.get("/questionnaires/{questionnaire}/questions", response_model=told.Answer[told.Questions])
def list_questions(
    desk: OnDesk,
    reader: Reader,
    questionnaire: str,
    chosen_filter: Annotated[str, Query(alias="filter")] = "all",
    sort: str = "position",
    search: str = "",
    offset: Number = 0,
    limit: Number = 500,
) -> Response:
    """List the questions that fit a filter."""
    choice = Choice(chosen_filter, sort, search, offset, limit)
    return answer(listing.list_questions(desk, questionnaire, chosen=choice, by=reader))


@router.get("/questionnaires/{questionnaire}/changes", response_model=told.Answer[told.Changes])
def list_changes(desk: OnDesk, questionnaire: str, after: Number = 0) -> Response:
    """List the questions that changed since an event."""
    return answer(listing.list_changes(desk, questionnaire, after=after))


@router.get("/questionnaires/{questionnaire}/sheet", response_model=told.Answer[told.Sheet])
def show_sheet(
    desk: OnDesk,
    questionnaire: str,
    name: str | None = None,
    top: Annotated[int, Query(ge=1, le=2**31 - 1)] = 1,
    rows: Annotated[int, Query(ge=1, le=sheet_view.MOST_ROWS)] = sheet_view.MOST_ROWS,
) -> Response:
    """Show rows of the customer's sheet with the answers in place."""
    return answer(sheet_view.show_sheet(desk, questionnaire, name=name, top=top, rows=rows))


@router.get("/questions/{question}", response_model=told.Answer[told.QuestionDetail])
def show_question(desk: OnDesk, question: str) -> Response:
    """Show a question with its draft and the evidence."""
    return answer(question_detail.describe_question(desk, question))


@router.post("/questionnaires/{questionnaire}/operations", response_model=told.Answer[results.Results])
def apply_operations(desk: OnDesk, reviewer: Reviewer, questionnaire: str, body: OperationsBody) -> Response:
    """Apply operations in their order."""
    values = [one.model_dump(exclude_none=True) for one in body.operations]
    return answer(reviewing.apply_operations(desk, questionnaire, values, by=reviewer))


@router.post("/questionnaires/{questionnaire}/export", status_code=201, response_model=told.Answer[results.Export])
def export(desk: OnDesk, reviewer: Reviewer, questionnaire: str, body: ExportBody) -> Response:
    """Fill the customer's file, prove it and keep it."""
    made = export_questionnaire(
        desk, questionnaire, recipient=body.recipient, draft=body.draft, by=reviewer, operation=body.operation
    )
    return answer(made, status=201)


@router.get("/questionnaires/{questionnaire}/exports", response_model=told.Answer[list[results.Export]])
def list_exports(desk: OnDesk, questionnaire: str) -> Response:
    """List what was exported, and for whom."""
    return answer(exports.list_exports(desk, questionnaire))


@router.get("/exports/{export_id}/{kind}", response_class=Response, responses=results.FILES)
def download(desk: OnDesk, export_id: str, kind: str) -> Response:
    """Hand out a file of an export: file, review-workbook, summary or appendices."""
    name, data, media = exports.read_export_file(desk, export_id, kind)
    named = f"filename*=UTF-8''{quote(name, safe='')}"
    if kind == exports.SUMMARY:
        policy = make_paper_policy(data.decode())
        headers = {"Content-Disposition": f"inline; {named}", "Content-Security-Policy": policy}
        return Response(data, media_type=media, headers=headers)
    return Response(data, media_type=media, headers={"Content-Disposition": f"attachment; {named}"})


@router.get("/jobs/{job}", response_model=told.Answer[told.Job])
def show_job(desk: OnDesk, job: str) -> Response:
    """Show how far a job is."""
    return answer(jobs.describe_job(desk, job))


@router.post("/jobs/{job}/cancel", response_model=told.Answer[told.Job])
def cancel_job(desk: OnDesk, reviewer: Reviewer, job: str) -> Response:
    """Stop a job."""
    return answer(jobs.cancel_job(desk, job, by=reviewer))


@router.get("/entries", response_model=told.Answer[results.Entries])
def list_entries(desk: OnDesk, search: str = "", offset: Number = 0, limit: Number = 50) -> Response:
    """List the entries of the knowledge base that hold the words."""
    return answer(entries.search_entries(desk, search, offset=offset, limit=limit))


@router.post("/entries", status_code=201, response_model=told.Answer[results.Entry])
def add_entry(desk: OnDesk, reviewer: Reviewer, body: EntryBody) -> Response:
    """Add an entry."""
    made = entries.save_entry(desk, body.body, version=None, by=reviewer, operation=body.operation)
    return answer(made, status=201)


@router.get("/entries/{entry:path}", response_model=told.Answer[results.Entry])
def show_entry(desk: OnDesk, entry: str) -> Response:
    """Show an entry with its history."""
    return answer(entries.find_entry(desk, entry))


@router.put("/entries/{entry:path}", response_model=told.Answer[results.Entry])
def change_entry(desk: OnDesk, reviewer: Reviewer, entry: str, body: EntryBody) -> Response:
    """Change an entry."""
    version = body.version if body.version is not None else 0
    meant = {**body.body, "id": entry}
    return answer(entries.save_entry(desk, meant, version=version, by=reviewer, operation=body.operation))


@router.get("/ledger", response_model=told.Answer[told.Loose])
def list_sent(desk: OnDesk, customer: str = "", offset: Number = 0, limit: Number = 50) -> Response:
    """List what was told to whom."""
    return answer(ledger.list_sent(desk, customer=customer, offset=offset, limit=limit))


@router.get("/recall", response_model=told.Answer[told.Loose])
def recall_entry(desk: OnDesk, entry: str) -> Response:
    """List who was told what an entry does not say any more."""
    return answer(ledger.recall_entry(desk, entry))


@router.get("/gaps", response_model=told.Answer[told.Loose])
def list_gaps(desk: OnDesk, limit: Number = 20) -> Response:
    """List the entries to write."""
    return answer(gaps.list_gaps(desk, limit=limit))


@router.get("/lessons", response_model=told.Answer[told.Loose])
def list_lessons(desk: OnDesk, kind: str = "", offset: Number = 0, limit: Number = 50) -> Response:
    """List what the decisions taught."""
    return answer(learning.list_lessons(desk, kind=kind, offset=offset, limit=limit))


@router.post("/lessons", response_model=told.Answer[told.LessonChanged])
def change_lesson(desk: OnDesk, reviewer: Reviewer, body: LessonBody) -> Response:
    """Take something learned back, or use it again."""
    key = (body.question, body.kind, body.entry)
    (learning.relearn if body.in_use else learning.unlearn)(desk, key, by=reviewer)
    return answer(body.model_dump())


@router.get("/findings", response_model=told.Answer[told.Loose])
def list_findings(desk: OnDesk) -> Response:
    """List what a check of the knowledge base finds, and how each finding can be settled."""
    return answer(upkeep.check_store(desk))


@router.post("/findings", response_model=told.Answer[told.Settled])
def settle_finding(desk: OnDesk, reviewer: Reviewer, body: SettleBody) -> Response:
    """Settle a finding about entries in one step."""
    done = upkeep.settle(desk, body.settle, body.entries, keep=body.keep, by=reviewer, text=body.text)
    return answer({"done": done})


@router.get("/questionnaires/{questionnaire}/round", response_model=told.Answer[told.Loose])
def show_round(desk: OnDesk, questionnaire: str) -> Response:
    """Show what is new, changed and removed since the round before."""
    return answer(rounds.describe_round(desk, questionnaire))


@router.post("/questionnaires/{questionnaire}/round", response_model=told.Answer[told.Loose])
def begin_next_round(desk: OnDesk, reviewer: Reviewer, questionnaire: str) -> Response:
    """Open an exported questionnaire again as its next version."""
    return answer(rounds.open_next_round(desk, questionnaire, by=reviewer))


@router.get("/audit", response_model=told.Answer[results.Events])
def list_events(desk: OnDesk, after: Number = 0, limit: Number = 200, questionnaire: str | None = None) -> Response:
    """List what happened."""
    return answer(auditing.list_events(desk, after=after, limit=limit, questionnaire=questionnaire))

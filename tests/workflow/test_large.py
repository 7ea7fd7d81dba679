"""A questionnaire of 5,000 questions stays usable: lists come in pages, a bulk approval is one event."""

from __future__ import annotations

import pytest
from review_desk import decide

from qbot.store.question_lists import Choice
from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.listing import describe, list_questions
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.sheet_view import show_sheet
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

COUNT = 5_000


@pytest.mark.long
def test_five_thousand_questions_are_listed_decided_and_exported(stocked: Desk) -> None:
    rows = [f"Q-{number},Do you review access right number {number}?,," for number in range(1, COUNT + 1)]
    data = "\n".join(["Ref,Question,Answer,Comment", *rows]).encode()
    made = upload_questionnaire(stocked, file_name="large.csv", data=data, details=UploadDetails(), by="Ada")
    assert run_waiting(stocked, JOBS)
    name = made["questionnaire"]["id"]
    told = describe(stocked, name, by="Ada")
    assert (told["state"], told["counts"]["all"]) == ("ready", COUNT)
    page = list_questions(stocked, name, chosen=Choice(offset=4_900, limit=200), by="Ada")
    assert (page["total"], len(page["questions"])) == (COUNT, 100)
    assert len(show_sheet(stocked, name, name=None, top=4_000, rows=200)["rows"]) == 200
    bulk = decide(stocked, name, "bulk_approve", at_least=0.0)
    assert bulk["outcome"] in ("done", "refused")
    assert export_questionnaire(stocked, name, recipient="", draft=True, by="Ada")["verified"]

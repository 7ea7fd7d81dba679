"""A large questionnaire stays usable: lists come in pages, sheets in windows, a bulk approval is one event."""

from __future__ import annotations

import pytest
from review_desk import Upload, decide, list_all, on

from qbot.store.question_lists import Choice
from qbot.wiring import JOBS
from qbot.workflow.auditing import list_events
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.listing import describe, list_questions
from qbot.workflow.obstacles import SHOWN, find_obstacles
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.sheet_view import MOST_ROWS, show_sheet
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

KNOWN = "Is data encrypted at rest?"
EACH = 10
"""Every tenth question is one that the knowledge base answers without a warning."""


@pytest.mark.parametrize("count", [300, pytest.param(5_000, marks=pytest.mark.long)])
def test_a_large_questionnaire_is_listed_decided_and_exported(stocked: Desk, count: int) -> None:
    texts = [KNOWN if number % EACH == 0 else f"Do you paint shed {number}?" for number in range(1, count + 1)]
    rows = [f"Q-{number},{text},," for number, text in enumerate(texts, start=1)]
    data = "\n".join(["Ref,Question,Answer,Comment", *rows]).encode()
    made = upload_questionnaire(stocked, file_name="large.csv", data=data, details=UploadDetails(), by="Ada")
    assert run_waiting(stocked, JOBS)
    name = made["questionnaire"]["id"]
    told = describe(stocked, name, by="Ada")
    assert (told["state"], told["counts"]["all"]) == ("ready", count)
    page = list_questions(stocked, name, chosen=Choice(offset=count - 100, limit=200), by="Ada")
    assert (page["total"], page["questions"][0]["ref"], len(page["questions"])) == (count, f"Q-{count - 99}", 100)
    bulk = decide(stocked, name, "bulk_approve", at_least=0.5)
    assert (bulk["outcome"], bulk["detail"]["count"]) == ("done", count // EACH)
    assert [one["action"] for one in list_events(stocked, after=bulk["event"] - 1)["events"]] == ["bulk_approve"]
    obstacles = find_obstacles(stocked, name)
    assert (obstacles["open_total"], len(obstacles["open"])) == (count - count // EACH, SHOWN)
    window = show_sheet(stocked, name, name=None, top=count - 98, rows=MOST_ROWS)
    assert (len(window["rows"]), window["total_rows"]) == (100, count + 1)
    assert sum(one["kind"] == "question" for one in window["marks"]) == 100
    answered = [row[0] for row in window["rows"] if row[2]]
    assert answered == [f"Q-{number}" for number in range(count - 90, count + 1, EACH)]
    exported = export_questionnaire(stocked, name, recipient="", draft=True, by="Ada")
    assert exported["verified"]
    assert exported["cells"] >= count // EACH


def test_a_list_is_what_it_is_now_whoever_asked_before(stocked: Desk, upload: Upload) -> None:
    name = upload()
    before = list_all(stocked, name, "to_review")
    assert list_all(stocked, name, "to_review") == before
    decide(stocked, name, "approve", **on(before[0]))
    assert [one["id"] for one in list_all(stocked, name, "to_review")] == [one["id"] for one in before[1:]]
    assert list_questions(stocked, name, chosen=Choice("mine"), by="Bo")["total"] == 0
    assert list_questions(stocked, name, chosen=Choice("mine"), by="Ada")["total"] == 1

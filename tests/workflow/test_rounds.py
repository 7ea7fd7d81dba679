"""The second round: opened again after the export, and a revised file with the answers of the round before."""

from __future__ import annotations

from typing import Any

import pytest
from review_desk import decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.jobs import run_waiting
from qbot.workflow.ledger import list_sent
from qbot.workflow.listing import describe
from qbot.workflow.question_detail import describe_question
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.rounds import describe_round, open_next_round
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

FORM = ("Do you encrypt backups?", "Is access reviewed every year?", "Do you keep zebras?", "How many dogs are there?")
REVISED = ("Do you encrypt backups?", "Is access reviewed every quarter?", "Do you keep zebras?", "Who feeds the cat?")
Values = dict[str, Any]  # Any: JSON


def send(desk: Desk, *texts: str, follows: str = "", customer: str = "") -> str:
    """Upload a form with these questions and give its id."""
    rows = "".join(f"{number},{text},,\n" for number, text in enumerate(texts, start=1))
    made = upload_questionnaire(
        desk,
        file_name="form.csv",
        data=f"No,Question,Answer,Comment\n{rows}".encode(),
        details=UploadDetails(customer=customer),
        follows=follows,
        by="Ada",
    )
    while run_waiting(desk, JOBS):
        pass
    name: str = made["questionnaire"]["id"]
    return name


def finish(desk: Desk, name: str) -> None:
    """Answer the first three questions, leave the last, and export."""
    for one in list_all(desk, name)[:3]:
        cells = [slot["cell"] for slot in describe_question(desk, one["id"])["slots"]]
        answers = {cells[0]: "Yes", cells[-1]: f"Yes, since {one['position']} years."}
        done = decide(desk, name, "approve", **on(one, answers=answers))["question"]
        decide(desk, name, "release", **on(done))
    decide(desk, name, "bulk_no_answer", reason="Nobody counts them")
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")


def get_texts(rows: list[Values], key: str) -> list[str]:
    """Return the texts of the questions now, or before."""
    return [one[key]["text"] for one in rows]


@pytest.fixture
def first(desk: Desk) -> str:
    """A questionnaire that was sent."""
    body = {"id": "backups", "kind": "faq", "question": FORM[0], "answer": "Backups are encrypted.", "stance": "yes"}
    save_entry(desk, {**body, "disclosure": "public"}, version=None, by="Ada")
    name = send(desk, *FORM, customer="Acme")
    finish(desk, name)
    return name


def test_a_revised_file_shows_what_is_new_changed_removed_and_the_same(desk: Desk, first: str) -> None:
    name = send(desk, *REVISED, follows=first)
    told = describe(desk, name, by="Ada")
    assert (told["round"], told["follows"], told["customer"]) == (2, first, "Acme")
    found = describe_round(desk, name)
    assert (found["before"]["id"], found["same"]) == (first, 2)
    assert get_texts(found["new"], "question") == [REVISED[3]]
    assert get_texts(found["changed"], "question") == [REVISED[1]]
    assert get_texts(found["changed"], "earlier") == [FORM[1]]
    assert get_texts(found["removed"], "earlier") == [FORM[3]]


def test_approved_answers_are_carried_over_for_review_with_the_old_text_beside_them(desk: Desk, first: str) -> None:
    name = send(desk, *REVISED, follows=first)
    same, changed, _, new = list_all(desk, name)
    assert (same["status"], same["since"], same["guarded"]) == ("suggested", "same", False)
    assert "Yes, since 1 years." in same["answers"].values()
    assert (changed["status"], changed["since"], changed["guarded"]) == ("suggested", "changed", True)
    detail = describe_question(desk, changed["id"])
    assert detail["earlier"]["text"] == FORM[1]
    assert "It read “Is access reviewed every year?” in the round before." in detail["notices"][0]
    assert "decided by Ada on 2026-03-02" in detail["notices"][0]
    assert "Yes, since 2 years." in detail["notices"][0]
    assert (new["since"], new["answers"]) == ("new", {})
    assert describe_question(desk, same["id"])["notices"] == []
    cell = list(same["answers"])[-1]
    decide(desk, name, "edit", **on(same, answers={cell: "Yes, as ever."}))
    assert "“Yes; Yes, since 1 years.”" in describe_question(desk, same["id"])["notices"][0]
    bulk = decide(desk, name, "bulk_approve", at_least=0, preview=True)["detail"]
    assert bulk["skipped"]["guarded"] >= 1


def test_what_rests_on_a_changed_entry_is_marked_in_the_next_round(desk: Desk, first: str) -> None:
    entry = find_entry(desk, "backups")
    save_entry(desk, {**entry["body"], "answer": "No backups are encrypted.", "stance": "no"}, version=1, by="Ada")
    assert "changed" in list_all(desk, send(desk, *REVISED, follows=first))[0]["badges"]
    open_next_round(desk, first, by="Ada")
    assert "changed" in list_all(desk, first)[0]["badges"]


def test_what_was_written_for_one_customer_is_not_carried_to_another(desk: Desk, first: str) -> None:
    name = send(desk, *REVISED, follows=first, customer="Beta")
    assert [one["since"] for one in list_all(desk, name)] == ["same", "changed", "same", "new"]
    zebras = list_all(desk, name)[2]
    assert all(one.startswith("past-") for one in zebras["entries"])
    assert zebras["entries"]  # an earlier answer, which the export stops without an NDA
    assert describe(desk, name, by="Ada")["customer"] == "Beta"


def test_an_exported_questionnaire_is_opened_again_as_a_new_version(desk: Desk, first: str) -> None:
    told = open_next_round(desk, first, by="Bo")
    assert (told["round"], told["exported_at"], told["status"]) == (2, None, "approved")
    with pytest.raises(RefusedError, match="open already"):
        open_next_round(desk, first, by="Bo")
    made = export_questionnaire(desk, first, recipient="Jo", draft=False, by="Bo")
    assert made["file_name"] == "form - answered, version 2.csv"
    assert list_sent(desk)["total"] == 6


def test_a_round_can_follow_nothing_that_is_not_there(desk: Desk) -> None:
    with pytest.raises(NotFoundError):
        send(desk, *FORM, follows="nowhere")
    name = send(desk, *FORM)
    assert describe_round(desk, name)["before"] is None

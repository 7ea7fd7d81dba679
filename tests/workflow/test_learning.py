"""What decisions teach: earlier answers, phrasings, matches that are none; seen, taken back and used again."""

from __future__ import annotations

from typing import Any

import pytest
from review_desk import decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.correcting import read_again
from qbot.workflow.desk import Desk
from qbot.workflow.entries import save_entry
from qbot.workflow.jobs import run_waiting
from qbot.workflow.learning import list_learned_phrasings, list_lessons, relearn, unlearn
from qbot.workflow.obstacles import find_obstacles
from qbot.workflow.question_detail import describe_question
from qbot.workflow.refusals import RefusedError
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

BACKUPS = "Are backups encrypted?"
Values = dict[str, Any]  # Any: JSON


@pytest.fixture
def shop(desk: Desk) -> Desk:
    """A desk with two entries, one near the other."""
    for name, question, answer in (
        ("backups", BACKUPS, "Backups are encrypted with AES-256."),
        ("restores", "Are encrypted backups restored in a test?", "A restore of encrypted backups is tested yearly."),
    ):
        body = {"id": name, "kind": "faq", "question": question, "answer": answer, "stance": "yes"}
        save_entry(desk, {**body, "disclosure": "public"}, version=None, by="Ada")
    return desk


def ask(desk: Desk, text: str, *, customer: str = "") -> tuple[str, Values]:
    """Upload a form with one question and give its id with the question as it is drafted."""
    data = f"No,Question,Answer,Comment\n1,{text},,\n".encode()
    made = upload_questionnaire(
        desk, file_name="form.csv", data=data, details=UploadDetails(customer=customer), by="Ada"
    )
    while run_waiting(desk, JOBS):
        pass
    name: str = made["questionnaire"]["id"]
    return name, list_all(desk, name)[0]


def list_proposed(desk: Desk, question: Values) -> list[str]:
    """Return the entries that are proposed for a question."""
    return [one["entry"] for one in describe_question(desk, question["id"])["draft"]["alternatives"]]


def approve(desk: Desk, name: str, question: Values, **values: object) -> Values:
    """Approve a question and return it."""
    done = decide(desk, name, "approve", **on(question, **values))
    assert done["outcome"] == "done", done
    found: Values = done["question"]
    return found


def write(desk: Desk, name: str, question: Values, words: str) -> Values:
    """Approve a question in these words."""
    cells = [slot["cell"] for slot in describe_question(desk, question["id"])["slots"]]
    return approve(desk, name, question, answers={cells[0]: "Yes", cells[-1]: words})


def test_an_approved_answer_is_an_earlier_answer_with_questionnaire_day_and_approver(shop: Desk) -> None:
    name, question = ask(shop, "Do you own a zoo?", customer="Acme")
    write(shop, name, question, "Yes, with two zebras.")
    (lesson,) = list_lessons(shop, kind="answer")["lessons"]
    assert (lesson["by"], lesson["name"], lesson["customer"], lesson["at"][:10]) == (
        "Ada",
        "form",
        "Acme",
        "2026-03-02",
    )
    _, again = ask(shop, "Do you own a zoo?")
    first = describe_question(shop, again["id"])["draft"]["alternatives"][0]
    assert (first["kind"], first["owner"], first["source"]["document"]) == ("past_answer", "Ada", "form")
    assert "2026-03-02" in first["source"]["place"]


def test_a_confirmed_match_adds_the_phrasing_until_it_is_taken_back(shop: Desk) -> None:
    text = "Are your backups encrypted with a strong cipher?"
    name, question = ask(shop, text, customer="Acme")
    taken = decide(shop, name, "take", **on(question, entry="backups"))["question"]
    approved = approve(shop, name, taken)
    (phrasing,) = list_learned_phrasings(shop, "backups")
    assert (phrasing["text"], phrasing["undone_by"]) == (text, None)
    key = (approved["id"], "phrasing", "backups")
    unlearn(shop, (approved["id"], "answer", ""), by="Ada")
    _, again = ask(shop, text)
    assert again["entries"] == ["backups"]
    before = again["confidence"]
    unlearn(shop, key, by="Bo")
    assert list_learned_phrasings(shop, "backups")[0]["undone_by"] == "Bo"
    _, after = ask(shop, text)
    assert after["confidence"] < before
    with pytest.raises(RefusedError, match="already"):
        unlearn(shop, key, by="Bo")
    relearn(shop, key, by="Ada")
    assert ask(shop, text)[1]["confidence"] == before
    actions = [one["action"] for one in list_events(shop)["events"]]
    assert (actions.count("unlearn"), actions.count("relearn")) == (2, 1)
    assert verify_audit(shop).findings == ()


def test_a_question_that_asks_the_other_way_round_is_no_phrasing(shop: Desk) -> None:
    name, question = ask(shop, "Are any backups unencrypted?")
    cells = [slot["cell"] for slot in describe_question(shop, question["id"])["slots"]]
    taken = decide(shop, name, "take", **on(question, entry="backups"))["question"]
    approve(shop, name, taken, answers={cells[0]: "No"})
    assert list_learned_phrasings(shop, "backups") == []
    assert list_lessons(shop)["counts"]["answer"] == 1


def test_a_rejected_match_is_not_proposed_again_for_that_phrasing(shop: Desk) -> None:
    name, question = ask(shop, BACKUPS)
    assert question["entries"] == ["backups"]
    done = decide(shop, name, "reject", **on(question))
    assert (done["question"]["status"], done["question"]["answers"]) == ("blank", {})
    _, again = ask(shop, "Are backups encrypted ?")
    assert "backups" not in list_proposed(shop, again)
    assert "restores" in list_proposed(shop, again)
    _, other = ask(shop, "Are backups encrypted on tape as well?")
    assert "backups" in list_proposed(shop, other)
    unlearn(shop, (question["id"], "rejection", "backups"), by="Ada")
    assert "backups" in list_proposed(shop, ask(shop, BACKUPS)[1])


def test_the_undo_of_a_rejection_unlearns_it(shop: Desk) -> None:
    name, question = ask(shop, BACKUPS)
    done = decide(shop, name, "reject", **on(question))
    assert list_lessons(shop)["counts"]["rejection"] == 1
    undone = decide(shop, name, "undo", event=done["event"])
    assert undone["question"]["answers"] == question["answers"]
    assert list_lessons(shop)["total"] == 0


def test_taking_another_entry_turns_the_suggestion_down(shop: Desk) -> None:
    name, question = ask(shop, BACKUPS)
    taken = decide(shop, name, "take", **on(question, entry="restores"))["question"]
    assert [one["entry"] for one in list_lessons(shop, kind="rejection")["lessons"]] == ["backups"]
    decide(shop, name, "take", **on(taken, entry="backups"))
    assert list_lessons(shop, kind="rejection")["total"] == 0
    refused = decide(shop, name, "reject", **on(list_all(shop, name)[0], entry="nobody"))
    assert refused["outcome"] == "refused"


def test_the_customers_name_never_enters_an_answer_for_another(shop: Desk) -> None:
    text = "Who is told of an incident at the zoo?"
    name, question = ask(shop, text, customer="Acme Corp.")
    write(shop, name, question, "Acme is told first. Acme Corp. names a contact.")
    _, same = ask(shop, text, customer="acme corp.")
    assert "Acme is told first" in str(same["answers"])
    other, again = ask(shop, text, customer="Beta")
    assert "Acme" not in str(again["answers"])
    assert "The customer is told first. The customer names a contact." in str(again["answers"])
    assert "renamed" in again["badges"]
    # and where a person writes the name into an answer for another, the export stops it
    write(shop, other, again, "Acme is told first.")
    (stopped,) = find_obstacles(shop, other)["stopped"]
    assert "it names Acme Corp., another customer" in stopped["why"]
    assert any("another customer" in one for one in describe_question(shop, again["id"])["notices"])


def test_what_is_open_is_drafted_again_with_what_is_known_now(shop: Desk) -> None:
    name, _ = ask(shop, "Do you own a zoo?")
    other, turned = ask(shop, BACKUPS)
    decide(shop, other, "reject", **on(turned))
    body = {"id": "zoo", "kind": "faq", "question": "Do you own a zoo?", "answer": "Yes, one zoo.", "stance": "yes"}
    save_entry(shop, body, version=None, by="Ada")
    for one in (name, other):
        read_again(shop, one, by="Ada")
    while run_waiting(shop, JOBS):
        pass
    assert list_all(shop, name)[0]["entries"] == ["zoo"]
    assert "backups" not in list_proposed(shop, list_all(shop, other)[0])
    assert list_lessons(shop)["counts"]["rejection"] == 1

"""What was told before, beside what is about to be told: on the question and before the export."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from review_desk import decide, list_all, on

from qbot.matching.asked_again import AskedBefore
from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.ledger import list_sent
from qbot.workflow.obstacles import find_obstacles
from qbot.workflow.question_detail import describe_question
from qbot.workflow.retention import delete_questionnaire
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

BREACH = "Within what time do you notify customers of a security breach?"
Answer = Callable[..., str]


@pytest.fixture
def answer(desk: Desk) -> Answer:
    """A function that approves an answer to a question for a customer, sends it where it shall, and gives the id."""

    def do(customer: str, words: str, *, question: str = BREACH, send: bool = True) -> str:
        data = f"No,Question,Answer\n1,{question},\n".encode()
        told = UploadDetails(customer=customer)
        made = upload_questionnaire(desk, file_name="form.csv", data=data, details=told, by="Ada")
        while run_waiting(desk, JOBS):
            pass
        name: str = made["questionnaire"]["id"]
        one = list_all(desk, name)[0]
        slot = describe_question(desk, one["id"])["slots"][0]["cell"]
        assert decide(desk, name, "approve", **on(one, answers={slot: words}))["outcome"] == "done"
        decide(desk, name, "release", question=one["id"], questions=[one["id"]])
        if send:
            export_questionnaire(desk, name, recipient=f"Jo at {customer}", draft=False, by="Ada")
        return name

    return do


@pytest.mark.parametrize(
    ("then", "now", "why"),
    [
        ("Yes, within 24 hours.", "Yes, within 72 hours.", "other numbers"),
        ("Yes, within 24 hours.", "No, customers are not told.", "was “yes” then and is “no” now"),
        ("Yes, within 24 hours.", "Yes, within one day.", ""),  # the same time in another unit
        ("Yes, within 24 hours.", "Yes, within 24 hours, by e-mail.", ""),
    ],
)
def test_another_answer_than_the_last_is_shown(desk: Desk, answer: Answer, then: str, now: str, why: str) -> None:
    answer("Acme", then)
    for customer, begins in (("acme ", "Acme was told otherwise"), ("Beta", "Another customer, Acme, was told")):
        name = answer(customer, now, send=False)
        told = describe_question(desk, list_all(desk, name)[0]["id"])["notices"]
        otherwise = find_obstacles(desk, name)["otherwise"]
        assert bool(otherwise) is bool(why)
        if why:
            assert begins in told[0]
            assert why in told[0]
            assert otherwise[0]["why"] == told


def test_only_the_last_answer_to_a_customer_counts(desk: Desk, answer: Answer) -> None:
    answer("Acme", "Yes, within 24 hours.")
    answer("Acme", "Yes, within 72 hours.")
    name = answer("Acme", "Yes, within 72 hours.", send=False)
    assert find_obstacles(desk, name)["otherwise"] == []


def test_a_draft_copy_tells_nobody_anything_and_a_deleted_questionnaire_leaves_the_ledger(
    desk: Desk, answer: Answer
) -> None:
    name = answer("Acme", "Yes, within 24 hours.", send=False)
    export_questionnaire(desk, name, recipient="", draft=True, by="Ada")
    assert list_sent(desk)["total"] == 0
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    (one,) = list_sent(desk, customer="acme")["answers"]
    assert (one["recipient"], one["stance"], one["words"]) == ("Jo", "yes", "Yes, within 24 hours.")
    delete_questionnaire(desk, name, by="Ada")
    assert list_sent(desk)["total"] == 0
    other = answer("Beta", "Yes, within 72 hours.", send=False)
    assert find_obstacles(desk, other)["otherwise"] == []


def test_questions_nearly_the_same_are_found_among_many() -> None:
    texts = [f"Is control number {number} in place for servers?" for number in range(200)] + [BREACH]
    asked = AskedBefore(texts)
    assert asked.find("Within what time do you notify your customers of a security breach?") == (200,)
    assert asked.find("Is control number 7 in place for servers?") == (7,)
    assert asked.find("Do you have a dog?") == ()

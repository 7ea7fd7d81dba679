"""Scope and disclosure in the store: what is shown and not chosen, what is stopped at the export, and what lifts it."""

from __future__ import annotations

from typing import Any

import pytest
from review_desk import decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.jobs import run_waiting
from qbot.workflow.obstacles import find_obstacles
from qbot.workflow.question_detail import describe_question
from qbot.workflow.refusals import OpenQuestionsError, RefusedError
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

BREACH = "How soon do you notify affected customers of a security breach?"
FACT = {
    "id": "breach-notice",
    "kind": "fact",
    "answer": "Customers are told of a breach within 24 hours.",
    "short_answer": "24 hours",
    "source": {"document": "Policy"},
}
ANSWER = {
    "id": "notice-answer",
    "kind": "faq",
    "question": BREACH,
    "answer": "Affected customers of a security breach are notified within {fact:breach-notice}.",
}
Body = dict[str, Any]  # Any: values of an entry


def add(desk: Desk, body: Body, **values: object) -> None:
    """Add an entry to the store."""
    save_entry(desk, {**body, **values}, version=None, by="Ada")


def send(desk: Desk, *texts: str, **details: str) -> str:
    """Upload a form with these questions, draft it and give its id."""
    lines = "".join(f"{number},{text},\n" for number, text in enumerate(texts, start=1))
    data = f"No,Question,Answer\n{lines}".encode()
    made = upload_questionnaire(desk, file_name="form.csv", data=data, details=UploadDetails(**details), by="Ada")
    while run_waiting(desk, JOBS):
        pass
    name: str = made["questionnaire"]["id"]
    return name


def approve(desk: Desk, name: str) -> Body:
    """Approve the first question."""
    question = list_all(desk, name)[0]
    done: Body = decide(desk, name, "approve", **on(question))
    assert done["outcome"] == "done", done
    found: Body = done["question"]
    return found


def list_guards(desk: Desk, question: Body) -> list[str]:
    """Return the guards of a question's draft."""
    return [one["name"] for one in describe_question(desk, question["id"])["draft"]["guards"]]


def export(desk: Desk, name: str) -> None:
    """Export for the customer."""
    export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")


@pytest.mark.parametrize(("answer", "fact"), [("internal", "public"), ("public", "internal"), ("nda", "internal")])
def test_internal_words_are_stopped_until_released_also_those_of_a_fact_below(
    desk: Desk, answer: str, fact: str
) -> None:
    add(desk, FACT, disclosure=fact)
    add(desk, ANSWER, disclosure=answer)
    name = send(desk, BREACH, customer="Acme", nda_until="2030-01-01")
    question = approve(desk, name)
    assert "internal" in question["badges"]
    (stopped,) = find_obstacles(desk, name)["stopped"]
    assert "internal" in stopped["why"]
    told = describe_question(desk, question["id"])
    assert "internal" in told["stopped"]
    assert told["notices"] == [f"The export stops this answer: {told['stopped']}."]
    with pytest.raises(OpenQuestionsError):
        export(desk, name)
    decide(desk, name, "release", **on(question))
    assert (describe_question(desk, question["id"])["stopped"], describe_question(desk, question["id"])["notices"]) == (
        "",
        [],
    )
    export(desk, name)


def test_words_under_nda_leave_once_an_nda_in_force_is_recorded(desk: Desk) -> None:
    add(desk, FACT, disclosure="nda")
    add(desk, ANSWER, disclosure="public")
    name = send(desk, BREACH, customer="Acme")
    approve(desk, name)
    for until, told in (("", "no NDA in force"), ("2026-03-01", "no NDA in force"), ("2026-03-02", "")):
        change_details(desk, name, {"nda_until": until}, version=None, by="Ada")
        stopped = find_obstacles(desk, name)["stopped"]
        assert told in stopped[0]["why"] if told else not stopped
    export(desk, name)


def test_an_entry_outside_the_product_or_region_is_shown_and_never_chosen(desk: Desk) -> None:
    scope = {"products": ["Larkspur"], "regions": ["EU"]}
    add(desk, ANSWER, answer="Customers are notified of a breach within a day.", scope=scope)
    for details, chosen in (
        ({}, True),
        ({"product": "Larkspur", "region": "Germany"}, True),
        ({"product": "Bluebell"}, False),
        ({"product": "Larkspur", "region": "US"}, False),
        ({"region": "EU, US"}, False),
    ):
        question = list_all(desk, send(desk, BREACH, **details))[0]
        assert bool(question["answers"]) is chosen, details
        draft = describe_question(desk, question["id"])["draft"]
        assert [one["entry"] for one in draft["alternatives"]] == ["notice-answer"]


def test_a_changed_fact_turns_what_rests_on_it(desk: Desk) -> None:
    add(desk, FACT, disclosure="public")
    add(desk, ANSWER, disclosure="public", facts={"breach-notice": "24 hours"})
    open_one, sent = send(desk, BREACH, customer="Acme"), send(desk, BREACH, customer="Beta")
    approve(desk, sent)
    export(desk, sent)
    fact = find_entry(desk, "breach-notice")
    save_entry(desk, {**fact["body"], "short_answer": "48 hours"}, version=fact["version"], by="Ada")
    assert "changed" in list_all(desk, open_one)[0]["badges"]
    assert "changed" not in list_all(desk, sent)[0]["badges"]
    again = list_all(desk, send(desk, BREACH, customer="Beta"))[0]
    assert "conflict" in again["badges"]  # the entry was approved when the fact said something else
    assert "24 hours" not in str(again["answers"])  # and what Beta was told is no longer offered


def test_an_answer_approved_before_reaches_and_lasts_no_further_than_its_entry(desk: Desk) -> None:
    text = "Is the breach notice sent within a day?"
    scope = {"products": ["Larkspur"]}
    body = {"answer": "Yes, customers are notified of a breach within a day.", "stance": "yes", "question": text}
    add(desk, ANSWER, **body, scope=scope, valid_until="2026-03-31", disclosure="public")
    approve(desk, send(desk, text, customer="Acme"))
    for product, chosen in (("Larkspur", True), ("Bluebell", False)):
        drafted = list_all(desk, send(desk, text, product=product))[0]
        assert ("product" in list_guards(desk, drafted)) is not chosen
        assert drafted["guarded"] is (not chosen and bool(drafted["answers"]))


def test_the_file_of_one_customer_is_not_exported_for_another(desk: Desk) -> None:
    add(desk, ANSWER, answer="Within a day.", disclosure="public")
    send(desk, BREACH, customer="Beta AG")
    name = send(desk, BREACH, customer="Acme")
    approve(desk, name)
    with pytest.raises(RefusedError, match="the recipient names Beta AG, another customer"):
        export_questionnaire(desk, name, recipient="Jo at Beta", draft=False, by="Ada")
    export_questionnaire(desk, name, recipient="Jo, for Acme and Beta AG", draft=False, by="Ada")

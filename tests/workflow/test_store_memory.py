"""What was decided in one questionnaire is suggested in the next, with its file and day."""

from __future__ import annotations

from datetime import date

from review_desk import Upload, Values, decide, list_all, on, pick

from qbot.store.questions import list_questions
from qbot.workflow.desk import Desk
from qbot.workflow.disclosing import Reader, list_stopped
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.question_detail import describe_question


def approve_in_own_words(desk: Desk, name: str) -> Values:
    """Approve the first question that takes a free text, in words that no entry has."""
    for one in list_all(desk, name):
        detail = describe_question(desk, one["id"])
        slots = detail["slots"]
        if one["kind"] != "identity" and one["state"] == "open" and not slots[0]["options"]:
            answers = {slots[0]["cell"]: "Yes. Zebra crossings are guarded by trained badgers."}
            return decide(desk, name, "approve", **on(one, answers=answers))["question"]  # type: ignore[no-any-return]
    raise AssertionError("the sample has no free text")


def test_an_approved_answer_comes_back_in_the_next_questionnaire(stocked: Desk, upload: Upload) -> None:
    told = approve_in_own_words(stocked, upload(customer="Acme"))
    other = upload(customer="Beta")
    again = next(one for one in list_all(stocked, other) if one["text"] == told["text"])
    assert "badgers" in str(again["answers"])
    first = describe_question(stocked, again["id"])["draft"]["alternatives"][0]
    assert first["kind"] == "past_answer"
    assert first["source"]["document"] == "plain"
    assert "badgers" in first["answer"]


def test_words_of_a_reviewer_are_stopped_at_the_export_without_an_nda(stocked: Desk, upload: Upload) -> None:
    told = approve_in_own_words(stocked, upload(customer="Acme"))
    other = upload(customer="Beta")
    again = next(one for one in list_all(stocked, other) if one["text"] == told["text"])
    decide(stocked, other, "approve", **on(again))
    with stocked.store.read() as reading:
        questions = list_questions(reading, other)
    stopped = list_stopped(questions, {}, Reader(under_nda=False, others=(), today=date(2026, 3, 2)))
    assert [one["question"]["id"] for one in stopped] == [again["id"]]


def test_a_past_answer_can_be_taken_by_its_name(stocked: Desk, upload: Upload) -> None:
    told = approve_in_own_words(stocked, upload())
    other = upload()
    again = next(one for one in list_all(stocked, other) if one["text"] == told["text"])
    (entry,) = again["entries"]
    emptied = decide(stocked, other, "edit", **on(again, answers=dict.fromkeys(again["answers"], "")))["question"]
    taken = decide(stocked, other, "take", **on(emptied, entry=entry))
    assert "badgers" in str(taken["question"]["answers"])


def test_an_answer_whose_entry_changed_since_is_not_remembered(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = next(one for one in list_all(stocked, name, "to_review") if one["entries"])
    decide(stocked, name, "approve", **on(question))
    entry = find_entry(stocked, question["entries"][0])
    body = {**entry["body"], "answer": f"{entry['answer']} As of this year."}
    save_entry(stocked, body, version=entry["version"], by="Ada")
    again = next(one for one in list_all(stocked, upload()) if one["text"] == question["text"])
    assert not any(one.startswith("past-") for one in again["entries"])


def test_questions_drafted_from_an_entry_that_changed_carry_a_badge(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = next(one for one in list_all(stocked, name, "to_review") if one["entries"])
    entry = find_entry(stocked, question["entries"][0])
    save_entry(stocked, {**entry["body"], "answer": "Other words."}, version=entry["version"], by="Ada")
    assert "changed" in next(one for one in list_all(stocked, name) if one["id"] == question["id"])["badges"]
    assert pick(stocked, name, "to_review")

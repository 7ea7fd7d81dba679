"""Upkeep of the store's knowledge base: what a check finds, settled in one step, and nothing learned is lost."""

from __future__ import annotations

from typing import Any

import pytest
from review_desk import decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.auditing import list_events
from qbot.workflow.desk import Desk
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.freshness import list_due
from qbot.workflow.jobs import run_waiting
from qbot.workflow.learning import list_lessons
from qbot.workflow.numbers import tell_numbers
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.upkeep import check_store, settle
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

QUESTION = "Are backups encrypted?"
Values = dict[str, Any]  # Any: JSON


def add(desk: Desk, name: str, answer: str, stance: str = "yes", **values: object) -> None:
    """Add an entry."""
    body = {"id": name, "kind": "faq", "question": QUESTION, "answer": answer, "stance": stance, "owner": "Bo"}
    save_entry(desk, {**body, "disclosure": "public", **values}, version=None, by="Ada")


def list_kinds(desk: Desk) -> list[str]:
    """Return the kinds of the findings."""
    return [one["kind"] for one in check_store(desk)["findings"]]


def test_a_contradiction_is_settled_by_keeping_one(desk: Desk) -> None:
    add(desk, "one", "Backups are encrypted.")
    add(desk, "two", "Backups are not encrypted.", "no")
    found = check_store(desk)
    assert (found["failing"], [one["id"] for one in found["findings"][0]["entries"]]) == (1, ["one", "two"])
    assert found["findings"][0]["settle"] == ["keep", "merge", "conflict", "ask"]
    assert settle(desk, "keep", ["one", "two"], keep="one", by="Ada") == "one stays; two is retired"
    assert find_entry(desk, "two")["retired"]
    assert list_kinds(desk) == []
    event = list_events(desk, newest=True)["events"][0]
    assert (event["action"], event["detail"]["entries"][0]["entry"]) == ("settle", "two")


def test_two_are_merged_with_their_wordings(desk: Desk) -> None:
    add(desk, "one", "Backups are encrypted.")
    add(desk, "two", "Backups are encrypted.", question="Are all backups encrypted?", phrasings=["Encrypted backups?"])
    assert "duplicate" in list_kinds(desk) or "too alike" in list_kinds(desk)
    settle(desk, "merge", ["one", "two"], keep="one", by="Ada")
    assert find_entry(desk, "one")["phrasings"] == ["Are all backups encrypted?", "Encrypted backups?"]
    assert list_kinds(desk) == []


def test_a_conflict_is_marked_on_both_sides_and_then_settled(desk: Desk) -> None:
    add(desk, "one", "Backups are encrypted.")
    add(desk, "two", "Backups are not encrypted.", "no")
    settle(desk, "conflict", ["one", "two"], by="Ada")
    assert find_entry(desk, "two")["conflicts"][0]["entry"] == "one"
    assert list_kinds(desk) == ["conflict"]
    settle(desk, "keep", ["one", "two"], keep="two", by="Ada")
    assert "conflicts" not in find_entry(desk, "two")["body"]


def test_an_owner_is_asked_and_has_answered(desk: Desk) -> None:
    add(desk, "one", "Backups are encrypted.")
    settle(desk, "ask", ["one"], by="Ada", text="Is this so?")
    (asked,) = list_due(desk, owner="Bo")["entries"]
    assert (asked["state"], asked["asked"]) == ("asked", "2026-03-02 by Ada: Is this so?")
    settle(desk, "answered", ["one"], by="Bo")
    assert list_due(desk)["entries"] == []


def test_what_is_due_is_listed_by_owner_and_still_holds(desk: Desk) -> None:
    add(desk, "old", "Backups are encrypted.", reviewed_on="2025-01-01", review_every=90)
    add(desk, "ended", "Backups are encrypted.", question="What of tapes?", valid_until="2026-01-31", owner="")
    add(desk, "soon", "Logs are kept.", question="What of logs?", reviewed_on="2026-01-01", review_every=70)
    found = list_due(desk)
    assert [(one["id"], one["state"]) for one in found["entries"]] == [
        ("ended", "expired"),
        ("old", "overdue"),
        ("soon", "due soon"),
    ]
    assert found["owners"] == {"": 1, "Bo": 2}
    settle(desk, "still_true", ["old"], by="Bo")
    assert [one["id"] for one in list_due(desk, owner="Bo")["entries"]] == ["soon"]


@pytest.mark.parametrize(
    ("settling", "ids", "keep"),
    [("burn", ["one"], ""), ("keep", ["one", "two"], ""), ("keep", ["one"], "one"), ("conflict", ["one"], "")],
)
def test_what_cannot_be_meant_is_refused(desk: Desk, settling: str, ids: list[str], keep: str) -> None:
    add(desk, "one", "Backups are encrypted.")
    add(desk, "two", "Logs are kept.", question="Are logs kept?")
    with pytest.raises(RefusedError):
        settle(desk, settling, ids, keep=keep, by="Ada")
    with pytest.raises(NotFoundError):
        settle(desk, "ask", ["three"], by="Ada")


def test_a_review_changes_no_words_and_loses_nothing_that_was_learned(desk: Desk) -> None:
    add(desk, "one", "Backups are encrypted.", reviewed_on="2025-12-01", review_every=95)
    data = f"No,Question,Answer,Comment\n1,{QUESTION},,\n".encode()
    made = upload_questionnaire(desk, file_name="form.csv", data=data, details=UploadDetails(), by="Ada")
    while run_waiting(desk, JOBS):
        pass
    name = made["questionnaire"]["id"]
    done = decide(desk, name, "approve", **on(list_all(desk, name)[0]))
    assert done["outcome"] == "done"
    settle(desk, "still_true", ["one"], by="Bo")
    assert list_lessons(desk)["counts"]["answer"] == 1
    assert list_all(desk, name)[0]["badges"] == []
    entry = find_entry(desk, "one")
    save_entry(desk, {**entry["body"], "answer": "Backups are not kept."}, version=entry["version"], by="Bo")
    assert list_lessons(desk)["counts"]["answer"] == 0
    assert list_all(desk, name)[0]["badges"] == ["changed"]
    (numbers,) = tell_numbers(desk)
    assert (numbers["coverage"], numbers["unchanged"], numbers["hours"]) == (1.0, 1.0, None)

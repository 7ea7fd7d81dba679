"""The review from upload to export: every operation, its event, and what happens when two people decide at once."""

from __future__ import annotations

import pytest
from review_desk import Upload, Values, decide, list_all, on, pick

from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.exports import FILE, REVIEW, SUMMARY, read_export_file
from qbot.workflow.listing import describe, list_changes
from qbot.workflow.question_detail import describe_question
from qbot.workflow.refusals import OpenQuestionsError
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.reviewing import apply_operations


def test_a_file_is_read_and_drafted_after_the_upload(stocked: Desk, upload: Upload) -> None:
    name = upload(customer="Acme")
    told = describe(stocked, name, by="Ada")
    assert (told["state"], told["status"], told["job"]["state"]) == ("ready", "not started", "done")
    assert told["counts"]["all"] == len(list_all(stocked, name)) > 0
    assert told["counts"]["to_review"] > 0
    assert [one["action"] for one in list_events(stocked)["events"]] == ["import", "upload", "draft"]
    detail = describe_question(stocked, pick(stocked, name, "to_review")["id"])
    assert detail["draft"]["alternatives"][0]["answer"]
    assert detail["draft"]["citations"][0]["source"]["document"]


def test_each_decision_counts_the_version_up_and_leaves_one_event(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = pick(stocked, name, "to_review")
    cell = next(iter(question["answers"]))
    slot = next(one for one in describe_question(stocked, question["id"])["slots"] if one["cell"] == cell)
    text = slot["options"][0] if slot["options"] else "Our own words"
    steps: list[tuple[str, Values, str]] = [
        ("edit", {"answers": {cell: text}}, "edited"),
        ("approve", {}, "approved"),
        ("reopen", {}, "edited"),
        ("flag", {"on": True}, "edited"),
        ("comment", {"text": "Who knows?"}, "edited"),
        ("no_answer", {"reason": "Not asked of us"}, "no_answer"),
        ("reopen", {}, "suggested"),
        ("not_applicable", {}, "not_applicable"),
    ]
    for number, (action, values, status) in enumerate(steps, start=2):
        before = list_events(stocked)["seq"]
        done = decide(stocked, name, action, **on(question, **values))
        assert (done["outcome"], done["question"]["status"]) == ("done", status), done
        question = done["question"]
        assert question["version"] == number
        assert list_events(stocked)["seq"] == done["event"] == before + 1
    assert question["flagged"]
    assert describe_question(stocked, question["id"])["comments"][0]["text"] == "Who knows?"
    assert verify_audit(stocked).findings == ()


def test_the_same_operation_sent_again_is_applied_once(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = pick(stocked, name, "to_review")
    operation = {"operation": "mine", "action": "approve", **on(question)}
    first = apply_operations(stocked, name, [operation], by="Ada")["results"][0]
    again = apply_operations(stocked, name, [operation], by="Ada")["results"][0]
    assert (first["outcome"], first["event"], first["question"]) == (
        again["outcome"],
        again["event"],
        again["question"],
    )
    assert again["question"]["version"] == 2


def test_what_was_built_on_a_conflict_is_one_though_somebody_made_its_version(stocked: Desk, upload: Upload) -> None:
    name = upload()
    question = pick(stocked, name, "to_review")
    (cell,) = list(question["answers"])[-1:]
    decide(stocked, name, "edit", by="Bo", **on(question, answers={cell: "Bo's words"}))
    mine = {"question": question["id"], "action": "edit", "version": question["version"]}
    built = {**mine, "action": "approve", "version": question["version"] + 1}
    told = apply_operations(
        stocked, name, [{**mine, "operation": "m1", "answers": {cell: "Mine"}}, {**built, "operation": "m2"}], by="Ada"
    )
    assert [(one["outcome"], one["detail"].get("by")) for one in told["results"]] == [("conflict", "Bo")] * 2
    now = next(one for one in list_all(stocked, name) if one["id"] == question["id"])
    assert (now["answers"][cell], now["status"]) == ("Bo's words", "edited")


def test_a_change_of_what_was_not_seen_is_a_conflict_with_mine_theirs_and_base(stocked: Desk, upload: Upload) -> None:
    name = upload()
    seen = next(one for one in list_all(stocked, name, "to_review") if len(one["answers"]) == 1)
    (cell, base), *_ = seen["answers"].items()
    options = describe_question(stocked, seen["id"])["slots"][0]["options"]
    theirs, mine = (options[0], options[1]) if options else ("Theirs", "Mine")
    decide(stocked, name, "edit", by="Bob", **on(seen, answers={cell: theirs}))
    result = decide(stocked, name, "edit", **on(seen, answers={cell: mine}))
    assert result["outcome"] == "conflict"
    assert result["detail"]["mine"] == {cell: mine}
    assert result["detail"]["theirs"] == {cell: theirs}
    assert result["detail"]["base"] == {cell: base}
    assert result["detail"]["by"] == "Bob"
    assert result["question"]["answers"] == {cell: theirs}


def test_undo_takes_back_the_reviewers_own_last_decisions_one_by_one(stocked: Desk, upload: Upload) -> None:
    name = upload()
    first, second = list_all(stocked, name, "to_review")[:2]
    decide(stocked, name, "approve", **on(first))
    decide(stocked, name, "approve", by="Bob", **on(second))
    decide(stocked, name, "flag", question=first["id"], version=2)
    for _ in range(2):
        assert decide(stocked, name, "undo")["outcome"] == "done"
    now = {one["id"]: one for one in list_all(stocked, name)}
    assert (now[first["id"]]["status"], now[first["id"]]["flagged"]) == ("suggested", False)
    assert now[second["id"]]["status"] == "approved"
    assert decide(stocked, name, "undo")["outcome"] == "refused"
    assert [one["action"] for one in list_events(stocked)["events"]][-2:] == ["undo", "undo"]


def test_bulk_approval_tells_what_it_would_do_and_one_undo_takes_it_all_back(stocked: Desk, upload: Upload) -> None:
    name = upload()
    told = decide(stocked, name, "bulk_approve", at_least=0.6, preview=True)
    assert told["event"] is None
    assert not list_all(stocked, name, "approved")
    done = decide(stocked, name, "bulk_approve", at_least=0.6)
    approved = list_all(stocked, name, "approved")
    assert len(approved) == told["detail"]["count"] == done["detail"]["count"] > 0
    assert not any(one["guarded"] or "conflict" in one["badges"] or "stale" in one["badges"] for one in approved)
    assert decide(stocked, name, "undo")["outcome"] == "done"
    assert not list_all(stocked, name, "approved")


def test_what_nothing_supports_is_left_at_once_with_one_reason_and_taken_back_at_once(
    stocked: Desk, upload: Upload
) -> None:
    name = upload()
    blank = [one for one in list_all(stocked, name, "unsupported") if one["kind"] != "identity"]
    decide(stocked, name, "flag", on=True, **on(blank[0]))
    done = decide(stocked, name, "bulk_no_answer", reason="Not part of the product")
    left = list_all(stocked, name, "no_answer")
    assert len(left) == done["detail"]["count"] == len(blank) - 1 > 0
    assert blank[0]["id"] not in {one["id"] for one in left}
    assert describe_question(stocked, left[0]["id"])["reason"] == "Not part of the product"
    assert decide(stocked, name, "undo")["outcome"] == "done"
    assert not list_all(stocked, name, "no_answer")


def test_what_nothing_supports_carries_no_warning_of_the_nearest_entry(stocked: Desk, upload: Upload) -> None:
    blank = list_all(stocked, upload(), "unsupported")
    assert blank
    assert not any(one["guarded"] or one["badges"] for one in blank)


def test_export_refuses_with_the_open_ones_until_all_are_decided(stocked: Desk, upload: Upload) -> None:
    name = upload(customer="Acme")
    with pytest.raises(OpenQuestionsError) as refused:
        export_questionnaire(stocked, name, recipient="Acme", draft=False, by="Ada")
    assert refused.value.detail["open"]
    draft = export_questionnaire(stocked, name, recipient="", draft=True, by="Ada")
    assert "DRAFT" in draft["file_name"]
    for one in list_all(stocked, name):
        if one["state"] == "open":
            decide(stocked, name, "approve" if one["answers"] else "no_answer", **on(one))
    with pytest.raises(OpenQuestionsError) as refused:
        export_questionnaire(stocked, name, recipient="Acme", draft=False, by="Ada")
    assert not refused.value.detail["open"]
    assert all("only under NDA" in one["why"] for one in refused.value.detail["stopped"])
    first, *others = refused.value.detail["stopped"]
    assert others
    decide(stocked, name, "release", questions=[first["question"]["id"]])
    change_details(stocked, name, {"nda_until": "2027-01-01"}, version=None, by="Ada")
    made = export_questionnaire(stocked, name, recipient="Acme, Eve", draft=False, by="Ada")
    assert made["verified"]
    assert describe(stocked, name, by="Ada")["status"] == "exported"
    for kind in (FILE, REVIEW, SUMMARY):
        assert read_export_file(stocked, made["id"], kind)[1]
    assert verify_audit(stocked).findings == ()


def test_what_changed_since_an_event_is_listed(stocked: Desk, upload: Upload) -> None:
    name = upload()
    seq = list_changes(stocked, name, after=0)["seq"]
    question = pick(stocked, name, "to_review")
    decide(stocked, name, "approve", **on(question))
    changes = list_changes(stocked, name, after=seq)
    assert changes["seq"] == seq + 1
    assert [one["id"] for one in changes["questions"]] == [question["id"]]

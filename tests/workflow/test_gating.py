"""Gates in the review: an answer closes and opens the questions behind it, and one undo takes both back."""

from __future__ import annotations

from review_desk import Upload, Values, decide, list_all, on

from qbot.workflow.desk import Desk
from qbot.workflow.question_detail import describe_question


def find(desk: Desk, name: str, ref: str) -> Values:
    """Return a question by its ref."""
    return next(one for one in list_all(desk, name) if one["ref"] == ref)


def answer(desk: Desk, name: str, ref: str, text: str) -> Values:
    """Put a text into the answer cell of a question."""
    question = find(desk, name, ref)
    cell = describe_question(desk, question["id"])["slots"][0]["cell"]
    return decide(desk, name, "approve", **on(question, answers={cell: text}))


def test_an_answer_closes_the_questions_behind_it_and_another_opens_them(stocked: Desk, upload: Upload) -> None:
    name = upload("hecvat_like.xlsx")
    before = find(stocked, name, "CARD-01")
    answer(stocked, name, "QUAL-01", "Yes")
    opened = find(stocked, name, "CARD-01")
    done = answer(stocked, name, "QUAL-01", "No")
    closed = find(stocked, name, "CARD-01")
    assert "behind it changed" in done["message"]
    assert "gate" in closed["badges"]
    assert (closed["status"], closed["answers"]) == ("blank", {})
    draft = describe_question(stocked, closed["id"])["draft"]
    assert draft["proposals"] == ["Not applicable"]
    assert "QUAL-01 is answered “No”" in draft["reason"]
    assert decide(stocked, name, "undo")["outcome"] == "done"
    again = find(stocked, name, "CARD-01")
    for key in ("answers", "badges", "status"):
        assert again[key] == opened[key]
    assert before["id"] == again["id"]


def test_a_decision_behind_a_gate_stays(stocked: Desk, upload: Upload) -> None:
    name = upload("hecvat_like.xlsx")
    answer(stocked, name, "QUAL-01", "Yes")
    answer(stocked, name, "CARD-01", "Yes")
    answer(stocked, name, "QUAL-01", "No")
    assert find(stocked, name, "CARD-01")["status"] == "approved"


def test_a_closed_question_can_be_decided_as_not_applicable(stocked: Desk, upload: Upload) -> None:
    name = upload("hecvat_like.xlsx")
    answer(stocked, name, "QUAL-01", "No")
    done = decide(stocked, name, "not_applicable", **on(find(stocked, name, "CARD-01")))
    assert list(done["question"]["answers"].values()) == ["Not applicable"]


def test_a_follow_up_does_not_apply_where_its_condition_does_not_hold(stocked: Desk, upload: Upload) -> None:
    name = upload("filled_last_year.xlsx")
    follow = next(one for one in list_all(stocked, name) if one["parent"] and one["state"] == "open")
    parent = next(one for one in list_all(stocked, name) if one["cell"] == follow["parent"])
    if parent["state"] != "open":
        assert decide(stocked, name, "edit", **on(parent, answers={}))["outcome"] == "refused"
        return
    slot = describe_question(stocked, parent["id"])["slots"][0]
    decide(stocked, name, "approve", **on(parent, answers={slot["cell"]: "No"}))
    assert "gate" in next(one for one in list_all(stocked, name) if one["id"] == follow["id"])["badges"]

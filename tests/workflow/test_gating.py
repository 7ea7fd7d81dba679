"""Gates in the review: an answer closes and opens the questions behind it, and one undo takes both back."""

from __future__ import annotations

from review_desk import Upload, Values, decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.question_detail import describe_question
from qbot.workflow.uploading import UploadDetails, upload_questionnaire


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


ASKED = """ID,Question,Yes/No,Details
1,Do you encrypt backups?,,
1.1,"If yes, which cipher do you use?",,
"""


def test_a_follow_up_does_not_apply_where_its_condition_does_not_hold(stocked: Desk) -> None:
    made = upload_questionnaire(stocked, file_name="asked.csv", data=ASKED.encode(), details=UploadDetails(), by="Ada")
    while run_waiting(stocked, JOBS):
        pass
    name = made["questionnaire"]["id"]
    assert find(stocked, name, "1.1")["parent"] == find(stocked, name, "1")["cell"]
    answer(stocked, name, "1", "Yes")
    assert "gate" not in find(stocked, name, "1.1")["badges"]
    answer(stocked, name, "1", "No")
    assert "gate" in find(stocked, name, "1.1")["badges"]
    assert "cipher" in find(stocked, name, "1.1")["text"]

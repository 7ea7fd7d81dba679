"""Attaching a document to one question: where the reference goes, who stops it, and how it is taken back."""

from __future__ import annotations

import pytest
from review_desk import Upload, Values, decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.details import change_details
from qbot.workflow.documents import DocumentDetails, keep_document, withdraw_document
from qbot.workflow.exports import list_exports, read_export_file
from qbot.workflow.jobs import run_waiting
from qbot.workflow.question_detail import describe_question
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.uploading import UploadDetails, upload_questionnaire


def keep(desk: Desk, title: str = "Fire plan", level: str = "public", *, until: str = "", replaces: str = "") -> str:
    """Keep a document and return its id."""
    details = DocumentDetails(title, disclosure=level, valid_until=until)
    made = keep_document(desk, file_name="a.pdf", data=title.encode(), details=details, replaces=replaces, by="Ada")
    return str(made["id"])


def upload(desk: Desk, columns: str, cells: str) -> tuple[str, Values]:
    """Upload a form of one question and return its id and the question, with an answer typed."""
    data = f"No,Question,{columns}\n1,Do you keep zebras in the barn?,{cells}\n".encode()
    made = upload_questionnaire(desk, file_name="barn.csv", data=data, details=UploadDetails(), by="Ada")
    while run_waiting(desk, JOBS):
        pass
    name = str(made["questionnaire"]["id"])
    return name, list_all(desk, name)[0]


@pytest.mark.parametrize(
    ("columns", "cells", "typed", "cell", "told"),
    [
        ("Answer,Comment,Evidence", ",,", {}, "E2", "See Appendix 1, Fire plan"),
        (*("Answer,Comment,Evidence", ",,"), {"E2": "House rules"}, "E2", "House rules; See Appendix 1, Fire plan"),
        (
            *("Answer,Comment,Evidence", ",,"),
            {"E2": "House rules; fire  PLAN"},
            "E2",
            "House rules; See Appendix 1, Fire plan",
        ),
        (*("Answer,Comment", ","), {"D2": "By night only."}, "D2", "By night only.\nSee Appendix 1, Fire plan"),
        (*("Answer", ""), {"C2": "Yes."}, "C2", "Yes.\nSee Appendix 1, Fire plan"),
    ],
)
def test_the_reference_goes_beside_the_answer(
    desk: Desk, columns: str, cells: str, typed: dict[str, str], cell: str, told: str
) -> None:
    document = keep(desk)
    name, question = upload(desk, columns, cells)
    if typed:
        question = decide(desk, name, "edit", **on(question, answers=typed))["question"]
    done = decide(desk, name, "attach", **on(question, document=document))
    assert (done["outcome"], done["message"]) == ("done", f"Appendix 1, Fire plan, is named in {cell}")
    assert done["question"]["answers"] == {**typed, cell: told}
    assert (done["question"]["status"], done["question"]["edited_by"]) == ("edited", "Ada")
    (shown,) = describe_question(desk, question["id"])["documents"]
    assert (shown["named"], shown["why"]) == (True, "")
    again = decide(desk, name, "attach", **on(done["question"], document=document))
    assert (again["outcome"], "already" in again["message"]) == ("refused", True)
    assert decide(desk, name, "undo")["question"]["answers"] == typed


def test_what_is_typed_goes_along_and_the_export_has_the_document(desk: Desk) -> None:
    document = keep(desk)
    name, question = upload(desk, "Answer,Evidence", ",")
    done = decide(desk, name, "attach", **on(question, document=document, answers={"C2": "Yes, two."}))
    assert done["question"]["answers"] == {"C2": "Yes, two.", "D2": "See Appendix 1, Fire plan"}
    decide(desk, name, "approve", **on(done["question"]))
    made = export_questionnaire(desk, name, recipient="Jo", draft=False, by="Ada")
    assert made["appendices"] == ["Appendix 1, Fire plan"]
    assert b"Appendix 1 - Fire plan.pdf" in read_export_file(desk, list_exports(desk, name)[0]["id"], "appendices")[1]


def test_an_answer_that_was_approved_is_approved_again(desk: Desk) -> None:
    document = keep(desk)
    name, question = upload(desk, "Answer,Evidence", ",")
    approved = decide(desk, name, "approve", **on(question, answers={"C2": "Yes."}))["question"]
    assert decide(desk, name, "attach", **on(approved, document=document))["question"]["status"] == "edited"


@pytest.mark.parametrize(
    ("level", "until", "told"),
    [
        ("internal", "", "not given out"),
        ("public", "2026-03-01", "ended on 2026-03-01"),
        ("nda", "", "no NDA in force is recorded here; record it in the details"),
    ],
)
def test_what_may_not_go_to_the_customer_cannot_be_attached(desk: Desk, level: str, until: str, told: str) -> None:
    document = keep(desk, level=level, until=until)
    name, question = upload(desk, "Answer,Evidence", ",")
    refused = decide(desk, name, "attach", **on(question, document=document))
    assert (refused["outcome"], told in refused["message"]) == ("refused", True)
    shown = describe_question(desk, question["id"])["documents"]
    assert [one["why"] for one in shown] == ([refused["message"]] if level != "internal" else [])
    assert list_all(desk, name)[0]["answers"] == {}


def test_under_nda_once_one_is_recorded(desk: Desk) -> None:
    document = keep(desk, level="nda")
    name, question = upload(desk, "Answer,Evidence", ",")
    change_details(desk, name, {"nda_until": "2027-01-01"}, version=None, by="Ada")
    assert decide(desk, name, "attach", **on(question, document=document))["outcome"] == "done"


def test_an_old_version_stands_for_the_document_and_a_withdrawn_one_for_nothing(desk: Desk) -> None:
    first = keep(desk)
    second = keep(desk, replaces=first)
    name, question = upload(desk, "Answer,Evidence", ",")
    done = decide(desk, name, "attach", **on(question, document=first))
    assert done["outcome"] == "done"
    decide(desk, name, "undo")
    withdraw_document(desk, second, by="Ada")
    question = list_all(desk, name)[0]
    for wrong in (first, second, "nothing", ""):
        assert decide(desk, name, "attach", **on(question, document=wrong))["outcome"] == "refused"


def test_somebody_elses_words_are_not_written_over(desk: Desk) -> None:
    document = keep(desk)
    name, question = upload(desk, "Answer,Evidence", ",")
    decide(desk, name, "edit", by="Bo", **on(question, answers={"D2": "House rules"}))
    conflict = decide(desk, name, "attach", **on(question, document=document))
    assert (conflict["outcome"], conflict["detail"]["by"]) == ("conflict", "Bo")
    assert conflict["detail"]["theirs"] == {"D2": "House rules"}
    assert conflict["detail"]["mine"] == {"D2": "House rules; See Appendix 1, Fire plan"}
    assert list_all(desk, name)[0]["answers"] == {"D2": "House rules"}


def test_where_no_cell_has_room_it_is_told(desk: Desk) -> None:
    document = keep(desk)
    name, question = upload(desk, "Answer,Evidence", ",")
    full = {"C2": "x" * 32_767, "D2": "x" * 32_750}
    refused = decide(desk, name, "attach", **on(question, document=document, answers=full))
    assert (refused["outcome"], "has room" in refused["message"]) == ("refused", True)


def test_a_field_for_a_name_takes_no_document(stocked: Desk, upload: Upload) -> None:
    keep(stocked)
    name = upload()
    told = [describe_question(stocked, one["id"]) for one in list_all(stocked, name)]
    assert {one["kind"] for one in told} >= {"identity", "question"}
    assert all(bool(one["documents"]) == (one["kind"] != "identity") for one in told if one["state"] == "open")

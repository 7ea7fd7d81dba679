"""Gaps: which entries would answer most of what is open."""

from __future__ import annotations

import pytest
from review_desk import decide, list_all, on

from qbot.matching.gap_clusters import cluster_questions
from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.entries import save_entry
from qbot.workflow.gaps import list_gaps
from qbot.workflow.jobs import run_waiting
from qbot.workflow.refusals import RefusedError
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

ZOO = ("Do you keep zebras in your zoo?", "Are zebras kept in the zoo?", "Does your zoo keep any zebras?")
OTHER = ("Is the reception staffed at night?", "How is the lake cleaned?")


def ask(desk: Desk, *texts: str, customer: str = "") -> str:
    """Upload a form with these questions and give its id."""
    rows = "".join(f"{number},{text},\n" for number, text in enumerate(texts, start=1))
    data = f"No,Question,Answer\n{rows}".encode()
    details = UploadDetails(customer=customer)
    made = upload_questionnaire(desk, file_name="form.csv", data=data, details=details, by="Ada")
    while run_waiting(desk, JOBS):
        pass
    name: str = made["questionnaire"]["id"]
    return name


def test_the_entry_that_closes_most_comes_first_with_what_is_near_and_missing(desk: Desk) -> None:
    body = {"id": "zoo-hours", "kind": "faq", "question": "When is your zoo open?", "answer": "The zoo opens at nine."}
    save_entry(desk, body, version=None, by="Ada")
    first = ask(desk, ZOO[0], OTHER[0], customer="Acme")
    ask(desk, ZOO[1], OTHER[1], ZOO[2], customer="Beta")
    found = list_gaps(desk)
    assert (found["questions"], found["total"]) == (5, 3)
    gap = found["gaps"][0]
    assert (gap["closes"], gap["questionnaires"], gap["customers"]) == (3, 2, ["Acme", "Beta"])
    assert {one["text"] for one in gap["questions"]} == set(ZOO)
    near = gap["questions"][0]["nearest"][0]
    assert (near["entry"], near["question"]) == ("zoo-hours", "When is your zoo open?")
    assert any(word.startswith("zebra") for word in near["missing"])
    question = list_all(desk, first)[0]
    decide(desk, first, "not_applicable", **on(question))
    assert list_gaps(desk)["gaps"][0]["closes"] == 2
    assert len(list_gaps(desk, limit=1)["gaps"]) == 1
    with pytest.raises(RefusedError):
        list_gaps(desk, limit=0)


def test_each_question_stands_in_one_cluster() -> None:
    texts = [*ZOO, *OTHER, ZOO[0]]
    clusters = cluster_questions(texts)
    assert sorted(number for cluster in clusters for number in cluster) == list(range(len(texts)))
    assert set(clusters[0]) == {0, 1, 2, 5}
    assert cluster_questions([]) == []


def test_what_needs_another_answer_needs_another_entry() -> None:
    texts = (
        "Is data encrypted at rest?",
        "Is data encrypted in transit?",
        "Is your data encrypted at rest, please?",
        "Do you hold a SOC 2 report?",
        "Do you hold a FedRAMP report?",
    )
    assert [sorted(cluster) for cluster in cluster_questions(texts)] == [[0, 2], [1], [3], [4]]

"""Decisions of the review as labels for the confidence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from review_desk import decide, list_all, on

from qbot.cli.group import command
from qbot.wiring import JOBS
from qbot.workflow.decided_labels import collect_decided
from qbot.workflow.desk import Desk
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.jobs import run_waiting
from qbot.workflow.learning import list_lessons, unlearn
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

AS_OF = date(2026, 11, 1)
BACKUPS = "Are backups encrypted?"
RESTORES = "Are restores of backups tested every month by a third party?"
WRITTEN = "Are backups kept in a vault?"


@pytest.fixture
def reviewed(desk: Desk) -> Desk:
    """A desk on which one suggestion was approved, one left without an answer, and one written by hand alone."""
    body = {"id": "backups", "kind": "faq", "question": BACKUPS, "answer": "Backups are encrypted.", "stance": "yes"}
    save_entry(desk, {**body, "disclosure": "public"}, version=None, by="Ada")
    data = "No,Question,Answer\n" + "".join(f"{n},{text},\n" for n, text in enumerate((BACKUPS, RESTORES, WRITTEN), 1))
    made = upload_questionnaire(desk, file_name="form.csv", data=data.encode(), details=UploadDetails(), by="Ada")
    while run_waiting(desk, JOBS):
        pass
    name = made["questionnaire"]["id"]
    assert collect_decided(desk, as_of=AS_OF) == []
    drafted, none, written = list_all(desk, name)
    assert decide(desk, name, "approve", **on(drafted))["outcome"] == "done"
    assert decide(desk, name, "no_answer", **on(none, reason="not tested"))["outcome"] == "done"
    cell = next(iter(written["slots"]))["cell"] if written.get("slots") else "C4"
    assert decide(desk, name, "approve", **on(written, answers={cell: "No"}))["outcome"] == "done"
    return desk


def test_an_approval_names_the_right_entry_and_a_blank_says_that_there_was_none(reviewed: Desk) -> None:
    samples = {sample.question: sample.right for sample in collect_decided(reviewed, as_of=AS_OF)}
    assert samples == {BACKUPS: True, RESTORES: False}


def test_what_was_taken_back_or_holds_no_more_teaches_nothing(reviewed: Desk) -> None:
    blank = next(one for one in list_lessons(reviewed)["lessons"] if one["kind"] == "blank")
    unlearn(reviewed, (blank["question"], "blank", ""), by="Ada")
    assert [sample.question for sample in collect_decided(reviewed, as_of=AS_OF)] == [BACKUPS]
    found = find_entry(reviewed, "backups")
    save_entry(reviewed, {**found["body"], "answer": "Backups are not encrypted."}, version=found["version"], by="Ada")
    assert collect_decided(reviewed, as_of=AS_OF) == []


def test_the_command_says_when_the_decisions_are_too_few(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QBOT_HOME", str(tmp_path / "home"))
    done = CliRunner().invoke(command, ["calibrate", "--decisions"])
    assert "too few to learn from" in str(done.exception), done.output

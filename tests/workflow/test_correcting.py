"""A corrected reading: shown before it is used, and what was decided on questions that stay is kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from review_desk import Upload, decide, list_all, on

from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.model.questionnaire import SheetRole
from qbot.wiring import JOBS
from qbot.workflow.auditing import verify_audit
from qbot.workflow.correcting import correct_reading, find_corrections, preview_reading, read_again
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.layout_memory import find_corrections as recall_for_command
from qbot.workflow.layout_memory import forget_layout
from qbot.workflow.listing import describe
from qbot.workflow.refusals import RefusedError

ROOT = Path(__file__).resolve().parents[2]
COMMENT_ELSEWHERE = LayoutOverrides({"Questionnaire": SheetOverride(columns={"D": "ignore"})})
NO_QUESTIONS = LayoutOverrides({"Questionnaire": SheetOverride(role=SheetRole.OTHER)})


def run_jobs(desk: Desk) -> None:
    """Do all work that waits."""
    while run_waiting(desk, JOBS):
        pass


def test_the_effect_is_shown_and_nothing_kept(stocked: Desk, upload: Upload) -> None:
    name = upload()
    before = list_all(stocked, name)
    assert preview_reading(stocked, name, NO_QUESTIONS).questions == ()
    assert list_all(stocked, name) == before
    assert find_corrections(stocked, name) is None


def test_decisions_on_questions_that_stay_are_kept(stocked: Desk, upload: Upload) -> None:
    name = upload()
    open_ones = [one for one in list_all(stocked, name) if one["state"] == "open" and one["kind"] != "identity"]
    decided, left, flagged = open_ones[:3]
    decide(stocked, name, "no_answer", **on(decided, reason="not ours"))
    decide(stocked, name, "flag", **on(flagged))
    correct_reading(stocked, name, COMMENT_ELSEWHERE, by="Bo")
    assert describe(stocked, name, by="Ada")["state"] == "reading"
    run_jobs(stocked)
    after = {one["id"]: one for one in list_all(stocked, name)}
    assert {one["id"] for one in open_ones} <= set(after)
    kept = after[decided["id"]]
    assert (kept["status"], kept["reason"], kept["approved_by"]) == ("no_answer", "not ours", "Ada")
    assert kept["version"] > decided["version"] + 1
    assert after[flagged["id"]]["flagged"]
    assert all(not cell.startswith("D") for cell in after[left["id"]]["answers"])
    assert find_corrections(stocked, name) == COMMENT_ELSEWHERE
    assert not verify_audit(stocked).findings


def test_decisions_that_fit_no_more_are_told(stocked: Desk, upload: Upload) -> None:
    name = upload()
    decided = next(one for one in list_all(stocked, name) if one["state"] == "open" and one["kind"] != "identity")
    decide(stocked, name, "no_answer", **on(decided))
    correct_reading(stocked, name, NO_QUESTIONS, by="Bo")
    run_jobs(stocked)
    assert list_all(stocked, name) == []
    assert any("1 earlier decision did not fit" in note for note in describe(stocked, name, by="Ada")["notes"])


def test_a_correction_is_taken_back(stocked: Desk, upload: Upload) -> None:
    name = upload()
    before = [(one["cell"], one["answers"]) for one in list_all(stocked, name)]
    correct_reading(stocked, name, NO_QUESTIONS, by="Bo")
    run_jobs(stocked)
    correct_reading(stocked, name, None, by="Bo")
    run_jobs(stocked)
    assert [(one["cell"], one["answers"]) for one in list_all(stocked, name)] == before


def test_one_reading_at_a_time(stocked: Desk, upload: Upload) -> None:
    name = upload()
    correct_reading(stocked, name, NO_QUESTIONS, by="Bo")
    with pytest.raises(RefusedError, match="being read now"):
        read_again(stocked, name, by="Bo")


def test_what_is_remembered_here_is_used_by_the_commands_and_the_other_way_round(stocked: Desk, upload: Upload) -> None:
    sample = ROOT / "samples" / "plain.xlsx"
    correct_reading(stocked, upload(), COMMENT_ELSEWHERE, by="Ada")
    run_jobs(stocked)
    assert recall_for_command(sample, None, home=stocked.home)[0] == COMMENT_ELSEWHERE
    again = upload()
    assert find_corrections(stocked, again) == COMMENT_ELSEWHERE
    assert describe(stocked, again, by="Ada")["notes"][0].startswith("Read with the corrections")
    assert forget_layout(stocked.home, sample)
    assert find_corrections(stocked, upload()) is None


def test_corrections_that_cannot_be_used_or_kept_are_told(stocked: Desk, upload: Upload) -> None:
    name = upload()
    correct_reading(stocked, name, COMMENT_ELSEWHERE, by="Ada")
    run_jobs(stocked)
    (kept,) = (stocked.home / "layouts").glob("*.yaml")
    kept.write_text("sheets: 7")
    again = upload()
    assert find_corrections(stocked, again) is None
    assert "were not used" in describe(stocked, again, by="Ada")["notes"][0]
    kept.unlink()
    kept.parent.rmdir()
    kept.parent.write_text("in the way")
    correct_reading(stocked, name, NO_QUESTIONS, by="Ada")
    run_jobs(stocked)
    told = describe(stocked, name, by="Ada")
    assert told["state"] == "ready"
    assert "cannot be remembered" in told["notes"][0]

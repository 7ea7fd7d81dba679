"""What keeps a questionnaire from its export is told before anybody tries, and it is what the export refuses for."""

from __future__ import annotations

import pytest
from review_desk import Upload, decide, list_all, on, pick

from qbot.workflow.desk import Desk
from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.obstacles import SHOWN, find_obstacles
from qbot.workflow.refusals import OpenQuestionsError
from qbot.workflow.reviewed_export import export_questionnaire


def find_refusal(desk: Desk, name: str) -> tuple[list[str], list[str]]:
    """Return the ids that the export names: the open and the stopped."""
    with pytest.raises(OpenQuestionsError) as refusal:
        export_questionnaire(desk, name, recipient="Acme", draft=False, by="Ada")
    detail = refusal.value.detail
    return [one["id"] for one in detail["open"]], [one["question"]["id"] for one in detail["stopped"]]


def test_the_obstacles_are_those_of_the_export(stocked: Desk, upload: Upload) -> None:
    name = upload("hecvat_like.xlsx")
    approved = pick(stocked, name, "to_review")
    assert decide(stocked, name, "approve", **on(approved))["outcome"] == "done"
    entry = find_entry(stocked, approved["entries"][0])
    save_entry(stocked, {**entry["body"], "disclosure": "internal"}, version=entry["version"], by="Ada")
    flagged = pick(stocked, name, "unsupported")
    assert decide(stocked, name, "flag", question=flagged["id"], on=True)["outcome"] == "done"
    still, stopped = find_refusal(stocked, name)
    told = find_obstacles(stocked, name)
    assert [one["id"] for one in told["open"]] == still[:SHOWN]
    assert told["open_total"] == len(still) > 1
    assert [one["question"]["id"] for one in told["stopped"]] == stopped == [approved["id"]]
    assert "internal" in told["stopped"][0]["why"]
    blank = [one for one in list_all(stocked, name, "unsupported") if not one["flagged"]]
    assert told["unsupported"] == len(blank) > 0
    assert decide(stocked, name, "release", question=approved["id"])["outcome"] == "done"
    assert find_obstacles(stocked, name)["stopped"] == []

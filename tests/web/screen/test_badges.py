"""What a reviewer must know before trusting an answer: badges, what stops the export, and what does not apply."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Open
from playwright.sync_api import expect
from screen_driver import ROOT, Screen, Server, read_questions

from qbot.workflow.entries import find_entry, retire_entry, save_entry
from qbot.workflow.retention import delete_questionnaire

ENTRIES: dict[str, dict[str, object]] = {
    "greenhouse-public": {"question": "Is the greenhouse heated by geothermal energy?"},
    "greenhouse-nda": {"question": "Is the greenhouse roof made of laminated glass?", "disclosure": "nda"},
    "greenhouse-internal": {"question": "Is the greenhouse watered by irrigation robots?", "disclosure": "internal"},
    "greenhouse-stale": {
        "question": "Is the greenhouse lit by sodium lamps?",
        "reviewed_on": "2020-01-31",
        "review_every": 90,
    },
}
ASKED = {**{name: body["question"] for name, body in ENTRIES.items()}, "soc": "Do you hold a SOC 2 report?"}
WORDS = {
    "greenhouse-nda": "under NDA",
    "greenhouse-internal": "internal only",
    "greenhouse-stale": "review overdue",
    "soc": "entries disagree",
}


@pytest.fixture(scope="session")
def greenhouse(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A questionnaire whose answers come from entries of every kind, which are retired afterwards."""
    for name, body in ENTRIES.items():
        told = {"id": name, "kind": "faq", "stance": "yes", "answer": "Yes, it is.", "disclosure": "public", **body}
        save_entry(served.desk, told, version=None, by="Ana")
    file = tmp_path_factory.mktemp("files") / "greenhouse.csv"
    file.write_text("\n".join(["ID,Question,Answer", *(f"{ref},{text}," for ref, text in ASKED.items())]), "utf-8")
    found = served.upload(file)
    yield found
    delete_questionnaire(served.desk, found, by="Ana")
    for name in ENTRIES:
        retire_entry(served.desk, name, version=find_entry(served.desk, name)["version"], by="Ana")


def _open(screen: Screen, ref: str) -> None:
    screen.page.locator("ol.list a", has_text=ref).click()
    expect(screen.page.locator(".crumb")).to_contain_text(ref)


def test_a_badge_stands_at_the_question_and_at_its_evidence(review: Open, greenhouse: str) -> None:
    screen = review(greenhouse)
    for ref, words in WORDS.items():
        _open(screen, ref)
        expect(screen.page.locator(".standing .badge")).to_have_text(words)
        expect(screen.page.locator(".suggestion .badge", has_text=words).first).to_be_visible()
    _open(screen, "greenhouse-public")
    expect(screen.page.locator(".suggestion.cited .badge").last).to_have_text("public")
    expect(screen.page.locator(".standing .badge")).to_have_count(0)
    assert screen.count("Review overdue") == 1


@pytest.mark.parametrize("ref", ["greenhouse-nda", "greenhouse-internal"])
def test_wording_that_may_not_leave_is_told_and_released(
    review: Open, served: Server, greenhouse: str, ref: str
) -> None:
    screen = review(greenhouse)
    _open(screen, ref)
    expect(screen.page.locator(".warnings")).to_contain_text("The export stops this answer")
    screen.page.get_by_role("button", name="Release it for this customer").click()
    expect(screen.page.locator(".warnings")).not_to_contain_text("The export stops")
    expect(screen.page.locator(".standing")).to_contain_text("released by Ana")
    screen.wait_saved()
    assert {one["ref"]: one["released_by"] for one in read_questions(served, greenhouse)}[ref] == "Ana"
    screen.press("u")
    expect(screen.page.locator(".warnings")).to_contain_text("The export stops this answer")


def test_what_does_not_apply_is_proposed_and_confirmed(review: Open, served: Server) -> None:
    gated = served.upload(ROOT / "samples" / "hecvat_like.xlsx")
    screen = review(gated)
    _open(screen, "QUAL-01")
    screen.page.locator(".options button", has_text="No").first.click()
    screen.press("a")
    expect(screen.chip("Does not apply")).to_be_visible()
    screen.chip("Does not apply").click()
    ref = screen.ref
    expect(screen.page.locator(".warnings")).to_contain_text("QUAL-01 is answered “No”")
    expect(screen.page.locator(".evidence-pane h3").first).to_have_text("Does not apply")
    expect(screen.page.locator("ol.list a[aria-current] .badge")).to_have_text("does not apply")
    screen.page.get_by_role("button", name="Call it not applicable").click()
    screen.wait_saved()
    kept = next(one for one in read_questions(served, gated) if one["ref"] == ref)
    assert (kept["status"], kept["approved_by"]) == ("not_applicable", "Ana")
    answers = kept["answers"]
    assert isinstance(answers, dict)
    assert list(answers.values()) == ["Not applicable"]
    delete_questionnaire(served.desk, gated, by="Ana")

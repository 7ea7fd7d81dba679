"""A document is attached to one question by choosing it: on the screen, and where no script runs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from conftest import Open
from playwright.sync_api import Browser
from screen_driver import Question, Server, read_questions

from qbot.web.session_gate import COOKIE
from qbot.workflow.changing_documents import list_to_change
from qbot.workflow.documents import DocumentDetails, keep_document, withdraw_document


@pytest.fixture
def plan(served: Server) -> Iterator[str]:
    """The reference to a document that everybody may have; one under NDA is there as well."""
    made = [
        keep_document(
            served.desk, file_name="a.pdf", data=b"%PDF", details=DocumentDetails(title, disclosure=level), by="Ana"
        )
        for title, level in (("Fire plan", "public"), ("Audit summary", "nda"))
    ]
    yield f"See Appendix {made[0]['number']}, Fire plan"
    for one in list_to_change(served.desk)["documents"]:
        withdraw_document(served.desk, one["id"], by="Ana")


def read_answers(question: Question) -> dict[str, str]:
    """Return the texts of a question by cell."""
    found = question["answers"]
    assert isinstance(found, dict)
    return found


def test_a_chosen_document_is_named_and_undo_takes_it_back(
    review: Open, served: Server, questionnaire: str, plan: str
) -> None:
    screen = review()
    comment = screen.page.locator("textarea[id^='text-D']")
    before = comment.input_value()
    picker = screen.page.get_by_label("A document that goes along")
    assert picker.locator("option", has_text="Audit summary").is_disabled()
    picker.select_option(label=plan.removeprefix("See "))
    screen.page.get_by_role("button", name="Attach it").click()
    screen.wait_for(f"document.querySelector(\"textarea[id^='text-D']\").value.includes({plan!r})")
    assert comment.input_value() == f"{before}\n{plan}".strip()
    picker.locator("option", has_text="Fire plan (named already)").wait_for(state="attached")
    first = read_questions(served, questionnaire)[0]
    assert (first["status"], first["edited_by"]) == ("edited", "Ana")
    screen.page.locator(".question").click()
    screen.press("u")
    screen.wait_for(f"!document.querySelector(\"textarea[id^='text-D']\").value.includes({plan!r})")
    screen.wait_saved()
    assert read_questions(served, questionnaire)[0]["answers"] == {**read_answers(first), "D3": before}


def test_a_conflict_offers_the_reference_beside_their_words(
    review: Open, served: Server, questionnaire: str, plan: str
) -> None:
    mine, theirs = review(), review(reviewer="Bo")
    mine.page.context.set_offline(True)
    mine.page.get_by_label("A document that goes along").select_option(label=plan.removeprefix("See "))
    mine.page.get_by_role("button", name="Attach it").click()
    theirs.page.locator("textarea[id^='text-D']").fill("By night only.")
    theirs.wait_saved()
    mine.page.context.set_offline(False)
    mine.page.locator(".conflict-bar").wait_for()
    mine.page.locator(".conflict-bar").get_by_role("button").first.click()
    mine.page.get_by_role("button", name="Use mine").click()
    mine.wait_for(f"document.querySelector(\"textarea[id^='text-D']\").value.includes({plan!r})")
    mine.wait_saved()
    assert read_answers(read_questions(served, questionnaire)[0])["D3"] == f"By night only.\n{plan}"


def test_without_a_script_what_was_typed_goes_along(
    browser: Browser, served: Server, questionnaire: str, plan: str
) -> None:
    question = read_questions(served, questionnaire)[0]
    context = browser.new_context(base_url=served.base, java_script_enabled=False)
    context.add_cookies([{"name": COOKIE, "value": served.sign_in("Bo Plain"), "url": served.base}])
    page = context.new_page()
    page.goto(f"/questionnaires/{questionnaire}/review?q={question['id']}")
    page.locator("textarea[name='answer.D3']").fill("By night only.")
    picker = page.get_by_label("A document that goes along")
    assert "no NDA in force" in picker.locator("option", has_text="Audit summary").inner_text()
    picker.select_option(label=plan.removeprefix("See "))
    page.get_by_role("button", name="Attach it").click()
    assert page.locator("textarea[name='answer.D3']").input_value() == f"By night only.\n{plan}"
    page.get_by_role("button", name="Attach it").click()
    assert "Choose the document that is to be attached" in page.inner_text("[role=alert]")
    context.close()

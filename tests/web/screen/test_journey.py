"""From a customer's file to the completed one, in the browser: upload, correct, review by keyboard, export, verify."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from screen_driver import Screen, Server, read_questions

from qbot.web.session_gate import COOKIE

BY_KEYBOARD = 30
DONE = {"approved", "not_applicable", "no_answer"}


@pytest.mark.corpus
def test_a_real_questionnaire_from_upload_to_export(
    browser: Browser, served: Server, testdata: Path, tmp_path: Path
) -> None:
    original = testdata / "corpus" / "questionnaires" / "hecvat-306-full.xlsx"
    context = browser.new_context(base_url=served.base, viewport={"width": 1600, "height": 900}, accept_downloads=True)
    context.add_cookies([{"name": COOKIE, "value": served.sign_in("Ana"), "url": served.base}])
    page = context.new_page()
    page.set_default_timeout(60_000)
    questionnaire = _upload(page, original)
    _correct_column(page, questionnaire)
    screen = Screen(page, f"/questionnaires/{questionnaire}/review")
    page.goto(screen.url)
    screen.wait_open()
    _review_by_keyboard(screen, served, questionnaire)
    _approve_many(screen, served, questionnaire)
    _decide_the_rest(screen)
    expect(page.locator(".review-title .progress")).to_contain_text("approved")
    _release_stopped(screen, questionnaire)
    filled = _export(page, questionnaire, tmp_path / "filled.xlsx")
    context.close()
    proof = [sys.executable, "-m", "qbot", "verify", str(original), str(filled)]
    ran = subprocess.run(proof, capture_output=True, text=True, check=False)
    assert ran.returncode == 0, ran.stdout[-2000:] + ran.stderr


def _upload(page: Page, original: Path) -> str:
    page.goto("/questionnaires/new")
    page.get_by_label("The customer's file").set_input_files(original)
    page.get_by_label("Customer", exact=True).fill("Lakeside College")
    page.get_by_label("NDA until").fill("2099-12-31")
    page.get_by_role("button", name="Upload and draft").click()
    page.wait_for_url("**/questionnaires/*")
    page.get_by_role("link", name="Reading", exact=True).wait_for()
    return page.url.rsplit("/", 1)[-1].partition("?")[0]


def _correct_column(page: Page, questionnaire: str) -> None:
    """The additional information is read as evidence: the effect is shown, and the file is drafted anew."""
    page.goto(f"/questionnaires/{questionnaire}/reading")
    page.get_by_role("group", name="Sheets").get_by_role("button", name="Vendor Response").click()
    page.locator("#column-D").wait_for()
    assert page.input_value("#column-D") == "comment"
    page.select_option("#column-D", "evidence")
    page.get_by_role("button", name="Use this reading").click()
    page.wait_for_url(f"**/questionnaires/{questionnaire}*")
    page.get_by_role("link", name="Reading", exact=True).wait_for()


def _review_by_keyboard(screen: Screen, served: Server, questionnaire: str) -> None:
    """Decide thirty questions; what is sure and unguarded is left for the approval of many."""
    decided: list[object] = []
    for question in read_questions(served, questionnaire):
        if len(decided) == BY_KEYBOARD:
            break
        if question["state"] != "open" or (question["answers"] and not question["guarded"]):
            screen.press("j")
            continue
        screen.press("a" if question["answers"] else "n" if question["kind"] == "identity" else "x")
        decided.append(question["id"])
    screen.wait_saved()
    kept = [one for one in read_questions(served, questionnaire) if one["id"] in decided]
    assert len(kept) == BY_KEYBOARD
    assert {str(one["status"]) for one in kept} <= DONE
    assert {one["approved_by"] for one in kept} == {"Ana"}


def _approve_many(screen: Screen, served: Server, questionnaire: str) -> None:
    before = read_questions(served, questionnaire)
    for again in (False, True):
        screen.page.get_by_role("button", name="Decide many").click()
        window = screen.page.get_by_role("dialog")
        window.get_by_label("Suggestions that are at least").fill("90")
        expect(window.locator(".threshold b")).to_have_text("90 %")
        expect(window.get_by_role("button", name="Approve", exact=False)).to_be_enabled()
        window.get_by_role("button", name="Approve", exact=False).click()
        window.wait_for(state="detached")
        assert screen.count("Approved") > sum(one["status"] == "approved" for one in before)
        if not again:
            screen.press("u")
            expect(screen.page.locator(".said")).to_contain_text("Taken back")
            after = read_questions(served, questionnaire)
            assert [one["answers"] for one in after] == [one["answers"] for one in before]
            assert [one["status"] for one in after] == [one["status"] for one in before]


def _decide_the_rest(screen: Screen) -> None:
    for name, key in (("To review", "a"), ("No supported answer", "x")):
        screen.chip(name).click()
        while screen.count(name):
            screen.press(key * min(25, screen.count(name)))
            screen.wait_saved()
            screen.page.wait_for_timeout(300)  # the questions behind a gate follow


def _release_stopped(screen: Screen, questionnaire: str) -> None:
    page = screen.page
    page.goto(f"/questionnaires/{questionnaire}/export")
    stopped = [link.get_attribute("href") or "" for link in page.locator("h3:text-is('Stopped') + .open-list a").all()]
    for address in stopped:
        page.goto(address)
        page.get_by_role("button", name="Release it for this customer").click()
        screen.wait_saved()


def _export(page: Page, questionnaire: str, target: Path) -> Path:
    page.goto(f"/questionnaires/{questionnaire}/export")
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as started:
        page.get_by_role("link", name="Download it").click()
    started.value.save_as(target)
    return target

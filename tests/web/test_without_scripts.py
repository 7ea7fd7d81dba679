"""The whole way without a script: upload, edit, approve, export, and what is said when something is in the way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qbot.store.question_lists import Choice
from qbot.web.session_gate import COOKIE
from qbot.workflow.listing import list_questions

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a page is Playwright's.
Served = Any
Page = Any

HEAD = "No.,Question,Answer\n"
FILE = HEAD + "1,Is customer data encrypted at rest?,\n2,What is the colour of your office door?,\n"


@pytest.fixture
def page(served: Served, browser: Any) -> Iterator[Page]:
    """A page in a browser that runs no scripts."""
    context = browser.new_context(base_url=served.base, java_script_enabled=False)
    context.add_cookies([{"name": COOKIE, "value": served.sign_in("Bo Plain"), "url": served.base}])
    found = context.new_page()
    yield found
    context.close()


def test_upload_edit_approve_export(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "door.csv"
    file.write_text(FILE, "utf-8")
    page.goto("/questionnaires")
    page.click("text=Upload a questionnaire")
    page.set_input_files("#file", file)
    page.fill("#customer", "Plain & Sons")
    page.fill("#due_on", "2030-01-31")
    page.click("text=Upload and draft")
    identity = page.url.rpartition("/")[2]
    served.wait(identity)
    page.click("text=Start the review")  # the page loads itself again while the file is read

    answers = page.locator("article.plain-question")
    assert answers.count() == 2
    first, second = answers.nth(0), answers.nth(1)
    first.locator("textarea").first.fill("Yes, with keys of our own.")
    first.get_by_role("button", name="Save").click()
    assert "edited" in answers.nth(0).inner_text()
    answers.nth(0).get_by_role("button", name="Approve").click()
    assert "approved" in answers.nth(0).inner_text()

    page.goto(f"/questionnaires/{identity}/export")
    assert "What is the colour of your office door?" in page.inner_text("main")
    page.get_by_role("button", name="Export", exact=True).click()
    assert "not decided yet" in page.inner_text("main")

    page.goto(f"/questionnaires/{identity}/review?filter=unsupported")
    second.or_(page.locator("article.plain-question")).last.get_by_role("button", name="No answer").click()
    page.goto(f"/questionnaires/{identity}/export")
    page.fill("#recipient", "buyer@plain.example")
    page.get_by_role("button", name="Export", exact=True).click()
    assert "is ready for buyer@plain.example" in page.inner_text("main")
    with page.expect_download() as download:
        page.click("text=Download it")
    text = Path(download.value.path()).read_text("utf-8")
    assert text == FILE.replace("at rest?,", 'at rest?,"Yes, with keys of our own."')

    page.goto(f"/questionnaires/{identity}/history")
    assert "Bo Plain" in page.inner_text("main")
    assert "exported" in page.inner_text("main")


def test_pasted_questions_come_back_with_their_answers(page: Page, served: Served) -> None:
    mail = "Hello Jo,\nwe would like to know:\n1. Is customer data encrypted in transit?\nRegards, Sam\n"
    page.goto("/questionnaires/new")
    page.get_by_text("Paste them").click()
    page.get_by_label("one a line").fill(mail)
    page.fill("#customer", "Mail & Sons")
    page.get_by_role("button", name="Upload and draft").click()
    identity = page.url.rpartition("/")[2]
    served.wait(identity)
    page.goto(f"/questionnaires/{identity}/review")
    page.get_by_role("button", name="Approve").first.click()
    assert "approved" in page.locator("article.plain-question").first.inner_text()
    page.goto(f"/questionnaires/{identity}/export")
    page.fill("#recipient", "sam@mail.example")
    page.get_by_role("button", name="Export", exact=True).click()
    with page.expect_download() as download:
        page.click("text=Download it")
    assert download.value.suggested_filename == "Pasted questions - answered.txt"
    text = Path(download.value.path()).read_text("utf-8")
    assert text.startswith("Hello Jo,\nwe would like to know:\n1. Is customer data encrypted in transit? Yes. ")
    assert text.endswith("\nRegards, Sam\n")
    assert text.count("in transit?") == 1


def test_neither_a_file_nor_pasted_questions_or_both_are_told(page: Page, tmp_path: Path) -> None:
    page.goto("/questionnaires/new")
    page.get_by_role("button", name="Upload and draft").click()
    assert "Choose the file that the customer sent, or paste its questions" in page.inner_text("main")
    file = tmp_path / "door.csv"
    file.write_text(FILE, "utf-8")
    page.set_input_files("#file", file)
    page.get_by_text("Paste them").click()
    page.fill("#pasted", "Do you lock doors?")
    page.get_by_role("button", name="Upload and draft").click()
    assert "Upload one, then the other" in page.inner_text("main")
    assert page.input_value("#pasted") == "Do you lock doors?"  # nothing typed is lost, and it is in sight
    assert page.locator("#pasted").is_visible()


def test_a_comment_a_reason_and_another_suggestion_need_no_script(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "comment.csv"
    file.write_text(FILE, "utf-8")
    identity = served.upload(file)
    page.goto(f"/questionnaires/{identity}/review")
    page.get_by_role("link", name="Evidence and comments").first.click()
    page.get_by_label("Comment for the other reviewers").fill("Ask the operators")
    page.get_by_role("button", name="Add the comment").click()
    assert "Ask the operators" in page.inner_text("main")
    page.get_by_role("button", name="Take this").nth(1).click()
    assert "edited by Bo Plain" in page.inner_text("main")
    page.get_by_label("Why it stays without an answer").fill("Agreed by telephone")
    page.get_by_role("button", name="No answer", exact=True).click()
    assert "decided by Bo Plain: Agreed by telephone" in page.inner_text("main")


def test_what_is_under_nda_is_released_without_a_script(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "nda.csv"
    file.write_text(HEAD + "1,Can we get the full list of sub-processors?,\n", "utf-8")
    identity = served.upload(file)
    page.goto(f"/questionnaires/{identity}/review")
    assert "under NDA" in page.inner_text("main")
    page.get_by_role("link", name="Evidence and comments").click()
    assert "no NDA in force is recorded here" in page.inner_text("main")
    page.get_by_role("button", name="Release for this customer").click()
    assert page.get_by_role("button", name="Release for this customer").count() == 0
    assert list_questions(served.desk, identity, chosen=Choice(), by="")["questions"][0]["released_by"] == "Bo Plain"


def test_the_overview_tells_how_many_questions_each_sheet_asks(page: Page, served: Served) -> None:
    page.goto(f"/questionnaires/{served.sample}")
    rows = page.locator("section[aria-labelledby=read] tbody tr").all_inner_texts()
    asked = list_questions(served.desk, served.sample, chosen=Choice(), by="")["total"]
    assert [row.split("\t")[1:3] for row in rows if "questions" in row] == [["questions", str(asked)]]


def test_what_nothing_supports_is_left_from_the_export_page(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "left.csv"
    file.write_text(FILE, "utf-8")
    identity = served.upload(file)
    page.goto(f"/questionnaires/{identity}/export")
    page.fill("#reason", "Asked of the landlord")
    page.get_by_role("button", name="Leave 1 without an answer").click()
    assert "colour of your office door" not in page.inner_text("main")
    page.goto(f"/questionnaires/{identity}/review?filter=no_answer")
    assert "colour of your office door" in page.inner_text("main")


def test_an_answer_that_another_changed_is_not_overwritten(page: Page, served: Served, tmp_path: Path) -> None:
    file = tmp_path / "conflict.csv"
    file.write_text(FILE, "utf-8")
    identity = served.upload(file)
    page.goto(f"/questionnaires/{identity}/review")
    question = list_questions(served.desk, identity, chosen=Choice(), by="")["questions"][0]
    with served.open_client("Cy Other") as other:
        form = {
            "question": question["id"],
            "version": question["version"],
            "action": "edit",
            "answer.C2": "Theirs.",
        }
        assert other.post(f"/questionnaires/{identity}/review", data=form).status_code == 303
    article = page.locator("article.plain-question").first
    article.locator("textarea").first.fill("Mine.")
    article.get_by_role("button", name="Save").click()
    assert "Cy Other has changed" in page.inner_text("main")
    assert page.locator("del").all_inner_texts() == ["Theirs"]
    assert page.locator("textarea").first.input_value() == "Mine."
    page.get_by_role("button", name="Save").click()
    assert page.locator("textarea").first.input_value() == "Mine."
    assert "edited by Bo Plain" in page.inner_text("main")


def test_an_entry_is_added_found_edited_and_its_history_shown(page: Page) -> None:
    page.goto("/knowledge")
    page.click("text=Add an entry")
    page.fill("#question", "Is there a door policy?")
    page.fill("#answer", "Doors are locked at night.")
    page.get_by_role("button", name="Add").click()
    assert "Saved" in page.inner_text("main")
    page.fill("#answer", "Doors are locked at all times.")
    page.get_by_role("button", name="Save").click()
    assert page.locator(".version ins").first.inner_text() == "all times"
    page.goto("/knowledge?search=door policy")
    assert "Doors are locked at all times." in page.inner_text("main")


def test_what_is_wrong_is_told_beside_what_was_typed(page: Page, tmp_path: Path) -> None:
    file = tmp_path / "notes.pdf"
    file.write_bytes(b"%PDF-1.7")
    page.goto("/questionnaires/new")
    page.set_input_files("#file", file)
    page.fill("#customer", "Kept Customer")
    page.click("text=Upload and draft")
    assert "qbot does not read .pdf files" in page.inner_text("main")
    assert page.input_value("#customer") == "Kept Customer"


def test_signing_in_and_out(browser: Any, served: Served) -> None:
    context = browser.new_context(base_url=served.base, java_script_enabled=False)
    page = context.new_page()
    page.goto("/questionnaires")
    assert page.url.endswith("/sign-in")
    page.get_by_role("button", name="Print a new address").click()
    page.goto(served.announced[-1])
    page.fill("#reviewer", "Di Newcomer")
    page.get_by_role("button", name="Start").click()
    assert "Di Newcomer" in page.inner_text("header")
    cookie = context.cookies()[0]
    assert (cookie["httpOnly"], cookie["sameSite"]) == (True, "Strict")
    page.goto("/settings")
    page.get_by_role("button", name="Sign out").click()
    page.goto(served.announced[-1])
    page.fill("#reviewer", "Somebody Else")
    page.get_by_role("button", name="Start").click()
    assert "has been used" in page.inner_text("main")
    context.close()

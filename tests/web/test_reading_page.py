"""The reading on the customer's cells: clicked, its effect is there at once; used, the file is read so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from qbot.web.session_gate import COOKIE

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a page is Playwright's.
Served = Any
Page = Any

ROWS = (
    "Ticket,Owner,Wording,Our remark",
    "A-1,Kim,Is data encrypted at rest?,",
    "A-2,Kim,Do you hold an ISO 27001 certificate?,",
    "A-3,Lee,How soon are customers told of a breach?,",
)


@pytest.fixture
def uploaded(served: Served, tmp_path: Path) -> str:
    """A table that is read with its answers in the last column; each test has a form of its own."""
    file = tmp_path / "table.csv"
    file.write_text("\n".join(ROWS).replace("a breach", f"a breach in {tmp_path.name}"), "utf-8")
    found: str = served.upload(file)
    return found


@pytest.fixture
def page(signed_in: Any, uploaded: str) -> Page:
    """The reading of the table, in a browser with scripts."""
    found = signed_in.new_page()
    found.goto(f"/questionnaires/{uploaded}/reading")
    return found


def test_a_column_is_corrected_and_the_effect_seen_at_once(page: Page, served: Served, uploaded: str) -> None:
    assert "3 questions on this sheet" in page.inner_text("main")
    page.select_option("#column-D", "comment")
    page.select_option("#column-B", "answer")
    page.wait_for_selector("text=answer in B2, D2")
    assert page.evaluate("document.activeElement.id") in {"column-B", "column-D", ""}
    page.get_by_role("button", name="Use this reading").click()
    served.wait(uploaded)
    page.goto(f"/questionnaires/{uploaded}/reading")
    assert page.input_value("#column-B") == "answer"
    assert "answer in B2, D2" in page.inner_text("main")


def test_the_header_row_is_clicked(page: Page) -> None:
    page.click("#row-2")
    page.wait_for_selector("text=2 questions on this sheet")
    assert page.input_value("#header_row") == "2"


def test_a_role_is_chosen(page: Page) -> None:
    page.select_option("#role", "instructions")
    page.wait_for_selector("text=0 questions on this sheet")
    page.select_option("#role", "questions")
    page.wait_for_selector("text=3 questions on this sheet")


def test_it_works_without_a_script(browser: Any, served: Served, uploaded: str) -> None:
    context = browser.new_context(base_url=served.base, java_script_enabled=False)
    context.add_cookies([{"name": COOKIE, "value": served.sign_in(), "url": served.base}])
    page = context.new_page()
    page.goto(f"/questionnaires/{uploaded}/reading")
    page.select_option("#column-B", "answer")
    page.get_by_role("button", name="Show the effect").click()
    assert "answer in B2" in page.inner_text("main")
    page.get_by_role("button", name="Row 2 is the header row").click()
    assert "answer in B3" in page.inner_text("main")
    page.get_by_role("button", name="Use this reading").click()
    served.wait(uploaded)
    page.goto(f"/questionnaires/{uploaded}/reading")
    assert page.input_value("#header_row") == "2"
    assert page.input_value("#column-B") == "answer"
    context.close()


@pytest.mark.parametrize(
    "fields",
    [
        {"kept": "{"},
        {"kept": '{"": {"role": "nonsense"}}'},
        {"kept": "[1]", "column.ZZZZ": "answer"},
        {"column.B": "nonsense"},
        {"header": "99999999999"},
        {"role": "nonsense"},
    ],
)
def test_a_correction_that_cannot_be_meant_is_told(served: Served, uploaded: str, fields: dict[str, str]) -> None:
    with served.open_client() as client:
        answer = client.post(f"/questionnaires/{uploaded}/reading", data={"sheet_shown": "", **fields})
    assert answer.status_code == 422
    assert "The correction cannot be used" in answer.text


def test_corrections_are_used_for_the_next_file_of_the_form_and_taken_back(
    served: Served, client: Any, tmp_path: Path
) -> None:
    file = tmp_path / "first.csv"
    file.write_text("\n".join(ROWS).replace("Wording", "Wording asked"), "utf-8")
    first = served.upload(file)
    form = {"sheet_shown": "", "column.B": "answer", "column.D": "comment", "do": "use"}
    assert client.post(f"/questionnaires/{first}/reading", data=form).status_code == 303
    served.wait(first)
    assert "The corrections are remembered for files of this form" in client.get(f"/questionnaires/{first}").text
    second = served.upload(file.rename(tmp_path / "second.csv"))
    assert "remembered for this form" in client.get(f"/questionnaires/{second}").text
    reading = client.get(f"/questionnaires/{second}/reading").text
    assert "answer in B2, D2" in reading
    assert "Take the corrections back" in reading
    assert client.post(f"/questionnaires/{second}/reading", data={"do": "take_back"}).status_code == 303
    served.wait(second)
    assert "answer in B2, D2" not in client.get(f"/questionnaires/{second}/reading").text
    third = served.upload(tmp_path / "second.csv")
    assert "remembered" not in client.get(f"/questionnaires/{third}").text

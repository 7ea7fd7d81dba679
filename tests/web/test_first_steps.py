"""What somebody meets before there is anything to review: an empty list, due dates, and long work with its cancel."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from qbot.web.app import create_app
from qbot.web.session_gate import COOKIE
from qbot.wiring import open_desk
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a page is Playwright's.
Served = Any

PAGES = {
    "/questionnaires": ("Upload the customer's file", "Try it with the sample"),
    "/knowledge": ("Add an entry",),
    "/history": ("The first upload will stand here", "Try it with the sample"),
}


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Gives the pages of a store in which there is nothing, as a reviewer who is signed in sees them."""
    desk = open_desk(tmp_path)
    session = redeem_sign_in(desk, make_sign_in(desk))
    assert session is not None
    set_reviewer_name(desk, session, "Ada Example")
    app = create_app(desk, list_commands=tuple, announce=lambda _line: None)

    async def read(path: str) -> str:
        there = httpx.ASGITransport(app)
        async with httpx.AsyncClient(transport=there, base_url="http://127.0.0.1", cookies={COOKIE: session}) as client:
            return (await client.get(path)).text

    with ThreadPoolExecutor(1) as apart:  # the browser's own loop runs in this thread
        yield lambda path: apart.submit(asyncio.run, read(path)).result()
    desk.close()


@pytest.mark.parametrize("path", PAGES)
def test_an_empty_page_says_the_next_step(newcomer: Callable[[str], str], path: str) -> None:
    page = newcomer(path)
    for told in PAGES[path]:
        assert told in page


def test_the_list_tells_status_due_date_and_what_is_overdue(served: Served, client: Any, tmp_path: Path) -> None:
    found = []
    for day in ("2020-01-31", "2999-01-31"):
        file = tmp_path / f"due {day}.csv"
        file.write_text(
            "No.,Question,Answer\n1,Is CloudMonitor certified to ISO 9001 for quality management?,\n", "utf-8"
        )
        details = UploadDetails(customer="Due dates", due_on=day)
        made = upload_questionnaire(
            served.desk, file_name=file.name, data=file.read_bytes(), details=details, by="Ada Example"
        )
        served.wait(made["questionnaire"]["id"])
        found.append(made["questionnaire"]["id"])
    rows = client.get("/questionnaires?search=due dates").text.split("<tr>")
    late, early = (next(row for row in rows if name in row) for name in found)
    for told in ("31 Jan 2020", "overdue", "ready for review"):
        assert told in late
    assert "31 Jan 2999" in early
    assert "overdue" not in early
    assert found[1] not in client.get("/questionnaires?search=due dates&status=overdue").text


def test_long_work_shows_how_far_it_is_and_is_cancelled(signed_in: Any, served: Served) -> None:
    rows = "".join(f"{number},Is register {number} kept in room {number % 97}?,\n" for number in range(4_000))
    data = f"No.,Question,Answer\n{rows}".encode()
    made = upload_questionnaire(served.desk, file_name="long.csv", data=data, details=UploadDetails(), by="Ada Example")
    name = made["questionnaire"]["id"]
    review, page = signed_in.new_page(), signed_in.new_page()
    review.goto(f"/questionnaires/{name}/review")
    review.get_by_text("This page may be closed meanwhile").wait_for()
    review.close()
    page.goto(f"/questionnaires/{name}")
    page.get_by_text("Drafting the answers").wait_for()
    assert page.locator("[data-job] progress").count() == 1
    page.get_by_role("button", name="Cancel").click()
    page.get_by_text("The reading was cancelled by Ada Example").wait_for()
    page.get_by_role("button", name="Try again").wait_for()

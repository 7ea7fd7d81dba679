"""Drives the review screen in Chromium as a reviewer does, and makes the workbooks that its tests upload."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import openpyxl
import yaml
from openpyxl.worksheet.datavalidation import DataValidation
from playwright.sync_api import Browser, Locator, Page, ViewportSize

from qbot.store.question_lists import Choice
from qbot.web.session_gate import COOKIE
from qbot.workflow.desk import Desk
from qbot.workflow.listing import list_questions

ROOT = Path(__file__).resolve().parents[3]
Question = dict[str, object]


class Server(Protocol):
    """The running application, as the tests of the pages start it."""

    @property
    def base(self) -> str:
        """Its address."""

    @property
    def desk(self) -> Desk:
        """The desk that it works at."""

    def sign_in(self, name: str) -> str:
        """Return the cookie of a new session of a reviewer."""

    def upload(self, file: Path, *, name: str = "", customer: str = "") -> str:
        """Upload a file, wait until it is drafted, and return the questionnaire's id."""


def read_questions(server: Server, questionnaire: str) -> list[Question]:
    """Return the questions as the store has them."""
    found = list_questions(server.desk, questionnaire, chosen=Choice(limit=5000), by="Ana")
    questions: list[Question] = found["questions"]
    return questions


class Screen:
    """The review screen of one reviewer."""

    def __init__(self, page: Page, url: str) -> None:
        self.page = page
        self.url = url

    def wait_open(self) -> None:
        """Wait until the questions are there."""
        self.page.locator(".review .panes").wait_for()

    def wait_for(self, condition: str) -> None:
        """Wait until a condition on the page is true; TimeoutError after ten seconds.

        It is asked from outside: what waits within the page evaluates the text again, which the page's policy refuses.
        """
        for _ in range(200):
            if self.page.evaluate(condition):
                return
            self.page.wait_for_timeout(50)
        raise TimeoutError(f"it did not come true: {condition}")

    def reload(self) -> None:
        """Load the page again, once the address holds the place: it follows where the reviewer rests."""
        self.page.wait_for_timeout(400)
        self.page.reload()
        self.wait_open()

    @property
    def ref(self) -> str:
        """The reference of the question in the editor."""
        return (self.page.locator(".crumb").inner_text().split(" · ") or [""])[-2]

    @property
    def said(self) -> str:
        """What the live region said last."""
        return self.page.locator(".said").inner_text()

    def press(self, keys: str | Sequence[str]) -> None:
        """Press keys one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def chip(self, name: str) -> Locator:
        """A filter."""
        return self.page.get_by_role("group", name="Filter").get_by_role("button", name=name)

    def count(self, name: str) -> int:
        """The number that a filter shows."""
        return int(self.chip(name).locator("b").inner_text())

    def wait_saved(self) -> None:
        """Wait until nothing is on its way to the server."""
        self.page.locator(".saved", has_text="aved").and_(self.page.locator(".saved:not(.failed)")).filter(
            has_not_text="Saving"
        ).wait_for()

    def delay(self, milliseconds: int) -> None:
        """Let every answer of the server take longer."""
        values = {"offline": False, "latency": milliseconds, "downloadThroughput": -1, "uploadThroughput": -1}
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", values)


def open_screen(
    browser: Browser,
    server: Server,
    questionnaire: str,
    *,
    query: str = "",
    reviewer: str = "Ana",
    size: tuple[int, int] = (1600, 900),
    dark: bool = False,
) -> Screen:
    """Open the review of a questionnaire in a window of its own; `query` is the rest of its address."""
    context = browser.new_context(
        viewport=ViewportSize(width=size[0], height=size[1]),
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        locale="en-GB",
    )
    context.add_cookies([{"name": COOKIE, "value": server.sign_in(reviewer), "url": server.base}])
    page = context.new_page()
    page.set_default_timeout(15_000)
    screen = Screen(page, f"{server.base}/questionnaires/{questionnaire}/review{query}")
    page.goto(screen.url)
    screen.wait_open()
    return screen


def make_workbook(path: Path, texts: Sequence[str], *, sections: int = 4) -> Path:
    """Write a customer's workbook: an id, a question, a drop-down and a comment in each row."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Security"
    sheet.append(["ID", "Question", "Response", "Comments"])
    choices = DataValidation(type="list", formula1='"Yes,No,N/A"')
    sheet.add_data_validation(choices)
    each = max(1, -(-len(texts) // sections))
    for index, text in enumerate(texts):
        if index % each == 0:
            sheet.append([None, f"Section {index // each + 1}"])
        sheet.append([f"Q-{index + 1:03}", text, None, None])
        choices.add(f"C{sheet.max_row}")
    sheet.column_dimensions["B"].width = 60
    book.save(path)
    return path


def read_known_questions(knowledge: Path) -> list[str]:
    """Return questions that the knowledge base answers, each worded otherwise."""
    texts: list[str] = []
    for file in sorted(knowledge.glob("*.yaml")):
        entries = yaml.safe_load(file.read_text("utf-8"))
        for entry in entries if isinstance(entries, list) else []:
            texts += [entry.get("question", ""), *entry.get("phrasings", [])]
    return list(dict.fromkeys(text for text in texts if text.endswith("?")))

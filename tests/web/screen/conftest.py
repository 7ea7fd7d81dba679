"""What the tests of the review screen share: questionnaires that nobody has touched, and windows on them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from playwright.sync_api import Browser
from screen_driver import ROOT, Screen, Server, make_workbook, open_screen, read_known_questions, read_questions

from qbot.workflow.retention import delete_questionnaire


class Open(Protocol):
    """Opens the review of the questionnaire; each call is another browser window."""

    def __call__(
        self,
        questionnaire: str = "",
        *,
        query: str = "",
        reviewer: str = "Ana",
        size: tuple[int, int] = (1600, 900),
        dark: bool = False,
    ) -> Screen:
        """Return the screen once its questions are there."""


GUARDED = ("Do you retain backups for 90 days?", "Is customer data not encrypted at rest?")
UNKNOWN = tuple(f"Describe the colour of the {thing}." for thing in ("lobby", "lift", "roof", "gate"))


@pytest.fixture(scope="session")
def workbook(served: Server, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A customer's workbook: questions with a sure answer, then some that a guard stops, then some without support."""
    folder = tmp_path_factory.mktemp("files")
    tried = served.upload(make_workbook(folder / "tried.xlsx", read_known_questions(ROOT / "knowledge")[:90]))
    drafted = [one for one in read_questions(served, tried) if one["status"] == "suggested"]
    sure = [str(one["text"]) for one in drafted if not one["guarded"] and not one["badges"]]
    assert len(sure) >= 38
    return make_workbook(folder / "forty.xlsx", [*sure[:38], *GUARDED, *UNKNOWN])


@pytest.fixture
def questionnaire(served: Server, workbook: Path) -> Iterator[str]:
    """A questionnaire that nobody has touched; it is erased afterwards, since later drafts would learn from it."""
    found = served.upload(workbook, customer=f"Northwind {secrets.token_hex(4)}")
    yield found
    delete_questionnaire(served.desk, found, by="Ana")


@pytest.fixture
def review(browser: Browser, served: Server, request: pytest.FixtureRequest) -> Iterator[Open]:
    """Opens the review of a questionnaire, by itself of the untouched one."""
    opened: list[Screen] = []

    def open_it(
        questionnaire: str = "",
        *,
        query: str = "",
        reviewer: str = "Ana",
        size: tuple[int, int] = (1600, 900),
        dark: bool = False,
    ) -> Screen:
        wanted = questionnaire or request.getfixturevalue("questionnaire")
        screen = open_screen(browser, served, wanted, query=query, reviewer=reviewer, size=size, dark=dark)
        opened.append(screen)
        return screen

    yield open_it
    for screen in opened:
        screen.page.context.close()

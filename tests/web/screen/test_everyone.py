"""The screen for everyone: no violation that axe finds, by keyboard, read aloud, in light and dark, printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest
from conftest import Open
from playwright.sync_api import expect
from screen_driver import Screen

IN_PAGE = Path(__file__).parent / "in_page"


def _open_sheet(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Sheet").click()
    screen.page.locator("table.grid").wait_for()


def _open_bulk(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Decide many").click()
    screen.page.locator(".bulk-count").wait_for()


def _open_paste(screen: Screen) -> None:
    screen.page.get_by_role("button", name="Paste").click()
    screen.page.locator(".pasted").fill("Yes\tA\nNo\tB")
    screen.page.locator(".preview").wait_for()


STATES: dict[str, Callable[[Screen], None]] = {
    "evidence": lambda screen: screen.page.locator(".score summary").first.click(),
    "sheet": _open_sheet,
    "keys": lambda screen: screen.press("?"),
    "bulk": _open_bulk,
    "paste": _open_paste,
    "empty": lambda screen: screen.chip("Approved").click(),
    "decided": lambda screen: screen.press("axnfjkkk"),
    "difference": lambda screen: screen.page.locator(".field textarea").first.fill("Something else altogether."),
}


def _find_violations(screen: Screen, axe: str) -> list[str]:
    screen.page.evaluate(axe)
    found = screen.page.evaluate("async () => (await axe.run(document)).violations")
    return [f"{one['id']}: {[node['target'] for node in one['nodes'][:4]]} {one['help']}" for one in found]


def _wait_drawn(screen: Screen, scheme: Literal["light", "dark"]) -> None:
    """Wait until all is drawn in the scheme, and the evidence is that of the question."""
    screen.page.emulate_media(color_scheme=scheme)
    dark = "true" if scheme == "dark" else "false"
    screen.wait_for(
        f"matchMedia('(prefers-color-scheme: dark)').matches === {dark} && !document.querySelector('.behind')"
    )
    screen.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 200)))")


@pytest.mark.parametrize("state", list(STATES))
def test_axe_finds_nothing_in_light_and_dark(review: Open, axe: str, state: str) -> None:
    screen = review()
    STATES[state](screen)
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        _wait_drawn(screen, scheme)
        assert _find_violations(screen, axe) == [], scheme


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_nothing_in_one_column_and_in_a_conflict(review: Open, axe: str, dark: bool) -> None:
    mine, theirs = review(dark=dark, size=(360, 740)), review(reviewer="Ben")
    assert _find_violations(mine, axe) == []
    mine.page.route("**/changes*", lambda route: route.abort())
    theirs.press("x")
    theirs.wait_saved()
    mine.press("a")
    mine.page.locator(".conflict-bar").wait_for()
    assert _find_violations(mine, axe) == []
    mine.page.get_by_role("button", name="Compare and choose").click()
    mine.page.get_by_role("dialog").wait_for()
    assert _find_violations(mine, axe) == []


def test_decisions_are_told_with_what_is_left(review: Open) -> None:
    screen = review()
    region = screen.page.locator("[role=status][aria-live=polite]")
    left = screen.count("All")
    screen.press("a")
    assert region.inner_text() == f"Q-001 approved, {left - 1} left"


def test_status_has_a_shape_and_a_word(review: Open) -> None:
    screen = review()
    screen.press("axn")
    told = screen.page.evaluate(
        "() => [...document.querySelectorAll('ol.list .mark-cell')].slice(0, 4).map((mark) => "
        "[mark.querySelector('.dot').className, mark.querySelector('.visually-hidden').textContent])"
    )
    assert [word for _shape, word in told] == ["approved", "no answer", "not applicable", "suggested"]
    assert len({shape for shape, _word in told}) == 4


def test_targets_are_at_least_24_pixels(review: Open) -> None:
    screen = review()
    small = screen.page.evaluate((IN_PAGE / "small_targets.js").read_text("utf-8"))
    assert small == []


def test_a_dialog_keeps_the_focus_and_gives_it_back(review: Open) -> None:
    screen = review()
    button = screen.page.get_by_role("button", name="Keys")
    button.focus()
    screen.press(["Enter"])
    screen.page.get_by_role("dialog").wait_for()
    for _ in range(6):
        screen.press(["Tab"])
        assert screen.page.evaluate(
            "document.activeElement === document.body || document.activeElement.closest('dialog') !== null"
        )
    screen.press(["Escape"])
    expect(button).to_be_focused()


def test_nothing_is_fetched_from_elsewhere_and_the_policy_holds(review: Open, served: object) -> None:
    screen = review()
    asked: list[str] = []
    told: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.page.on("console", lambda message: told.append(message.text) if message.type == "error" else None)
    screen.page.on("pageerror", lambda error: told.append(str(error)))
    screen.reload()
    screen.page.get_by_role("button", name="Sheet").click()
    screen.page.locator("table.grid").wait_for()
    screen.press("ajx?")
    base = screen.url.split("/questionnaires")[0]
    assert asked
    assert [url for url in asked if not url.startswith(base)] == []
    assert told == []


def test_the_print_has_the_question_the_answer_and_the_evidence(review: Open) -> None:
    screen = review()
    screen.page.emulate_media(media="print")
    shown = screen.page.locator(".review").evaluate("(node) => node.innerText")
    assert screen.page.locator("h2.question").inner_text() in shown
    for gone in (".review-tools", ".actions", ".list-pane", ".divider"):
        assert not screen.page.locator(gone).first.is_visible()
    assert screen.page.locator(".suggestion").first.is_visible()


def test_nothing_moves_for_those_who_asked_for_that(review: Open) -> None:
    screen = review()
    moving = screen.page.evaluate((IN_PAGE / "moving_parts.js").read_text("utf-8"))
    assert moving == 0

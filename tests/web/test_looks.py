"""Every page in light and dark and at three widths: no barrier, nothing sideways or overlapping, no outside host."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qbot.workflow.retention import delete_questionnaire

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a page is Playwright's.
Served = Any
Page = Any

PAGES = {
    "list": "/questionnaires",
    "list, nothing found": "/questionnaires?search=nothing-like-this",
    "upload": "/questionnaires/new",
    "overview": "/questionnaires/{sample}",
    "reading": "/questionnaires/{sample}/reading",
    "review": "/questionnaires/{sample}/review",
    "export": "/questionnaires/{sample}/export",
    "history of one": "/questionnaires/{sample}/history",
    "knowledge base": "/knowledge",
    "knowledge base, nothing found": "/knowledge?search=zyxwv",
    "new entry": "/knowledge/new",
    "import": "/knowledge/import",
    "check": "/knowledge/check",
    "freshness": "/knowledge/freshness",
    "gaps": "/knowledge/gaps",
    "learned": "/knowledge/learned",
    "ledger": "/knowledge/ledger",
    "recall": "/knowledge/ledger?entry=encryption-at-rest",
    "numbers": "/knowledge/numbers",
    "changes": "/questionnaires/{sample}/round",
    "entry": "/knowledge/entries/encryption-at-rest",
    "trust centre": "/trust-center",
    "documents": "/trust-center/documents",
    "requests": "/trust-center/requests",
    "history": "/history",
    "settings": "/settings",
    "help": "/help",
    "no such page": "/questionnaires/nothing",
}
WIDTHS = (360, 900, 1600)
SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "plain.csv"

BOXES = (Path(__file__).parent / "boxes.js").read_text("utf-8")


@pytest.fixture
def page(signed_in: Any) -> Iterator[Page]:
    """A page in a browser that is signed in."""
    found = signed_in.new_page()
    yield found
    found.close()


def open_page(page: Page, served: Served, name: str) -> None:
    """Open a page and wait until what its scripts show is there."""
    page.goto(PAGES[name].replace("{sample}", served.sample), wait_until="networkidle")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_no_barrier(page: Page, served: Served, axe: str, name: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    open_page(page, served, name)
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    told = [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]
    assert not told, "\n".join(told[:5])


@pytest.mark.parametrize("name", PAGES)
def test_a_page_fits_at_every_width(page: Page, served: Served, name: str) -> None:
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        open_page(page, served, name)
        sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert sideways == 0, f"{name} at {width}: {sideways} px too wide"
        assert page.evaluate(f"{BOXES}.overlaps()") == [], f"{name} at {width}"
        assert page.evaluate(f"{BOXES}.small()") == [], f"{name} at {width}"
        assert page.evaluate(f"{BOXES}.clipped()") == [], f"{name} at {width}"


@pytest.mark.parametrize("name", PAGES)
def test_a_finger_hits_what_it_presses(page: Page, served: Served, name: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    open_page(page, served, name)
    assert page.evaluate(f"{BOXES}.small(44)") == []
    page.emulate_media(color_scheme="dark")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_names_of_any_length_stay_within_the_page(page: Page, served: Served) -> None:
    name = "Vereinigte Niederrheinische Kreditgenossenschaftsbeteiligungsverwaltungsgesellschaft " + "und" * 38
    long = served.upload(SAMPLE, name=name, customer=name[:200])
    try:
        for path in ("", f"/{long}", f"/{long}/review", f"/{long}/review?view=sheet", f"/{long}/export"):
            for width in (360, 900):
                page.set_viewport_size({"width": width, "height": 900})
                page.goto(f"/questionnaires{path}", wait_until="networkidle")
                assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{path} at {width}"
                assert page.evaluate(f"{BOXES}.clipped()") == [], f"{path} at {width}"
                assert page.get_by_text("Kreditgenossenschaftsbeteiligung").first.is_visible()
    finally:
        delete_questionnaire(served.desk, long, by="Ada")


def test_no_other_host_is_asked_and_nothing_is_refused(page: Page, served: Served) -> None:
    asked: list[str] = []
    told: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for name in PAGES:
        open_page(page, served, name)
    assert [url for url in asked if not url.startswith((served.base, "data:", "blob:"))] == []
    assert [text for text in told if "404" not in text] == []
    assert any(url.endswith(".woff2") for url in asked)


def test_the_switch_changes_the_look_at_once_and_is_remembered(page: Page, served: Served) -> None:
    page.emulate_media(color_scheme="light")
    open_page(page, served, "help")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    with page.expect_response("**/theme"):
        page.click("[data-theme-switch]")
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert light != dark
    page.reload()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == dark


def test_a_printed_page_has_no_buttons(page: Page, served: Served) -> None:
    open_page(page, served, "overview")
    page.emulate_media(media="print")
    assert page.locator(".top").is_hidden()
    assert page.locator("h1").is_visible()

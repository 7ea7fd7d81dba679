"""The trust centre in a browser: no barrier, no script needed, from the file system and from `qbot serve`."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from qbot.knowledge_base.folder import read_folder
from qbot.web.trust_site import SiteDocument, build_site
from qbot.web.trust_theme import DEFAULT_ACCENT, TrustTheme

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a browser is Playwright's.
Served = Any
Browser = Any
FOLDER = Path(__file__).resolve().parents[2] / "knowledge"
BOXES = (Path(__file__).parent / "boxes.js").read_text("utf-8")


def build(folder: Path, accent: str = DEFAULT_ACCENT) -> str:
    """Build a page that has all there can be, in its second edition, and return its address in the file system."""
    base = read_folder(FOLDER)
    url = "https://trust.example.com/trust/request"
    theme = TrustTheme(contact="security@example.com", request_url=url, accent=accent)
    documents = [
        SiteDocument("Overview", "3", date(2027, 1, 1), "0" * 64, "1.pdf", b"x"),
        SiteDocument("Security Pack", "2026-11", None, "1" * 64),
        SiteDocument("Auslagerungsmanagementverantwortlichkeitenverzeichnis", "", None, "2" * 64),
    ]
    early = [one for one in base.entries if not one.id.startswith("sub-processor")]
    build_site(folder, early, base.company, theme, as_of=date(2026, 10, 1))
    build_site(folder, base.entries, base.company, theme, as_of=date(2026, 11, 27), documents=documents)
    return (folder / "index.html").as_uri()


@pytest.fixture
def address(tmp_path: Path) -> str:
    """The address of a built page."""
    return build(tmp_path / "out")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 900, 1600])
def test_the_page_has_no_barrier_and_fits(address: str, browser: Browser, axe: str, width: int, scheme: str) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
    page.goto(address)
    page.evaluate(axe)
    found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
    assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert page.evaluate(f"{BOXES}.overlaps()") == []
    assert page.evaluate(f"{BOXES}.clipped()") == []
    assert page.evaluate(f"{BOXES}.small({44 if width == 360 else 24})") == []
    page.close()


@pytest.mark.parametrize("accent", ["#ffe600", "#ff2d55", "#00d084", "#101010"])
def test_no_accent_makes_a_text_hard_to_read(tmp_path: Path, browser: Browser, axe: str, accent: str) -> None:
    address = build(tmp_path / "out", accent)
    for scheme in ("light", "dark"):
        page = browser.new_page(color_scheme=scheme, reduced_motion="reduce")
        page.goto(address)
        page.evaluate(axe)
        found = page.evaluate("axe.run({runOnly: ['color-contrast'], resultTypes: ['violations']})")["violations"]
        assert [node["html"][:160] for one in found for node in one["nodes"]] == []
        page.close()


def test_the_page_works_without_scripts_and_search_needs_one(address: str, browser: Browser) -> None:
    for scripts in (False, True):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(address)
        assert page.locator("#faq-search").is_visible() is scripts
        question = page.get_by_text("How do you handle a breach?")
        question.click()
        assert page.get_by_text("An incident response plan aligned").is_visible()
        if scripts:
            page.fill("#faq-search", "penetration TEST")
            assert page.locator("details:visible").count() == 1
            assert page.get_by_role("status").inner_text() == "1 of 7 questions"
        context.close()


def test_everybody_may_read_the_page_of_the_server_and_its_policy_holds(served: Served, browser: Browser) -> None:
    with httpx.Client(base_url=served.base) as stranger:
        answer = stranger.get("/trust")
    assert answer.status_code == 200
    assert "CloudMonitor Trust center" in answer.text
    assert "set-cookie" not in answer.headers
    told: list[str] = []
    asked: list[str] = []
    page = browser.new_page()
    page.on("console", lambda message: told.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served.base}/trust", wait_until="networkidle")
    page.fill("#faq-search", "breach")
    assert page.locator("details:visible").count() == 1
    assert page.evaluate("document.fonts.check('16px Inter')")
    assert told == []
    assert [one for one in asked if not one.startswith("data:")] == [f"{served.base}/trust"]
    page.close()

"""The pages for those who look after the trust centre: documents changed and taken back, requests amended."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from qbot.web.rate_limit import RateLimit
from qbot.workflow.changing_documents import list_to_change
from qbot.workflow.documents import DocumentDetails, keep_document, withdraw_document
from qbot.workflow.granting import list_all_requests
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.turned_away import VISITS, note_turned_away

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there.
Served = Any
HOME = "/trust-center/documents"
BOXES = (Path(__file__).parent / "boxes.js").read_text("utf-8")


@pytest.fixture
def plan(served: Served) -> Iterator[dict[str, Any]]:
    """A document that is given out under NDA."""
    details = DocumentDetails("Fire plan", version="1", disclosure="nda")
    keep_document(served.desk, file_name="a.pdf", data=b"%PDF plan", details=details, replaces="", by="Bo")
    yield find(served, "Fire plan")
    for one in list_to_change(served.desk)["documents"]:
        if one["title"].startswith("Fire plan"):
            withdraw_document(served.desk, one["id"], by="Bo")


def find(served: Served, title: str) -> dict[str, Any]:
    """Return a document that is given out."""
    found: dict[str, Any] = next(one for one in list_to_change(served.desk)["documents"] if one["title"] == title)
    return found


def read_form(page: str) -> dict[str, str]:
    """Return the fields of the form that changes a document."""
    form = page[page.index('aria-labelledby="change"') :]
    return dict(re.findall(r'name="(\w+)"[^>]*? value="([^"]*)"', form[: form.index("</form>")]))


def test_a_document_is_changed_through_its_form(served: Served, client: httpx.Client, plan: dict[str, Any]) -> None:
    assert f"{HOME}?change={plan['id']}" in client.get(HOME).text
    typed = read_form(client.get(HOME, params={"change": plan["id"]}).text)
    assert (typed["title"], typed["version"], typed["seen"]) == ("Fire plan", "1", plan["mark"])
    sent = {**typed, "disclosure": "public", "version": "2"}
    done = client.post(f"{HOME}/{plan['id']}", data=sent)
    assert (done.status_code, "is+changed" in done.headers["location"]) == (303, True)
    assert find(served, "Fire plan")["disclosure"] == "public"
    late = client.post(f"{HOME}/{plan['id']}", data={**sent, "version": "mine"})
    assert late.status_code == 409
    assert "has changed the document since you read it" in late.text
    assert 'value="mine"' in late.text
    assert "It says now: Fire plan, version 2" in late.text
    again = client.post(f"{HOME}/{plan['id']}", data={**read_form(late.text), "disclosure": "nda"})
    assert again.status_code == 303
    assert find(served, "Fire plan")["version"] == "mine"
    told = client.get("/history").text
    assert "changed what is said of a document" in told
    assert f"Appendix {plan['number']}, Fire plan" in told


def test_a_withdrawn_document_is_given_out_again(served: Served, client: httpx.Client, plan: dict[str, Any]) -> None:
    done = client.post(f"{HOME}/{plan['id']}", data={"do": "withdraw"})
    assert "is+withdrawn" in done.headers["location"]
    assert "Give out again" in client.get(HOME).text
    assert client.post(f"{HOME}/{plan['id']}", data={"do": "again"}).status_code == 303
    assert find(served, "Fire plan")["number"] == plan["number"]
    assert client.post(f"{HOME}/nothing", data={"do": "again"}).status_code == 404


def test_what_was_typed_into_a_grant_is_kept_and_a_declined_request_waits_again(
    served: Served, client: httpx.Client, plan: dict[str, Any]
) -> None:
    submit_request(served.desk, Asked("Jo", "Typed Ltd", "jo@typed.example", "A review", [plan["id"]]))
    request = next(one["id"] for one in list_all_requests(served.desk)["requests"] if one["company"] == "Typed Ltd")
    page = f"/trust-center/requests/{request}"
    assert re.search(r"\d+ requests? for documents waits? for a decision", client.get("/questionnaires").text)
    assert re.search(r"\d+ waiting", client.get("/trust-center").text)
    assert "<dt>Documents</dt><dd>Fire plan</dd>" in client.get(page).text
    wrong = client.post(page, data={"do": "grant", "days": "31", "nda_on": "2026-01-01", "document": plan["id"]})
    assert (wrong.status_code, 'value="31"' in wrong.text, 'value="2026-01-01"' in wrong.text) == (422, True, True)
    client.post(page, data={"do": "decline", "reason": "By mistake"})
    assert "Let it wait again" in client.get(page).text
    assert client.post(page, data={"do": "reopen"}).status_code == 303
    told = {"do": "grant", "days": "3", "nda_on": "2026-01-01", "nda_until": "2099-01-01", "document": plan["id"]}
    assert "/trust/link/" in client.post(page, data=told).text
    late = client.post(page, data=told)
    assert late.status_code == 409
    assert client.post(page, data={"do": "nda", "nda_on": "2026-01-01", "nda_until": "2098-01-01"}).status_code == 303
    assert "1 Jan 2098" in client.get(page).text


def test_the_owner_sees_how_many_were_turned_away(served: Served, client: httpx.Client) -> None:
    served.app.state.trust_requests = RateLimit(0, seconds=600)
    with httpx.Client(base_url=served.base, headers={"sec-fetch-site": "same-origin"}) as stranger:
        assert [stranger.post("/trust/request", data={"name": "Mallory"}).status_code for _ in range(3)] == [429] * 3
    served.app.state.trust_requests = RateLimit(30, seconds=600)
    told = client.get("/trust-center/requests").text
    assert "3 asked while too many asked at once." in re.sub(r"\s+", " ", told)
    assert "Mallory" not in told


def test_the_new_forms_have_no_barrier(served: Served, signed_in: Any, axe: str, plan: dict[str, Any]) -> None:
    gone = keep_document(
        served.desk, file_name="b.pdf", data=b"%PDF", details=DocumentDetails("Old plan"), replaces="", by="Bo"
    )
    withdraw_document(served.desk, str(gone["id"]), by="Bo")
    note_turned_away(served.desk, VISITS)
    for path in (f"{HOME}?change={plan['id']}", HOME, "/trust-center/requests"):
        for scheme, width in (("light", 360), ("dark", 1600)):
            page = signed_in.new_page()
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(path)
            for folded in page.locator("details > summary").all():
                folded.click()
            page.evaluate(axe)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
            for check in ("overlaps", "small", "clipped"):
                assert page.evaluate(f"{BOXES}.{check}()") == [], (path, check, width)
            page.close()

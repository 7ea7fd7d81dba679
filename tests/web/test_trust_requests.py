"""The trust centre's form, its queue and its links, in a browser and as a hostile caller uses them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import lxml.html
import pytest
from api_client import AppClient
from hostile_payloads import PAYLOADS, find_scripts

from qbot.web.app import create_app
from qbot.web.rate_limit import RateLimit
from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document
from qbot.workflow.entries import retire_entry, save_entry
from qbot.workflow.granting import describe_request, list_all_requests
from qbot.workflow.listing import describe
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.trust_store import save_look

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a browser is Playwright's.
Served = Any
Browser = Any
ROOT = Path(__file__).resolve().parents[2]
BOXES = (Path(__file__).parent / "boxes.js").read_text("utf-8")
FIELDS = {"name": "Jo Doe", "company": "Acme & Sons", "email": "jo@acme.example", "purpose": "A supplier review"}


@pytest.fixture(scope="session")
def pack(served: Served) -> str:
    """The id of a Security Pack that is under NDA."""
    details = DocumentDetails("Security Pack", version="2026-11", disclosure="nda", valid_until="2099-01-01")
    made = keep_document(served.desk, file_name="pack.pdf", data=b"%PDF the pack", details=details, by="Ada Example")
    return str(made["id"])


@pytest.fixture
def stranger(served: Served, pack: str) -> Iterator[httpx.Client]:
    """Somebody who is not signed in, with a browser that has no scripts."""
    assert pack
    with httpx.Client(base_url=served.base, headers={"sec-fetch-site": "same-origin"}) as found:
        yield found


def test_a_pack_is_asked_for_with_a_questionnaire_granted_opened_and_revoked(
    served: Served, browser: Browser, signed_in: Any, pack: str
) -> None:
    outside = browser.new_context(base_url=served.base, accept_downloads=True).new_page()
    outside.goto("/trust")
    outside.get_by_role("link", name="Request documents").first.click()
    for name, value in FIELDS.items():
        outside.fill(f"#{name}", value)
    outside.check("text=Security Pack")
    outside.set_input_files("#file", str(ROOT / "samples" / "plain.xlsx"))
    outside.click("text=Send the request")
    assert outside.get_by_role("heading", name="Your request is with us").is_visible()

    desk = signed_in.new_page()
    desk.goto("/trust-center/requests")
    desk.click("text=Acme & Sons")
    desk.click("button:has-text('Grant')")
    assert "given under NDA only" in desk.get_by_role("alert").inner_text()
    desk.fill("#nda_on", "2026-01-01")
    desk.fill("#nda_until", "2099-01-01")
    desk.check(f"input[value='{pack}']")
    desk.click("button:has-text('Grant')")
    link = desk.input_value("#link")
    assert re.fullmatch(rf"{re.escape(served.base)}/trust/link/[\w-]{{40,}}", link)

    outside.goto(link)
    with outside.expect_download() as got:
        outside.click("text=Download")
    assert Path(got.value.path()).read_bytes() == b"%PDF the pack"
    assert got.value.suggested_filename == "pack.pdf"
    desk.goto("/trust-center/requests")
    desk.click("text=Acme & Sons")
    logged = desk.locator("ul.notes").inner_text()
    assert "opened" in logged
    assert "downloaded Security Pack" in logged
    assert desk.locator("#link").count() == 0
    desk.click("button:has-text('Revoke')")
    assert outside.goto(link).status == 404
    assert outside.get_by_text("does not work, or does not work any more").is_visible()
    desk.reload()
    assert "refused, revoked" in desk.locator("ul.notes").inner_text()

    desk.click("text=review it")
    served.wait(name := desk.url.rsplit("/", 1)[-1])
    told = describe(served.desk, name, by="")
    assert (told["customer"], told["nda_until"], told["state"]) == ("Acme & Sons", "2099-01-01", "ready")
    outside.context.close()


def test_an_expired_link_and_one_that_never_was_get_the_same_answer(
    served: Served, stranger: httpx.Client, client: httpx.Client, pack: str
) -> None:
    stranger.post("/trust/request", data={**FIELDS, "company": "Late Ltd", "document": pack})
    request = next(one["id"] for one in list_all_requests(served.desk)["requests"] if one["company"] == "Late Ltd")
    told = {"do": "grant", "document": pack, "days": "1", "nda_on": "2026-01-01", "nda_until": "2099-01-01"}
    page = client.post(f"/trust-center/requests/{request}", data=told).text
    path = re.search(r"/trust/link/[\w-]+", page)
    assert path is not None
    assert stranger.get(path[0]).status_code == 200
    with served.desk.store.note() as note:
        note.connection.exec_driver_sql("UPDATE personal_link SET expires_at = '2020' WHERE request_id = ?", (request,))
    answers = [
        stranger.get(one) for one in (path[0], f"{path[0]}/{pack}", "/trust/link/guessed", f"/trust/link/x/{pack}")
    ]
    assert {one.status_code for one in answers} == {404}
    assert all("<h1>This link leads nowhere</h1>" in one.text for one in answers)
    assert len({re.sub(r"Request \w+", "", one.text) for one in answers}) == 1
    uses = describe_request(served.desk, request)["links"][0]["uses"]
    assert [one["outcome"] for one in uses] == ["expired", "expired", "opened"]


def test_the_answer_to_a_request_tells_nothing_and_leads_nowhere_else(stranger: httpx.Client, pack: str) -> None:
    asked = {**FIELDS, "document": pack, "company": "Nosy", "email": "nosy@x.example"}
    answers = [
        stranger.post("/trust/request", data={**asked, "back": "https://evil.example", "next": "//evil.example"})
    ]
    answers += [stranger.post("/trust/request", data=asked) for _ in range(6)]
    answers += [stranger.post("/trust/request", data={**asked, "website": "spam"})]
    assert {(one.status_code, one.headers["location"]) for one in answers} == {(303, "/trust/request/sent")}
    assert stranger.get("/trust/request/sent?told=<b>").text == stranger.get("/trust/request/sent").text


def test_files_are_handed_out_to_keep_and_never_to_be_sniffed(served: Served, stranger: httpx.Client) -> None:
    details = DocumentDetails("Sheet <b>", disclosure="public")
    data = b"<script>alert(1)</script>"
    made = keep_document(served.desk, file_name='a".html', data=data, details=details, by="Ada Example")
    answer = stranger.get(f"/trust/documents/{made['id']}")
    assert answer.content == data
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''a%22.html"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"].endswith("sandbox")
    page = stranger.get("/trust").text
    assert made["sha256"] in page
    assert "Sheet <b>" not in page


@pytest.mark.parametrize(
    ("name", "data"), [("a.exe", b"MZ"), ("a.xlsx", b"PK\x03\x04" * 50), ("a.html", b"<p>"), ("", b"x")]
)
def test_a_hostile_upload_is_refused_and_what_was_typed_is_kept(stranger: httpx.Client, name: str, data: bytes) -> None:
    answer = stranger.post("/trust/request", data=FIELDS, files={"file": (name or "x", data)})
    assert answer.status_code == 422
    assert "A supplier review" in answer.text


def test_a_body_over_the_limit_is_refused_in_the_same_look(stranger: httpx.Client) -> None:
    answer = stranger.post("/trust/request", content=b"x" * (18 << 20))
    assert (answer.status_code, "/static/" in answer.text) == (413, False)


def test_strangers_are_slowed_down(desk: Desk) -> None:
    app = create_app(desk, list_commands=tuple, announce=lambda _path: None)
    app.state.trust_requests = RateLimit(2, seconds=600)
    app.state.trust_visits = RateLimit(1, seconds=600)
    client = AppClient(app)
    assert [client.send("POST", "/trust/request", data={}).status_code for _ in range(3)] == [422, 422, 429]
    assert [client.send("GET", "/trust/link/guess").status_code for _ in range(2)] == [404, 429]
    assert client.send("GET", "/trust/request").status_code == 200


def test_a_limit_is_over_after_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("qbot.web.rate_limit.time.monotonic", lambda: now[0])
    limit = RateLimit(2, seconds=60)
    assert [limit.allow() for _ in range(3)] == [True, True, False]
    now[0] = 61
    assert limit.allow()


def test_no_text_of_a_request_makes_a_script(
    served: Served, stranger: httpx.Client, client: httpx.Client, pack: str
) -> None:
    for text in PAYLOADS[::7]:
        served.app.state.trust_requests = RateLimit(30, seconds=600)
        wrong = stranger.post("/trust/request", data=dict.fromkeys(FIELDS, text))
        assert wrong.status_code == 422
        root: Any = lxml.html.document_fromstring(wrong.text)
        style = root.xpath("/html/head/style")[0]
        style.getparent().remove(style)
        assert find_scripts(lxml.html.tostring(root, encoding="unicode")) == [], text
        hostile = dict.fromkeys(("name", "company", "purpose"), text[:200])
        sent = stranger.post(
            "/trust/request", data={**hostile, "email": f"a{abs(hash(text))}@x.example", "document": pack}
        )
        assert sent.status_code == 303
    for one in list_all_requests(served.desk)["requests"]:
        assert find_scripts(client.get(f"/trust-center/requests/{one['id']}").text) == []
    assert find_scripts(client.get("/trust-center/requests").text) == []


def test_an_edition_is_published_and_the_look_is_kept(
    served: Served, client: httpx.Client, stranger: httpx.Client
) -> None:
    assert "first edition" in client.get("/trust-center").text
    assert client.post("/trust-center/edition").status_code == 303
    assert "Nothing on the page has changed" in client.post("/trust-center/edition").text
    wrong = client.post("/trust-center/look", data={"accent": "red", "title": "Kept"})
    assert (wrong.status_code, 'value="Kept"' in wrong.text) == (422, True)
    assert client.post("/trust-center/look", data={"title": "Our trust page", "accent": "#064f36"}).status_code == 303
    page = stranger.get("/trust").text
    assert "<h1>Our trust page</h1>" in page
    assert "#064f36" in page
    assert "Since the edition of" not in page
    said = "Twilio is a sub-processor, used for text messages."
    body = {"id": "twilio", "kind": "fact", "topic": "sub-processors", "answer": said, "disclosure": "public"}
    save_entry(served.desk, body, version=None, by="Ada Example")
    page = stranger.get("/trust").text
    assert "Since the edition of" in page
    assert '<span class="kind">Sub-processor added</span> Twilio' in page
    retire_entry(served.desk, "twilio", version=1, by="Ada Example")
    assert "Twilio" not in stranger.get("/trust").text
    save_look(served.desk, {}, by="Ada Example")


@pytest.mark.parametrize("path", ["/trust", "/trust/request", "/trust/request/sent", "/trust/link/none"])
def test_a_page_for_strangers_has_no_barrier(served: Served, browser: Browser, axe: str, pack: str, path: str) -> None:
    assert pack
    for scheme, width in (("light", 360), ("dark", 1600)):
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce")
        page.goto(served.base + path)
        page.evaluate(axe)
        found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        assert page.evaluate(f"{BOXES}.overlaps()") == []
        page.close()


def test_the_page_of_a_request_has_no_barrier(
    served: Served, signed_in: Any, axe: str, client: httpx.Client, pack: str
) -> None:
    asked = Asked("Jo", "Barrier Ltd", "jo@barrier.example", "A review", [pack])
    submit_request(served.desk, asked, file_name="a.csv", data=b"No,Question,Answer\n1,Do you lock doors?,\n")
    request = next(one["id"] for one in list_all_requests(served.desk)["requests"] if one["company"] == "Barrier Ltd")
    for decide in (False, True):
        for scheme, width in (("light", 360), ("dark", 1600)):
            page = signed_in.new_page()
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"/trust-center/requests/{request}")
            page.evaluate(axe)
            found = page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
            assert [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]] == []
            assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
            for check in ("overlaps", "small", "clipped"):
                assert page.evaluate(f"{BOXES}.{check}()") == [], (check, decide, width)
            page.close()
        told = {"do": "grant", "document": pack, "days": "1", "nda_on": "2026-01-01", "nda_until": "2099-01-01"}
        if not decide:
            assert client.post(f"/trust-center/requests/{request}", data=told).status_code == 200

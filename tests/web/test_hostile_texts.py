"""A hundred texts that would be scripts, through every text field, file name and sheet name: each stays a text."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hostile_payloads import BREAKS, PAYLOADS, SCRIPTS, find_scripts

from qbot.store.question_lists import Choice
from qbot.workflow.listing import list_questions

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a page is Playwright's.
Served = Any
Page = Any

ENTRY_FIELDS = ("question", "answer", "phrasings", "topic", "owner", "document", "place", "quote")
DETAILS = ("name", "customer", "product", "region", "assignee", "due_on", "nda_until", "version")
SHORT = [text for text in PAYLOADS if len(text) <= 31 and not set(text) & set("[]:*?/\\")]


def make_workbook() -> bytes:
    """Return a workbook whose sheet names, headings, questions and answers' choices are hostile."""
    book = openpyxl.Workbook(write_only=True)
    for name in SHORT:
        book.create_sheet(name).append(["Note", name])
    sheet = book.create_sheet('"><b onclick=window.xss=1>')
    sheet.append(["No.", "Question", "Answer", PAYLOADS[1]])
    for number, text in enumerate(PAYLOADS, start=1):
        sheet.append([f"<b>{number}", f"Do you encrypt {text} at rest?", None, text])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


@pytest.fixture(scope="module")
def hostile(served: Served, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A questionnaire of hostile texts, with hostile decisions on it."""
    file = tmp_path_factory.mktemp("hostile") / '"><img src=x onerror=window.xss=1>.xlsx'
    file.write_bytes(make_workbook())
    name: str = served.upload(file, name=PAYLOADS[11], customer=PAYLOADS[1])
    questions = list_questions(served.desk, name, chosen=Choice(), by="")["questions"]
    assert len(questions) >= 100
    with served.open_client(PAYLOADS[1]) as client:
        for question, text in zip(questions, PAYLOADS, strict=False):
            form = {"question": question["id"], "version": question["version"], "action": "edit"}
            path = f"/questionnaires/{name}/review"
            assert client.post(path, data={**form, f"answer.C{question['position'] + 1}": text}).status_code == 303
            more = {"question": question["id"], "version": question["version"] + 1, "action": "comment", "text": text}
            assert client.post(path, data=more).status_code == 303
        for text in PAYLOADS[::10]:
            entry = dict.fromkeys(
                ("question", "answer", "phrasings", "topic", "owner", "document", "place", "quote"), text
            )
            assert client.post("/knowledge", data={**entry, "disclosure": "public"}).status_code == 303
        client.post(f"/questionnaires/{name}/export", data={"recipient": PAYLOADS[1], "kind": "draft"})
    return name


def list_pages(name: str) -> list[str]:
    """Return the addresses that show what was typed."""
    tails = ("", "/review", "/review?page=3", "/reading", "/export", "/history")
    return [
        *("/questionnaires", "/questionnaires/new", "/knowledge", "/history", "/settings"),
        *(f"/knowledge/{page}" for page in ("check", "freshness", "gaps", "learned", "ledger", "numbers")),
        *(f"/questionnaires/{name}{tail}" for tail in tails),
    ]


def test_the_check_finds_scripts() -> None:
    dangerous = [text for text in PAYLOADS[:8] if find_scripts(f"<main>{text}</main>")]
    assert len(dangerous) == 8
    assert not find_scripts('<main><script src="/static/page.js"></script></main>')


def test_stored_texts_stay_texts(served: Served, hostile: str) -> None:
    with served.open_client(PAYLOADS[2]) as client:
        found = client.get("/api/entries", params={"search": "window.xss"}).json()["data"]["entries"]
        entries = [f"/knowledge/entries/{one['id']}" for one in found[:3]]
        for path in [*list_pages(hostile), *entries]:
            answer = client.get(path)
            assert answer.status_code == 200, path
            assert find_scripts(answer.text) == [], path
            assert "7 * 7" not in answer.text or "{{ 7 * 7 }}" in answer.text, path


@pytest.mark.parametrize("before", BREAKS)
def test_typed_texts_stay_texts(served: Served, client: Any, before: str) -> None:
    for text in (f"{before}{script}" for script in SCRIPTS):
        for answer in send_typed(client, served.sample, text):
            assert answer.status_code < 500, (answer.url, answer.text[-600:])
            assert find_scripts(answer.text or "<p>") == [], answer.url
            assert answer.headers.get("location", "/").startswith("/")
    answer = client.post(f"/questionnaires/{served.sample}/reading", data={"kept": before, "sheet_shown": SCRIPTS[0]})
    assert find_scripts(answer.text) == []


def send_typed(client: Any, sample: str, text: str) -> Iterator[Any]:
    """Send a text through every field and address, and give the answers."""
    fields = dict.fromkeys(DETAILS, text)
    yield client.post(f"/questionnaires/{sample}/details", data=fields)
    yield client.post("/questionnaires", data=fields, files={"file": (f"{text}.pdf", b"%PDF")})
    yield client.post("/settings/company", data={**fields, "legal_name": text, "contact_role": text, "website": text})
    yield client.post("/knowledge", data={"question": text, "answer": text, "stance": text, "reviewed_on": text})
    yield client.post("/sign-in", data={"token": text, "reviewer": text})
    yield client.post("/theme", data={"theme": text, "back": text})
    yield client.get("/questionnaires", params={"search": text, "status": text})
    yield client.get("/knowledge", params={"search": text})
    yield client.get("/knowledge/new", params={"question": text})
    yield client.get("/knowledge/ledger", params={"customer": text})
    yield client.get("/knowledge/check", params={"kind": text, "told": text})
    yield client.get("/knowledge/freshness", params={"owner": text, "told": text})
    yield client.post("/knowledge/check", data={"settle": text, "entry": text, "text": text, "back": text})
    yield client.post("/knowledge/learned", data={"question": text, "kind": text, "show": text, "page": text})
    yield client.post("/knowledge/import", data={"sha256": text, "file_name": text})
    yield client.post(
        "/knowledge/import", files={"file": (f"{text}.csv", f"Question,Answer\n{text},{text}\n".encode())}
    )
    yield client.get(f"/questionnaires/{sample}/review", params={"search": text, "filter": text, "sort": "ref"})
    yield client.get(f"/questionnaires/{text.replace('/', '')}")
    yield client.get("/sign-in", params={"token": text})


@pytest.fixture
def page(signed_in: Any) -> Iterator[Page]:
    """A page in a browser that is signed in."""
    found = signed_in.new_page()
    yield found
    found.close()


def test_no_text_runs_in_a_browser(page: Page, served: Served, hostile: str) -> None:
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    for path in list_pages(hostile):
        page.goto(path, wait_until="networkidle")
        assert page.evaluate("window.xss") is None, path
    page.goto(f"/questionnaires/{hostile}/review", wait_until="networkidle")
    for _ in range(20):
        page.keyboard.press("j")
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.xss") is None
    assert [text for text in told if "Content Security Policy" in text] == []


def test_a_file_name_and_a_path_are_only_a_name(served: Served, tmp_path: Path) -> None:
    with served.open_client() as client:
        answer = client.post(
            "/questionnaires", files={"file": ("../../etc/passwd.csv", b"No.,Question,Answer\n1,Is it so?,\n")}
        )
    assert answer.status_code == 303
    found = answer.headers["location"].rpartition("/")[2]
    served.wait(found)
    with served.open_client() as client:
        assert client.get(f"/api/questionnaires/{found}").json()["data"]["file_name"] == "passwd.csv"

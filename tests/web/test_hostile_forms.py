"""Hostile texts through every text field of every form: the forms are found on the pages, so a new one is tried too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import lxml.html
import pytest
from api_client import AppClient, walk_routes
from fastapi.routing import APIRoute
from hostile_payloads import BREAKS, PAYLOADS, SCRIPTS, find_scripts
from msgspec import Struct
from review_desk import Upload, pick

from qbot.web.app import create_app
from qbot.web.session_gate import COOKIE
from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document
from qbot.workflow.entries import save_entry
from qbot.workflow.granting import list_all_requests
from qbot.workflow.jobs import run_waiting
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name

# One of each kind, each behind another way to break out; the long form takes all of them.
FEW = [f"{before}{script}" for before, script in zip(BREAKS, SCRIPTS, strict=True)]
FATAL = ("/sign-out", "/delete", "/retire", "/cancel", "/theme")
"""What ends of forms that would take away what the others write into."""

ALONE = ("/trust", "/trust/")
"""Pages for strangers, which carry their own style: test_trust_site.py and test_trust_requests.py try them."""

TEXTS = {"text", "search", "email", "url", "tel", "password", ""}
KNOWN = {"name", "customer", "product", "region", "assignee", "recipient", "reason", "text", "search"}
KNOWN |= {"pasted", "question", "answer", "owner", "topic", "legal_name", "website", "contact_name"}


class FoundForm(Struct, frozen=True):
    """A form of a page: where it goes, what it holds, and which of its fields take any text."""

    method: str
    action: str
    held: tuple[tuple[str, str], ...]
    texts: tuple[str, ...]
    button: tuple[str, str]


class Visitor:
    """A reviewer with a browser that has no scripts, on an application of its own."""

    def __init__(self, desk: Desk, parts: dict[str, str], *, question: str) -> None:
        self.app = create_app(desk, list_commands=tuple, announce=lambda _path: None)
        session = redeem_sign_in(desk, make_sign_in(desk))
        assert session is not None
        set_reviewer_name(desk, session, "Ada")
        self._client, self._headers = AppClient(self.app), {"Cookie": f"{COOKIE}={session}"}
        self._desk, self._parts = desk, parts
        self._chosen = (
            f"/questionnaires/{parts['questionnaire_id']}/review?q={question}",
            f"/trust-center/documents?change={parts['document_id']}",
        )

    def ask(self, method: str, path: str, **values: Any) -> httpx.Response:  # Any: what httpx takes
        """Return the answer to a request."""
        return self._client.send(method, path, headers=self._headers, **values)

    def list_pages(self) -> list[str]:
        """Return the address of every page, from the application's own routes."""
        found = []
        for route in walk_routes(self.app):
            if isinstance(route, APIRoute) and "GET" in (route.methods or ()) and not route.path.startswith("/api/"):
                path = route.path
                for name, value in self._parts.items():
                    path = path.replace(f"{{{name}}}", value)
                assert "{" not in path, f"{path}: say what stands for this part"
                found += [path] if path != ALONE[0] and not path.startswith(ALONE[1]) else []
        return [*found, *self._chosen]

    def look(self, path: str) -> str:
        """Return a page, once nothing in it runs."""
        answer = self.ask("GET", path)
        assert answer.status_code == 200, (path, answer.text[:300])
        if not answer.headers["content-type"].startswith("text/html"):
            return "<p>"
        assert find_scripts(answer.text) == [], path
        page: str = answer.text
        return page

    def send(self, form: FoundForm, text: str) -> None:
        """Send a form with a text in each of its text fields; whatever comes back runs nothing."""
        values: dict[str, Any] = {}  # Any: a text, or several
        for name, value in [*form.held, *((one, text) for one in form.texts), form.button]:
            if name:
                values[name] = [*values[name], value] if isinstance(values.get(name), list) else value
        if form.method == "post":
            answer = self.ask("POST", form.action, data=values)
        else:
            answer = self.ask("GET", form.action, params=values)
        assert answer.status_code < 500, (form, answer.text[-500:])
        assert find_scripts(answer.text or "<p>") == [], form
        assert answer.headers.get("location", "/").startswith("/"), form
        while run_waiting(self._desk, JOBS):
            pass


def find_forms(page: str, path: str) -> Iterator[FoundForm]:
    """Give the forms of a page, once for each of its buttons."""
    root: Any = lxml.html.document_fromstring(page)  # its types know no forms
    for form in root.forms:
        action = form.get("action") or path
        if action.endswith(FATAL):
            continue
        held, texts = [], []
        for field in form.inputs:
            if not field.name or field.tag == "button":
                continue
            if field.tag == "textarea" or (field.tag == "input" and (field.get("type") or "") in TEXTS):
                texts.append(field.name)
            elif field.get("type") not in {"submit", "file", "checkbox", "radio"}:
                held.append((field.name, str(field.value or "")))
        for button in form.xpath(".//button[not(@type='button')]") or [None]:
            name = (button.get("name") or "", button.get("value") or "") if button is not None else ("", "")
            yield FoundForm(str(form.method).lower(), action, tuple(held), tuple(dict.fromkeys(texts)), name)


@pytest.fixture
def visitor(stocked: Desk, upload: Upload) -> Visitor:
    """A reviewer of a questionnaire that has one of everything."""
    name = upload(customer="Acme")
    export_questionnaire(stocked, name, recipient="Ida", draft=True, by="Ada")
    made = save_entry(
        stocked, {"kind": "faq", "question": "Own?", "stance": "yes", "answer": "Own."}, version=None, by="A"
    )
    document = keep_document(
        stocked, file_name="a.pdf", data=b"a", details=DocumentDetails("Pack", disclosure="nda"), by="A"
    )
    submit_request(stocked, Asked("Jo", "Acme", "jo@acme.example", "Why", [document["id"]]))
    parts = {
        "document_id": document["id"],
        "request_id": list_all_requests(stocked)["requests"][0]["id"],
        "token": "nothing",
        "questionnaire_id": name,
        "entry_id:path": made["id"],
        "entry:path": made["id"],
        "entry_id": made["id"],
        "form": "csv",
    }
    return Visitor(stocked, parts, question=pick(stocked, name, "to_review")["id"])


@pytest.mark.parametrize("payloads", [FEW, pytest.param(PAYLOADS, marks=pytest.mark.long)], ids=len)
def test_no_text_field_of_any_form_makes_a_script(visitor: Visitor, payloads: list[str]) -> None:
    filled: set[str] = set()
    for text in payloads:
        seen: set[tuple[str, tuple[str, ...], tuple[str, str]]] = set()
        for path in visitor.list_pages():
            for form in find_forms(visitor.look(path) if path not in ("/", "/sign-in") else "<p>", path):
                kind = (form.action, tuple(one for one in form.texts if not one.startswith("answer.")), form.button)
                if form.texts and kind not in seen:
                    seen.add(kind)
                    visitor.send(form, text)
                    filled |= set(form.texts)
        assert len(seen) >= 10
    for path in visitor.list_pages():
        if path not in ("/", "/sign-in"):
            visitor.look(path)
    assert filled >= KNOWN, KNOWN - filled

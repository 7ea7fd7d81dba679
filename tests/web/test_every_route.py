"""Every route of the application: what it answers to a stranger, to another site, to a foreign name, and its headers.

The cases are made from the application's own routes; `CASES` says with what each is called, and a route without a case
fails the first test.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from api_client import walk_routes
from fastapi.routing import APIRoute
from starlette.routing import Mount

from qbot.web.security import HEADERS

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there.
Served = Any

NOWHERE = "0" * 16
PARTS = {
    "questionnaire_id": NOWHERE,
    "questionnaire": NOWHERE,
    "question": NOWHERE,
    "export_id": NOWHERE,
    "document_id": NOWHERE,
    "request_id": NOWHERE,
    "request": NOWHERE,
    "link": NOWHERE,
    "token": NOWHERE,
    "kind": "file",
    "form": "pdf",
    "job": NOWHERE,
    "entry": "nothing",
    "entry_id:path": "nothing",
    "entry:path": "nothing",
}
OPEN = {"/sign-in", "/sign-in/again", "/theme"}
"""What a stranger may call: it decides nothing, and shows nothing but what everybody may read."""


def is_for_everybody(path: str) -> bool:
    """Tell whether a path belongs to the trust centre, which anybody may read and ask."""
    return path == "/trust" or path.startswith("/trust/")


STRANGER = {
    ("GET", "/trust"): 200,
    ("GET", "/trust/documents/{document_id}"): 404,
    ("GET", "/trust/request"): 200,
    ("POST", "/trust/request"): 422,
    ("GET", "/trust/request/sent"): 200,
    ("GET", "/trust/link/{token}"): 404,
    ("GET", "/trust/link/{token}/{document_id}"): 404,
}
"""What the trust centre answers to somebody with no link; a new route needs its line here."""

SAFE = {"GET", "HEAD"}


def list_routes(app: Any) -> list[tuple[str, str]]:  # Any: FastAPI's routes are of many kinds
    """Return method and path of every route, mounted files apart."""
    found = []
    for route in walk_routes(app):
        if isinstance(route, Mount):
            assert route.path == "/static"
        else:
            methods = route.methods if isinstance(route, APIRoute) else {"GET"}
            found += [(method, route.path) for method in sorted(methods or ())]
    return found


def fill(path: str) -> str:
    """Return a path with a name for each of its parts; a part without one is a route without a case."""
    for name, value in PARTS.items():
        path = path.replace(f"{{{name}}}", value)
    assert "{" not in path, f"{path}: PARTS does not name this part; add it, and think what a stranger may do there"
    return path


@pytest.fixture
def stranger(served: Served) -> Iterator[httpx.Client]:
    """A client that is not signed in."""
    with httpx.Client(base_url=served.base) as found:
        yield found


def test_there_are_pages_and_an_interface(served: Served) -> None:
    routes = list_routes(served.app)
    assert len(routes) > 40
    assert ("PUT", "/api/trust-center/requests/{request}/nda") in routes
    assert all(fill(path) for _, path in routes)


def test_a_stranger_sees_and_changes_nothing(served: Served, stranger: httpx.Client) -> None:
    for method, path in list_routes(served.app):
        if path in OPEN:
            continue
        if is_for_everybody(path):
            assert stranger.request(method, fill(path)).status_code == STRANGER[method, path], (method, path)
            continue
        answer = stranger.request(method, fill(path), headers={"sec-fetch-site": "same-origin"})
        told = (method, path, answer.status_code)
        if path.startswith("/api/"):
            assert answer.status_code == 401, told
        elif method in SAFE:
            assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in"), told
        else:
            assert answer.status_code == 403, told


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "cross-site", "origin": "http://127.0.0.1"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_no_change_comes_from_another_site(served: Served, headers: dict[str, str]) -> None:
    with served.open_client() as client:
        client.headers.pop("sec-fetch-site")
        for method, path in list_routes(served.app):
            if method in SAFE:
                continue
            answer = client.request(method, fill(path), headers=headers)
            assert answer.status_code == 403, (method, path)
            assert "another site" in answer.text, (method, path)


def test_a_foreign_name_reaches_nothing(served: Served, client: httpx.Client) -> None:
    for method, path in [*list_routes(served.app), ("GET", "/static/tokens.css")]:
        answer = client.request(method, fill(path), headers={"host": "rebound.example"})
        assert answer.status_code == 403, (method, path)


def test_every_answer_carries_the_headers_and_a_request_number(served: Served, client: httpx.Client) -> None:
    numbers = set()
    asked = [*list_routes(served.app), ("GET", "/static/tokens.css"), ("GET", "/static/nothing"), ("GET", "/nowhere")]
    for method, path in asked:
        if path == "/sign-out":
            continue
        answer = client.request(method, fill(path))
        assert answer.status_code < 500, (method, path, answer.text)
        policy = answer.headers["content-security-policy"]
        if is_for_everybody(path):  # it carries style and script, by their hashes, and loads nothing
            assert policy.startswith("default-src 'none'; style-src 'sha256-"), (path, policy)
            assert policy.replace("form-action 'self'", "").count("self") == 0, (path, policy)
        for name, value in HEADERS.items():
            if is_for_everybody(path) and name == "content-security-policy":
                continue
            assert answer.headers.get(name) == value, (method, path, name)
        assert answer.headers["cache-control"] == ("no-cache" if path.startswith("/static/") else "no-store")
        numbers.add(answer.headers["x-request-id"])
    assert len(numbers) == len(asked) - 1


def test_the_policy_allows_our_own_files_alone() -> None:
    policy = dict(part.split(" ", 1) for part in HEADERS["content-security-policy"].split("; "))
    assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
    assert {policy[name] for name in policy if name not in {"default-src", "frame-ancestors", "base-uri"}} == {"'self'"}
    assert {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"} <= set(policy)


def test_a_body_over_the_limit_is_refused_before_it_is_read(served: Served) -> None:
    place = urlsplit(served.base)
    for method, path in list_routes(served.app):
        if method in SAFE:
            continue
        with socket.create_connection((place.hostname, place.port), timeout=10) as line:
            line.sendall(
                f"{method} {fill(path)} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Length: {1 << 40}\r\n\r\n".encode()
            )
            assert line.recv(12) == b"HTTP/1.1 413", (method, path)


def test_the_answer_to_a_body_over_the_limit_is_seen_after_it_was_sent(client: httpx.Client) -> None:
    answer = client.post("/settings/company", content=b"x" * (6 << 20))
    assert answer.status_code == 413
    assert "The file is too large" in answer.text

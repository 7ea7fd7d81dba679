"""Error pages: each says what happened and what to do, shows the request's number, and keeps what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from qbot.store.errors import StoreFullError
from qbot.web.problems import KINDS

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there.
Served = Any


def show(answer: Any, status: int) -> str:
    """Return the page of a problem, once it is one with the number of its request."""
    assert answer.status_code == status
    assert answer.headers["x-request-id"] in answer.text
    assert KINDS[status].heading in answer.text
    text: str = answer.text
    return text


@pytest.fixture
def broken(served: Served) -> Iterator[Any]:
    """The application with a page that crashes and one whose disk is full; both are gone afterwards."""
    before = list(served.app.router.routes)

    def crash() -> None:
        raise RuntimeError("secret detail")

    def fill() -> None:
        raise StoreFullError("/somewhere/qbot.db")

    served.app.router.add_api_route("/crash", crash, methods=["GET"])
    served.app.router.add_api_route("/full", fill, methods=["GET"])
    yield served
    served.app.router.routes[:] = before


def test_nothing_there(client: Any) -> None:
    assert "deleted" in show(client.get("/questionnaires/nothing"), 404)
    assert "nothing at this address" in show(client.get("/nowhere"), 404)


def test_signed_out_keeps_what_was_typed(served: Served) -> None:
    with httpx.Client(base_url=served.base, headers={"sec-fetch-site": "same-origin"}) as stranger:
        answer = stranger.post("/knowledge", data={"answer": "Half an hour of work.", "version": "7"})
    page = show(answer, 403)
    assert "Half an hour of work." in page
    assert ">7<" not in page


def test_another_site_is_shown_nothing_of_the_form(client: Any) -> None:
    answer = client.post("/knowledge", data={"answer": "not mine"}, headers={"sec-fetch-site": "cross-site"})
    assert "not mine" not in show(answer, 403)


def test_a_conflict_keeps_what_was_typed(served: Served, client: Any) -> None:
    fields = {"version": "1", "question": "Is it so?", "answer": "My words.", "disclosure": "public"}
    made = client.post("/knowledge", data=fields).headers["location"].partition("?")[0]
    assert client.post(made, data={**fields, "answer": "Their words."}).status_code == 303
    answer = client.post(made, data=fields)
    assert answer.status_code == 409
    assert "My words.</textarea>" in answer.text
    assert "<del>Their</del><ins>My</ins>" in answer.text


def test_a_crash_tells_no_detail(broken: Any, caplog: pytest.LogCaptureFixture) -> None:
    with broken.open_client() as client:
        answer = client.get("/crash")
    page = show(answer, 500)
    assert "secret detail" not in page
    assert any(answer.headers["x-request-id"] in record.getMessage() for record in caplog.records)


def test_a_full_disk_is_told(broken: Any) -> None:
    with broken.open_client() as client:
        page = show(client.get("/full"), 507)
    assert "the disk is full" in page
    assert "all that was saved before is kept" in page


def test_wrong_dates_are_told_beside_what_was_typed(served: Served, client: Any, tmp_path: Path) -> None:
    version = client.get(f"/api/questionnaires/{served.sample}").json()["data"]["version"]
    form = {"name": "Kept name", "due_on": "tomorrow", "version": str(version)}
    answer = client.post(f"/questionnaires/{served.sample}/details", data=form)
    assert answer.status_code == 422
    assert "“tomorrow” is no day" in answer.text
    assert 'value="Kept name"' in answer.text


def test_deleting_asks_first(served: Served, client: Any, tmp_path: Path) -> None:
    file = tmp_path / "gone.csv"
    file.write_text("No.,Question,Answer\n1,Is it so?,\n", "utf-8")
    name = served.upload(file)
    path = f"/questionnaires/{name}"
    assert "Tick the box first" in client.post(f"{path}/delete").text
    assert client.get(path).status_code == 200
    assert client.post(f"{path}/delete", data={"sure": "yes"}).status_code == 303
    show(client.get(path), 404)
    assert "All " in client.post("/history/verify").text

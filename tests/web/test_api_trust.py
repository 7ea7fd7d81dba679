"""The JSON API of the trust centre: the way of a request, of a document and of an edition, and what is refused."""

from __future__ import annotations

import pytest
from api_client import ApiClient, open_client
from review_desk import ROOT, Values

from qbot.workflow.auditing import list_events
from qbot.workflow.desk import Desk
from qbot.workflow.granting import list_all_requests
from qbot.workflow.link_visits import DeadLinkError, download_by_link, open_link
from qbot.workflow.requesting import Asked, submit_request

HOME = "/api/trust-center"
NDA = {"nda_on": "2026-01-01", "nda_until": "2027-01-01"}


@pytest.fixture
def client(desk: Desk) -> ApiClient:
    """A reviewer's client, which holds every answer against the API's document."""
    return open_client(desk)


def keep(client: ApiClient, title: str = "Pack", **values: str) -> Values:
    """Upload a document and return it."""
    files = {"file": (f"{title}.pdf", f"%PDF {title}".encode())}
    answer = client.send("POST", f"{HOME}/documents", data={"title": title, **values}, files=files)
    assert answer.status_code == 201, answer.text
    made: Values = answer.json()["data"]
    return made


def ask(desk: Desk, pack: str) -> str:
    """Ask for a document with a questionnaire, as a stranger does, and return the request's id."""
    data = (ROOT / "samples" / "plain.xlsx").read_bytes()
    submit_request(desk, Asked("Jo", "Acme", "jo@acme.example", "A review", [pack]), file_name="a.xlsx", data=data)
    return str(list_all_requests(desk)["requests"][0]["id"])


def act(client: ApiClient, path: str, method: str = "POST", **body: object) -> Values:
    """Do something and return what it answers."""
    answer = client.send(method, f"{HOME}/{path}", json=body)
    assert answer.status_code in (200, 201), answer.text
    told: Values = answer.json()["data"]
    return told


def test_a_request_is_granted_its_link_renewed_and_revoked(desk: Desk, client: ApiClient) -> None:
    pack = keep(client)
    request = ask(desk, pack["id"])
    listed = client.send("GET", f"{HOME}/requests").json()["data"]
    assert (listed["waiting"], listed["requests"][0]["titles"], listed["turned_away"]["total"]) == (1, ["Pack"], 0)
    refused = client.send("POST", f"{HOME}/requests/{request}/grant", json={"documents": [pack["id"]]})
    assert (refused.status_code, "under NDA only" in refused.text) == (422, True)
    assert act(client, f"requests/{request}/nda", "PUT", **NDA)["nda_until"] == "2027-01-01"
    made = act(client, f"requests/{request}/grant", documents=[pack["id"]], days=7, take_questionnaire=True)
    token = made["path"].removeprefix("/trust/link/")
    assert (made["request"]["state"], bool(made["request"]["questionnaire_id"])) == ("granted", True)
    assert download_by_link(desk, token, pack["id"]).data == b"%PDF Pack"
    late = client.send("POST", f"{HOME}/requests/{request}/decline", json={})
    assert (late.status_code, late.json()["error"]["code"]) == (409, "conflict")
    newer = act(client, f"requests/{request}/links", days=3)
    with pytest.raises(DeadLinkError):
        open_link(desk, token)
    second = newer["path"].removeprefix("/trust/link/")
    assert open_link(desk, second).company == "Acme"
    links = client.send("GET", f"{HOME}/requests/{request}").json()["data"]["links"]
    (still_open,) = (one["id"] for one in links if one["state"] == "open")
    told = act(client, f"links/{still_open}/revoke")
    assert {one["state"] for one in told["links"]} == {"revoked"}
    with pytest.raises(DeadLinkError):
        open_link(desk, second)
    assert token not in client.send("GET", f"{HOME}/requests/{request}").text
    assert client.send("DELETE", f"{HOME}/requests/{request}").json()["data"] == {"deleted": request}
    assert client.send("GET", f"{HOME}/requests/{request}").status_code == 404


def test_a_declined_request_waits_again(desk: Desk, client: ApiClient) -> None:
    request = ask(desk, keep(client)["id"])
    assert act(client, f"requests/{request}/decline", reason="By mistake")["reason"] == "By mistake"
    assert act(client, f"requests/{request}/reopen")["state"] == "waiting"
    assert [one["action"] for one in list_events(desk)["events"]][-2:] == ["decline", "reopen_request"]


def test_a_document_is_uploaded_changed_withdrawn_and_given_out_again(desk: Desk, client: ApiClient) -> None:
    pack = keep(client, version="1")
    assert client.send("GET", f"{HOME}/documents/{pack['id']}/file").content == b"%PDF Pack"
    path = f"documents/{pack['id']}"
    made = act(client, path, "PATCH", seen=pack["mark"], disclosure="public", valid_until="2026-03-01")
    assert (made["disclosure"], made["version"], made["ended"]) == ("public", "1", True)
    late = client.send("PATCH", f"{HOME}/{path}", json={"seen": pack["mark"], "version": "2"})
    assert (late.status_code, late.json()["error"]["detail"]["document"]["mark"]) == (409, made["mark"])
    act(client, f"{path}/withdraw")
    assert client.send("POST", f"{HOME}/{path}/withdraw").status_code == 404
    listed = client.send("GET", f"{HOME}/documents").json()["data"]
    assert (listed["documents"], [one["id"] for one in listed["withdrawn"]]) == ([], [pack["id"]])
    assert act(client, f"{path}/again")["number"] == 1
    newer = keep(client, version="2", replaces=pack["id"])
    assert (newer["number"], newer["id"] != pack["id"]) == (1, True)


def test_an_edition_is_published_once(stocked: Desk) -> None:
    client = open_client(stocked)
    assert client.send("GET", f"{HOME}/editions").json()["data"]["editions"] == []
    made = act(client, "editions")
    assert client.send("POST", f"{HOME}/editions").status_code == 422
    keep(client, "Sheet", disclosure="public")
    told = client.send("GET", f"{HOME}/editions").json()["data"]
    assert told["editions"] == [made]
    assert told["pending"] == [{"kind": "document", "what": "added", "name": "Sheet"}]


def test_nothing_is_changed_without_a_name(desk: Desk, client: ApiClient) -> None:
    request = ask(desk, keep(client)["id"])
    nameless = open_client(desk, reviewer="")
    for method, path in (
        ("POST", f"requests/{request}/decline"),
        ("PUT", f"requests/{request}/nda"),
        ("POST", "editions"),
    ):
        assert nameless.send(method, f"{HOME}/{path}", json={}).status_code == 403
    assert list_all_requests(desk)["waiting"] == 1

"""The JSON API: the shape of results and errors, and the way from upload to export."""

from __future__ import annotations

from pathlib import Path

from api_client import open_client
from review_desk import ROOT, Upload, Values, decide, on, pick

from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting

SAMPLE = Path(ROOT / "samples" / "plain.xlsx")


def test_the_way_from_upload_to_export(stocked: Desk) -> None:
    client = open_client(stocked)
    sent = client.send(
        "POST", "/api/questionnaires", data={"customer": "Acme"}, files={"file": ("a.xlsx", SAMPLE.read_bytes())}
    )
    assert sent.status_code == 201
    made = sent.json()["data"]
    assert made["job"]["state"] == "waiting"
    while run_waiting(stocked, JOBS):
        pass
    home = f"/api/questionnaires/{made['questionnaire']['id']}"
    listed: list[Values] = client.send("GET", f"{home}/questions").json()["data"]["questions"]
    operations = [
        {
            "operation": one["id"],
            "action": "approve" if one["answers"] else "no_answer",
            "question": one["id"],
            "version": one["version"],
        }
        for one in listed
        if one["state"] == "open"
    ]
    refused = client.send("POST", f"{home}/export", json={"recipient": "Acme"})
    assert refused.status_code == 409
    assert refused.json()["error"]["code"] == "open_questions"
    assert len(refused.json()["error"]["detail"]["open"]) > 0
    results = client.send("POST", f"{home}/operations", json={"operations": operations}).json()["data"]["results"]
    assert {one["outcome"] for one in results} == {"done"}
    client.send("PATCH", home, json={"nda_until": "2030-01-01"})
    export = client.send("POST", f"{home}/export", json={"recipient": "Acme"})
    assert export.status_code == 201, export.text
    name = export.json()["data"]["id"]
    for kind in ("file", "review-workbook", "summary"):
        got = client.send("GET", f"/api/exports/{name}/{kind}")
        assert (got.status_code, bool(got.content)) == (200, True)
        assert "filename*=" in got.headers["content-disposition"]
    assert client.send("DELETE", home).json()["data"] == {"deleted": made["questionnaire"]["id"]}
    assert client.send("GET", home).status_code == 404


def test_an_error_has_a_code_a_sentence_and_a_request_id(stocked: Desk) -> None:
    client = open_client(stocked)
    for answer, status in (
        (client.send("GET", "/api/questionnaires/none"), 404),
        (client.send("GET", "/api/questions/none"), 404),
        (client.send("GET", "/api/audit?limit=0"), 422),
        (client.send("GET", "/api/audit?after=x"), 422),
        (client.send("POST", "/api/questionnaires", files={"file": ("a.pdf", b"x")}), 422),
        (client.send("POST", "/api/questionnaires/none/operations", json={"operations": [{"action": "fly"}]}), 422),
    ):
        error = answer.json()["error"]
        assert answer.status_code == status, answer.text
        assert error["code"]
        assert error["message"].strip()
        assert len(error["request_id"]) >= 8


def test_a_change_without_a_name_is_refused(stocked: Desk, upload: Upload) -> None:
    client = open_client(stocked, reviewer="")
    answer = client.send("DELETE", f"/api/questionnaires/{upload()}")
    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "no_reviewer")


def test_entries_are_added_changed_and_kept_with_their_history(stocked: Desk) -> None:
    client = open_client(stocked)
    body = {"kind": "faq", "question": "Do you lock screens?", "stance": "yes", "answer": "After five minutes."}
    made = client.send("POST", "/api/entries", json={"body": body}).json()["data"]
    told = {**made["body"], "answer": "After ten minutes."}
    changed = client.send("PUT", f"/api/entries/{made['id']}", json={"body": told, "version": 1}).json()["data"]
    assert [one["body"]["answer"] for one in changed["history"]] == ["After ten minutes.", "After five minutes."]
    conflict = client.send("PUT", f"/api/entries/{made['id']}", json={"body": told, "version": 1})
    assert (conflict.status_code, conflict.json()["error"]["code"]) == (409, "conflict")
    wrong = client.send("POST", "/api/entries", json={"body": {"kind": "fact", "stanec": "yes"}}).json()["error"]
    assert len(wrong["detail"]["mistakes"]) >= 2
    found = client.send("GET", "/api/entries", params={"search": "lock screens"}).json()["data"]
    assert found["entries"][0]["id"] == made["id"]


def test_a_detail_is_taken_out_by_null_or_an_empty_text(stocked: Desk, upload: Upload) -> None:
    client = open_client(stocked)
    home = f"/api/questionnaires/{upload(customer='Acme', due_on='2026-05-01')}"
    for gone in (None, ""):
        set_again = client.send("PATCH", home, json={"customer": "Acme", "due_on": "2026-05-01"}).json()["data"]
        assert (set_again["customer"], set_again["due_on"]) == ("Acme", "2026-05-01")
        told = client.send("PATCH", home, json={"customer": gone, "due_on": gone}).json()["data"]
        assert (told["customer"], told["due_on"]) == ("", None)
    assert client.send("PATCH", home, json={"name": None}).status_code == 422


def test_a_finding_is_settled_and_the_owner_is_asked(stocked: Desk) -> None:
    client = open_client(stocked)
    for name, stance in (("one", "yes"), ("two", "no")):
        body = {
            "id": name,
            "kind": "faq",
            "question": "Are stables heated?",
            "answer": f"So: {stance}.",
            "stance": stance,
        }
        assert client.send("POST", "/api/entries", json={"body": body}).status_code == 201
    listed = client.send("GET", "/api/findings").json()["data"]
    found = next(one for one in listed["findings"] if {each["id"] for each in one["entries"]} == {"one", "two"})
    settled = {"settle": "ask", "entries": ["one", "two"], "text": found["text"]}
    assert client.send("POST", "/api/findings", json=settled).json()["data"]["done"] == "The owner is asked"
    assert found["text"] in client.send("GET", "/api/entries/one").json()["data"]["body"]["notes"]["asked"]
    kept = client.send("POST", "/api/findings", json={"settle": "keep", "entries": ["one", "two"], "keep": "one"})
    assert kept.json()["data"]["done"] == "one stays; two is retired"
    for wrong, status in (
        ({"settle": "fly"}, 422),
        ({"settle": "keep"}, 422),
        ({"settle": "ask", "entries": ["no"]}, 404),
    ):
        assert client.send("POST", "/api/findings", json={"entries": ["one"], **wrong}).status_code == status
    nobody = open_client(stocked, reviewer="")
    assert nobody.send("POST", "/api/findings", json=settled).status_code == 403


def test_what_was_learned_is_taken_back_and_used_again(stocked: Desk, upload: Upload) -> None:
    client = open_client(stocked)
    asked = pick(stocked, name := upload(), "to_review")
    decide(stocked, name, "approve", **on(asked))
    key = {"question": asked["id"], "kind": "answer", "entry": ""}
    for in_use in (False, True):
        told = client.send("POST", "/api/lessons", json={**key, "in_use": in_use})
        assert told.json()["data"] == {**key, "in_use": in_use}
        (lesson,) = [
            one for one in client.send("GET", "/api/lessons").json()["data"]["lessons"] if one["kind"] == "answer"
        ]
        assert (lesson["undone_by"] is None) is in_use
    assert client.send("POST", "/api/lessons", json={**key, "in_use": True}).status_code == 422
    assert client.send("POST", "/api/lessons", json={**key, "question": "no", "in_use": True}).status_code == 404

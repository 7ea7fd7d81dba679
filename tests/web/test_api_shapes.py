"""The OpenAPI document is honest: what each operation answers on real questionnaires has the shape it tells."""

from __future__ import annotations

import json

import pytest
from answer_shape import describe_api, find_mismatch
from api_client import ApiClient, open_client
from review_desk import Upload, decide, list_all, on, pick

from qbot.workflow.desk import Desk


@pytest.mark.parametrize("sample", ["hecvat_like.xlsx", "word.docx", "filled_last_year.xlsx"])
def test_every_question_has_the_shape_that_the_document_tells(stocked: Desk, upload: Upload, sample: str) -> None:
    upload(customer="Acme")
    name = upload(sample, customer="Acme")
    question = pick(stocked, name, "open")
    decide(stocked, name, "comment", **on(question, text="Look here"))
    decide(stocked, name, "approve", **on(pick(stocked, name, "open")))
    client = open_client(stocked)  # it holds every answer against the document
    for one in list_all(stocked, name):
        assert client.send("GET", f"/api/questions/{one['id']}").status_code == 200
    assert decide(stocked, name, "bulk_no_answer")["outcome"] == "done"
    for path in ("", "/questions", "/changes", "/sheet", "/exports"):
        assert client.send("GET", f"/api/questionnaires/{name}{path}").status_code == 200
    for path in ("/api/questionnaires", "/api/entries?limit=1000", "/api/entries/iso-27001", "/api/audit"):
        assert client.send("GET", path).status_code == 200


def test_every_action_of_the_review_has_a_result_of_the_shape(stocked: Desk, upload: Upload) -> None:
    name = upload("hecvat_like.xlsx")
    client = open_client(stocked)
    asked = pick(stocked, name, "to_review")
    base = {"question": asked["id"], "version": asked["version"]}
    one_each = [{"action": action, **base, "answers": asked["answers"]} for action in list_actions()]
    for number, operation in enumerate(one_each):
        told = {"preview": False, "at_least": 0.5, "text": "words", "reason": "so", "operation": f"o{number}"}
        body = {"operations": [{**told, **operation}]}
        if operation["action"] == "paste":
            body["operations"][0]["answers"] = [{**base, "answers": asked["answers"]}]
        results = send_operations(client, name, body)
        assert {one["outcome"] for one in results} <= {"done", "conflict", "refused"}
    conflict = send_operations(
        client, name, {"operations": [{"operation": "late", "action": "edit", **base, "answers": {}}]}
    )
    assert conflict[0]["outcome"] == "conflict"


def list_actions() -> list[str]:
    """Return the actions that the document names."""
    found: list[str] = describe_api()["components"]["schemas"]["OperationBody"]["properties"]["action"]["enum"]
    return found


def send_operations(client: ApiClient, name: str, body: object) -> list[dict[str, object]]:
    """Return the results of operations."""
    answer = client.send("POST", f"/api/questionnaires/{name}/operations", json=body)
    assert answer.status_code == 200, answer.text
    results: list[dict[str, object]] = answer.json()["data"]["results"]
    return results


@pytest.mark.parametrize(
    ("status", "body", "found"),
    [
        (200, {"data": {"deleted": "q"}}, ""),
        (200, {"data": {"deleted": "q", "more": 1}}, "more"),
        (200, {"data": {}}, "deleted"),
        (418, {"data": {"deleted": "q"}}, "418"),
        (404, {"error": {"code": "x"}}, "message"),
    ],
)
def test_a_dishonest_answer_is_found(status: int, body: object, found: str) -> None:
    sent = json.dumps(body).encode()
    told = find_mismatch("DELETE", "/api/questionnaires/q", status=status, media="application/json", body=sent)
    assert bool(told) == bool(found)
    assert found in told

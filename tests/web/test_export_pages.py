"""Export as a person does it on the page: what is open is listed, a draft is called one, and the papers stand alone."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import openpyxl
import pytest

from qbot.store.question_lists import Choice
from qbot.workflow.listing import list_questions
from qbot.workflow.reviewing import apply_operations

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there; a context is Playwright's.
Served = Any
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def exported(served: Served) -> str:
    """A questionnaire with two answers approved and the rest left, of which one is open still."""
    name: str = served.upload(ROOT / "samples" / "plain.xlsx", customer="Acme")
    found = list_questions(served.desk, name, chosen=Choice("open"), by="Ada")["questions"]
    suggested = [one for one in found if one["answers"] and not set(one["badges"]) & {"nda", "internal"}][:2]
    others = [one for one in found if one not in suggested]
    told = [decide("approve", one) for one in suggested] + [decide("no_answer", one) for one in others[1:]]
    results = apply_operations(served.desk, name, told, by="Ada")["results"]
    assert {one["outcome"] for one in results} == {"done"}
    return name


def decide(action: str, question: Any) -> dict[str, object]:  # Any: JSON
    """Return an operation on a question."""
    return {
        "operation": f"x {question['id']}",
        "action": action,
        "question": question["id"],
        "version": question["version"],
    }


def test_it_refuses_with_the_list_of_what_is_open(served: Served, client: Any, exported: str) -> None:
    (still,) = list_questions(served.desk, exported, chosen=Choice("open"), by="Ada")["questions"]
    answer = client.post(f"/questionnaires/{exported}/export", data={"recipient": "Ida", "kind": "final"})
    assert answer.status_code == 409
    assert "1 question is not decided yet" in answer.text
    assert f"review?q={still['id']}" in answer.text
    assert 'value="Ida"' in answer.text
    nobody = client.post(f"/questionnaires/{exported}/export", data={"recipient": " ", "kind": "final"})
    assert (nobody.status_code, "Say who receives the file" in nobody.text) == (422, True)
    assert client.get(f"/api/questionnaires/{exported}/exports").json()["data"] == []


def test_a_draft_copy_is_called_one_and_the_final_file_has_approved_answers_alone(
    served: Served, client: Any, exported: str, tmp_path: Path
) -> None:
    home = f"/questionnaires/{exported}/export"
    draft = client.post(home, data={"recipient": "", "kind": "draft"})
    assert "plain (DRAFT - not approved).xlsx" in client.get(draft.headers["location"]).text
    (made,) = client.get(f"/api/questionnaires/{exported}/exports").json()["data"]
    name = unquote(client.get(f"/api/exports/{made['id']}/file").headers["content-disposition"])
    assert name == "attachment; filename*=UTF-8''plain (DRAFT - not approved).xlsx"
    assert "Draft copy" in client.get(f"/api/exports/{made['id']}/summary").text
    (still,) = list_questions(served.desk, exported, chosen=Choice("open"), by="Ada")["questions"]
    apply_operations(served.desk, exported, [decide("no_answer", still)], by="Ada")
    sent = client.post(home, data={"recipient": "Ida <ida@acme.example>", "kind": "final"})
    assert (sent.status_code, "is ready for Ida &lt;ida@acme" in client.get(sent.headers["location"]).text) == (
        303,
        True,
    )
    final, _draft = client.get(f"/api/questionnaires/{exported}/exports").json()["data"]
    data = client.get(f"/api/exports/{final['id']}/file").content
    assert hashlib.sha256(data).hexdigest() == final["sha256"]
    approved = list_questions(served.desk, exported, chosen=Choice("approved"), by="Ada")["questions"]
    sheet = openpyxl.load_workbook(io.BytesIO(data))["Questionnaire"]
    before = openpyxl.load_workbook(ROOT / "samples" / "plain.xlsx")["Questionnaire"]
    changed = {
        cell.coordinate: cell.value
        for row in sheet.iter_rows()
        for cell in row
        if cell.value != before[cell.coordinate].value
    }
    assert changed == {cell: text for one in approved for cell, text in one["answers"].items()}
    (event,) = [
        one
        for one in client.get(f"/api/audit?questionnaire={exported}&limit=1000").json()["data"]["events"]
        if one["action"] == "export" and one["detail"]["kind"] == "final"
    ]
    told = event["detail"]
    assert (event["by"], told["recipient"], told["sha256"]) == (
        "Ada Example",
        "Ida <ida@acme.example>",
        final["sha256"],
    )


def test_the_papers_of_the_export(served: Served, client: Any, exported: str, signed_in: Any) -> None:
    made = client.post(f"/api/questionnaires/{exported}/export", json={"draft": True}).json()["data"]
    review = client.get(f"/api/exports/{made['id']}/review-workbook").content
    rows = list(openpyxl.load_workbook(io.BytesIO(review), read_only=True).worksheets[0].iter_rows(values_only=True))
    asked = list_questions(served.desk, exported, chosen=Choice(), by="Ada")["questions"]
    assert len(rows) >= len(asked)
    answer = client.get(f"/api/exports/{made['id']}/summary")
    style = re.search(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in answer.headers["content-security-policy"]
    assert "script-src" not in answer.headers["content-security-policy"]
    page = signed_in.new_page()
    page.goto(f"/api/exports/{made['id']}/summary")
    assert page.evaluate("getComputedStyle(document.querySelector('dl')).display") == "grid"
    page.close()

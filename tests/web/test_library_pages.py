"""The pages of the knowledge base as a browser without scripts uses them: import, check, learned, rounds, ledger."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from qbot.workflow.entries import find_entry, save_entry
from qbot.workflow.learning import list_lessons
from qbot.workflow.listing import list_questionnaires

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there.
Served = Any
Client = Any
FORM = b"No,Question,Answer\n1,Do you keep zebras in the barn?,Yes we keep two.\n2,Is the barn locked?,\n"


def find_field(page: str, name: str) -> str:
    """Return the value of a hidden field."""
    found = re.search(rf'name="{name}" value="([^"]*)"', page)
    assert found is not None, name
    return found[1]


def test_a_file_is_shown_and_then_imported(client: Client, served: Served) -> None:
    page = client.post("/knowledge/import", files={"file": ("zoo.csv", FORM)})
    assert page.status_code == 200
    assert "1 new entry would come in" in page.text
    assert "Do you keep zebras in the barn?" in page.text
    told = {name: find_field(page.text, name) for name in ("sha256", "file_name")}
    assert "1 new entry came in" in client.post("/knowledge/import", data=told).text
    assert "0 new entries came in; 1 is there already" in client.post("/knowledge/import", data=told).text
    assert "zebras" in client.get("/knowledge?search=zebras").text


def test_a_file_that_was_shown_and_not_imported_is_let_go(client: Client, served: Served) -> None:
    page = client.post("/knowledge/import", files={"file": ("barn.csv", FORM.replace(b"barn", b"shed"))}).text
    told = {"sha256": find_field(page, "sha256"), "file_name": "barn.csv"}
    assert client.post("/knowledge/import", data={**told, "do": "forget"}).headers["location"] == "/knowledge/import"
    assert "not kept any more" in client.post("/knowledge/import", data=told).text


@pytest.mark.parametrize(("name", "data"), [("zoo.csv", b""), ("zoo.exe", b"MZ"), ("zoo.xlsx", b"no zip")])
def test_a_file_that_cannot_be_imported_is_told(client: Client, name: str, data: bytes) -> None:
    page = client.post("/knowledge/import", files={"file": (name, data)})
    assert page.status_code == 422
    assert name in page.text
    gone = client.post("/knowledge/import", data={"sha256": "0" * 64, "file_name": "zoo.csv"})
    assert "not kept any more" in gone.text


def test_a_finding_is_settled_in_one_step(client: Client, served: Served) -> None:
    for name, stance in (("settled-1", "yes"), ("settled-2", "no")):
        body = {"id": name, "kind": "faq", "question": "Are stables heated?", "answer": f"Stables: {stance}."}
        save_entry(served.desk, {**body, "stance": stance}, version=None, by="Ada")
    page = client.get("/knowledge/check?kind=contradiction").text
    assert "settled-1" in page
    told = {
        "settle": "keep settled-1",
        "entry": ["settled-1", "settled-2"],
        "back": "/knowledge/check?kind=contradiction",
    }
    done = client.post("/knowledge/check", data=told, follow_redirects=True)
    assert "settled-1 stays; settled-2 is retired." in done.text
    assert find_entry(served.desk, "settled-2")["retired"]
    wrong = client.post("/knowledge/check", data={"settle": "keep", "entry": ["settled-1"]})
    assert (wrong.status_code, "Say which of the entries stays" in wrong.text) == (422, True)
    fresh = client.post(
        "/knowledge/check",
        data={"settle": "ask", "entry": "settled-1", "back": "/knowledge/freshness"},
        follow_redirects=True,
    )
    assert "The owner is asked." in fresh.text
    assert 'href="mailto:?subject=Does%20this%20still%20hold%3F' in fresh.text


def test_what_was_learned_is_taken_back_and_a_round_follows(client: Client, served: Served, tmp_path: Path) -> None:
    form = tmp_path / "stable.csv"
    form.write_text("No,Question,Answer\n1,Who feeds the horses?,\n2,Is the barn painted?,\n", "utf-8")
    first = served.upload(form, name="Stable", customer="Horse Ltd")
    page = client.get(f"/questionnaires/{first}/review").text
    ids = re.findall(r'name="question" value="(\w+)"', page)
    cells = re.findall(r'name="(answer\.\w+)"', page)
    told = {"question": ids[0], "version": "1", "action": "approve", cells[0]: "The groom feeds them."}
    assert client.post(f"/questionnaires/{first}/review", data=told).status_code == 303
    client.post(f"/questionnaires/{first}/export/leave-open", data={"reason": "not known"})
    client.post(f"/questionnaires/{first}/export", data={"recipient": "Jo", "kind": "final"})
    ledger = client.get("/knowledge/ledger?customer=horse").text
    assert "The groom feeds them." in ledger
    key = {"question": ids[0], "kind": "answer", "entry": ""}
    for do, undone in (("unlearn", True), ("relearn", False)):
        client.post("/knowledge/learned", data={**key, "do": do})
        lessons = list_lessons(served.desk, kind="answer")["lessons"]
        assert bool(next(one for one in lessons if one["question"] == ids[0])["undone_by"]) is undone
    assert client.post("/knowledge/learned", data={**key, "do": "relearn"}).status_code == 422
    again = client.post(f"/questionnaires/{first}/round")
    assert again.status_code == 303
    assert "version 2" in client.get(f"/questionnaires/{first}").text
    form.write_text("No,Question,Answer\n1,Who feeds the old horses?,\n2,Is there a dog?,\n", "utf-8")
    files = {"file": ("stable.csv", form.read_bytes())}
    client.post("/questionnaires", data={"follows": first}, files=files)
    later = next(one for one in list_questionnaires(served.desk, by="") if one["follows"] == first)
    served.wait(later["id"])
    page = client.get(f"/questionnaires/{later['id']}/round").text
    assert "<b>1</b> new, <b>1</b> changed, <b>1</b> removed, <b>0</b> the same" in page
    assert "The groom feeds them." in page


def test_gaps_and_numbers_are_shown(client: Client, served: Served) -> None:
    assert "closes" in client.get("/knowledge/gaps").text
    assert "Northwind vendor assessment" in client.get("/knowledge/numbers").text
    assert 'role="img"' in client.get("/knowledge/numbers").text


@pytest.mark.parametrize("form", ["xlsx", "csv", "jsonl"])
def test_what_is_exported_comes_in_again_as_it_was(client: Client, form: str) -> None:
    answer = client.get(f"/knowledge/export/{form}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].endswith(f'.{form}"')
    page = client.post("/knowledge/import", files={"file": (f"knowledge.{form}", answer.content)})
    assert "0 new entries would come in" in page.text
    assert client.get("/knowledge/export/pdf").status_code == 404

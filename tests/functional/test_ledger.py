"""A fact that changes, through the command line: its answers turn, and who was told the old words is named."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

KNOWLEDGE = """\
- id: breach-notice
  kind: fact
  answer: Customers are told of a breach within 24 hours of confirmation.
  short_answer: 24 hours
  source: {document: Policy}
  disclosure: public
- id: notice-answer
  kind: faq
  question: How soon do you notify affected customers of a security breach?
  answer: "Affected customers of a breach are notified within {fact:breach-notice}."
  facts: {breach-notice: 24 hours}
  disclosure: public
- id: screens
  kind: faq
  question: Are unattended screens locked?
  stance: "yes"
  answer: Screens are locked after five minutes.
  disclosure: public
"""
FORM = "No,Question,Answer\n1,How soon do you notify affected customers of a security breach?,\n"
SCREENS = "2,Are unattended screens locked?,\n"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A knowledge base and the forms of three customers."""
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/a.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    for name, rows in (("acme", FORM + SCREENS), ("beta", FORM), ("gamma", FORM.splitlines()[0] + f"\n{SCREENS}")):
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8")
    return tmp_path


def run(desk: Path, *arguments: str) -> str:
    """Run qbot in a folder of its own and return what it prints."""
    environment = {**os.environ, "QBOT_HOME": str(desk / "home")}
    command = [sys.executable, "-m", "qbot", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=desk, env=environment)
    assert done.returncode == 0, done.stderr
    return done.stdout


def send(desk: Path, name: str) -> None:
    """Answer a customer's form and enter it into the ledger."""
    filled = ("answer", f"{name}.csv", "-o", f"out-{name}.csv", "--force", "--knowledge", "kb")
    run(desk, *filled, "--manifest", f"{name}.json")
    run(desk, "ledger", "add", f"{name}.json", "--recipient", f"Jo at {name}", "--customer", name, "--by", "Ada")


def recall(desk: Path, entry: str) -> dict[str, Any]:  # Any: JSON
    """Return what the recall of an entry tells."""
    found: dict[str, Any] = json.loads(run(desk, "ledger", "recall", entry, "--json"))
    return found


def test_a_changed_fact_turns_its_answers_and_names_every_earlier_recipient(desk: Path) -> None:
    run(desk, "knowledge", "load", "kb")
    for name in ("acme", "beta", "gamma"):
        send(desk, name)
    assert recall(desk, "breach-notice")["told"] == []
    assert "Nobody was told anything else; 2 answers that were sent still hold." in run(
        desk, "ledger", "recall", "notice-answer"
    )
    text = KNOWLEDGE.replace("24 hours", "48 hours").replace("{breach-notice: 48 hours}", "{breach-notice: 24 hours}")
    (desk / "kb/a.yaml").write_text(text, encoding="utf-8")
    assert "2 recipients were told the old words of breach-notice" in run(desk, "knowledge", "load", "kb")
    for entry in ("breach-notice", "notice-answer"):
        found = recall(desk, entry)
        assert {(one["recipient"], one["customer"]) for one in found["told"]} == {
            ("Jo at acme", "acme"),
            ("Jo at beta", "beta"),
        }
        (change,) = found["told"][0]["changes"]
        assert (change["entry"], change["told"], change["now"]) == ("breach-notice", 1, 2)
        assert "24 hours" in change["said"]
        assert "48 hours" in change["says"]
        assert "within 24 hours" in found["told"][0]["words"]
    shown = " ".join(run(desk, "ledger", "recall", "breach-notice").split())
    assert "2 answers told otherwise" in shown
    assert "Jo at acme" in shown
    assert "Jo at beta" in shown
    assert "Jo at gamma" not in shown
    assert recall(desk, "screens")["told"] == []
    # the answer itself was approved with the old words: it is in conflict until a person has read it again
    drafted = json.loads(run(desk, "draft", "beta.csv", "--knowledge", "kb", "--json"))["questions"][0]["draft"]
    assert "conflict" in [guard["name"] for guard in drafted["guards"]]


def test_who_was_told_the_new_words_since_is_said(desk: Path) -> None:
    run(desk, "knowledge", "load", "kb")
    send(desk, "acme")
    (desk / "kb/a.yaml").write_text(KNOWLEDGE.replace("24 hours", "48 hours"), encoding="utf-8")
    run(desk, "knowledge", "load", "kb")
    send(desk, "acme")
    (told,) = recall(desk, "notice-answer")["told"]
    assert told["corrected_at"]
    assert recall(desk, "notice-answer")["current"] == 1


def test_the_ledger_lists_what_was_told_to_whom(desk: Path) -> None:
    assert "Nothing was sent yet" in run(desk, "ledger", "list")
    run(desk, "knowledge", "load", "kb")
    send(desk, "acme")
    send(desk, "gamma")
    found = json.loads(run(desk, "ledger", "list", "--customer", "acme", "--json"))
    assert found["total"] == 2
    assert {one["questionnaire"] for one in found["answers"]} == {"acme"}
    screens = next(one for one in found["answers"] if "screens" in one["question"])
    assert screens["entries"] == [{"entry": "screens", "version": 1, "below": False}]
    assert "Screens are locked" in run(desk, "ledger", "list")
    assert "was changed" in run(desk, "audit", "verify")


def test_the_same_folder_loaded_twice_changes_nothing(desk: Path) -> None:
    assert "3 new entries" in run(desk, "knowledge", "load", "kb", "--dry-run")
    assert json.loads(run(desk, "knowledge", "load", "kb", "--json"))["new"] == [
        "breach-notice",
        "notice-answer",
        "screens",
    ]
    again = json.loads(run(desk, "knowledge", "load", "kb", "--json"))
    assert (again["new"], again["changed"], again["same"]) == ([], [], 3)

"""Facts below answers and values of the deal, through the command line: drafted, kept out, written and checked."""

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
  question: Within what time is a breach told?
  stance: "yes"
  answer: Customers are told of a breach within 24 hours of confirmation.
  short_answer: 24 hours
  source: {document: Policy}
- id: notice-answer
  kind: faq
  question: How soon do you notify affected customers of a security breach?
  answer: "Affected customers of a breach are notified within {fact:breach-notice} by our desk in {var:region}."
  facts: {breach-notice: 24 hours}
  disclosure: public
"""
QUESTION = "How soon do you notify affected customers of a security breach?"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    (tmp_path / "kb").mkdir()
    (tmp_path / "kb/a.yaml").write_text(KNOWLEDGE, encoding="utf-8")
    (tmp_path / "form.csv").write_text(f"No,Question,Answer\n1,{QUESTION},\n", encoding="utf-8")
    return tmp_path


def run(desk: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run qbot in a folder of its own."""
    environment = {**os.environ, "QBOT_HOME": str(desk / "home")}
    command = [sys.executable, "-m", "qbot", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=desk, env=environment)


def draft(desk: Path, *arguments: str) -> tuple[dict[str, Any], str]:  # Any: JSON
    """The draft of the one question, and what was said on stderr."""
    done = run(desk, "draft", "form.csv", "--knowledge", "kb", "--as-of", "2026-11-01", "--json", *arguments)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)["questions"][0]["draft"]
    return found, done.stderr


def test_an_answer_that_waits_for_a_value_stays_out_and_is_asked_for_once(desk: Path) -> None:
    found, said = draft(desk)
    assert (found["status"], found["values"]) == ("blank", [])
    assert found["missing"] == ["“notice-answer” waits for a value of “region”: say --set region=VALUE"]
    assert "1 answer waits for a value of “region”" in said
    found, said = draft(desk, "--set", "region=Ireland")
    text = "Affected customers of a breach are notified within 24 hours by our desk in Ireland."
    assert [value["value"] for value in found["values"]] == [text]
    assert said == ""
    again, _ = draft(desk)
    assert again["values"] == found["values"]
    assert draft(desk, "--set", "region=")[0]["status"] == "blank"


def test_no_reference_is_left_in_a_filled_copy(desk: Path) -> None:
    for arguments in ((), ("--set", "region=Ireland")):
        done = run(desk, "answer", "form.csv", "-o", "out.csv", "--force", "--knowledge", "kb", *arguments)
        assert done.returncode == 0, done.stderr
        written = (desk / "out.csv").read_text(encoding="utf-8")
        assert "{" not in written
        assert ("within 24 hours by our desk in Ireland" in written) is bool(arguments)
    assert run(desk, "answer", "form.csv", "-o", "x.csv", "--knowledge", "kb", "--set", "region").returncode == 2


def test_a_changed_or_expired_fact_marks_every_answer_that_rests_on_it(desk: Path) -> None:
    def check() -> list[tuple[str, list[str]]]:
        done = run(desk, "knowledge", "check", "kb", "--as-of", "2026-11-01", "--json")
        found = [(one["kind"], one["entries"]) for one in json.loads(done.stdout) if one["kind"] != "company"]
        assert done.returncode == int(bool(found))
        return found

    file = desk / "kb/a.yaml"
    assert check() == []
    file.write_text(KNOWLEDGE.replace("short_answer: 24 hours", "short_answer: 48 hours"), encoding="utf-8")
    assert check() == [("fact changed", ["notice-answer", "breach-notice"])]
    found, _ = draft(desk, "--set", "region=Ireland")
    assert "conflict" in [guard["name"] for guard in found["guards"]]
    file.write_text(KNOWLEDGE.replace("source:", "valid_until: 2026-06-30\n  source:"), encoding="utf-8")
    assert check() == [("expired", ["breach-notice"]), ("cites expired", ["notice-answer", "breach-notice"])]
    file.write_text(KNOWLEDGE.replace("{fact:breach-notice}", "{fact:gone}"), encoding="utf-8")
    assert check() == [("fact missing", ["notice-answer"])]

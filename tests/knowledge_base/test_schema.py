"""The schema: every wrong value is told with its line and what to do."""

from __future__ import annotations

import pytest

from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import Node, parse_yaml
from qbot.knowledge_base.schema import read_company, read_entries


def check(text: str) -> list[Mistake]:
    """The mistakes of a file of entries."""
    root = parse_yaml(text, "f.yaml")
    assert isinstance(root, Node)
    mistakes: list[Mistake] = []
    read_entries(root, "f.yaml", mistakes)
    return mistakes


def check_company(text: str) -> list[str]:
    """The mistakes of a company profile, as a person reads them."""
    root = parse_yaml(text, "company.yaml")
    assert isinstance(root, Node)
    mistakes: list[Mistake] = []
    read_company(root, "company.yaml", mistakes)
    return [str(mistake) for mistake in mistakes]


@pytest.mark.parametrize(
    ("line", "what", "remedy"),
    [
        ("stance: maybe", "“stance” of entry “x” is “maybe”", "Use one of: yes, no, partial, na"),
        ("stance: partail", "“stance” of entry “x” is “partail”", "Did you mean “partial”?"),
        ("disclosure: Public", "“disclosure” of entry “x” is “Public”", "Did you mean “public”?"),
        ("reviewed_on: 1.10.2026", "is no day: “1.10.2026”", "Write it as 2026-10-01"),
        ("valid_until: 2026-02-30", "is no day: “2026-02-30”", "Write it as 2026-10-01"),
        ("review_every: quarterly", "is no number of days: “quarterly”", "Write a whole number such as 90"),
        ("review_every: 0", "is no number of days: “0”", "Write a whole number such as 90"),
        ("owner: [Ada]", "“owner” of entry “x” is not a text", "Write `owner: some text` on one line"),
        ("phrasings: {a: b}", "“phrasings” of entry “x” is not a list", "Write `phrasings: [one, two]`"),
        ("phrasings: [[a]]", "“phrasings” of entry “x” holds more than texts", "Write `- some text`"),
        ("frameworks: [ISO 27001, '']", "“frameworks” of entry “x” holds more than texts", "Write `- some text`"),
        ("scope: EU", "“scope” of entry “x” is not a set of keys", "Write `key: value` lines"),
        ("scope: {countries: [NO]}", "has the unknown key “countries”", "Use one of: products, regions"),
        ("source: Policy", "“source” of entry “x” is not a set of keys", "Write `key: value` lines"),
        ("source: {place: p. 3}", "“source” of entry “x” has no “document”", "Add a line `document: …`"),
        ("conflicts: {entry: y}", "“conflicts” of entry “x” is not a list", "Begin each of its parts with `- `"),
        ("conflicts: [{entry: y}]", "“conflicts” of entry “x” has no “reason”", "Add a line `reason: …`"),
        ("notes: text", "“notes” of entry “x” is not a set of keys", "Write `name: text` lines below it"),
        ("notes: {a: [b]}", "“a” in “notes” of entry “x” is not a text", "Write `a: some text`"),
        ("phrasing: [a]", "entry “x” has the unknown key “phrasing”", "Did you mean “phrasings”?"),
    ],
)
def test_wrong_values(line: str, what: str, remedy: str) -> None:
    (mistake,) = check(f"- id: x\n  kind: fact\n  answer: Text.\n  {line}\n")
    assert what in mistake.what
    assert mistake.line == 4
    assert str(mistake).endswith(remedy if remedy.endswith("?") else f"{remedy}.")


@pytest.mark.parametrize(
    ("text", "mistakes"),
    [
        ("- just a text\n", ["the entry is not a set of keys"]),
        ("entries: []\n", ["the file is not a list of entries"]),
        ("- id: x\n", ["entry “x” has no “kind”", "entry “x” has no “answer”"]),
        ("- kind: fact\n  answer:\n", ["the entry has no “id”", "“answer” of the entry is empty"]),
        ("- {id: x, kind: faq, answer: A.}\n", ["entry “x” is a faq without a question"]),
        ("- {id: x, kind: fcat, answer: A.}\n", ["“kind” of entry “x” is “fcat”"]),
        ('- {id: "a\\nb", kind: fact, answer: A.}\n', ["an id is longer than 200 characters or holds a mark that"]),
        (
            f"- {{id: {'a' * 201}, kind: fact, answer: A.}}\n",
            ["an id is longer than 200 characters or holds a mark that"],
        ),
    ],
)
def test_wrong_entries(text: str, mistakes: list[str]) -> None:
    found = [mistake.what for mistake in check(text)]
    assert len(found) == len(mistakes)
    assert all(what.startswith(wanted) for what, wanted in zip(found, mistakes, strict=True))


def test_half_a_character_is_a_mistake() -> None:
    node = Node([Node({"id": Node("x", 1), "kind": Node("fact", 1), "answer": Node("a\ud800", 2)}, 1)], 1)
    mistakes: list[Mistake] = []
    read_entries(node, "f.yaml", mistakes)
    assert [(mistake.line, "half a character" in mistake.what) for mistake in mistakes] == [(2, True)]


def test_an_empty_file_holds_no_entries() -> None:
    assert check("") == []
    assert check("~\n") == []


def test_the_company_profile() -> None:
    assert check_company("") == []
    assert check_company("legal_name: A\nwebsite:\ncontacts:\nfacts:\n") == []
    assert check_company("- A\n") == [
        "company.yaml, line 1: the company profile is not a set of keys. Write `key: value` lines."
    ]
    assert check_company("website: a.example\ncontacts: [{name: Ada}]\n") == [
        "company.yaml, line 1: the company profile has no “legal_name”. Add a line `legal_name: …`.",
        "company.yaml, line 2: “contacts” of the company profile has no “role”. Add a line `role: …`.",
    ]

"""YAML as a tree with lines, and every way in which a file can be half-written."""

from __future__ import annotations

import pytest
import yaml

from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import Node, decode_text, parse_yaml


def parse_mistakes(text: str) -> list[tuple[int, str, str]]:
    """The mistakes of a text: line, what, remedy."""
    found = parse_yaml(text, "f.yaml")
    assert isinstance(found, list)
    return [(mistake.line, mistake.what, mistake.remedy) for mistake in found]


def test_every_scalar_stays_a_text_and_knows_its_line() -> None:
    root = parse_yaml("- a: yes\n  b: 1.10\n  c: [2026-10-01,\n    x]\n  d:\n", "f.yaml")
    assert isinstance(root, Node)
    assert isinstance(root.value, list)
    values = root.value[0].value
    assert isinstance(values, dict)
    assert values["a"] == Node("yes", 1)
    assert values["b"] == Node("1.10", 2)
    assert values["c"] == Node([Node("2026-10-01", 3), Node("x", 4)], 3)
    assert values["d"] == Node("", 5)


def test_nothing_written_is_an_empty_text_and_a_quoted_null_is_a_word() -> None:
    root = parse_yaml("a: ~\nb: 'null'\nc: null\n", "f.yaml")
    assert isinstance(root, Node)
    assert root.value == {"a": Node("", 1), "b": Node("null", 2), "c": Node("", 3)}


def test_an_empty_file_is_an_empty_list() -> None:
    assert parse_yaml("# nothing yet\n", "f.yaml") == Node([], 1)


@pytest.mark.parametrize(
    ("text", "line", "what", "remedy"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "the key “a” stands twice", "Keep one"),
        ("- a:\n\t- b\n", 2, "not readable as YAML", "never with tabs"),
        ("a: 'open\nb: 1\n", 3, "not readable as YAML", "close the quote"),
        ("a: [1, 2\n", 2, "not readable as YAML", ""),
        ("a: b: c\n", 1, "not readable as YAML", "in quotes"),
        ("a: 1\n---\nb: 2\n", 2, "not readable as YAML", "a file of its own"),
        ("a: &x [1]\nb: *x\n", 1, "an alias", "Write the text out"),
        ("a: *x\n", 1, "not readable as YAML", ""),
        ("? [a, b]\n: c\n", 1, "a key is not a plain word", "key: value"),
        ("[" * 40 + "]" * 40, 1, "nested too deep", "three levels"),
        ("[" * 5000 + "]" * 5000, 1, "", ""),
        ("a:\n  - |\n    x\n\tb: 1\n", 4, "not readable as YAML", "never with tabs"),
        ("a: x\x07y\n", 1, "", ""),
    ],
)
def test_mistakes_name_their_line_and_what_to_do(text: str, line: int, what: str, remedy: str) -> None:
    (found,) = parse_mistakes(text)
    assert found[0] == line
    assert what in found[1]
    assert remedy in found[2]


def test_two_keys_that_stand_twice_are_both_reported() -> None:
    assert [line for line, _, _ in parse_mistakes("a: 1\na: 2\nb: 1\nb: 2\n")] == [2, 4]


def test_deep_nesting_is_a_mistake_for_the_parser_written_in_python_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert "nested too deep" in parse_mistakes("[" * 5000 + "]" * 5000)[0][1]


def test_the_parser_written_in_python_reads_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "- a: yes\n  b: [1, 'x']\n  c: >-\n    one\n    two\n"
    fast = parse_yaml(text, "f.yaml")
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    assert parse_yaml(text, "f.yaml") == fast


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [(b"a: 1\nb: caf\xe9\n", 2, "0xe9"), ("a: é".encode("utf-16"), 1, "UTF-16")],
)
def test_other_encodings_are_mistakes(data: bytes, line: int, what: str) -> None:
    found = decode_text(data, "f.yaml")
    assert isinstance(found, Mistake)
    assert found.line == line
    assert what in found.what
    assert "UTF-8" in found.remedy


def test_a_byte_order_mark_is_no_text() -> None:
    assert decode_text(b"\xef\xbb\xbfa", "f.yaml") == "a"

"""What is written as YAML is read again as it was, by us and by any YAML reader."""

from __future__ import annotations

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.knowledge_base.nodes import Node, parse_yaml
from qbot.knowledge_base.yaml_text import format_entries, format_mapping
from qbot.model.knowledge import Entry, EntryKind, Stance

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
TRAPS = st.sampled_from([
    *("yes", "No", "null", "~", "1.10", "2026-10-01", "12:30", "0x1F", "- x", "? y", "a: b", "a #b", "# c", "'q'"),
    *('"q"', "%x", "@x", "`x`", "|", ">", "[a]", "{a}", "&a", "*a", "!t", " lead", "trail ", "a\nb", "a\r\nb", "\ttab"),
    *("\u2028", "\x85", "\x00", "\ufeff", "…", "😀", "a,b", "=", "<<", "-", "---", "...", ".inf", "1e3", "1_000"),
])  # fmt: skip


@settings(deadline=None)
@given(st.dictionaries(TEXTS | TRAPS, TEXTS | TRAPS, min_size=1, max_size=4))
def test_texts_come_back_as_they_were(values: dict[str, str]) -> None:
    text = format_mapping(dict(values))
    root = parse_yaml(text, "f.yaml")
    assert isinstance(root, Node)
    assert isinstance(root.value, dict)
    assert {key: node.value for key, node in root.value.items()} == values
    assert yaml.safe_load(text.replace("2026-10-01", '"2026-10-01"')) == values


@settings(deadline=None)
@given(st.lists(TEXTS | TRAPS, min_size=1, max_size=4))
def test_lists_come_back_as_they_were(texts: list[str]) -> None:
    root = parse_yaml(format_mapping({"list": texts, "after": "x"}), "f.yaml")
    assert isinstance(root, Node)
    assert isinstance(root.value, dict)
    assert root.value["list"].value == [Node(text, line) for line, text in enumerate(texts, 2)]


def test_entries_are_written_for_people() -> None:
    entry = Entry(
        id="x", kind=EntryKind.FACT, answer="Keys: they are rotated.", question="Do you rotate keys?", stance=Stance.NO
    )
    assert format_entries([entry, entry]) == (
        "- id: x\n  kind: fact\n  question: Do you rotate keys?\n"
        '  stance: "no"\n  answer: "Keys: they are rotated."\n\n'
        "- id: x\n  kind: fact\n  question: Do you rotate keys?\n"
        '  stance: "no"\n  answer: "Keys: they are rotated."\n'
    )
    assert format_entries([]) == "[]\n"

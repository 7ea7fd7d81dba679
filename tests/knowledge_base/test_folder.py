"""The folder form: what is read, what is written, and the hash that does not depend on files."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from qbot.errors import UnreadableError
from qbot.knowledge_base.folder import make_file_name, read_folder, read_library, write_folder
from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.model.knowledge import (
    Company,
    Conflict,
    Contact,
    Disclosure,
    Entry,
    EntryKind,
    KnowledgeBase,
    Scope,
    Source,
    Stance,
)

FULL = Entry(
    id="A&A-01.1",
    kind=EntryKind.FAQ,
    answer="Yes: keys are rotated.\nEvery 90 days, #1.",
    question="Do you rotate keys?",
    phrasings=("Are keys rotated?", "yes", "- dash"),
    stance=Stance.YES,
    short_answer="Yes",
    ownership="provider",
    customer_responsibility="Rotate your own keys.",
    topic="Keys & secrets",
    section="Encryption > Keys",
    scope=Scope(("Alpha", "Beta: two"), ("EU",)),
    frameworks=("ISO/IEC 27001",),
    equivalent=("SOC 2",),
    disclosure=Disclosure.NDA,
    source=Source("Policy", "page 3", "keys are “rotated”"),
    owner="Security",
    reviewed_on=date(2026, 10, 1),
    review_every=90,
    valid_until=date(2027, 1, 31),
    attachments=("keys.pdf",),
    conflicts=(Conflict("b", "They differ."),),
    notes={"options": '["Yes", "No"]', "weight:": "5"},
)
PLAIN = Entry(
    id="b", kind=EntryKind.FACT, answer="Keys never change.", conflicts=(Conflict("A&A-01.1", "They differ."),)
)
COMPANY = Company(
    "Alpha: Beta Ltd",
    product_names=("Alpha",),
    website="https://alpha.example",
    address="1 Main St\nTown",
    country="NO",
    contacts=(Contact("security", "Ada", "ada@alpha.example", "+1 555"),),
    facts={"duns": "012345678"},
)


def write(path: Path, text: str) -> Path:
    """A file with a text in UTF-8."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_written_is_read_again_with_every_field(tmp_path: Path) -> None:
    write_folder(KnowledgeBase((FULL, PLAIN), COMPANY, "", ""), tmp_path / "kb")
    read = read_folder(tmp_path / "kb")
    assert read.entries == (FULL, PLAIN)
    assert read.company == COMPANY
    assert read.origin == str(tmp_path / "kb")


def test_the_hash_depends_on_what_is_said_and_not_on_files_or_order(tmp_path: Path) -> None:
    write(tmp_path / "one/a.yaml", "- {id: x, kind: fact, answer: One}\n- {id: y, kind: fact, answer: Two}\n")
    write(tmp_path / "two/deep/b.yml", "# note\n- answer: 'Two'\n  kind: fact\n  id: y\n")
    write(tmp_path / "two/c.yaml", "- id: x\n  kind: fact\n  answer: >-\n    One\n")
    write(tmp_path / "three/a.yaml", "- {id: x, kind: fact, answer: One}\n- {id: y, kind: fact, answer: Two!}\n")
    first, second, third = (read_folder(tmp_path / name).sha256 for name in ("one", "two", "three"))
    assert first == second
    assert first != third
    assert len(first) == 64


def test_the_hash_depends_on_the_company(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "- {id: x, kind: fact, answer: One}\n")
    before = read_folder(tmp_path).sha256
    write(tmp_path / "company.yaml", "legal_name: Alpha\n")
    assert read_folder(tmp_path).sha256 != before


def test_unquoted_words_mean_themselves(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "- id: 1.10\n  kind: fact\n  stance: no\n  answer: Yes\n  section: ~\n  topic: null\n")
    (entry,) = read_folder(tmp_path).entries
    assert (entry.id, entry.stance, entry.answer, entry.section, entry.topic) == ("1.10", Stance.NO, "Yes", "", "")


def test_a_conflict_named_on_one_side_is_marked_on_both(tmp_path: Path) -> None:
    write(
        tmp_path / "a.yaml",
        "- {id: x, kind: fact, answer: One, conflicts: [{entry: y, reason: They differ.}]}\n"
        "- {id: y, kind: fact, answer: Two}\n",
    )
    one, two = read_folder(tmp_path).entries
    assert one.conflicts == (Conflict("y", "They differ."),)
    assert two.conflicts == (Conflict("x", "They differ."),)


def test_all_mistakes_of_all_files_come_together_with_their_places(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "- id: x\n  kind: fact\n  anwser: One\n- id: y\n  kind: fakt\n  answer: Two\n")
    write(tmp_path / "b.yaml", "- id: y\n  kind: fact\n  answer: Two\n  reviewed_on: 1 October\n")
    write(tmp_path / "c.yaml", "- id: z\n  answer: 'half\n")
    (tmp_path / "d.yaml").write_bytes(b"- id: d\n  answer: caf\xe9\n")
    write(tmp_path / "company.yaml", "legal_name: Alpha\nwebsit: x\n")
    with pytest.raises(KnowledgeMistakesError) as caught:
        read_folder(tmp_path)
    found = [(mistake.file, mistake.line) for mistake in caught.value.mistakes]
    assert found == [
        ("a.yaml", 1),
        ("a.yaml", 3),
        ("a.yaml", 5),
        ("b.yaml", 1),
        ("b.yaml", 4),
        ("c.yaml", 3),
        ("company.yaml", 2),
        ("d.yaml", 2),
    ]
    text = str(caught.value)
    assert text.startswith(f"8 mistakes in 5 files of {tmp_path}:\n")
    assert "a.yaml, line 3: entry “x” has the unknown key “anwser”. Did you mean “answer”?" in text
    assert "b.yaml, line 1: the id “y” stands in a.yaml, line 4 already" in text
    assert caught.value.exit_status == 3


def test_unknown_conflicts_are_mistakes(tmp_path: Path) -> None:
    write(
        tmp_path / "a.yaml",
        "- id: x\n  kind: fact\n  answer: One\n  conflicts:\n    - entry: z\n      reason: They differ.\n"
        "    - entry: x\n      reason: Itself.\n",
    )
    with pytest.raises(KnowledgeMistakesError) as caught:
        read_folder(tmp_path)
    assert [mistake.line for mistake in caught.value.mistakes] == [5, 7]


def test_a_missing_folder_a_file_and_a_folder_without_yaml_are_unreadable(tmp_path: Path) -> None:
    write(tmp_path / "notes/readme.md", "hello")
    for path, words in (
        (tmp_path / "nowhere", "no such folder"),
        (tmp_path / "notes/readme.md", "a file, not a folder"),
        (tmp_path / "notes", "no YAML file"),
    ):
        with pytest.raises(UnreadableError, match=words) as caught:
            read_folder(path)
        assert caught.value.exit_status == 3
        assert str(path) in str(caught.value)


def test_hidden_files_are_passed_over_and_a_list_without_entries_is_fine(tmp_path: Path) -> None:
    write(tmp_path / ".a.yaml.swp.yaml", "{broken")
    write(tmp_path / ".git/b.yaml", "{broken")
    write(tmp_path / "c.yaml", "[]\n")
    assert read_folder(tmp_path).entries == ()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_a_mistake(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "[]\n").chmod(0)
    with pytest.raises(KnowledgeMistakesError, match=r"a\.yaml: cannot be read"):
        read_folder(tmp_path)


def test_a_broken_link_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").symlink_to(tmp_path / "nowhere.yaml")
    with pytest.raises(KnowledgeMistakesError, match=r"a\.yaml: cannot be read"):
        read_folder(tmp_path)


def test_a_folder_in_use_is_never_written_to(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "mine")
    with pytest.raises(UnreadableError, match="something in it"):
        write_folder(KnowledgeBase((PLAIN,), None, "", ""), tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["a.yaml"]


def test_the_library_knows_where_each_entry_stands(tmp_path: Path) -> None:
    write(tmp_path / "a.yaml", "# head\n- {id: x, kind: fact, answer: One}\n\n- {id: y, kind: fact, answer: Two}\n")
    assert [(one.entry.id, one.file, one.line) for one in read_library(tmp_path).placed] == [
        ("x", "a.yaml", 2),
        ("y", "a.yaml", 4),
    ]


@pytest.mark.parametrize(
    ("topic", "name"),
    [
        ("Keys & secrets", "keys-secrets.yaml"),
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("日本語", "entries.yaml"),
        ("", "entries.yaml"),
        ("Company", "company-entries.yaml"),
        ("a" * 300, "a" * 60 + ".yaml"),
    ],
)
def test_file_names_of_topics(topic: str, name: str) -> None:
    assert make_file_name(topic) == name

"""Pages: headings, statements with their own words, questions that a page answers, tables, and what is no content."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbot.knowledge_base.mistakes import KnowledgeMistakesError
from qbot.knowledge_base.pages import PageReading, read_page
from qbot.model.knowledge import Disclosure, EntryKind, Source, Stance


def read(tmp_path: Path, text: str, name: str = "trust.md") -> PageReading:
    """What a page with this text gives."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    return read_page(tmp_path / name)


MARKDOWN = """---
title: x
---
# Trust

## Data

Data is encrypted at rest. We do not sell data.

We support:

- single sign-on
- audit logs

### Can data be deleted?

Yes, within 30 days.

- on request
- by the customer

## Hosting

| Service | Region |
| --- | --- |
| Storage | Ireland |
| Backup | Germany |
"""


def test_markdown_gives_statements_with_path_and_quote(tmp_path: Path) -> None:
    found = read(tmp_path, MARKDOWN)
    entries = found.rows.entries
    assert [(entry.question, entry.answer) for entry in entries] == [
        ("", "Data is encrypted at rest."),
        ("", "We do not sell data."),
        ("", "We support:\n- single sign-on\n- audit logs"),
        ("Can data be deleted?", "Yes, within 30 days.\n- on request\n- by the customer"),
        ("", "Storage: Ireland"),
        ("", "Backup: Germany"),
    ]
    assert (found.statements, found.pairs, found.passed) == (5, 1, 0)
    assert [entry.stance for entry in entries[:4]] == [Stance.YES, Stance.NO, Stance.YES, Stance.YES]
    assert (entries[0].kind, entries[3].kind) == (EntryKind.FACT, EntryKind.FAQ)
    assert entries[0].source == Source("trust.md", "Trust > Data", "Data is encrypted at rest.")
    assert entries[4].source == Source("trust.md", "Trust > Hosting", "Storage | Ireland")
    assert {entry.disclosure for entry in entries} == {Disclosure.INTERNAL}


def test_html_passes_over_menus_and_scripts(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "<html><head><title>T</title></head><body><nav>Our very long menu is here.</nav><h1>Trust</h1>"
        "<div>Data is <b>encrypted</b> at rest.<br>Keys are kept apart.</div><script>var never = 1;</script>"
        "<details><summary>Do you test?</summary><p>Each year.</p></details>"
        "<p><strong>Do you scan?</strong></p><p>Each week.</p>"
        "<dl><dt>Do you log?</dt><dd>All of it.</dd></dl>"
        "<table><tr><th>Question</th><th>Answer</th></tr><tr><td>Is it safe?</td><td>Yes</td></tr></table>"
        "<footer>All rights are reserved by us.</footer></body></html>",
        "page.html",
    )
    assert [(entry.question, entry.answer, entry.stance) for entry in found.rows.entries] == [
        ("", "Data is encrypted at rest.", Stance.YES),
        ("", "Keys are kept apart.", Stance.YES),
        ("Do you test?", "Each year.", None),
        ("Do you scan?", "Each week.", None),
        ("Do you log?", "All of it.", None),
        ("Is it safe?", "Yes", Stance.YES),
    ]


def test_text_with_questions_and_answers(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        "BACKUPS\n\nBackups are made each day.\nThey are encrypted.\n\nQ: Are they tested?\nA: Yes, each month.\n\n"
        "Tests of backups are logged.\n\n"
        "Access control\n1. Access is given by role.\n2. Access is reviewed each quarter.\n",
        "policy.txt",
    )
    assert [(entry.section, entry.question, entry.answer) for entry in found.rows.entries] == [
        ("BACKUPS", "", "Backups are made each day. They are encrypted."),
        ("BACKUPS", "Are they tested?", "Yes, each month."),
        ("BACKUPS", "", "Tests of backups are logged."),
        ("BACKUPS > Access control", "", "Access is given by role."),
        ("BACKUPS > Access control", "", "Access is reviewed each quarter."),
    ]


def test_a_new_number_changes_the_entry_and_other_words_are_another(tmp_path: Path) -> None:
    def find_id(sentence: str) -> str:
        return read(tmp_path, f"# Incidents\n\n{sentence}\n").rows.entries[0].id

    first = find_id("Customers are told within 24 hours.")
    assert first == find_id("Customers are told within 48 hours.")
    assert first != find_id("Customers are told within 24 days.")
    assert first.startswith("customers-are-told-within-hours-")


def test_fragments_are_counted_and_a_page_may_be_empty(tmp_path: Path) -> None:
    found = read(tmp_path, "# T\n\nAlways on. Learn more about our program here.\n")
    assert (found.statements, found.pairs, found.passed) == (0, 0, 2)
    assert read(tmp_path, "<!-- -->\n", "a.html").rows.entries == ()
    assert read(tmp_path, f"{'<div>' * 5000}Data is encrypted at rest.", "deep.html").statements <= 1


def test_a_page_in_another_encoding_is_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes("Données chiffrées au repos, oui.".encode("latin-1"))
    with pytest.raises(KnowledgeMistakesError, match="is not UTF-8"):
        read_page(tmp_path / "a.md")

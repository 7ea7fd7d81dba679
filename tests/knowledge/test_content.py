"""The example knowledge base says what its page says: every statement of it, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from qbot.knowledge_base.folder import COMPANY_FILE, read_folder
from qbot.knowledge_base.listing import find_files
from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import parse_yaml
from qbot.knowledge_base.schema import read_entries
from qbot.model.knowledge import Disclosure, Entry, EntryKind, KnowledgeBase, Stance

FOLDER = Path(__file__).resolve().parents[2] / "knowledge"
SOURCE = (FOLDER / "sources" / "trust-center.md").read_text(encoding="utf-8")
PAGE = " ".join(SOURCE.split())
# Words that make a whole sentence of a statement of the page, and say nothing by themselves.
JOINING = frozenset(["a", "after", "as", "for", "has", "is", "not", "on", "that", "the", "used", "uses"])


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    """The example knowledge base."""
    return read_folder(FOLDER)


def find_words(text: str) -> list[str]:
    """The words of a text, in small letters."""
    return re.findall(r"[\w.]*\w", text.casefold())


def paragraphs() -> list[str]:
    """The paragraphs of the page that state something."""
    blocks = (" ".join(block.split()) for block in SOURCE.split("\n\n"))
    return [block for block in blocks if block and not block.startswith("#")]


def find_uncovered(paragraph: str, quotes: set[str]) -> str:
    """The part of a paragraph that no quote holds, without marks and joining words."""
    covered = [False] * len(paragraph)
    for quote in quotes:
        for found in re.finditer(re.escape(quote), paragraph):
            covered[found.start() : found.end()] = [True] * len(quote)
    rest = "".join(" " if done else mark for mark, done in zip(paragraph, covered, strict=True))
    return " ".join(word for word in find_words(rest) if word not in {"and", "this", "page"})


def test_every_quote_stands_on_the_page(knowledge: KnowledgeBase) -> None:
    wrong = [entry.id for entry in knowledge.entries if entry.source is None or entry.source.quote not in PAGE]
    assert wrong == []


@pytest.mark.parametrize("paragraph", paragraphs())
def test_every_statement_of_the_page_is_quoted(paragraph: str, knowledge: KnowledgeBase) -> None:
    quotes = {entry.source.quote for entry in knowledge.entries if entry.source}
    assert find_uncovered(paragraph, quotes) == ""


def test_a_statement_that_nobody_quotes_is_noticed() -> None:
    assert find_uncovered("Encrypted at rest. Backed up daily.", {"Encrypted at rest."}) == "backed up daily"


def test_every_question_of_the_page_is_the_question_of_an_entry(knowledge: KnowledgeBase) -> None:
    asked = set(re.findall(r"^### (.*\?)$", SOURCE, re.MULTILINE))
    assert len(asked) == 7
    assert asked <= {entry.question for entry in knowledge.entries if entry.kind is EntryKind.FAQ}


@pytest.mark.parametrize("field", ["answer", "short_answer"])
def test_answers_use_the_words_of_the_page(field: str, knowledge: KnowledgeBase) -> None:
    known = {
        *find_words(SOURCE),
        *JOINING,
        "certification",
        "cancellation",
        "available",
        "covered",
        "documents",
        "such",
    }
    unknown = {entry.id: set(find_words(getattr(entry, field))) - known for entry in knowledge.entries}
    assert {name: words for name, words in unknown.items() if words} == {}


def test_entries_are_complete(knowledge: KnowledgeBase) -> None:
    for entry in knowledge.entries:
        assert entry.question.endswith("?"), entry.id
        assert 3 <= len(entry.phrasings) <= 8, entry.id
        assert entry.short_answer, entry.id
        assert entry.owner, entry.id
        assert entry.topic, entry.id
        assert entry.reviewed_on, entry.id
        assert entry.review_every == 90, entry.id
        assert entry.disclosure is not Disclosure.INTERNAL, entry.id


def test_no_question_is_asked_twice(knowledge: KnowledgeBase) -> None:
    asked = [" ".join(find_words(text)) for entry in knowledge.entries for text in (entry.question, *entry.phrasings)]
    assert len(set(asked)) == len(asked)


def test_a_soc_2_report_is_declared_as_not_held(knowledge: KnowledgeBase) -> None:
    entries = {entry.id: entry for entry in knowledge.entries}
    for name in ("soc-2-not-held", "soc-2-report"):
        assert entries[name].stance is Stance.NO
        assert entries[name].equivalent == ("SOC 2",)
        assert entries[name].frameworks == ("ISO/IEC 27001",)


def test_only_the_security_pack_needs_an_agreement(knowledge: KnowledgeBase) -> None:
    under_nda = {entry.id for entry in knowledge.entries if entry.disclosure is Disclosure.NDA}
    assert under_nda == {"iso-27001-evidence", "security-pack", "sub-processors-full-list"}


def test_contradictions_are_kept_and_marked_on_both_sides_in_the_files() -> None:
    entries: list[Entry] = []
    mistakes: list[Mistake] = []
    for file in find_files(FOLDER):
        root = parse_yaml(file.read_text(encoding="utf-8"), file.name)
        assert not isinstance(root, list)
        if file.name != COMPANY_FILE:
            entries += [one.entry for one in read_entries(root, file.name, mistakes)]
    marked = {(entry.id, conflict.entry) for entry in entries for conflict in entry.conflicts}
    assert {pair for pair in marked if pair[0] < pair[1]} == {
        ("breach-handling", "iso-27001-current"),
        ("soc-2-not-held", "soc-documentation"),
        ("soc-2-report", "soc-documentation"),
        ("sub-processor-azure", "sub-processors-no-billing-data"),
        ("sub-processor-pendo", "sub-processors-no-billing-data"),
    }
    assert {(right, left) for left, right in marked} == marked
    assert all("A person must settle" in conflict.reason for entry in entries for conflict in entry.conflicts)


def test_the_company_profile_holds_only_what_the_page_gives(knowledge: KnowledgeBase) -> None:
    company = knowledge.company
    assert company is not None
    assert company.legal_name == "CloudMonitor"
    assert company.product_names == ("CloudMonitor",)
    assert (company.website, company.address, company.country) == ("", "", "")
    assert company.contacts == ()
    assert company.facts == {}

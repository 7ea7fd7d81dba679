"""Search by words."""

from __future__ import annotations

from qbot.knowledge_base.search import search_entries
from qbot.model.knowledge import Entry, EntryKind

ENTRIES = (
    Entry(id="keys", kind=EntryKind.FACT, answer="Keys are rotated.", question="Are encryption keys rotated?"),
    Entry(id="rest", kind=EntryKind.FACT, answer="Data is encrypted at rest.", topic="Encryption"),
    Entry(id="cafe", kind=EntryKind.FACT, answer="Le café est fermé.", phrasings=("Is the bar open?",)),
)


def find(words: str, *, limit: int = 20) -> list[str]:
    """The ids found, best first."""
    return [found.entry.id for found in search_entries(ENTRIES, words, limit=limit)]


def test_every_word_must_be_found_at_the_beginning_of_a_word() -> None:
    assert find("encrypt") == ["rest", "keys"]
    assert find("encrypt rest") == ["rest"]
    assert find("crypt") == []
    assert find("encrypt bar") == []
    assert find("encrypt", limit=1) == ["rest"]


def test_case_accents_and_fields() -> None:
    (found,) = search_entries(ENTRIES, "CAFE bar")
    assert found.entry.id == "cafe"
    assert found.fields == ("id", "phrasings", "answer")


def test_no_word_finds_nothing() -> None:
    assert find("  ?! ") == []

"""Entries that stand for one question: by their words, scope, section and source."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from qbot.matching.initials import find_expansions, write_out
from qbot.matching.near_entries import Nearness, find_same_pairs
from qbot.matching.typing_errors import correct_text, find_corrections
from qbot.model.knowledge import Entry, EntryKind, Scope, Source

NEARNESS = Nearness(0.6, 0.15, 3)
ONE = Entry("a", EntryKind.FAQ, "Yes", question="Do you encrypt customer backups before transport?")
TWO = replace(ONE, id="b", question="Please confirm: does your company encrypt customer backups prior to transport?")


def pair(*entries: Entry) -> list[tuple[str, str, bool]]:
    """The ids of the pairs found, and whether they are word for word the same."""
    return [(one.first.id, one.second.id, one.exact) for one in find_same_pairs(entries, NEARNESS)]


def test_near_and_same_questions_and_phrasings() -> None:
    assert pair(ONE, TWO) == [("a", "b", False)]
    loud = replace(ONE, id="b", question="DO YOU encrypt customer backups, before transport")
    assert pair(ONE, loud) == [("a", "b", True)]
    assert pair(ONE, replace(ONE, id="b", question="Anything else?", phrasings=(TWO.question,))) == [("a", "b", False)]
    assert pair(ONE, replace(TWO, question="Do you test customer backups before transport?")) == []
    assert pair(replace(ONE, phrasings=(TWO.question,))) == []


@pytest.mark.parametrize("scope", [Scope(products=("B",)), Scope(regions=("EU",))])
def test_another_scope_is_another_question(scope: Scope) -> None:
    assert pair(replace(ONE, scope=Scope(("A",), ("US",))), replace(ONE, id="b", scope=scope)) == []
    assert pair(ONE, replace(ONE, id="b", scope=scope)) == [("a", "b", True)]


def test_sections_count_where_the_words_say_little_or_one_document_asks_twice() -> None:
    def ask(text: str, document: str) -> list[tuple[str, str, bool]]:
        first = Entry("a", EntryKind.FAQ, "Yes", question=text, section="One", source=Source("x.xlsx"))
        return pair(first, replace(first, id="b", section="Two", source=Source(document)))

    assert ask(ONE.question, "y.xlsx") == [("a", "b", True)]
    assert ask(ONE.question, "x.xlsx") == []
    assert ask("Is it tested?", "y.xlsx") == []
    assert ask("Is this customer backup encrypted before transport?", "y.xlsx") == []


def test_facts_are_compared_by_what_they_state() -> None:
    first = Entry("a", EntryKind.FACT, "Customers are notified of incidents within 24 hours.")
    other = replace(first, id="b", answer="Customers are notified of incidents within 48 hours.")
    assert pair(first, other) == [("a", "b", True)]
    denied = replace(first, id="b", answer="Customers are not notified of incidents within 24 hours.")
    assert [one.denied for one in find_same_pairs([first, denied], NEARNESS)] == [True]
    assert pair(first, replace(first, id="b", answer="Backups are deleted after 30 days.")) == []


def test_many_of_one_question_stay_few_pairs() -> None:
    same = [replace(ONE, id=f"{number:04}") for number in range(300)]
    found = find_same_pairs(same, NEARNESS)
    assert len(found) == 299
    assert {one.second.id for one in found} == {entry.id for entry in same[1:]}


def test_typing_errors_are_corrected_towards_common_words() -> None:
    texts = [*["is security tested"] * 6, "is secruity tested", "is capacity planned"]
    corrections = find_corrections(texts)
    assert corrections == {"secruity": "security"}
    assert correct_text("Is Secruity tested?", corrections) == "Is security tested?"
    assert find_corrections([*["our policy"] * 6, "our policies"]) == {}


def test_abbreviations_that_a_library_explains_are_written_out() -> None:
    expansions = find_expansions(["Is there a Business Continuity Plan (BCP)?", "Is it in scope (SOC)?"])
    assert expansions == {"BCP": "business continuity plan"}
    assert write_out("Is the BCP tested?", expansions) == "Is the business continuity plan tested?"

"""Facts and variables within answers: put in, told where they are missing, and noticed when they change."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from qbot.matching.references import find_reliances, resolve_entries
from qbot.model.knowledge import Conflict, Disclosure, Entry, EntryKind

FACT = Entry("breach-notice", EntryKind.FACT, "Customers are told within 24 hours.", short_answer="24 hours")
ANSWER = Entry(
    "a", EntryKind.FAQ, "We tell you within {fact:breach-notice} in {var:region}.", question="How soon?",
    facts={"breach-notice": "24 hours"}, disclosure=Disclosure.PUBLIC,
)  # fmt: skip


def resolve(*entries: Entry, **variables: str) -> tuple[Entry, list[str]]:
    """The first entry with all in place, and what is missing."""
    found = resolve_entries(entries, variables)
    return found.entries[0], [str(one) for one in found.missing]


def test_words_and_values_are_put_in() -> None:
    entry, missing = resolve(ANSWER, FACT, region="the EU")
    assert (entry.answer, missing) == ("We tell you within 24 hours in the EU.", [])
    assert entry.conflicts == ()
    whole = replace(ANSWER, answer="{fact:long}")
    assert resolve(whole, replace(FACT, id="long", short_answer=""))[0].answer == "Customers are told within 24 hours"


def test_what_is_missing_stays_and_is_told() -> None:
    entry, missing = resolve(ANSWER)
    assert entry.answer == ANSWER.answer
    assert missing == [
        "“a” refers to the fact “breach-notice”, which is not in the knowledge base or refers to itself",
        "“a” waits for a value of “region”: say --set region=VALUE",
    ]
    circle = replace(FACT, short_answer="{fact:breach-notice}")
    assert resolve(circle)[1] == [
        "“breach-notice” refers to the fact “breach-notice”, which is not in the knowledge base or refers to itself"
    ]


def test_an_answer_is_no_more_public_and_no_longer_valid_than_its_facts() -> None:
    deep = Entry("deep", EntryKind.FACT, "deep", disclosure=Disclosure.PUBLIC, valid_until=date(2027, 1, 1))
    fact = replace(FACT, short_answer="{fact:deep}", disclosure=Disclosure.NDA, valid_until=date(2028, 1, 1))
    entry, _ = resolve(ANSWER, fact, deep, region="EU")
    assert (entry.answer, entry.disclosure) == ("We tell you within deep in EU.", Disclosure.NDA)
    assert entry.valid_until == date(2027, 1, 1)


def test_a_changed_fact_is_in_conflict_with_its_answers() -> None:
    changed = replace(FACT, short_answer="48 hours")
    entry, _ = resolve(ANSWER, changed, region="EU")
    assert entry.answer == "We tell you within 48 hours in EU."
    (conflict,) = entry.conflicts
    reason = "It was approved when “breach-notice” said “24 hours”; the fact says “48 hours” now."
    assert conflict == Conflict("breach-notice", reason)


@pytest.mark.parametrize(("said", "changed"), [("24  Hours.", False), ("48 hours", True)])
def test_reliances_compare_words_alone(said: str, *, changed: bool) -> None:
    (found,) = find_reliances([ANSWER, replace(FACT, short_answer=said)])
    assert found.changed is changed
    (unrecorded,) = find_reliances([replace(ANSWER, facts={}), FACT])
    assert (unrecorded.changed, unrecorded.approved) == (False, "")


def test_entries_without_references_are_as_they_were() -> None:
    plain = replace(ANSWER, answer="Paths such as {id} are no references.")
    assert resolve_entries([plain], {}).entries == (plain,)

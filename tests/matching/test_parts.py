"""An entry that is passed over without being decided would have turned nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbot.knowledge_base.folder import read_folder
from qbot.matching.parts import decide_part, may_turn
from qbot.matching.questions_parts import split_parts
from qbot.model.knowledge import Entry, EntryKind, Stance

ENTRIES = read_folder(Path(__file__).parents[2] / "knowledge").entries
QUESTIONS = (
    "Is customer data encrypted at rest and in transit?",
    "Do you notify customers within 72 hours of a breach?",
    "Are backups tested at least once a year?",
    "Do you train models on customer data?",
    "Is access to production reviewed every quarter?",
)


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_may_not_turn_a_part_says_neither_yes_nor_a_firm_no(question: str) -> None:
    for part in split_parts(question):
        passed = [entry for entry in ENTRIES if not may_turn(part, entry, to_yes=True)]
        decided = [decide_part(part, entry) for entry in passed]
        assert passed
        assert not [one for one in decided if one.stance is Stance.YES or (one.barred and one.stance is not None)]


@pytest.mark.parametrize("question", QUESTIONS)
def test_what_may_not_bar_a_part_bars_nothing(question: str) -> None:
    for part in split_parts(question):
        passed = [entry for entry in ENTRIES if not may_turn(part, entry, to_yes=False)]
        decided = [decide_part(part, entry) for entry in passed]
        assert passed
        assert not [one for one in decided if one.barred and one.stance is not None]


def test_an_entry_that_speaks_of_all_that_is_asked_may_turn_it() -> None:
    (part,) = split_parts("Are visitors escorted?")
    said = Entry("visitors", EntryKind.FACT, "Visitors are escorted at all times.", stance=Stance.YES)
    other = Entry("doors", EntryKind.FACT, "Doors are locked at night.", stance=Stance.YES)
    assert may_turn(part, said, to_yes=True)
    assert not may_turn(part, said, to_yes=False)
    assert not may_turn(part, other, to_yes=True)


def test_an_entry_that_lacks_a_facet_says_no_yes() -> None:
    (part,) = split_parts("Is data encrypted at rest?")
    transit = Entry("transit", EntryKind.FACT, "Data is encrypted, and the rest is masked.", stance=Stance.YES)
    rest = Entry("rest", EntryKind.FACT, "Data is encrypted at rest.", stance=Stance.YES)
    assert not may_turn(part, transit, to_yes=True)
    assert may_turn(part, rest, to_yes=True)


@pytest.mark.parametrize(
    ("said", "bars"),
    [
        ("Breaches are notified within 96 hours.", True),
        ("Breaches are notified within 24 hours.", False),
        ("Breaches are notified.", False),
    ],
)
def test_an_entry_bars_a_part_where_its_number_does_not_meet_the_one_asked(said: str, bars: bool) -> None:
    (part,) = split_parts("Are breaches notified within 72 hours?")
    assert may_turn(part, Entry("notice", EntryKind.FACT, said, stance=Stance.YES), to_yes=False) is bars

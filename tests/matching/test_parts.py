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
        passed = [entry for entry in ENTRIES if not may_turn(part, entry)]
        decided = [decide_part(part, entry) for entry in passed]
        assert passed
        assert not [one for one in decided if one.stance is Stance.YES or (one.barred and one.stance is not None)]


def test_an_entry_that_speaks_of_all_that_is_asked_may_turn_it() -> None:
    (part,) = split_parts("Are visitors escorted?")
    said = Entry("visitors", EntryKind.FACT, "Visitors are escorted at all times.", stance=Stance.YES)
    other = Entry("doors", EntryKind.FACT, "Doors are locked at night.", stance=Stance.YES)
    assert may_turn(part, said)
    assert not may_turn(part, other)

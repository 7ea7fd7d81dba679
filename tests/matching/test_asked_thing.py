"""What a "which ..." question asks for by name, and whether an entry tells it."""

from __future__ import annotations

from datetime import date

import pytest

from qbot.matching.asked_thing import find_asked_thing, names_somebody, tells_thing
from qbot.matching.guards import check_guards
from qbot.model.confidence import Band
from qbot.model.knowledge import Entry, EntryKind
from qbot.model.questionnaire import Question


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("What encryption algorithms do you use for data at rest?", "algorithm"),
        ("Which regions may we pick?", "region"),
        ("What happens to our data?", ""),
        ("What kind of data do you process?", ""),
        ("Which security measures are in place?", ""),
        ("Is data encrypted?", ""),
    ],
)
def test_thing_asked_for(text: str, thing: str) -> None:
    assert find_asked_thing(text) == thing


@pytest.mark.parametrize(
    ("thing", "said", "told"),
    [
        ("algorithm", "Data is encrypted with AES-256.", True),
        ("algorithm", "Data is encrypted at rest.", False),
        ("region", "Data stays in the chosen geography.", True),
        ("region", "Data stays encrypted.", False),
    ],
)
def test_instances_and_other_words_tell_a_thing(thing: str, said: str, told: bool) -> None:
    assert tells_thing(thing, said) is told


@pytest.mark.parametrize(("answer", "fires"), [("Data at rest is encrypted.", True), ("AES-256 at rest.", False)])
def test_entry_that_does_not_tell_the_thing_is_no_draft(answer: str, fires: bool) -> None:
    entry = Entry("e", EntryKind.FACT, answer=answer, question="Is data encrypted at rest?")
    question = Question("S", "A1", "Which encryption algorithms do you use for data at rest?")
    guards = check_guards(question, entry, as_of=date(2026, 11, 1))
    asked = [guard for guard in guards if "asks which" in guard.text]
    assert [guard.cap for guard in asked] == ([Band.LOW] if fires else [])


@pytest.mark.parametrize(
    ("answer", "named"),
    [
        ("The head of security decides.", True),
        ("Employees do.", True),
        ("It is done by Northwind.", True),
        ("We do.", True),
        ("It is done by AWS.", True),
        ("The plan is based on the NIST framework.", False),
        ("Every ninety days, by itself.", False),
        ("Keys are changed. Nothing else is.", False),
    ],
)
def test_who_it_is_is_told_by_a_name_or_a_role(answer: str, named: bool) -> None:
    assert names_somebody(answer) is named

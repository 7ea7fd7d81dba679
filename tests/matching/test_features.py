"""What is measured of a question beside an entry: each figure moves with what it says, and with nothing else."""

from __future__ import annotations

from datetime import date

import pytest

from qbot.matching.engine import draft_questions
from qbot.matching.features import Features, measure_closely, measure_likeness, measure_question, read_asking
from qbot.matching.index import Weights, build_index, find_candidates, find_norms
from qbot.matching.known import Library
from qbot.model.confidence import Band
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question, QuestionKind
from qbot.workflow.drafting import read_calibration

ENTRIES = (
    Entry("encryption", EntryKind.FACT, "Customer data is encrypted at rest."),
    Entry("visitors", EntryKind.FAQ, "Visitors are escorted.", question="Are visitors escorted?", stance=Stance.YES),
    Entry("regions", EntryKind.FACT, "Customer data is hosted in the Frankfurt region."),
)


def ask(text: str, *section: str) -> Question:
    """Return a question below headings."""
    return Question("S", "B2", text, section=section)


def measure(question: Question, entry: str) -> Features:
    """Return all that is measured of a question beside an entry."""
    index = build_index(ENTRIES)
    weights = Weights(index, [question.text])
    found = find_candidates(index, question.text, weights, find_norms(index, weights))
    candidate = next(one for one in found if index.entries[one.number].id == entry)
    library = Library(index, weights)
    asking, known = read_asking(question, library, weights), library.find(candidate.number)
    return measure_closely(asking, measure_likeness(asking, candidate, known, library), known, library)


def test_the_heading_above_speaks_for_an_entry_of_its_concepts() -> None:
    text = "Is customer data protected?"
    assert measure(ask(text, "Data", "Encryption at rest"), "encryption").section == 1.0
    assert measure(ask(text, "Data", "Physical security"), "encryption").section == 0.0
    assert measure(ask(text, "Encryption at rest", "Physical security"), "encryption").section == 0.0
    assert measure(ask(text), "encryption").section == 0.0


def test_runs_of_letters_are_counted_both_ways() -> None:
    same = measure(ask("Customer data is encrypted at rest."), "encryption")
    assert (same.grams, same.told) == (1.0, 1.0)
    longer = measure(
        ask("Customer data is encrypted at rest. Who keeps the keys, and where are they kept?"), "encryption"
    )
    assert longer.told == 1.0
    assert longer.grams < 0.6
    shorter = measure(ask("Is it encrypted at rest?"), "encryption")
    assert shorter.told < 0.6


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("List all places where data is hosted.", "listing"),
        ("Is data hosted in a region (e.g. Frankfurt)?", "examples"),
    ],
)
def test_what_a_question_is_stands_in_its_features(text: str, name: str) -> None:
    index = build_index(ENTRIES)
    weights = Weights(index, [text])
    assert measure_question(ask(text), weights)[name] == 1.0
    plain = measure_question(ask("Is customer data encrypted at rest?"), weights)
    assert plain[name] == 0.0


def test_of_several_things_asked_the_one_that_is_held_most_counts() -> None:
    one = measure(ask("Are visitors escorted?"), "visitors")
    three = measure(ask("Are visitors escorted? Who runs the canteen? Is it open at noon?"), "visitors")
    assert one.part == three.part == 1.0
    assert three.both < one.both
    assert measure(ask("Who runs the canteen of the visitors?"), "visitors").part < 1.0


def test_rare_concepts_in_common_count_more_than_those_of_the_whole_questionnaire() -> None:
    asked = "Is customer data encrypted at rest?"
    alone = measure(ask(asked), "encryption")
    assert 0.0 < alone.concepts <= 1.0
    assert measure(ask("Is customer data held in a region?"), "encryption").concepts < alone.concepts


def test_all_words_of_the_heading_count_that_the_entry_holds() -> None:
    text = "Are visitors escorted?"
    assert measure(ask(text, "Visitors"), "visitors").heading == 1.0
    assert measure(ask(text, "Canteen"), "visitors").heading == 0.0
    assert measure(ask(text), "visitors").heading == 0.0


def test_rarer_words_count_more() -> None:
    weights = Weights(build_index(ENTRIES), [])
    known, unknown = (measure_question(ask(text), weights)["rarity"] for text in ("customer data hosted", "zeppelins"))
    assert known < unknown == 1.0
    assert measure_question(ask("Is it so?"), weights)["rarity"] == 0.0


def test_an_identity_field_that_the_profile_leaves_blank_still_names_the_nearest_entries() -> None:
    field = Question("S", "B2", "Hosting region", kind=QuestionKind.IDENTITY)
    (only,) = draft_questions(
        [field], index=build_index(ENTRIES), calibration=read_calibration(), company=None, as_of=date(2026, 11, 1)
    )
    assert only.alternatives[0].entry == "regions"
    assert not only.answered
    assert only.band is Band.NONE
    assert "company.yaml" in only.reason

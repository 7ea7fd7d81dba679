"""Two wordings: one question, or two that look alike."""

from __future__ import annotations

import pytest

from qbot.matching.sameness import find_core, find_difference, find_numbers

ONE = [
    ("Do you encrypt data at rest?", "Please confirm: does your company encrypt data at rest?", "who is asked"),
    ("Do you authorize access?", "Do you authorise access?", "spelling"),
    ("Is MFA used by staff?", "Is multi-factor authentication used by staff?", "one concept"),
    ("Is there a documented backup plan?", "Is there a written backup plan?", "words for one thing"),
    ("Do you use a firewall (e.g. a WAF)?", "Do you use a firewall?", "examples"),
    ("Is there a roadmap for two years?", "Is there a roadmap for 2 years?", "number words"),
    ("Is access reviewed annually?", "Is access reviewed every year?", "one period"),
]
TWO = [
    ("Is there a privacy awareness training?", "Is there a security awareness training?", "another subject"),
    ("Is data encrypted at rest?", "Is data encrypted in transit?", "another state"),
    ("Are employees screened?", "Are contractors screened?", "others"),
    ("Is access reviewed quarterly?", "Is access reviewed annually?", "numbers"),
    ("Do modules conform to FIPS 140-2?", "Do modules conform to FIPS 140-3?", "numbers"),
    ("Do you allow shared accounts?", "Do you not allow shared accounts?", "denies"),
    ("Do you hold an ISO 27001 certificate?", "Do you hold an ISO 9001 certificate?", "frameworks"),
    ("Is there an intrusion detection system?", "Is there an intrusion prevention system?", "abbreviations"),
    ("Are firewalls monitored day and night?", "Are intrusion systems monitored day and night?", "another thing"),
]


@pytest.mark.parametrize(("one", "two", "why"), ONE)
def test_one_question_in_two_wordings(one: str, two: str, why: str) -> None:
    for difference in (find_difference(one, two, weights={}), find_difference(two, one, weights={})):
        assert difference.reason == "", why
        assert difference.share <= 0.15, why


@pytest.mark.parametrize(("one", "two", "why"), TWO)
def test_two_questions_that_look_alike(one: str, two: str, why: str) -> None:
    for difference in (find_difference(one, two, weights={}), find_difference(two, one, weights={})):
        assert difference.reason, why


def test_a_narrower_question_leaves_much_over() -> None:
    difference = find_difference("Is data encrypted?", "Is data of the archive in Oslo encrypted?", weights={})
    assert difference.removed
    assert difference.share > 0.15


def test_words_that_name_a_concept_stand_for_it() -> None:
    assert find_core("Is MFA used?") == find_core("Is multi-factor authentication used?")
    assert find_numbers("Two of 24-hour and FIPS 140-2") == ("140", "2", "2", "24")

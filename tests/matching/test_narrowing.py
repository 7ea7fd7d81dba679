"""What is said of one kind of thing is not said at large; the twins merely look narrow."""

from __future__ import annotations

import pytest

from qbot.matching.narrowing import find_heads, find_narrower_subject


@pytest.mark.parametrize(
    ("text", "clause", "heads"),
    [
        ("Are risks assessed?", "Suppliers are assessed for risks.", ("suppliers",)),
        ("Are risks of suppliers assessed?", "Suppliers are assessed for risks.", ()),
        ("Does the vendor assess risks?", "Vendors are assessed for risks.", ("suppliers",)),
        ("Is there a yearly test?", "The yearly test is done by a third party.", ()),
        ("Who reads mail?", "Sub-processor: a mail service.", ()),
        ("Is a contract signed?", "Before taking on a supplier: a contract is signed.", ("suppliers",)),
        ("Is data encrypted?", "We encrypt refresh tokens.", ("tokens",)),
        ("Is it scanned?", "Third-party libraries are scanned.", ("third-party code",)),
        ("Are dependencies scanned?", "Third-party libraries are scanned.", ()),
        ("Is there a process?", "Development includes threat models, reviews, scans of dependencies.", ()),
    ],
)
def test_what_a_clause_is_about(text: str, clause: str, heads: tuple[str, ...]) -> None:
    assert find_heads(text, clause, clause) == heads


def test_a_clause_without_its_subject_is_about_what_its_sentence_is_about() -> None:
    said = "We are small. Third-party code comes by a mirror and is scanned for weaknesses."
    assert find_heads("Is it scanned?", "is scanned for weaknesses.", said) == ("third-party code",)


@pytest.mark.parametrize(
    ("text", "wording", "thing"),
    [
        ("Is data encrypted at rest?", "Are laptops encrypted at rest?", "laptop"),
        ("Is access reviewed?", "Is privileged access reviewed?", "privileg"),
        ("Is data encrypted?", "Is production data encrypted?", ""),
        ("Is data encrypted?", "Are files encrypted?", ""),
        ("Are laptops encrypted?", "Are laptops encrypted and tracked?", ""),
        ("Are changes logged?", "Are privileged acts logged?", ""),
        ("Do you encrypt data?", "Are laptops encrypted?", ""),
    ],
)
def test_what_is_asked_of_one_thing_alone(text: str, wording: str, thing: str) -> None:
    assert find_narrower_subject(text, wording) == thing

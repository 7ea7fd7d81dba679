"""Terms, concepts, index and score: what joins a question and an entry, and what does not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbot.matching.index import Weights, build_index, find_candidates, find_norms
from qbot.matching.lexicon import find_concepts, list_concepts
from qbot.matching.lexicon_tables import TOPICS
from qbot.matching.normalise import CONCEPT, clean_text, find_terms
from qbot.matching.score import find_probability
from qbot.model.knowledge import Entry, EntryKind

SAME_CONCEPT = (
    ("mfa", "Is 2FA enforced?", "Multi-factor authentication is required."),
    ("sso", "Do you support SAML?", "Users sign in by single sign-on."),
    ("at rest", "Is data encrypted in storage?", "Data is encrypted at rest."),
    ("in transit", "Is data encrypted in motion?", "TLS protects data in transit."),
    ("hsm", "Are keys kept in an HSM?", "A hardware security module holds the keys."),
    ("sub-processor", "How are your vendors watched?", "Sub-processors are watched."),
    ("insurance", "Have you errors and omissions cover?", "Professional liability is insured."),
    ("backup frequency", "How often do you back up data?", "Daily backups are made."),
    ("log retention", "How long are audit logs retained?", "The retention for logs is a year."),
    ("remediation time", "What is your timeline for remediating them?", "They are patched within a week."),
    ("deprovisioning", "How do you offboard users?", "Access is revoked, leavers lose it the same day."),
)
NO_CONCEPT = (
    ("office", "The security officer is known."),
    ("ai", "Is there a maid service? Please explain the aim."),
    ("rbac", "Describe the barbecue."),
    ("api", "The rapids are near the capital."),
    ("hsm", "An asthma attack."),
    ("sso", "A professor dissolves it."),
)


@pytest.mark.parametrize(("concept", "asked", "said"), SAME_CONCEPT)
def test_other_words_meet_in_a_concept(concept: str, asked: str, said: str) -> None:
    assert concept in find_concepts(asked)
    assert concept in find_concepts(said)
    assert f"{CONCEPT}{concept}" in find_terms(asked)


@pytest.mark.parametrize(
    ("apart", "joined"),
    [("Sub-processors are listed.", "Subprocessors are listed."), ("Off-boarding by e-mail.", "Offboarding by email.")],
)
def test_a_word_written_as_two_is_one(apart: str, joined: str) -> None:
    assert find_terms(apart) == find_terms(joined)
    assert clean_text("A sub process is a back up plan.") == "A sub process is a back up plan."


def test_no_concept_stands_under_two_topics() -> None:
    assert sum(map(len, TOPICS.values())) == len(list_concepts())


@pytest.mark.parametrize(("concept", "text"), NO_CONCEPT)
def test_a_word_that_merely_contains_the_letters_is_none(concept: str, text: str) -> None:
    assert concept in list_concepts()
    assert concept not in find_concepts(text)


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("within 72hrs", "within 72 hrs"),
        ("a 90-day limit", "a 90 day limit"),
        ("the company’s data", "the company's data"),
        ("ﬁle\u00a0transfer", "file transfer"),
        ("  two \n words ", "two words"),
    ],
)
def test_spellings_of_the_same_are_one(written: str, also: str) -> None:
    assert clean_text(written) == clean_text(also)


@given(st.text(max_size=80))
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(st.floats(-700, 700))
def test_probabilities_mirror(score: float) -> None:
    assert 0.0 <= find_probability(score) <= 1.0
    assert find_probability(score) + find_probability(-score) == pytest.approx(1.0)


def make_fact(name: str, text: str) -> Entry:
    """Return a fact of these words."""
    return Entry(id=name, kind=EntryKind.FACT, answer=text)


def test_the_rare_word_decides_and_the_common_one_does_not() -> None:
    entries = [
        make_fact(f"f{number}", f"The platform keeps the {word} safe.")
        for number, word in enumerate(("ledger", "printer", "archive", "garage"))
    ]
    index = build_index(entries)
    weights = Weights(index, ())
    found = find_candidates(index, "Is the garage of the platform safe?", weights, find_norms(index, weights))
    assert index.entries[found[0].number].id == "f3"
    assert found[0].cosine > 2 * found[1].cosine
    assert weights.of("garag") > weights.of("platform")


def test_the_very_words_are_wholly_alike() -> None:
    text = "Laptops are encrypted and locked after ten minutes."
    index = build_index([make_fact("laptops", text), make_fact("doors", "Doors are locked at night.")])
    weights = Weights(index, (text,))
    best = find_candidates(index, text, weights, find_norms(index, weights))[0]
    assert index.entries[best.number].id == "laptops"
    assert best.cosine == pytest.approx(1.0)


def test_what_all_questions_ask_weighs_less() -> None:
    index = build_index([make_fact("a", "Ledgers and tunnels.")])
    alone, among = Weights(index, ()), Weights(index, ["ledger one", "ledger two", "ledger three"])
    assert alone.of("ledger") == alone.of("tunnel")
    assert among.of("ledger") < among.of("tunnel")

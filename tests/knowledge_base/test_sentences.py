"""Sentences: where they end, which lean on the one before, which state something, and which deny it."""

from __future__ import annotations

import pytest

from qbot.knowledge_base.sentences import find_polarity, is_statement, split_sentences
from qbot.model.knowledge import Stance


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Data is encrypted at rest. Backups are kept for 30 days.",
            ["Data is encrypted at rest.", "Backups are kept for 30 days."],
        ),
        ("We test yearly. This covers the web app.", ["We test yearly. This covers the web app."]),
        (
            "Keys are in an HSM, e.g. CloudHSM. Staff cannot read them.",
            ["Keys are in an HSM, e.g. CloudHSM.", "Staff cannot read them."],
        ),
        ("Acme Inc. Europe is certified to v2.1 of it.", ["Acme Inc. Europe is certified to v2.1 of it."]),
        (
            "Data is deleted in 30 days; nothing is kept after that.",
            ["Data is deleted in 30 days", "nothing is kept after that."],
        ),
        ("We log reads; writes; and deletes of data.", ["We log reads; writes; and deletes of data."]),
        ("", []),
    ],
)
def test_a_paragraph_becomes_statements_in_its_own_words(text: str, parts: list[str]) -> None:
    assert list(split_sentences(text)) == parts


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("Data is encrypted at rest.", True),
        ("データは保存時に暗号化されています。", True),
        ("Learn more about our security program.", False),
        ("Last updated on 1 May 2026 by us.", False),
        ("© 2026 Acme Ltd and its partners", False),
        ("Do you want to know more?", False),
        ("Always on.", False),
    ],
)
def test_what_states_something(text: str, *, states: bool) -> None:
    assert is_statement(text) is states


@pytest.mark.parametrize(
    ("text", "polarity"),
    [
        ("Data is encrypted at rest.", Stance.YES),
        ("We do not sell customer data.", Stance.NO),
        ("No sub-processor receives telemetry.", Stance.NO),
        ("Incidents are told no later than 24 hours after discovery.", Stance.YES),
        ("Backups are kept for 30 days, and are never moved.", None),
        ("We plan to hold a SOC 2 report.", None),
        ("Notable changes are logged.", Stance.YES),
    ],
)
def test_what_a_statement_says_of_itself(text: str, polarity: Stance | None) -> None:
    assert find_polarity(text) is polarity

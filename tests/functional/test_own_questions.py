"""Our own questions through the whole engine, on the example knowledge base: right outcomes, and no false "Yes".

The rows say what an honest person would answer. They are not bent to what the engine does: what it leaves blank though
an entry supports it is counted against a limit, what it says wrongly fails.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest

from qbot.model.draft import Draft
from qbot.model.questionnaire import SlotRole

sys.path.insert(0, str(Path(__file__).parent))

from drafted import draft_texts
from own_further import FURTHER
from own_last import LAST
from own_later import LATER
from own_questions import ROWS as FIRST
from own_questions import Row

ROWS = (*FIRST, *FURTHER, *LATER, *LAST)
OPTIONS = ("Yes", "No", "Partially", "N/A")
LEAST_ANSWERED = 0.8


@cache
def draft_rows() -> dict[str, Draft]:
    """Return the draft of each row's question; all are drafted as one questionnaire."""
    drafts = draft_texts((row.text, OPTIONS) for row in ROWS)
    return {row.text: draft for row, draft in zip(ROWS, drafts, strict=True)}


def read_outcome(draft: Draft) -> str:
    """Return what a customer would read: a verdict, a text alone, or nothing."""
    if not draft.values:
        return "blank"
    return draft.stance.value if draft.stance is not None else "text"


def test_the_table_is_large_and_has_traps() -> None:
    assert len({row.text for row in ROWS}) == len(ROWS) >= 350
    assert sum(row.trap for row in ROWS) >= 170


@pytest.mark.parametrize("row", [row for row in ROWS if "yes" not in row.outcomes], ids=lambda row: row.text)
def test_no_false_yes(row: Row) -> None:
    draft = draft_rows()[row.text]
    assert draft.stance is None or draft.stance.value != "yes"
    assert not any(value.value.startswith("Yes") for value in draft.values if value.role is SlotRole.ANSWER)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.text)
def test_what_is_answered_is_right(row: Row) -> None:
    draft = draft_rows()[row.text]
    outcome = read_outcome(draft)
    if outcome == "blank":
        return  # silence is never wrong; how much of it there is, is measured below
    assert outcome in row.outcomes, draft.citations
    assert {citation.entry for citation in draft.citations} & row.entries


def test_enough_is_answered() -> None:
    wanted = [row for row in ROWS if "blank" not in row.outcomes]
    answered = [row for row in wanted if read_outcome(draft_rows()[row.text]) in row.outcomes]
    left = [row.text for row in wanted if row not in answered]
    assert len(answered) >= LEAST_ANSWERED * len(wanted), left

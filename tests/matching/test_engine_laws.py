"""Laws of the engine: parts add up, order makes no difference, the same question comes first, same in, same out."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qbot.matching.engine import draft_questions
from qbot.matching.index import build_index
from qbot.model.confidence import Band
from qbot.model.draft import Draft
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration

AS_OF = date(2026, 11, 1)
TEXTS: tuple[tuple[str, str], ...] = (
    ("Is customer data encrypted at rest?", "Customer data is encrypted at rest with AES-256."),
    ("Do you review user access rights every quarter?", "Access rights are reviewed each quarter by team leads."),
    ("Are backups restored in a test at least once a year?", "Backups are restored in a test every six months."),
    ("Do employees receive security awareness training?", "All employees are trained when they join and yearly."),
    ("Is there a documented incident response plan?", "An incident response plan is kept and rehearsed yearly."),
    ("Do you perform penetration tests of the application?", "An outside firm tests the application once a year."),
    ("Are visitors escorted in your offices?", "Visitors sign in and are escorted at all times."),
    ("Do you maintain an inventory of hardware assets?", "Laptops and servers are listed in one inventory."),
)
WORDS = sorted({word for pair in TEXTS for text in pair for word in text.strip("?.").split()})
OPTIONS = ("Yes", "No", "N/A")


def make_entries() -> tuple[Entry, ...]:
    """Return one approved answer for each pair of texts."""
    return tuple(
        Entry(id=f"e{number}", kind=EntryKind.FAQ, question=asked, answer=answer, stance=Stance.YES)
        for number, (asked, answer) in enumerate(TEXTS)
    )


def draft(texts: Sequence[str], entries: Sequence[Entry]) -> tuple[Draft, ...]:
    """Return the drafts for texts asked in one questionnaire."""
    questions = tuple(
        Question("S", f"A{row}", text, slots=(AnswerSlot(SlotRole.ANSWER, f"B{row}", options=OPTIONS),))
        for row, text in enumerate(texts, 2)
    )
    return draft_questions(
        questions, index=build_index(entries), calibration=read_calibration(), company=None, as_of=AS_OF
    )


sentences = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)


@settings(max_examples=40, deadline=None)
@given(st.lists(sentences, min_size=1, max_size=4))
def test_every_draft_is_sound(texts: list[str]) -> None:
    for one in draft(texts, make_entries()):
        total = 0.0
        for part in one.parts:
            total += part.value
            assert part.text
        assert one.score == total
        assert 0.0 < one.confidence < 1.0
        assert len(one.alternatives) <= 5
        assert one.answered == bool(one.values)
        if one.answered:
            assert one.citations
            assert {citation.entry for citation in one.citations} <= {other.entry for other in one.alternatives}
        else:
            assert one.reason


@settings(max_examples=25, deadline=None)
@given(st.permutations(make_entries()), st.lists(sentences, min_size=1, max_size=3))
def test_the_order_of_entries_makes_no_difference(entries: list[Entry], texts: list[str]) -> None:
    assert draft(texts, entries) == draft(texts, make_entries())


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_gets_a_draft(text: str) -> None:
    (only,) = draft([text], make_entries())
    assert (only.sheet, only.cell) == ("S", "A2")


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_the_very_question_comes_first_with_high_confidence(number: int) -> None:
    asked = TEXTS[number][0]
    for text in (asked, asked.upper(), f"  {asked.replace(' ', '  ')} ", asked.rstrip("?")):
        (only,) = draft([text], make_entries())
        assert only.alternatives[0].entry == f"e{number}"
        assert only.band is Band.HIGH
        assert only.stance is Stance.YES


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(TEXTS) - 1), sentences)
def test_nothing_scores_higher_than_the_very_question(number: int, other: str) -> None:
    asked = TEXTS[number][0]
    same, different = draft([asked, other], make_entries())
    theirs = {one.entry: one.confidence for one in different.alternatives}
    if other.casefold() != asked.rstrip("?").casefold():
        assert theirs.get(f"e{number}", 0.0) <= same.alternatives[0].confidence


@pytest.mark.parametrize(
    "text", ["Do you have cyber insurance?", "Which colours does your logo have?", "Is the cafeteria gluten free?"]
)
def test_what_nothing_supports_stays_blank_and_names_the_nearest(text: str) -> None:
    (only,) = draft([text], make_entries())
    assert not only.answered
    assert only.citations == ()
    assert only.confidence < 0.5


def test_no_entries_no_answers() -> None:
    (only,) = draft(["Is customer data encrypted at rest?"], ())
    assert not only.answered
    assert only.alternatives == ()
    assert only.reason


def test_a_fact_that_declares_nothing_is_said_to_declare_nothing() -> None:
    said = "Customer data is encrypted at rest with AES-256."
    (undeclared,) = draft(["Is customer data encrypted at rest?"], [Entry("rest", EntryKind.FACT, said)])
    assert not undeclared.answered
    assert "stance" in undeclared.reason


_SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
from test_engine_laws import TEXTS, draft, make_entries
print(draft([asked for asked, _ in TEXTS] + ["Are backups encrypted and tested?"], make_entries()))
print(sorted(name for name in ("numpy", "scipy", "sklearn") if name in sys.modules), file=sys.stderr)
"""


def _run(seed: str, locale: str) -> tuple[str, str]:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": "Pacific/Auckland"}
    script = _SCRIPT.format(folder=os.path.dirname(__file__))
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    return done.stdout, done.stderr


def test_another_process_drafts_the_same_and_imports_nothing_heavy() -> None:
    first, heavy = _run("1", "C")
    second, _ = _run("4242", "C.UTF-8")
    assert first == second
    assert first.count("Draft(") == len(TEXTS) + 1
    assert heavy.strip() == "[]"

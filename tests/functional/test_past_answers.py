"""Everyday questions beside earlier answers in prose, as a company has them that imports last year's file."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from qbot.knowledge_base.verdicts import read_leading_verdict
from qbot.matching.engine import draft_questions
from qbot.matching.index import build_index
from qbot.model.draft import Draft
from qbot.model.knowledge import Entry, EntryKind
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration

# Any: YAML values, whose shape the file's first lines tell
ROWS: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("past_answers.yaml").read_text(encoding="utf-8"))
ASKED: dict[str, tuple[str, str]] = {
    text: (row["id"], expected) for row in ROWS for text, expected in row.get("asked", {}).items()
}


@cache
def draft_asked() -> dict[str, Draft]:
    """Return {question: its draft}, all drafted as one questionnaire."""
    entries = [
        Entry(
            id=row["id"],
            kind=EntryKind.PAST_ANSWER,
            question=row["question"],
            answer=row["answer"],
            stance=read_leading_verdict(row["answer"]),
        )
        for row in ROWS
    ]
    questions = [
        Question("Asked", f"A{place}", text, slots=(AnswerSlot(SlotRole.ANSWER, f"B{place}"),))
        for place, text in enumerate(ASKED, 2)
    ]
    drafts = draft_questions(
        questions,
        index=build_index(entries),
        calibration=read_calibration(),
        company=None,
        as_of=date(2026, 11, 1),
    )
    return dict(zip(ASKED, drafts, strict=True))


@pytest.mark.parametrize("text", ASKED)
def test_the_draft_is_the_one_that_a_person_would_sign(text: str) -> None:
    entry, expected = ASKED[text]
    draft = draft_asked()[text]
    outcome = (draft.stance.value if draft.stance else "text") if draft.answered else "blank"
    assert outcome == expected, (draft.guards, draft.reason)
    assert expected == "blank" or entry in {citation.entry for citation in draft.citations}

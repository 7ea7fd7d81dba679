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
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration

FILES = ("past_answers.yaml", "narrow_answers.yaml")
# Any: YAML values, whose shape the first lines of each file tell
ROWS: dict[str, list[dict[str, Any]]] = {
    name: yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8")) for name in FILES
}
ASKED: dict[tuple[str, str], tuple[str, str]] = {
    (name, text): (row["id"], expected)
    for name, rows in ROWS.items()
    for row in rows
    for text, expected in row.get("asked", {}).items()
}


@cache
def draft_asked(name: str) -> dict[str, Draft]:
    """Return {question: its draft} for all questions of a file, drafted as one questionnaire."""
    entries = [
        Entry(
            id=row["id"],
            kind=EntryKind.PAST_ANSWER if "question" in row else EntryKind.FACT,
            question=row.get("question", ""),
            answer=row["answer"],
            stance=read_leading_verdict(row["answer"]) if "question" in row else Stance.YES,
        )
        for row in ROWS[name]
    ]
    texts = [text for file, text in ASKED if file == name]
    questions = [
        Question("Asked", f"A{place}", text, slots=(AnswerSlot(SlotRole.ANSWER, f"B{place}"),))
        for place, text in enumerate(texts, 2)
    ]
    drafts = draft_questions(
        questions,
        index=build_index(entries),
        calibration=read_calibration(),
        company=None,
        as_of=date(2026, 11, 1),
    )
    return dict(zip(texts, drafts, strict=True))


@pytest.mark.parametrize(("name", "text"), ASKED)
def test_the_draft_is_the_one_that_a_person_would_sign(name: str, text: str) -> None:
    entry, expected = ASKED[name, text]
    draft = draft_asked(name)[text]
    outcome = (draft.stance.value if draft.stance else "text") if draft.answered else "blank"
    assert outcome == expected, (draft.guards, draft.reason)
    assert expected == "blank" or entry in {citation.entry for citation in draft.citations}

"""Questions of three authors who knew the example knowledge base and not the program, with what they would sign.

`strangers.jsonl`: B..., C... and D... are one author's each; kind `plain`, `partial` or `trap`; support `none`,
`partial` or `full`; stance `text` for open questions; `accept` names further stances that could be signed. When first
drafted, 4 of 46, 43 of 90 and, after the first two had been read, 29 of 50 plain questions were answered rightly; there
was no false "Yes" to a trap, and one to a plain question of C ("Is any data kept ...?" beside "deleted"). What came of
reading them is general wording; the limits are where that stands.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

from qbot.model.draft import Draft
from qbot.model.knowledge import Stance

sys.path.insert(0, str(Path(__file__).parent))

from drafted import draft_texts

LEAST_RIGHT = 94
MOST_UNSUPPORTED = 8


class Row(NamedTuple):
    """A question with what its author would sign."""

    id: str
    text: str
    options: tuple[str, ...]
    kind: str
    support: str
    entries: frozenset[str]
    stances: frozenset[str]


@cache
def read_rows() -> tuple[Row, ...]:
    """Return the questions of all authors."""
    text = Path(__file__).with_name("strangers.jsonl").read_text(encoding="utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    return tuple(
        Row(
            *(line["id"], line["question"], tuple(line["options"]), line["kind"], line["support"]),
            frozenset(line["entries"]),
            frozenset({line["stance"], *line.get("accept", ())}),
        )
        for line in lines
    )


@cache
def draft_rows() -> tuple[tuple[Row, Draft], ...]:
    """Return each question with its draft; each author's are drafted as one questionnaire."""
    drafted: list[tuple[Row, Draft]] = []
    for author in ("B", "C", "D"):
        rows = [row for row in read_rows() if row.id.startswith(author)]
        drafted += zip(rows, draft_texts((row.text, row.options) for row in rows), strict=True)
    return tuple(drafted)


def test_the_questions_are_many_and_have_traps() -> None:
    kinds = Counter(row.kind for row in read_rows())
    assert kinds == {"plain": 186, "partial": 74, "trap": 200}


def _says_verdict(row: Row, draft: Draft) -> bool:
    """Tell whether a verdict stands in a cell; beside an open question the text alone does."""
    return any(value.value in (*row.options, "Yes", "No", "Not applicable") for value in draft.values)


def test_no_verdict_that_nobody_would_sign() -> None:
    wrong = [
        (row.id, row.text, draft.stance.value)
        for row, draft in draft_rows()
        if draft.stance in (Stance.YES, Stance.NO, Stance.NA)
        and draft.stance.value not in row.stances
        and _says_verdict(row, draft)
    ]
    assert wrong == []


def test_few_questions_without_support_get_a_draft() -> None:
    drafted = [row.text for row, draft in draft_rows() if row.support == "none" and draft.answered]
    assert len(drafted) <= MOST_UNSUPPORTED, drafted


def test_plain_questions_are_answered() -> None:
    right = [
        row.text
        for row, draft in draft_rows()
        if row.kind == "plain"
        and draft.answered
        and (draft.stance.value if draft.stance else "text") in row.stances
        and {citation.entry for citation in draft.citations} & row.entries
    ]
    assert len(right) >= LEAST_RIGHT, len(right)

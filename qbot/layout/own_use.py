"""Columns right of the answers that the customer keeps for its own review: assessor, finding, follow-up, rating."""

from __future__ import annotations

import re

from qbot.layout.column import Column
from qbot.layout.headers import Header
from qbot.layout.headings import SLOT_ROLES, VERDICTS, names_vendor
from qbot.layout.view import View

_PERSON = (
    r"reviewers?|assessors?|auditors?|evaluators?|analysts?|approvers?|prüfer(?:in)?|auditeurs?|évaluateurs?|"
    r"evaluador(?:es)?|revisor(?:es)?|valutatore|beoordelaar"
)
_ACT = (
    r"reviewed|assessed|evaluated|verified|validated|audited|approved|checked|scored|geprüft|bewertet|validé|vérifié|"
    r"revisado|evaluado|verificato"
)
_SIDE = (
    rf"(?:{_PERSON}|buyers?|customer|client|purchaser|bank|institution|university|hospital|agency|authority|auftraggeber|"
    r"acheteur|comprador)"
)
_REVIEWS = re.compile(  # a heading that only who asks can mean
    rf"\b(?:{_PERSON})\b|\b(?:{_ACT})\s+(?:by|on|date|von|am|par|le|por|el|da|il)\b|\b(?:date|by)\s+(?:{_ACT})\b|"
    r"\bfindings?\b|\b(?:review|assessment|audit|evaluation)\s+(?:date|status|result|outcome|notes?|comments?|score)\b|"
    r"^(?:review|evaluation|outcome|decision|approval|sign-?off|verdict)s?\b|"
    r"\b(?:feststellung(?:en)?|prüfergebnis|constats?|hallazgos?)\b",
    re.IGNORECASE,
)
_JUDGES = re.compile(  # one that belongs to the customer beside an answer, and says nothing of its neighbours
    r"\b(?:risk|residual|inherent)\s+(?:risk|rating|level|score|class(?:ification)?|assessment|accepted)\b|"
    r"\bfollow[- ]?ups?\b|\bnext steps?\b|\b(?:action|clarification|remediation)s?\s+(?:required|needed|requested)\b|"
    r"\b(?:pass|accepted|acceptable|satisfactory|adequate|sufficient)\b.{0,4}(?:/|$|\?|\(|or\b)|\bpass\s*/\s*fail\b|"
    r"\brecommendations?\b|\brisikobewertung\b|\b(?:our|internal)\s+\w+|\bevaluation\b",
    re.IGNORECASE,
)
_OWN = re.compile(  # over several columns: whose they are
    r"\b(?:for|by)\b.{0,40}\b(?:use|only)\b|\buse only\b|\binternal\b|"
    rf"\b(?:to be )?(?:completed|filled)\b.{{0,12}}\bby (?:the )?{_SIDE}\b|"
    rf"^\W*{_SIDE}(?:'s)?(?:\s+(?:review|assessment|evaluation|section|part|only|team|analysis))?\W*$",
    re.IGNORECASE,
)


def set_aside_own(view: View, columns: dict[int, Column], *, header: Header, question: int) -> None:
    """Tell the customer's own columns from the slots: by what stands over them, or by their heading right of an answer.

    What stands right of a column for the reviewer is the reviewer's too, unless it names the vendor or takes evidence.
    """
    texts = {number: text for number, text in header.texts.items() if number > question}
    groups = {number: _find_group(view, header, number) for number in texts}
    owned = [number for number, group in groups.items() if group is not None and _is_own(group)]
    first = min(
        (
            number
            for number, column in columns.items()
            if number > question and column.role in (*VERDICTS, "comment") and not _names_review(column.heading)
        ),
        default=None,
    )
    if first is None:
        return
    trail = False
    for number in sorted(number for number in texts if number > first):
        heading, held = texts[number], columns.get(number)
        vendors = names_vendor(heading)
        reviews = not vendors and _REVIEWS.search(heading) is not None
        trail = not vendors and (trail or reviews)
        judges = not vendors and _JUDGES.search(heading) is not None
        kept = held is not None and (held.role == "evidence" or held.role not in SLOT_ROLES or held.mark is not None)
        if number in owned or reviews or judges or (trail and not kept):
            why = f"it is the customer's own: “{groups[number] if number in owned else heading}”"
            columns[number] = Column("ignore", heading, why)


def _names_review(heading: str) -> bool:
    return _REVIEWS.search(heading) is not None and not names_vendor(heading)


def _is_own(group: str) -> bool:
    return _OWN.search(group) is not None and not names_vendor(group)


def _find_group(view: View, header: Header, number: int) -> str | None:
    """Return the text that stands over a heading and its neighbours, None where nothing but a title does."""
    above = header.row if header.end > header.row else header.row - 1
    texts = view.rows.get(above, {})
    if len(texts) < 2 and not any(column > min(header.texts) for column in texts):
        return None
    start = max((column for column in texts if column <= number), default=None)
    return None if start is None or texts[start] == header.texts.get(number) else texts[start]

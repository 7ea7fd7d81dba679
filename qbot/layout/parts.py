"""Rows that only open the parts below them: 2 before 2a and 2b, "For each of the following:"."""

from __future__ import annotations

import re

from qbot.layout.tables import Table
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_LIST_OPENS = compile_late(r"\bfollowing\b.*:\s*$", re.IGNORECASE | re.DOTALL)
_FOLLOWING = compile_late(
    r"\b(?:the following|folgende[nsr]?|suivante?s?|siguientes?|seguenti|seguintes?|volgende|följande)\b", re.IGNORECASE
)
_FIRST_PART = compile_late(r"\(?(?:a|i)[).]?|\d+[.\s]?\(?a[).]?")
_LETTERED = compile_late(r"\(?[a-z]{1,3}[).]?|\d+[.\s]?\(?[a-z][).]?")
_LETTER_LEADS = compile_late(r"\s*\(?(?:a|i)[).]\s")
_FIRST_ENDS = ("a", ".a", ".1", "-1", ".1.", "-a", " a", "(a)")


def opens_parts(view: View, table: Table, row: int, *, below: int, numbered: bool) -> bool:
    """Tell whether a row only opens the parts that begin with the row below, lettered or announced.

    The parts have drop-downs and it has none; or nothing has, and it asks nothing itself. `numbered`: the table has a
    column of numbers.
    """
    if not table.answers or view.choice_at(row, table.answers[0]) is not None:
        return False
    text = view.own_text(row, table.question).rstrip()
    part = _is_first_part(view, table, below, opening=row, numbered=numbered)
    if view.choice_at(below, table.answers[0]) is not None:
        return part or _LIST_OPENS.search(text) is not None
    asks = text.endswith(("?", "？", "؟")) or view.own_text(row, table.answers[0])
    return part and not asks and (text.endswith((":", "：")) or _FOLLOWING.search(text) is not None)


def _is_first_part(view: View, table: Table, row: int, *, opening: int, numbered: bool) -> bool:
    """Tell whether a row is the first part of the one that may open it: 2a or a) below 2."""
    if not numbered:
        return _LETTER_LEADS.match(view.own_text(row, table.question)) is not None
    here, part = (view.own_text(one, table.of("ref")[0]).strip() for one in (opening, row))
    if _LETTERED.fullmatch(here):
        return False
    return _FIRST_PART.fullmatch(part) is not None or part.lower() in {
        f"{here.rstrip('.')}{end}" for end in _FIRST_ENDS
    }

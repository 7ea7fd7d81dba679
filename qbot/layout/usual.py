"""What is usual among the questions of one table: their look, their numbers, and the look of the cells to answer in."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from qbot.layout.grid import Sign
from qbot.layout.tables import Table
from qbot.layout.texts import rate_question
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_NUMBERED = compile_late(r"\s*(?:[A-Z]{0,4}[-.]?\d{1,4}(?:\.\d{1,3})*|\(?[a-z])[.):]?\s+\S")
_SURE, _LIKELY = 0.7, 0.5
_LEAST_SHAPED = 3
_MOST = 0.7  # the share of rows that makes a habit


class Usual(Struct, frozen=True):
    """The habits of a table; None and False where it has none.

    `terse`: its items are words rather than questions ("Alarm system"), told by a heading over them and one over the
    answers, or by the answers alone where nothing is asked in sentences. `made`: the look of the cells to answer in,
    where they are coloured, framed or unlocked. `shape`: how the questions are numbered, "A.9" for "BI.12".
    """

    look: Sign | None = None
    made: Sign | None = None
    numbered: bool = False
    terse: bool = False
    shape: str = ""

    @property
    def bold(self) -> bool:
        """The questions are bold themselves."""
        return self.look is not None and bool(self.look[0])


def find_usual(view: View, table: Table, rows: Sequence[int]) -> Usual:
    """Return the habits of the rows of a table."""
    texts = {row: text for row in rows if (text := view.own_text(row, table.question))}
    sure = [row for row, text in texts.items() if rate_question(text) >= _SURE]
    likely = [text for text in texts.values() if rate_question(text) >= _LIKELY]
    headed = table.header is not None and bool(table.columns[table.question].heading) and bool(table.answers)
    short = {text for text in texts.values() if rate_question(text) < _LIKELY}
    terse = (headed or bool(table.answers and not sure)) and len(short) >= 0.6 * len(texts)
    if terse:
        sure = [row for row in texts if view.merge_at(row, table.question).right < table.answers[0]]
    looks = Counter(view.look(row, table.question).sign for row in sure)
    look = looks.most_common(1)[0][0] if looks else None
    alike = [row for row in sure if view.look(row, table.question).sign == look]
    return Usual(
        look=look,
        made=_find_made(view, table, alike),
        numbered=not table.of("ref") and sum(bool(_NUMBERED.match(text)) for text in likely) > _MOST * len(likely),
        terse=terse,
        shape=_find_shape(view, table, [row for row, text in texts.items() if rate_question(text) >= _LIKELY]),
    )


def shape_ref(ref: str) -> str:
    """Return how a number is built, with A for letters and 9 for digits; empty for one without a point or letter."""
    shape = re.sub(r"[A-Za-z]+", "A", re.sub(r"\d+", "9", ref.strip().rstrip(".)")))
    return shape if len(shape) > 1 else ""


def _find_shape(view: View, table: Table, rows: Sequence[int]) -> str:
    """Return how nearly all questions are numbered, empty where they are numbered in several ways or not at all."""
    shapes = Counter(shape_ref(view.own_text(row, column)) for column in table.of("ref")[:1] for row in rows)
    shape, count = shapes.most_common(1)[0] if shapes else ("", 0)
    return shape if count >= _LEAST_SHAPED and count >= _MOST * len(rows) else ""


def has_number(text: str) -> bool:
    """Tell whether a text begins with a number or letter of its own."""
    return _NUMBERED.match(text) is not None


def _find_made(view: View, table: Table, rows: Sequence[int]) -> Sign | None:
    if not table.answers or not rows:
        return None
    signs = Counter(view.look(row, table.answers[0]).room for row in rows)
    sign, count = signs.most_common(1)[0]
    return sign if count >= _MOST * len(rows) else None

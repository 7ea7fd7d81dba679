"""Columns that no heading names, told by cells made to be filled in: coloured, framed, unlocked, with boxes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qbot.layout.boxes import find_boxes
from qbot.layout.column import Column
from qbot.layout.grid import Look
from qbot.layout.headings import VERDICTS
from qbot.layout.listed import list_alternatives
from qbot.layout.texts import is_prompt, rate_question
from qbot.layout.view import View

_ASKED, _LEAST_MADE = 0.7, 2


def add_made(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Take the first column right of the questions whose blank cells are coloured, framed or unlocked as the answer."""
    texts = [row for row in rows if view.own_text(row, question)]
    asked = [row for row in texts if rate_question(view.own_text(row, question)) >= _ASKED] or texts
    beside = Counter(view.merge_at(row, question).right + 1 for row in asked)
    for number in sorted(beside):
        made = [row for row in asked if is_made(view, row, number, view.look(row, question))]
        if len(made) >= _LEAST_MADE and len(made) >= 0.7 * len(asked):
            columns[number] = Column("answer", "", "its blank cells are made to be filled in")
            return


def add_made_comment(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Take the column right of the answers as the comment where some of its cells are made as theirs are."""
    number = max((place for place, column in columns.items() if column.role in VERDICTS), default=0) + 1
    if number <= question or number in columns:
        return
    made = [
        row
        for row in rows
        if view.own_text(row, question)
        and not view.own_text(row, number)
        and view.merge_over(row, number) is None
        and view.look(row, number).room not in (None, view.look(row, question).room)
        and view.look(row, number).room == view.look(row, number - 1).room
    ]
    if len(made) >= _LEAST_MADE:
        columns[number] = Column("comment", "", "its blank cells are made as those of the answers are")


def is_made(view: View, row: int, number: int, beside: Look) -> bool:
    """Tell whether a cell is made to be filled in: blank with a look of its own, boxes, words to change."""
    text = view.own_text(row, number)
    typed = bool(find_boxes(text) or list_alternatives(text)) or is_prompt(text)
    return typed if text else view.look(row, number).room not in (None, beside.room)

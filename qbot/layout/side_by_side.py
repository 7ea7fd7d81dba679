"""Tables that stand beside each other: one row heads each of them with the same words."""

from __future__ import annotations

from qbot.layout.headings import VERDICTS, read_heading
from qbot.layout.view import View

_MOST_TITLE_ROWS = 30
_NO_END = 1 << 20


def split_view(view: View) -> tuple[View, ...]:
    """Return a sheet as the parts that stand beside each other, most often one.

    What stands above the row that heads them belongs to the first part.
    """
    for row in view.row_numbers[:_MOST_TITLE_ROWS]:
        columns = tuple(view.rows[row])
        texts = tuple(text.casefold() for text in view.rows[row].values())
        for period in range(2, len(texts) // 2 + 1):
            model = texts[:period]
            if texts == model * (len(texts) // period) and _heads_table(model):
                starts = columns[::period]
                ends = (*starts[1:], _NO_END)
                return tuple(_cut(view, row, start, end) for start, end in zip(starts, ends, strict=True))
    return (view,)


def _heads_table(texts: tuple[str, ...]) -> bool:
    roles = {read_heading(text) for text in texts}
    return "question" in roles and not roles.isdisjoint((*VERDICTS, "comment"))


def _cut(view: View, row: int, start: int, end: int) -> View:
    """Return the part of a sheet from one column to the one before another, below the row that heads it."""
    first = start == min(view.rows[row])
    rows: dict[int, dict[int, str]] = {}
    for number, cells in view.rows.items():
        kept = {
            column: text
            for column, text in cells.items()
            if (first if number < row else (first or start <= column) and column < end)
        }
        if kept:
            rows[number] = kept
    return View(view.grid, rows)

"""A grid as rows of visible texts, with merges and drop-downs looked up by cell."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from qbot.layout.grid import PLAIN, Choice, Grid, GridCell, Look
from qbot.model.place import Rect

_EMPTY = GridCell()
_MOST_MERGES = 20_000


class View(Struct, frozen=True, dict=True):
    """What is visible of a sheet: `rows` maps row to column to text, blank texts left out."""

    grid: Grid
    rows: Mapping[int, Mapping[int, str]]

    @cached_property
    def row_numbers(self) -> tuple[int, ...]:
        """The rows that hold text, in order."""
        return tuple(self.rows)

    def below(self, row: int, most: int) -> tuple[int, ...]:
        """Return the next rows that hold text below a row, no more than these."""
        first = bisect_right(self.row_numbers, row)
        return self.row_numbers[first : first + most]

    def between(self, top: int, bottom: int) -> list[int]:
        """Return the rows that hold text from one row to another, both included."""
        return list(self.row_numbers[bisect_left(self.row_numbers, top) : bisect_right(self.row_numbers, bottom)])

    @cached_property
    def _merged(self) -> Mapping[tuple[int, int], Rect]:
        return {(rect.top, rect.left): rect for rect in self.grid.merges}

    @cached_property
    def _wide_merges(self) -> Mapping[int, Sequence[Rect]]:
        """Merges by the rows that they cover, those of a reasonable height."""
        found: dict[int, list[Rect]] = {}
        for rect in self.grid.merges[:_MOST_MERGES]:
            for row in range(rect.top, min(rect.bottom, rect.top + 200) + 1):
                found.setdefault(row, []).append(rect)
        return found

    def merge_at(self, row: int, column: int) -> Rect:
        """Return the merge whose top left cell this is, or the cell alone."""
        return self._merged.get((row, column), Rect(row, column, row, column))

    def merge_over(self, row: int, column: int) -> Rect | None:
        """Return the merge that covers a cell, None where it stands alone."""
        return next((rect for rect in self._wide_merges.get(row, ()) if rect.holds(row, column)), None)

    def text(self, row: int, column: int) -> str:
        """Return the text of a cell, that of its merge where it is covered by one."""
        found = self.rows.get(row, {}).get(column)
        if found is not None:
            return found
        rect = self.merge_over(row, column)
        return self.rows.get(rect.top, {}).get(rect.left, "") if rect else ""

    def own_text(self, row: int, column: int) -> str:
        """Return the text that stands in the cell itself."""
        cells = self.rows.get(row)
        return cells.get(column, "") if cells is not None else ""

    def cell(self, row: int, column: int) -> GridCell:
        """Return a cell; an empty plain one where there is none."""
        return self.grid.cells.get((row, column), _EMPTY)

    def look(self, row: int, column: int) -> Look:
        """Return the look of a cell."""
        found = self.grid.cells.get((row, column))
        return found.look if found else PLAIN

    @cached_property
    def _choices(self) -> Mapping[int, Sequence[tuple[int, int, Choice]]]:
        """Choices by column for narrow ranges: (top, bottom, choice) in order of the top."""
        found: dict[int, list[tuple[int, int, Choice]]] = {}
        for choice in self.grid.choices:
            for rect in choice.ranges:
                if rect.right - rect.left <= 40:
                    for column in range(rect.left, rect.right + 1):
                        found.setdefault(column, []).append((rect.top, rect.bottom, choice))
        for ranges in found.values():
            ranges.sort(key=lambda one: (one[0], one[1]))
        return found

    @cached_property
    def _wide_choices(self) -> Sequence[tuple[Rect, Choice]]:
        return [(rect, choice) for choice in self.grid.choices for rect in choice.ranges if rect.right - rect.left > 40]

    def choice_at(self, row: int, column: int) -> Choice | None:
        """Return the drop-down of a cell; the narrowest range wins over one that covers whole columns."""
        if not self.grid.choices:
            return None
        ranges = self._choices.get(column, ())
        end = bisect_right(ranges, row, key=lambda one: one[0])
        covering = [one for one in ranges[:end] if one[1] >= row]
        if covering:
            return min(covering, key=lambda one: one[1] - one[0])[2]
        return next((choice for rect, choice in self._wide_choices if rect.holds(row, column)), None)

    def is_listed(self, rows: Iterable[int], column: int) -> bool:
        """Tell whether a column has a drop-down in one of these rows."""
        return any(self.choice_at(row, column) is not None for row in rows)

    def choice_columns(self) -> tuple[int, ...]:
        """Return the columns that narrow drop-down ranges touch, in order."""
        return tuple(sorted(self._choices))

    def limit_at(self, row: int, column: int) -> int | None:
        """Return the most characters that a cell accepts, None where there is no limit."""
        return min(
            (one.max_length for one in self.grid.limits if any(rect.holds(row, column) for rect in one.ranges)),
            default=None,
        )


def make_view(grid: Grid) -> View:
    """Return the visible texts of a grid: cells of hidden rows and columns left out."""
    rows: dict[int, dict[int, str]] = {}
    hidden_rows, hidden_columns = grid.hidden_rows, grid.hidden_columns
    for row, column in sorted(place for place, cell in grid.cells.items() if cell.text):
        text = grid.cells[row, column].text.strip()
        if text and row not in hidden_rows and column not in hidden_columns:
            if row not in rows:
                rows[row] = {}
            rows[row][column] = text
    return View(grid, rows)

"""Where something stands: cell names and rectangles of cells, counted from 1 as people count them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")


@lru_cache(maxsize=MAX_COLUMN)
def format_column(column: int) -> str:
    """Return the letters of a column: 1 is A, 28 is AB."""
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(maxsize=MAX_COLUMN)
def parse_column(letters: str) -> int:
    """Return the number of a column: A is 1, AB is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def format_cell(row: int, column: int) -> str:
    """Return the name of a cell, such as `B12`."""
    return f"{format_column(column)}{row}"


def parse_cell(name: str) -> tuple[int, int]:
    """Return (row, column) of a cell name such as `B12` or `$B$12`; ValueError outside the format's limits."""
    found = _CELL.fullmatch(name)
    if found is None:
        raise ValueError(f"not a cell name: {name!r}")
    row, column = int(found[2]), parse_column(found[1])
    if row > MAX_ROW or column > MAX_COLUMN:
        raise ValueError(f"cell outside the sheet: {name!r}")
    return row, column


class Rect(Struct, frozen=True, order=True):
    """A rectangle of cells, all four edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Tell whether the cell lies in the rectangle."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    @property
    def name(self) -> str:
        """The rectangle as a range, such as `B2:C4`, or as a cell when it is one."""
        first = format_cell(self.top, self.left)
        last = format_cell(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def parse_range(name: str) -> Rect:
    """Return the rectangle of `B2`, `B2:C4`, `A:C` or `3:7`; ValueError when it is none of these."""
    first, _, last = name.replace("$", "").partition(":")
    last = last or first
    if first.isalpha() and last.isalpha():
        left, right = sorted((parse_column(first), parse_column(last)))
        if right > MAX_COLUMN:
            raise ValueError(f"range outside the sheet: {name!r}")
        return Rect(1, left, MAX_ROW, right)
    if first.isdigit() and last.isdigit():
        top, bottom = sorted((int(first), int(last)))
        if not 1 <= top <= bottom <= MAX_ROW:
            raise ValueError(f"range outside the sheet: {name!r}")
        return Rect(top, 1, bottom, MAX_COLUMN)
    (row_a, column_a), (row_b, column_b) = parse_cell(first), parse_cell(last)
    return Rect(min(row_a, row_b), min(column_a, column_b), max(row_a, row_b), max(column_a, column_b))


_MOST_OPEN = 1_000  # rectangles side by side over one row; more are no layout that a person made


def keep_apart(rects: Iterable[Rect]) -> tuple[Rect, ...]:
    """Return the rectangles in the order of their first cells, without each that overlaps one kept before it."""
    kept: list[Rect] = []
    still: list[Rect] = []
    for rect in sorted(rects):
        still = [one for one in still if one.bottom >= rect.top]
        apart = all(one.right < rect.left or rect.right < one.left for one in still)
        if apart and len(still) < _MOST_OPEN:
            kept.append(rect)
            still.append(rect)
    return tuple(kept)

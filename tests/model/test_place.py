"""Cell names and ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qbot.model.place import (
    MAX_COLUMN,
    MAX_ROW,
    Rect,
    format_cell,
    format_column,
    keep_apart,
    parse_cell,
    parse_column,
    parse_range,
)

COLUMNS = {1: "A", 26: "Z", 27: "AA", 52: "AZ", 53: "BA", 702: "ZZ", 703: "AAA", MAX_COLUMN: "XFD"}


@pytest.mark.parametrize(("number", "letters"), COLUMNS.items())
def test_columns_are_named_as_in_excel(number: int, letters: str) -> None:
    assert format_column(number) == letters
    assert parse_column(letters) == number


@given(st.integers(1, MAX_ROW), st.integers(1, MAX_COLUMN))
def test_a_name_reads_back_as_its_cell(row: int, column: int) -> None:
    assert parse_cell(format_cell(row, column)) == (row, column)


@pytest.mark.parametrize("name", ["", "A", "1", "A0", "XFE1", "A1048577", "ZZZZ1", "A1:B2", "R1C1", "A01"])
def test_what_is_no_cell_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="cell"):
        parse_cell(name)


@pytest.mark.parametrize(
    ("name", "rect"),
    {
        "B2": Rect(2, 2, 2, 2),
        "$B$2:$C$4": Rect(2, 2, 4, 3),
        "C4:B2": Rect(2, 2, 4, 3),
        "A:C": Rect(1, 1, MAX_ROW, 3),
        "3:7": Rect(3, 1, 7, MAX_COLUMN),
        "N1:XFD1048576": Rect(1, 14, MAX_ROW, MAX_COLUMN),
    }.items(),
)
def test_ranges(name: str, rect: Rect) -> None:
    assert parse_range(name) == rect


@pytest.mark.parametrize("name", ["", ":", "A:3", "XFE:XFE", "0:3", "A1:", "Sheet1!A1"])
def test_what_is_no_range_is_refused(name: str) -> None:
    if name == "A1:":
        assert parse_range(name) == Rect(1, 1, 1, 1)
    else:
        with pytest.raises(ValueError):
            parse_range(name)


def test_a_rectangle_holds_its_edges_and_no_more() -> None:
    rect = Rect(2, 2, 4, 3)
    assert rect.holds(2, 2)
    assert rect.holds(4, 3)
    assert not rect.holds(5, 3)
    assert not rect.holds(4, 4)
    assert rect.name == "B2:C4"


RECTS = st.builds(
    lambda top, left, height, width: Rect(top, left, top + height, left + width),
    *(st.integers(1, 12), st.integers(1, 12), st.integers(0, 4), st.integers(0, 4)),
)


@given(st.lists(RECTS, max_size=12))
def test_rectangles_that_overlap_an_earlier_one_are_left_out(rects: list[Rect]) -> None:
    def overlap(one: Rect, other: Rect) -> bool:
        return any(
            other.holds(row, column)
            for row in range(one.top, one.bottom + 1)
            for column in range(one.left, one.right + 1)
        )

    kept = keep_apart(rects)
    assert not any(overlap(one, other) for at, one in enumerate(kept) for other in kept[:at])
    for rect in rects:
        assert rect in kept or any(overlap(rect, one) for one in kept)

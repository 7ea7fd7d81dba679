"""Rows are printed as rich prints them, which the other tables are printed by."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Sequence

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.table import Table
from rich.text import Text

from qbot.cli.lines import Lines
from qbot.cli.row_lines import Cell, print_rows

WORDS = st.lists(st.text(alphabet="abcde,.–“”éß中か", min_size=1, max_size=12), max_size=6).map(" ".join)
ROW = st.tuples(st.text(alphabet="ABC12", max_size=5), WORDS, st.text(alphabet="ab", max_size=8), WORDS)
HEADINGS, SHARES = ("cell", "question", "band", "draft"), {"question": 4, "draft": 3}


def print_by_rich(rows: Sequence[Sequence[str]], width: int) -> str:
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    for heading in HEADINGS:
        table.add_column(heading, overflow="ellipsis", no_wrap=True, ratio=SHARES.get(heading))
    for row in rows:
        table.add_row(*map(Text, row))
    console.print(table)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@given(rows=st.lists(ROW, max_size=5), width=st.integers(60, 90))
def test_rows_are_printed_as_rich_prints_them(rows: Sequence[Sequence[str]], width: int) -> None:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        print_rows(Lines(width), HEADINGS, [[*map(Cell, row)] for row in rows], shares=SHARES)
    assert printed.getvalue() == print_by_rich(rows, width)


def print_one(cell: Cell, monkeypatch: pytest.MonkeyPatch) -> str:
    printed: list[str] = []
    monkeypatch.setattr(click, "echo", printed.append)
    print_rows(Lines(20), ("text",), [[cell]], shares={"text": 1})
    return printed[-1].rstrip()


def test_texts_are_cleaned_and_looks_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    assert print_one(Cell("a\x1b[2J\nb"), monkeypatch) == "a [2J b"
    assert print_one(Cell("sure", colour="green"), monkeypatch) == click.style("sure", fg="green")
    assert print_one(Cell("blank", dim=True), monkeypatch) == click.style("blank", dim=True)
    monkeypatch.setenv("NO_COLOR", "1")
    assert print_one(Cell("sure", colour="green"), monkeypatch) == "sure"

"""The terminal: one console for results, and the few shapes that all commands print in.

Texts come from customers' files, so nothing is read as markup and control characters are taken out.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from qbot.cli.lines import clean_line


def open_console() -> Console:
    """Return a console on standard output, as wide as the terminal and never narrower than 80 characters."""
    console = Console(highlight=False, markup=False, emoji=False)
    if console.width < 80 or not console.is_terminal:
        console.width = max(console.width, 120)
    return console


def clean(text: str, *, limit: int = 0) -> Text:
    """Return the text on one line, without control characters, cut to `limit` characters (0: whole)."""
    return Text(clean_line(text, limit=limit))


def print_title(console: Console, text: str) -> None:
    """Print a heading with a blank line before it."""
    console.print()
    console.print(Text(text, style="bold"))


def print_table(
    console: Console,
    headings: Sequence[str],
    rows: Iterable[Sequence[str | Text]],
) -> None:
    """Print a plain table; cells that are strings are cleaned, and long ones are folded."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="dim")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*(cell if isinstance(cell, Text) else clean(cell) for cell in row))
    console.print(table)


def print_list(console: Console, lines: Iterable[str]) -> None:
    """Print lines with a dash before each."""
    for line in lines:
        console.print(Text("  - ") + clean(line))

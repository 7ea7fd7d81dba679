"""A table of which each row is one line: what has no room in its column ends in an ellipsis. It does without rich."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from math import ceil

import click
from msgspec import Struct

from qbot.cli.lines import Lines, clean_line, measure

_GAP = "  "


class Cell(Struct, frozen=True):
    """A text in a row, and how it looks on a terminal."""

    text: str
    colour: str | None = None
    dim: bool = False


def print_rows(
    lines: Lines, headings: Sequence[str], rows: Sequence[Sequence[Cell]], *, shares: Mapping[str, int]
) -> None:
    """Print a heading and a line for each row, all of one width; texts are cleaned.

    The columns with shares, by heading, share the width that the others leave, each of which is as wide as its texts.
    """
    titles = [Cell(heading, dim=True) for heading in headings]
    cleaned = [[Cell(clean_line(cell.text), cell.colour, cell.dim) for cell in row] for row in (titles, *rows)]
    widths = _find_widths(lines.width, cleaned, [shares.get(heading, 0) for heading in headings])
    for row in cleaned:
        click.echo(_GAP.join(_show(cell, width) for cell, width in zip(row, widths, strict=True)))


def _find_widths(width: int, rows: Sequence[Sequence[Cell]], shares: Sequence[int]) -> list[int]:
    """Return the width of each column without the gap behind it."""
    widths = [
        0 if share else max(measure(cell.text) for cell in column)
        for share, column in zip(shares, zip(*rows, strict=True), strict=True)
    ]
    last, gap = len(shares) - 1, len(_GAP)
    left = width - sum(own + gap * (place < last) for place, own in enumerate(widths) if not shares[place])
    parts = sum(shares)
    for place, share in enumerate(shares):
        if share:
            behind = gap * (place < last)
            whole = max(1 + behind, ceil(share * left / parts))
            widths[place], left, parts = whole - behind, left - whole, parts - share
    return widths


def _show(cell: Cell, width: int) -> str:
    """Return the text of a cell, cut or filled up to the width, in its look."""
    text, size = cell.text, measure(cell.text)
    if size > width:
        text, size = _cut(text, width - 1) + "…", width
    colour = None if os.environ.get("NO_COLOR") else cell.colour
    shown = click.style(text, fg=colour, dim=cell.dim or None) if colour or cell.dim else text
    return shown + " " * (width - size)


def _cut(text: str, width: int) -> str:
    """Return the beginning of a text that has exactly this width; half a letter becomes a blank."""
    if text.isascii():
        return text[:width]
    end = taken = 0
    while end < len(text) and taken + measure(text[end]) <= width:
        taken += measure(text[end])
        end += 1
    return text[:end] + " " * (width - taken)

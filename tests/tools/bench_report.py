"""What a benchmark tells: sections with a table, figures beside their bars, and what was left out.

Each part of `make bench` gives sections back; they are printed as they come, and stand in BENCHMARKS.md afterwards.
"""

from __future__ import annotations

import argparse
import math
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

Row = Sequence[str]
NO_TESTDATA = "QBOT_TESTDATA names no folder with the test questionnaires"


class LeftOutError(Exception):
    """A part cannot be measured on this machine; the message is the reason."""


class Given(Struct, frozen=True):
    """What all parts are given: the folder of test questionnaires, where there is one, and whether to hurry."""

    testdata: Path | None
    quick: bool = False

    def require_testdata(self) -> Path:
        """Return the folder of test questionnaires; LeftOutError without one."""
        if self.testdata is None:
            raise LeftOutError(NO_TESTDATA)
        return self.testdata


class Bar(Struct, frozen=True):
    """A figure and the limit that it is held to, which is the least it may be unless `most` says otherwise.

    What is `timed` hangs on what else the machine does: it is told, and no test asserts it.
    """

    what: str
    value: float
    limit: float
    most: bool = False
    timed: bool = False

    @property
    def met(self) -> bool:
        return self.value <= self.limit if self.most else self.value >= self.limit

    def list_cells(self) -> Row:
        """Return the row of the bar in a table: what, figure, limit, and whether it is met."""
        limit = f"at {'most' if self.most else 'least'} {show(self.limit)}"
        return self.what, show(self.value), limit, "met" if self.met else "**missed**"


class Section(Struct, frozen=True):
    """One table with its title, a note on how it was measured, the bars that it is held to, and perhaps a picture."""

    title: str
    note: str
    heads: Row
    rows: Sequence[Row]
    bars: Sequence[Bar] = ()
    picture: str = ""  # an SVG


BAR_HEADS = ("Bar", "Figure", "Limit", "")


def show(value: float) -> str:
    """Return a number with no more decimals than tell something: four below 1, one from 10 on; "-" for none."""
    if math.isnan(value):
        return "-"
    text = f"{value:,.{4 if value < 1 else 2 if value < 10 else 1}f}".rstrip("0").rstrip(".")
    return text if text != "-0" else "0"


def render_text(section: Section) -> str:
    """Return a section as it is printed."""
    lines = ["", section.title, section.note, *_align(section.heads, section.rows)]
    if section.bars:
        bars = [tuple(cell.strip("*") for cell in one.list_cells()) for one in section.bars]
        lines += ["", *_align(BAR_HEADS, bars)]
    return "\n".join(lines)


def render_markdown(section: Section, picture: str = "") -> str:
    """Return a section as it stands in the report; `picture` is the address of its picture."""
    lines = [f"## {section.title}", "", section.note, "", *list_pipes(section.heads, section.rows)]
    if section.bars:
        lines += ["", *list_pipes(BAR_HEADS, [one.list_cells() for one in section.bars])]
    if section.picture and picture:
        lines += ["", f"![{section.title}]({picture})"]
    return "\n".join(lines)


def run_alone(bench: Callable[[Given], Sequence[Section]], told: str | None) -> None:
    """Run one part by itself, on the folder of test questionnaires that the command line names, and print it."""
    parser = argparse.ArgumentParser(description=(told or "").split("\n\n")[0])
    parser.add_argument("testdata", nargs="?", type=Path, default=os.environ.get("QBOT_TESTDATA"))
    parser.add_argument("--quick", action="store_true")
    chosen = parser.parse_args()
    for section in bench(Given(Path(chosen.testdata) if chosen.testdata else None, chosen.quick)):
        print(render_text(section))


def _align(heads: Row, rows: Sequence[Row]) -> Iterator[str]:
    """Yield the lines of a table in columns, numbers to the right."""
    widths = [max(len(row[at]) for row in (heads, *rows)) for at in range(len(heads))]
    for row in (heads, *rows):
        first, *others = (
            cell.rjust(width) if at else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield "  ".join((first, *others)).rstrip()


def list_pipes(heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    """Yield the lines of a table in Markdown, numbers to the right."""
    for cells in (heads, ("---", *("--:" for _ in heads[1:])), *rows):
        yield f"| {' | '.join(cells)} |"

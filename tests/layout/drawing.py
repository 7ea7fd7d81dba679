"""Sheets drawn as text, with the expected reading marked in the drawing itself.

A line is a row, `|` stands between cells. In a cell: `? text` is expected to be a question, `! text` an identity
field; `{answer}` is an empty cell that is expected to be that slot, `{answer: Yes, No}` one with a drop-down,
`{answer = text}` one that holds a text already, `{answer+}` one that is coloured, `{x}` one that takes an X,
`{-: Yes, No}` a drop-down that is no slot, `{listed: Yes, No}` an answer whose texts stand elsewhere on the sheet;
`*text*` is bold on a fill; `=text` a formula with its stored result; `==` belongs to the cell on its left and `^^` to
the one above, as one merged cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from qbot.layout.grid import PLAIN, Choice, Grid, GridCell, Look
from qbot.layout.reading import Reading
from qbot.model.place import Rect, format_cell

_SLOT = re.compile(r"\{([\w-]+\+?)\s*(?::\s*([^=}]*))?(?:=\s*([^}]*))?\}")
_ROLES = {"answer", "comment", "evidence", "ownership", "score", "date"}
_HEADING = Look(bold=True, fill="DDDDDD")
_ROOM = Look(fill="FFFFCC")

# A question's cell to its slots: role, cell, options.
Slots = tuple[tuple[str, str, tuple[str, ...]], ...]


class Drawing(Struct):
    """A grid and the reading that is expected of it."""

    grid: Grid
    expected: dict[str, Slots] = field(default_factory=dict)
    identity: set[str] = field(default_factory=set)


def draw(text: str, name: str = "Sheet") -> Drawing:
    """Return the sheet of a drawing; its indentation and empty first and last lines do not count."""
    pen = _Pen()
    for row, line in enumerate(text.strip("\n").rstrip().splitlines(), start=1):
        pen.draw_row(row, [drawn.strip() for drawn in line.strip().split("|")])
    merges = tuple(sorted(set(pen.spans.values()), key=lambda rect: (rect.top, rect.left)))
    grid = Grid(name, pen.cells, merges=merges, choices=tuple(pen.choices))
    return Drawing(grid, pen.expected, pen.identity)


class _Pen(Struct):
    """Takes the rows of a drawing one after the other."""

    cells: dict[tuple[int, int], GridCell] = field(default_factory=dict)
    spans: dict[tuple[int, int], Rect] = field(default_factory=dict)
    choices: list[Choice] = field(default_factory=list)
    expected: dict[str, Slots] = field(default_factory=dict)
    identity: set[str] = field(default_factory=set)
    asked: str = ""

    def draw_row(self, row: int, marks: Sequence[str]) -> None:
        """Take one row; its slots belong to its own question (of two, the one left of them), or to the last above."""
        for column, mark in enumerate(marks, 1):
            if mark[:2] in ("? ", "! "):
                self.expected[format_cell(row, column)] = ()
                if mark[0] == "!":
                    self.identity.add(format_cell(row, column))
        own = (format_cell(row, column) for column, mark in enumerate(marks, 1) if mark[:2] in ("? ", "! "))
        self.asked = next(own, self.asked)
        for column, mark in enumerate(marks, 1):
            here = row, column
            if format_cell(*here) in self.expected:
                self.asked = format_cell(*here)
            if mark in ("==", "^^"):
                self._merge(here, (row, column - 1) if mark == "==" else (row - 1, column))
            elif slot := _SLOT.fullmatch(mark):
                self._draw_slot(here, slot[1], slot[2] or "", slot[3] or "")
            elif mark:
                self.cells[here] = _make_cell(mark[2:] if mark[:2] in ("? ", "! ") else mark)

    def _merge(self, here: tuple[int, int], before: tuple[int, int]) -> None:
        rect = self.spans.get(before, Rect(*before, *before))
        grown = Rect(rect.top, rect.left, max(rect.bottom, here[0]), max(rect.right, here[1]))
        for row in range(grown.top, here[0] + 1):
            for column in range(grown.left, here[1] + 1):
                self.spans[row, column] = grown

    def _draw_slot(self, here: tuple[int, int], role: str, listed: str, held: str) -> None:
        options = tuple(one.strip() for one in listed.split(",") if one.strip())
        drawn = role == "listed" or "☐" in held or "/" in held  # boxes and words to delete from are no drop-down
        if options and not drawn:
            self.choices.append(Choice((Rect(*here, *here),), options))
        if held or role.endswith("+"):
            self.cells[here] = GridCell(held.strip(), look=_ROOM if role.endswith("+") else PLAIN)
        role = role.removesuffix("+").replace("listed", "answer")
        slot = ("answer", format_cell(*here), ("X",)) if role == "x" else (role, format_cell(*here), options)
        if slot[0] in _ROLES:
            self.expected[self.asked] += (slot,)


def _make_cell(mark: str) -> GridCell:
    if mark.startswith("="):
        return GridCell(mark[1:].strip(), formula="A1")
    if len(mark) > 2 and mark[0] == mark[-1] == "*":
        return GridCell(mark[1:-1].strip(), look=_HEADING)
    return GridCell(mark)


def read_slots(reading: Reading, sheet: str = "Sheet") -> Mapping[str, Slots]:
    """Return the slots of each question of a sheet by its cell, as drawings have them."""
    return {
        one.cell: tuple((slot.role.value, slot.cell, slot.options) for slot in one.slots)
        for one in reading.questions
        if one.sheet == sheet
    }

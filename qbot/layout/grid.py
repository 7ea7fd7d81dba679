"""A plain grid: all that a person sees on one sheet, without any file format."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from qbot.model.place import Rect

Sign = tuple[object, ...]


class Look(Struct, frozen=True):
    """How a cell looks, as far as it tells what the cell is for; `fill` is `RRGGBB` or `theme:N:tint` or None."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    size: float | None = None
    fill: str | None = None
    locked: bool = True
    number_format: str = "General"
    border: bool = False

    @property
    def sign(self) -> Sign:
        """What of the look tells a question from a heading."""
        return self.bold, self.fill, self.size, self.italic

    @property
    def room(self) -> Sign | None:
        """What of the look shows that a cell is made to be filled in; None where nothing does."""
        made = self.fill is not None or not self.locked or self.border
        return (self.fill, self.locked, self.border) if made else None


PLAIN = Look()


class GridCell(Struct, frozen=True):
    """One cell that holds something or has a look. `formula` is its formula without the equals sign, for
    a shared formula as it stands in the first of its cells (None: no formula);
    `text` is then the stored result. `is_number`: the value is a number or date, not text."""

    text: str = ""
    formula: str | None = None
    is_number: bool = False
    look: Look = PLAIN


class Choice(Struct, frozen=True):
    """A drop-down: the ranges it covers and its texts in order. `note` says why the texts could not be listed.

    Ranges may cover a million rows: test with `holds`, never count through them.
    """

    ranges: tuple[Rect, ...]
    options: tuple[str, ...] = ()
    note: str | None = None


class TextLimit(Struct, frozen=True):
    """A validation of text length: the most characters that cells of these ranges accept."""

    ranges: tuple[Rect, ...]
    max_length: int


class Grid(Struct, frozen=True):
    """One sheet. `cells` maps (row, column), both from 1, to cells; absent cells are empty and plain.

    `merges` never overlap. `tables` are the ranges of Excel tables, header row included. `hidden_rows` and
    `hidden_columns` are sets of numbers. `notes` are cell comments by place. `widths` are column widths in characters.
    `boxed` are the words of shapes and text boxes with the cell that each begins on; `controls` counts the check boxes,
    lists and buttons that lie over the cells.
    """

    name: str
    cells: Mapping[tuple[int, int], GridCell]
    merges: tuple[Rect, ...] = ()
    choices: tuple[Choice, ...] = ()
    limits: tuple[TextLimit, ...] = ()
    tables: tuple[Rect, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    hidden: bool = False
    protected: bool = False
    notes: Mapping[tuple[int, int], str] = field(default_factory=dict)
    widths: Mapping[int, float] = field(default_factory=dict)
    boxed: tuple[tuple[tuple[int, int], str], ...] = ()
    controls: int = 0

"""What is open while the body of a Word document is read, from the table down to the run."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from qbot.document.body import Block, Field, FieldKind, TableCell, TableRow


class BodyError(ValueError):
    """A body that is not read; `str()` says why."""


class OpenControl(Struct):
    """A content control. `level` is `run`, `block`, `cell` or `row`; `mark` is how much stood before it."""

    start: int
    level: str
    mark: int
    offset: int
    kind: FieldKind | None = None
    options: list[str] = field(default_factory=list)
    placeholder: bool = False
    locked: bool = False
    bound: bool = False
    ticked: bool = False
    title: str = ""
    text: list[str] = field(default_factory=list)
    in_properties: bool = False
    properties: tuple[int, int] = (0, 0)
    drawn: bool = False

    @property
    def takes_text(self) -> bool:
        """Whether its text is no text of the paragraph: a choice made, a placeholder, or the sign of a box."""
        return self.placeholder or self.drawn or self.kind in {FieldKind.LIST, FieldKind.COMBO, FieldKind.DATE}


class OpenForm(Struct):
    """A form field of older Word that is open; `shown`: its result follows."""

    start: int
    offset: int
    kind: FieldKind | None = None
    options: list[str] = field(default_factory=list)
    chosen: int | None = None
    ticked: bool = False
    shown: bool = False
    text: list[str] = field(default_factory=list)


class OpenParagraph(Struct):
    start: int
    pieces: list[str] = field(default_factory=list)
    length: int = 0
    style: str = ""
    list_id: int | None = None
    list_level: int = 0
    outline: int | None = None
    letters: int = 0
    bold_letters: int = 0
    fields: list[Field] = field(default_factory=list)
    forms: list[OpenForm] = field(default_factory=list)
    in_properties: bool = False


class OpenRun(Struct):
    start: int
    bold: bool = False
    hidden: bool = False


class OpenCell(Struct):
    start: int
    row: int
    column: int
    span: int = 1
    merge: str = ""
    fill: str | None = None
    blocks: list[Block] = field(default_factory=list)
    fields: list[Field] = field(default_factory=list)


class OpenTable(Struct):
    start: int
    name: str
    rows: list[TableRow] = field(default_factory=list)
    cells: list[TableCell] = field(default_factory=list)
    cell: OpenCell | None = None
    in_row: bool = False
    column: int = 1
    header: bool = False
    deleted: bool = False
    inner: int = 0


def is_on(attributes: Mapping[str, str], key: str = "val") -> bool:
    return attributes.get(key, "1").lower() not in {"0", "false", "off", "none"}


def read_number(attributes: Mapping[str, str], *, key: str = "val", highest: int = 1 << 30, base: int = 10) -> int:
    """Return a whole number between 0 and `highest`; what is no number counts as 0."""
    try:
        return max(0, min(int(attributes.get(key, "0")[:12], base), highest))
    except ValueError:
        return 0


# Letters of the symbol fonts that draw an empty box or circle, and those that draw a ticked one.
_WINGDINGS_OPEN = frozenset({0x6F, 0x70, 0x71, 0x72, 0xA8, 0xA1, 0x30, 0x63})
_WINGDINGS_TICKED = frozenset({0xFE, 0xFD, 0xFC, 0xFB, 0x78, 0x6E, 0x52, 0x53, 0x54, 0x51, 0x50, 0x4F})


def read_symbol(font: str, char: str) -> str | None:
    """Return what a letter of a symbol font reads as: a box, a ticked box or a bullet; None for other fonts."""
    if not font.startswith(("Wingdings", "Webdings")):
        return None
    code = read_number({"val": char}, base=16) & 0xFF
    return "☒" if code in _WINGDINGS_TICKED else "☐" if code in _WINGDINGS_OPEN else "•"

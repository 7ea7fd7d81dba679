"""What stands in a file, and the proof that a filled one differs from its original in answer cells only."""

from __future__ import annotations

from msgspec import Struct, field


class SheetTexts(Struct, frozen=True):
    """What stands in one sheet: each cell's text by its name, and the ranges that are merged.

    `places` are the file's own names of the cells, where the file is no sheet and these are shown as one.
    """

    name: str
    hidden: bool
    texts: dict[str, str]
    merges: tuple[str, ...]
    places: dict[str, str] = field(default_factory=dict)


class Finding(Struct, frozen=True):
    """Something that a check of a filled file found: where it is and what is wrong."""

    place: str
    text: str


class CellChange(Struct, frozen=True):
    """A cell that differs between the original and the filled file."""

    sheet: str
    cell: str
    before: str
    after: str


class VerifyReport(Struct, frozen=True):
    """The proof: every changed cell, the other changes that are allowed, findings (none: the file is proven), and
    sentences on what was not checked."""

    changes: tuple[CellChange, ...] = ()
    other_changes: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    notes: tuple[str, ...] = ()

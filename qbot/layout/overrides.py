"""A person's correction of a reading: what a sheet is for, where its header stands and what its columns hold."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from qbot.model.questionnaire import SheetRole


class SheetOverride(Struct, frozen=True):
    """What is said of one sheet; None and empty mean that the reading decides. `columns` maps letters to roles."""

    role: SheetRole | None = None
    header_row: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    leave_out: tuple[int, ...] = ()


class LayoutOverrides(Struct, frozen=True):
    """The corrections of one file, by the name of the sheet."""

    sheets: Mapping[str, SheetOverride] = field(default_factory=dict)

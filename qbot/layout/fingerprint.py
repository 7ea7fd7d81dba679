"""What makes two workbooks the same form, and a reading as corrections: so that a correction can be remembered."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from qbot.layout.grid import Grid
from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.layout.reading import Reading
from qbot.layout.tables import find_tables
from qbot.layout.texts import fold_text
from qbot.layout.view import make_view


def fingerprint(grids: Sequence[Grid]) -> str:
    """Return the SHA-256 (hex) of the sheets' names and the headings of their tables; answers do not count."""
    structure = [(grid.name, _list_headings(grid)) for grid in grids]
    return hashlib.sha256(json.dumps(structure, ensure_ascii=False).encode()).hexdigest()


def describe(reading: Reading) -> LayoutOverrides:
    """Return a reading as the corrections that would give it again, for a person to change."""
    return LayoutOverrides(
        {
            sheet.name: SheetOverride(
                sheet.role, sheet.header_row, {column.letters: column.role for column in sheet.columns}
            )
            for sheet in reading.sheets
        }
    )


def _list_headings(grid: Grid) -> list[list[str]]:
    if grid.hidden:
        return []
    view = make_view(grid)
    headers = [table.header for table in find_tables(view, None) if table.header is not None]
    return [[fold_text(text) for text in view.rows.get(row, {}).values()] for row in headers]

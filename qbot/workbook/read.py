"""Reading a workbook: its grids, and the questionnaire that a person sees in them."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from qbot.layout.overrides import LayoutOverrides
from qbot.layout.reading import find_questions
from qbot.model.place import format_cell
from qbot.model.questionnaire import Questionnaire
from qbot.workbook.book import read_grids

if TYPE_CHECKING:
    from qbot.model.proof import SheetTexts


def read_workbook(path: Path, *, overrides: LayoutOverrides | None = None) -> Questionnaire:
    """Return the questionnaire in an .xlsx or .xlsm file; UnreadableError with the reason where it cannot be read."""
    reading = find_questions(read_grids(path), overrides=overrides)
    return Questionnaire(
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        sheets=reading.sheets,
        questions=reading.questions,
        skipped=reading.skipped,
        notes=reading.notes,
        form=reading.form,
    )


def read_workbook_texts(path: Path) -> tuple[SheetTexts, ...]:
    """Return all that stands in the sheets of an .xlsx or .xlsm file; UnreadableError as `read_workbook`."""
    from qbot.model.proof import SheetTexts  # who reads questions has no use for it

    return tuple(
        SheetTexts(
            name=grid.name,
            hidden=grid.hidden,
            texts={format_cell(*place): cell.text for place, cell in grid.cells.items() if cell.text},
            merges=tuple(merge.name for merge in grid.merges),
        )
        for grid in read_grids(path)
    )

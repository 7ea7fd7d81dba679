"""Comment columns of a completed workbook, which a blank one shows by being empty, found by their heading and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from qbot.knowledge_base.tables import read_sheets
from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.model.place import format_column, parse_cell, parse_column
from qbot.model.questionnaire import Questionnaire, Sheet, SheetRole

# Headings of columns that the customer fills, or that hold no words of the one who answers.
_NOT_OURS = re.compile(
    r"\b(?:customer|client|institution|buyer|reviewer|analyst|assessor|auditor|internal|guidance|guideline|instructions?|"
    r"examples?|help|hints?|rationale|purpose|objective|scores?|scoring|weights?|weighting|points|rating|risk|priority|"
    r"criticality|mandatory|required|mapping|framework|standard|references?|iso|nist|soc|cis|control|domain|category|"
    r"section|topic|type|format|level|maturity|due|date|follow[- ]?up|expected|ideal|preferred)\b",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_ANSWERS = frozenset({"answer", "score"})
_OPEN = frozenset({"guidance", "ignore"})


def find_filled_columns(questionnaire: Questionnaire, path: Path) -> LayoutOverrides | None:
    """Return the correction that takes filled columns right of the answer as comments; None where there are none.

    A comment column without a usual heading is known in a blank form by being empty. Here it counts when it has a
    heading that names no business of the customer's, and holds words beside answers and beside nothing else.
    """
    texts: Mapping[str, Sequence[Sequence[str]]] = dict(read_sheets(path))
    found: dict[str, SheetOverride] = {}
    for sheet in questionnaire.sheets:
        rows = texts.get(sheet.name)
        if rows and sheet.role is SheetRole.QUESTIONS and sheet.header_row:
            letters = tuple(_find_columns(sheet, rows, _find_answered(questionnaire, sheet.name)))
            if letters:
                found[sheet.name] = SheetOverride(columns=dict.fromkeys(letters, "comment"))
    return LayoutOverrides(found) if found else None


def _find_answered(questionnaire: Questionnaire, name: str) -> Mapping[int, bool]:
    """Return the rows of a sheet's questions, and for each whether it holds an answer."""
    return {
        parse_cell(question.cell)[0]: any(slot.holds_answer for slot in question.slots)
        for question in questionnaire.questions
        if question.sheet == name
    }


def _find_columns(sheet: Sheet, rows: Sequence[Sequence[str]], answered: Mapping[int, bool]) -> Iterator[str]:
    answers = [parse_column(column.letters) for column in sheet.columns if column.role in _ANSWERS]
    taken = {parse_column(column.letters) for column in sheet.columns if column.role not in _OPEN}
    if not answers or not any(answered.values()):
        return
    header = rows[(sheet.header_row or 1) - 1] if len(rows) >= (sheet.header_row or 1) else ()
    for column in range(min(answers) + 1, len(header) + 1):
        heading = header[column - 1].strip()
        if column in taken or not heading or _NOT_OURS.search(heading):
            continue
        filled = {row for row in answered if _WORDS.search(_find_cell(rows, row, column))}
        if filled and all(answered[row] for row in filled):
            yield format_column(column)


def _find_cell(rows: Sequence[Sequence[str]], row: int, column: int) -> str:
    cells = rows[row - 1] if row <= len(rows) else ()
    return cells[column - 1] if column <= len(cells) else ""

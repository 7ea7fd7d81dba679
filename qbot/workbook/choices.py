"""Drop-downs: what a list validation allows, wherever its texts stand, without ever counting through its ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.layout.grid import Choice, GridCell, TextLimit
from qbot.model.patterns import compile_late
from qbot.model.place import MAX_COLUMN, MAX_ROW, Rect, parse_range
from qbot.workbook.sheet import Validation

Cells = Mapping[tuple[int, int], GridCell]

_REFERENCE = compile_late(r"(?:(?:'((?:[^']|'')+)'|([\w.\-]+))!)?(\$?[A-Za-z]{0,3}\$?\d*(?::\$?[A-Za-z]{0,3}\$?\d*)?)")
_STRUCTURED = compile_late(r"([\w.\\]+)\[(?:\[#Data\],)?\[?([^\[\]#]+)\]?\]")
_INDIRECT = compile_late(r"INDIRECT\(\s*\"([^\"]+)\"\s*(?:,\s*(?:TRUE|1)\s*)?\)", re.IGNORECASE)
_OFFSET = compile_late(
    r"OFFSET\(\s*([^,()]+),\s*(\d{1,7}),\s*(\d{1,7})(?:,\s*(\d{1,7}))?(?:,\s*(\d{1,7}))?\s*\)", re.IGNORECASE
)
_NAME = compile_late(r"[A-Za-z_\\][\w.\\]*")
_LONGEST_LIST = 2_000
_DEPTH = 5


class Book(Struct, frozen=True):
    """What the formulas of validations may lead to: cells by sheet, names by (sheet or "", lower-case name), table
    columns by (table, column) in lower case."""

    sheets: Mapping[str, Cells]
    names: Mapping[tuple[str, str], str]
    table_columns: Mapping[tuple[str, str], tuple[str, Rect]]


def find_choices(validations: Sequence[Validation], book: Book, sheet: str) -> tuple[Choice, ...]:
    """Return the drop-downs of a sheet with exactly the texts that the file allows, in its order.

    A list that depends on other cells has no texts and a note that says so.
    """
    lists: dict[str, tuple[tuple[str, ...], str | None]] = {}
    found: list[Choice] = []
    for validation in validations:
        if validation.kind != "list":
            continue
        formula = validation.first.strip()
        if formula not in lists:
            options = _find_options(formula, book, sheet, _DEPTH)
            note = None if options else f"the list depends on {formula[:120]}, which only Excel can work out"
            lists[formula] = (options or (), note)
        options, note = lists[formula]
        found.append(Choice(validation.ranges, options, note))
    return tuple(found)


def find_limits(validations: Sequence[Validation]) -> tuple[TextLimit, ...]:
    """Return the limits on text length that are plain numbers."""
    found: list[TextLimit] = []
    for one in validations:
        bound = one.second if one.operator == "between" else one.first
        if one.kind == "textLength" and one.operator in {"between", "lessThanOrEqual", "lessThan", "equal"}:
            text = bound.strip().lstrip("=")
            if text.isdecimal() and len(text) < 10:
                found.append(TextLimit(one.ranges, int(text) - (one.operator == "lessThan")))
    return tuple(found)


def _find_options(formula: str, book: Book, sheet: str, depth: int) -> tuple[str, ...] | None:
    formula = formula.lstrip("=").strip()
    if not formula or depth == 0:
        return None
    if formula.startswith('"'):
        return _split_literal(formula)
    for pattern, resolve in ((_INDIRECT, _resolve_indirect), (_OFFSET, _resolve_offset)):
        match = pattern.fullmatch(formula)
        if match:
            return resolve(match, book, sheet, depth)
    structured = _STRUCTURED.fullmatch(formula)
    if structured:
        place = book.table_columns.get((structured[1].lower(), structured[2].strip().lower()))
        return _list_texts(book.sheets.get(place[0], {}), place[1]) if place else None
    return _resolve_reference(formula, book, sheet) or _resolve_name(formula, book, sheet, depth)


def _split_literal(formula: str) -> tuple[str, ...]:
    inner = formula[1:-1] if formula.endswith('"') else formula[1:]
    return tuple(text.strip() for text in inner.replace('""', '"').split(",") if text.strip())


def _resolve_reference(formula: str, book: Book, sheet: str) -> tuple[str, ...] | None:
    place = _find_range(formula, book, sheet)
    return _list_texts(book.sheets[place[0]], place[1]) if place else None


def _find_range(formula: str, book: Book, sheet: str) -> tuple[str, Rect] | None:
    match = _REFERENCE.fullmatch(formula.strip())
    if match is None or not match[3]:
        return None
    name = (match[1] or "").replace("''", "'") or match[2] or sheet
    where = next((known for known in book.sheets if known.lower() == name.lower()), None)
    if where is None:
        return None
    try:
        return where, parse_range(match[3])
    except ValueError:
        return None


def _resolve_name(formula: str, book: Book, sheet: str, depth: int) -> tuple[str, ...] | None:
    if not _NAME.fullmatch(formula.rpartition("!")[2]):
        return None
    key = formula.rpartition("!")[2].lower()
    target = book.names.get((sheet, key)) or book.names.get(("", key))
    return _find_options(target, book, sheet, depth - 1) if target else None


def _resolve_indirect(match: re.Match[str], book: Book, sheet: str, depth: int) -> tuple[str, ...] | None:
    return _find_options(match[1], book, sheet, depth - 1)


def _resolve_offset(match: re.Match[str], book: Book, sheet: str, _depth: int) -> tuple[str, ...] | None:
    place = _find_range(match[1], book, sheet)
    if place is None:
        return None
    where, base = place
    top, left = base.top + int(match[2]), base.left + int(match[3])
    height = int(match[4] or base.bottom - base.top + 1)
    width = int(match[5] or base.right - base.left + 1)
    if not (height and width) or top + height - 1 > MAX_ROW or left + width - 1 > MAX_COLUMN:
        return None
    return _list_texts(book.sheets[where], Rect(top, left, top + height - 1, left + width - 1))


def _list_texts(cells: Cells, rect: Rect) -> tuple[str, ...] | None:
    """Return the texts in a range, row by row, without blanks; whole columns cost no more than the sheet."""
    area = (rect.bottom - rect.top + 1) * (rect.right - rect.left + 1)
    if area <= len(cells):
        places = (
            (row, column) for row in range(rect.top, rect.bottom + 1) for column in range(rect.left, rect.right + 1)
        )
        texts = [cells[place].text for place in places if place in cells]
    else:
        texts = [cells[place].text for place in sorted(place for place in cells if rect.holds(*place))]
    listed = tuple(text for text in texts if text.strip())
    return listed if 0 < len(listed) <= _LONGEST_LIST else None

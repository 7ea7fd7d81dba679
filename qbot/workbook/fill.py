"""Filling a workbook: the answer cells get their values, and every other byte of the file stays."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from pathlib import Path

from qbot.errors import UnreadableError, UsageError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.ooxml.archive import Archive, open_archive
from qbot.ooxml.rewrite import rewrite_archive
from qbot.ooxml.splice import decode_part
from qbot.workbook.columns import NewColumn, widen_table
from qbot.workbook.fill_parts import TablePart, WorkbookParts, read_parts, read_pivots, read_tables
from qbot.workbook.fill_recalc import CHANGE, ask_calculation, has_formulas
from qbot.workbook.fill_rules import Surroundings
from qbot.workbook.fill_sheet import BookStyles, SheetFill, fill_sheet
from qbot.workbook.fill_styles import CellStyle, read_styles

_REMEDY = "Ask the customer for the file again, or save it once with Excel and use that copy"


class SignedError(UsageError):
    """The workbook carries a digital signature, which any answer would break."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path}: the workbook is signed, and any change breaks the signature. "
            "Say --break-signature to go on, or ask for an unsigned copy"
        )


def fill_workbook(
    source: Path, target: Path, values: Sequence[CellValue], *, break_signature: bool = False
) -> FillReport:
    """Write a copy of the workbook with the values in their cells, and return what was done and what was refused.

    The source is only read. The target appears in one step, or stays as it was. UsageError where the target is the
    source, or where the workbook is signed and `break_signature` is not given.
    """
    target = target.resolve()
    if target.exists() and target.samefile(source):
        raise UsageError(f"{target}: this is the customer's own file, which is never changed. Choose another name")
    archive = open_archive(source)
    try:
        parts = read_parts(archive)
        if parts.is_signed and not break_signature:
            raise SignedError(source)
        replaced, report = _fill_parts(archive, parts, values)
        with replace_file(target) as output:
            rewrite_archive(io.BytesIO(archive.data), output, replaced)
    except (ValueError, KeyError) as error:  # also from numbers and ranges that are none
        raise UnreadableError(str(source), f"the workbook is damaged ({error})", _REMEDY) from error
    return report


def _fill_parts(
    archive: Archive, parts: WorkbookParts, values: Sequence[CellValue]
) -> tuple[dict[str, bytes], FillReport]:
    book = BookStyles(_read_styles(archive, parts), parts.since_1904)
    replaced: dict[str, bytes] = {}
    fills: list[SheetFill] = []
    refused: list[Refusal] = []
    for sheet, group in _group_by_sheet(values).items():
        part = parts.sheets.get(sheet)
        if part is None or not archive.holds(part):
            refused += [Refusal(one.sheet, one.cell, "the workbook has no such worksheet") for one in group]
            continue
        text = decode_part(archive.read(part))
        around = Surroundings(read_tables(archive, part), read_pivots(archive, part))
        fill = fill_sheet(text.utf8, group, book=book, around=around)
        fills.append(fill)
        if fill.written:
            replaced[part] = text.encode(fill.utf8)
            replaced |= {table.part: _widen(archive, table, columns) for table, columns in fill.tables}
    changes = [change for fill in fills for change in fill.other_changes]
    if replaced and has_formulas(archive, parts.sheets.values()):
        changes += _ask_calculation(archive, parts, replaced)
    written = {(one.sheet, one.cell): one for fill in fills for one in fill.written}
    return replaced, FillReport(
        written=tuple(value for value in values if written.get((value.sheet, value.cell)) is value),
        refused=(*refused, *(one for fill in fills for one in fill.refused)),
        other_changes=tuple(changes),
        warnings=(*_warn_of_signature(parts), *(one for fill in fills for one in fill.warnings)),
    )


def _widen(archive: Archive, table: TablePart, columns: Sequence[NewColumn]) -> bytes:
    text = decode_part(archive.read(table.part))
    return text.encode(widen_table(text.utf8, table, columns))


def _ask_calculation(archive: Archive, parts: WorkbookParts, replaced: dict[str, bytes]) -> list[str]:
    text = decode_part(archive.read(parts.workbook))
    asked = ask_calculation(text.utf8)
    if asked == text.utf8:
        return []
    replaced[parts.workbook] = text.encode(asked)
    return [CHANGE]


def _warn_of_signature(parts: WorkbookParts) -> list[str]:
    return ["The file was signed; its signature is broken by the answers"] if parts.is_signed else []


def _group_by_sheet(values: Sequence[CellValue]) -> Mapping[str, list[CellValue]]:
    groups: dict[str, list[CellValue]] = {}
    for value in values:
        groups.setdefault(value.sheet, []).append(value)
    return groups


def _read_styles(archive: Archive, parts: WorkbookParts) -> tuple[CellStyle, ...]:
    if parts.styles is None or not archive.holds(parts.styles):
        return ()
    return read_styles(decode_part(archive.read(parts.styles)).utf8)

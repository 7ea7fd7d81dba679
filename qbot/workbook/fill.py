"""Filling a workbook: the answer cells get their values, and every other byte of the file stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from zipfile import ZipFile

from qbot.errors import UsageError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.ooxml.rewrite import rewrite_archive
from qbot.ooxml.splice import decode_part
from qbot.workbook.fill_parts import WorkbookParts, read_parts
from qbot.workbook.fill_sheet import SheetFill, fill_sheet
from qbot.workbook.fill_styles import CellStyle, read_styles


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
    with source.open("rb") as file, ZipFile(file) as package:
        parts = read_parts(package)
        if parts.is_signed and not break_signature:
            raise UsageError(
                f"{source}: the workbook is signed, and any change breaks the signature. "
                "Say --break-signature to go on, or ask for an unsigned copy"
            )
        replaced, report = _fill_parts(package, parts, values)
        with replace_file(target) as output:
            rewrite_archive(file, output, replaced)
    return report


def _fill_parts(
    package: ZipFile, parts: WorkbookParts, values: Sequence[CellValue]
) -> tuple[dict[str, bytes], FillReport]:
    styles = _read_styles(package, parts)
    replaced: dict[str, bytes] = {}
    fills: list[SheetFill] = []
    refused: list[Refusal] = []
    for sheet, group in _group_by_sheet(values).items():
        part = parts.sheets.get(sheet)
        if part is None:
            refused += [Refusal(one.sheet, one.cell, "the workbook has no such worksheet") for one in group]
            continue
        text = decode_part(package.read(part))
        fill = fill_sheet(text.utf8, group, styles=styles)
        fills.append(fill)
        if fill.written:
            replaced[part] = text.encode(fill.utf8)
    written = {(one.sheet, one.cell) for fill in fills for one in fill.written}
    return replaced, FillReport(
        written=tuple(value for value in values if (value.sheet, value.cell) in written),
        refused=(*refused, *(one for fill in fills for one in fill.refused)),
        other_changes=tuple(one for fill in fills for one in fill.other_changes),
        warnings=tuple(one for fill in fills for one in fill.warnings),
    )


def _group_by_sheet(values: Sequence[CellValue]) -> Mapping[str, list[CellValue]]:
    groups: dict[str, list[CellValue]] = {}
    for value in values:
        groups.setdefault(value.sheet, []).append(value)
    return groups


def _read_styles(package: ZipFile, parts: WorkbookParts) -> tuple[CellStyle, ...]:
    if parts.styles is None or parts.styles not in package.NameToInfo:
        return ()
    return read_styles(decode_part(package.read(parts.styles)).utf8)

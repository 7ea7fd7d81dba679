"""Answers for .xls and .ods files: they go into a new .xlsx with the same sheets, and the proof compares values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qbot.errors import UnreadableError
from qbot.files import replace_file
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.model.place import format_cell, parse_cell, parse_range
from qbot.model.proof import CellChange, Finding, SheetTexts, VerifyReport
from qbot.model.questionnaire import Questionnaire, QuestionState, Sheet
from qbot.ooxml.archive import open_archive
from qbot.workbook.new_book import MAX_TEXT, name_sheets, put_text, save_book

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_NEW_FILE = (
    "The answers stand in a new .xlsx file; the look of the .{format} file, its formulas and lists are not in it."
)
_VALUES_ONLY = "The original is a .{format} file: values were compared, not the files byte for byte."
_SIGNS = ("=", "+", "-", "@")


def fill_legacy(
    questionnaire: Questionnaire, texts: Sequence[SheetTexts], target: Path, values: Sequence[CellValue]
) -> FillReport:
    """Write a new .xlsx with all the texts of the old file's sheets, and the values in their cells.

    OSError where the target cannot be written.
    """
    # Imported here: openpyxl costs 0.2 s and only new workbooks need it.
    from openpyxl import Workbook

    contents = _collect_contents(texts)
    names = name_sheets(contents)
    book = Workbook()
    book.remove(book.worksheets[0])
    sheets = {name: book.create_sheet(names[name]) for name in contents}
    for name, cells in contents.items():
        _write_cells(sheets[name], cells)
    written, refused = _write_values(questionnaire, sheets, values)
    for sheet in questionnaire.sheets:
        _dress(sheets[sheet.name], sheet)
    for one in texts:
        _merge(sheets[one.name], one)
    with replace_file(target) as file:
        save_book(book, file)
    renamed = [f"The sheet {old!r} is called {new!r} in the new file." for old, new in names.items() if old != new]
    return FillReport(
        written=tuple(written),
        refused=tuple(refused),
        warnings=(_NEW_FILE.format(format=questionnaire.format), *renamed),
    )


def _collect_contents(sheets: Sequence[SheetTexts]) -> dict[str, dict[tuple[int, int], str]]:
    """Return the texts of each sheet by place."""
    return {sheet.name: {parse_cell(cell): text for cell, text in sheet.texts.items()} for sheet in sheets}


def _write_cells(sheet: Worksheet, cells: Mapping[tuple[int, int], str]) -> None:
    for (row, column), text in sorted(cells.items()):
        put_text(sheet.cell(row, column), text[:MAX_TEXT])


def _write_values(
    questionnaire: Questionnaire, sheets: Mapping[str, Worksheet], values: Sequence[CellValue]
) -> tuple[list[CellValue], list[Refusal]]:
    locked = {
        (question.sheet, slot.cell)
        for question in questionnaire.questions
        if question.state is QuestionState.LOCKED
        for slot in question.slots
    }
    written: list[CellValue] = []
    refused: list[Refusal] = []
    for value in values:
        reason = _find_objection(value, sheets, locked)
        if reason:
            refused.append(Refusal(value.sheet, value.cell, reason))
            continue
        row, column = parse_cell(value.cell)
        put_text(sheets[value.sheet].cell(row, column), value.text)
        written.append(value)
    return written, refused


def _find_objection(value: CellValue, sheets: Mapping[str, Worksheet], locked: set[tuple[str, str]]) -> str | None:
    """Return why a value must not be written, or None."""
    if value.sheet not in sheets:
        return "the file has no such sheet"
    try:
        parse_cell(value.cell)
    except ValueError:
        return "this is not the name of a cell"
    if (value.sheet, value.cell) in locked:
        return "the answer cell holds a formula"
    if value.options and value.text not in value.options:
        return "the text is not in the list of this cell"
    if len(value.text) > min(value.max_length or MAX_TEXT, MAX_TEXT):
        return f"the text is longer than the {min(value.max_length or MAX_TEXT, MAX_TEXT)} characters allowed"
    return None


def _dress(worksheet: Worksheet, sheet: Sheet) -> None:
    """Make the new sheet readable: wrapped texts, wide question columns, a bold and frozen header."""
    from openpyxl.styles import Alignment, Font

    widest: dict[int, int] = {}
    wrapped = Alignment(wrap_text=True, vertical="top")
    for row in worksheet.iter_rows():
        for cell in row:
            if cell.value is not None:
                cell.alignment = wrapped
                widest[cell.column] = max(widest.get(cell.column, 0), min(len(str(cell.value)), 60))
    for column, width in widest.items():
        letters = format_cell(1, column)[:-1]
        worksheet.column_dimensions[letters].width = max(10, width + 2)
    if sheet.header_row:
        for cell in worksheet[sheet.header_row]:
            cell.font = Font(bold=True)
        worksheet.freeze_panes = f"A{sheet.header_row + 1}"
    if sheet.hidden:
        worksheet.sheet_state = "hidden"


def _merge(worksheet: Worksheet, sheet: SheetTexts) -> None:
    for name in sheet.merges:
        if not _find_covered(sheet.texts, name):
            worksheet.merge_cells(name)


def _find_covered(texts: Mapping[str, str], merge: str) -> list[str]:
    """Return the names of the cells with a text that a merge would hide."""
    area = parse_range(merge)
    return [cell for cell in texts if area.holds(*parse_cell(cell)) and parse_cell(cell) != (area.top, area.left)]


def verify_legacy(
    filled: Path,
    *,
    questionnaire: Questionnaire,
    texts: Sequence[SheetTexts],
    meant: Sequence[CellValue] | None = None,
) -> VerifyReport:
    """Compare the values of the new .xlsx with the texts of the original; `meant` are the texts to be found.

    UnreadableError where the filled file is no workbook.
    """
    contents = _collect_contents(texts)
    found = _read_values(filled, name_sheets(contents))
    slots = {(one.sheet, slot.cell): slot for one in questionnaire.questions for slot in one.slots}
    changes: list[CellChange] = []
    findings: list[Finding] = []
    for sheet, cells in contents.items():
        if sheet not in found:
            findings.append(Finding(sheet, "the sheet is missing"))
            continue
        for place in sorted(cells.keys() | found[sheet].keys()):
            cell = format_cell(*place)
            before, after = cells.get(place, "")[:MAX_TEXT], found[sheet].get(place, "")
            if _same(before, after):
                continue
            changes.append(CellChange(sheet, cell, before, after))
            slot = slots.get((sheet, cell))
            if slot is None:
                findings.append(Finding(f"{sheet}!{cell}", "the cell changed and is no answer slot"))
            elif slot.options and after and after not in slot.options:
                findings.append(Finding(f"{sheet}!{cell}", f"{after!r} is not in the list of this cell"))
    if meant is not None:
        findings.extend(_compare_meant(meant, found, changes))
    notes = [_VALUES_ONLY.format(format=questionnaire.format)]
    notes += [] if meant is not None else ["Whether the texts are the ones meant was not checked: give the manifest."]
    return VerifyReport(changes=tuple(changes), findings=tuple(findings), notes=tuple(notes))


def _read_values(filled: Path, names: Mapping[str, str]) -> dict[str, dict[tuple[int, int], str]]:
    from openpyxl import load_workbook

    open_archive(filled)  # a bomb is refused before openpyxl unpacks it
    try:
        book = load_workbook(filled)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise UnreadableError(filled.name, "it cannot be read as an .xlsx workbook", "Make it again") from error
    found: dict[str, dict[tuple[int, int], str]] = {}
    for name, own in names.items():
        if own in book.sheetnames:
            found[name] = {
                (cell.row, cell.column): str(cell.value)
                for row in book[own].iter_rows()
                for cell in row
                if cell.value is not None
            }
    return found


def _same(before: str, after: str) -> bool:
    return before.replace("\r\n", "\n") == after.replace("\r\n", "\n")


def _compare_meant(
    meant: Sequence[CellValue], found: Mapping[str, Mapping[tuple[int, int], str]], changes: Sequence[CellChange]
) -> Iterable[Finding]:
    wanted = {(value.sheet, value.cell) for value in meant}
    for value in meant:
        text = found.get(value.sheet, {}).get(parse_cell(value.cell), "")
        if not _same(value.text, text):
            yield Finding(f"{value.sheet}!{value.cell}", f"{value.text!r} was meant, {text!r} stands there")
    for change in changes:
        if (change.sheet, change.cell) not in wanted:
            yield Finding(f"{change.sheet}!{change.cell}", "the cell changed and the manifest does not list it")

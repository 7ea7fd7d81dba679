"""Workbooks become grids: texts, numbers as a person sees them, drop-downs, and claims that cost nothing."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation

from qbot.layout.grid import Grid
from qbot.workbook.book import read_grids
from qbot.workbook.read import read_workbook
from qbot.workbook.strings import decode_text
from qbot.workbook.styles import show_number


@pytest.fixture
def grids(tmp_path: Path) -> list[Grid]:
    book = openpyxl.Workbook()
    first, lists = book.worksheets[0], book.create_sheet("My lists")
    lists.sheet_state = "hidden"
    for row, text in enumerate(("Fully", "Partly", "Not at all"), 1):
        lists.cell(row, 1, text)
    book.defined_names["Ratings"] = DefinedName("Ratings", attr_text="'My lists'!$A$1:$A$3")
    first.append(["Do you?", 3.0, date(2026, 10, 1), True])
    first["C1"].number_format = "d mmm yyyy"
    first.column_dimensions["F"].hidden = True
    first.merged_cells.add("A3:XFD1048576")
    sources = {
        "D": '"Yes, No"',
        "G": "'My lists'!$A$1:$A$3",
        "H": "Ratings",
        "I": 'INDIRECT("Ratings")',
        "J": "INDIRECT(A1)",
    }
    for column, formula in sources.items():
        rule = DataValidation(type="list", formula1=formula.replace(", ", ","))
        rule.add(f"{column}1:{column}1048576")
        first.add_data_validation(rule)
    path = tmp_path / "a.xlsx"
    book.save(path)
    start = time.process_time()
    found = read_grids(path)
    assert time.process_time() - start < 2.0
    return found


def test_texts_and_numbers(grids: list[Grid]) -> None:
    assert [grids[0].cells[1, column].text for column in range(1, 5)] == ["Do you?", "3", "2026-10-01", "TRUE"]
    assert [one.hidden for one in grids] == [False, True]
    assert 6 in grids[0].hidden_columns
    assert len(grids[0].merges) == 1


@pytest.mark.parametrize("column", [7, 8, 9])
def test_lists_from_elsewhere(grids: list[Grid], column: int) -> None:
    (choice,) = [one for one in grids[0].choices if any(rect.holds(900_000, column) for rect in one.ranges)]
    assert choice.options == ("Fully", "Partly", "Not at all")


def test_lists_in_line_and_those_that_cannot_be_worked_out(grids: list[Grid]) -> None:
    by_column = {one.ranges[0].left: one for one in grids[0].choices}
    assert by_column[4].options == ("Yes", "No")
    assert by_column[10].options == ()
    assert by_column[10].note is not None


def test_escapes() -> None:
    assert decode_text("a_x000D__x000A_b") == "a\nb"
    assert decode_text("_xD83D__xDE00_") == "\U0001f600"
    assert decode_text("_xD83D_") == "\ufffd"


@pytest.mark.parametrize(
    ("raw", "code", "shown"),
    [
        ("0.25", "0%", "25%"),
        ("5", "General", "5"),
        ("0.5", "h:mm", "12:00"),
        ("0.5", "h:mm AM/PM", "12:00"),
        ("nan", "0", "nan"),
        ("2958465", "yyyy", "9999-12-31"),
    ],
)
def test_numbers_as_shown(raw: str, code: str, shown: str) -> None:
    assert show_number(raw, code) == shown


def test_last_day_when_dates_count_from_1904() -> None:
    assert show_number("2958465", "yyyy-mm-dd", from_1904=True) == "9999-12-31"


_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING = (
    '<d:wsDr xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><d:twoCellAnchor>'
    "<d:from><d:col>4</d:col><d:colOff>0</d:colOff><d:row>1</d:row><d:rowOff>0</d:rowOff></d:from>"
    "<d:sp><d:txBody><a:p><a:r><a:t>Do you agree </a:t></a:r><a:r><a:t>to our terms?</a:t></a:r></a:p></d:txBody>"
    "</d:sp></d:twoCellAnchor></d:wsDr>"
)


def _draw_over(path: Path, drawing: str) -> Path:
    """Write a questionnaire with a drawing and a form control over its cells."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Security"
    for row in (("Question", "Answer"), ("Do you encrypt backups?", ""), ("Who may read the logs?", "")):
        book.worksheets[0].append(row)
    book.save(path.with_suffix(".plain"))
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_RELATED}/{kind}" Target="../drawings/{target}"/>'
        for at, (kind, target) in enumerate((("drawing", "drawing1.xml"), ("ctrlProp", "control1.xml")))
    )
    with ZipFile(path.with_suffix(".plain")) as plain, ZipFile(path, "w") as package:
        for name in plain.namelist():
            package.writestr(name, plain.read(name))
        package.writestr(
            "xl/worksheets/_rels/sheet1.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>',
        )
        package.writestr("xl/drawings/drawing1.xml", drawing)
        package.writestr("xl/drawings/control1.xml", "<formControlPr/>")
    return path


def test_what_lies_over_the_cells_is_told(tmp_path: Path) -> None:
    read = read_workbook(_draw_over(tmp_path / "a.xlsx", _DRAWING))
    assert [one.cell for one in read.questions] == ["A2", "A3"]
    assert [(one.cell, one.text) for one in read.skipped if one.reason == "text box"] == [
        ("E2", "Do you agree to our terms?")
    ]
    assert any("asks something and has no cell" in note for note in read.notes)
    assert any("must be set by hand" in note for note in read.notes)


def test_a_damaged_drawing_keeps_nobody_from_the_cells(tmp_path: Path) -> None:
    read = read_workbook(_draw_over(tmp_path / "a.xlsx", "<d:wsDr"))
    assert [one.cell for one in read.questions] == ["A2", "A3"]

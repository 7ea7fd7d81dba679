"""New answer columns beside a table that has no place for answers."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from qbot.model.filling import CellValue, FillReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, Sheet, SheetRole, SlotRole
from qbot.workbook.fill import fill_workbook
from qbot.workbook.verify import verify_workbook

Maker = Callable[..., Path]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
ROWS = (
    '<row r="1"><c r="A1" s="3" t="inlineStr"><is><t>No.</t></is></c>'
    '<c r="B1" s="4" t="inlineStr"><is><t>Question</t></is></c></row>'
    '<row r="2" spans="1:2"><c r="A2"><v>1</v></c><c r="B2" s="1" t="s"><v>0</v></c></row>'
    '<row r="3"><c r="A3"><v>2</v></c><c r="B3" s="1" t="s"><v>1</v></c></row>'
    '<row r="4"><c r="B4" s="6" t="inlineStr"><is><t>Third</t></is></c></row>'
)
TABLE = (
    f'<table xmlns="{MAIN}" id="3" name="Asked" displayName="Asked" ref="A1:B4"><autoFilter ref="A1:B4"/>'
    '<tableColumns count="2"><tableColumn id="4" name="No."/><tableColumn id="7" name="Question"/></tableColumns>'
    '<tableStyleInfo name="TableStyleMedium2"/></table>'
)


def new(cell: str, text: str, role: SlotRole = SlotRole.ANSWER, header_row: int | None = 1) -> CellValue:
    row = cell.lstrip("ABCDEFGH")
    return CellValue("Questions", cell, text, role=role, question_cell=f"B{row}", new=True, header_row=header_row)


def fill(source: Path, *values: CellValue) -> tuple[dict[str, str], FillReport]:
    target = source.with_name("filled.xlsx")
    report = fill_workbook(source, target, values)
    with zipfile.ZipFile(target) as package:
        return {name: package.read(name).decode("utf-8", "replace") for name in package.namelist()}, report


def make_questionnaire() -> Questionnaire:
    questions = tuple(
        Question(
            "Questions",
            f"B{row}",
            "text",
            slots=(
                AnswerSlot(SlotRole.ANSWER, f"C{row}", new=True),
                AnswerSlot(SlotRole.COMMENT, f"D{row}", new=True),
            ),
        )
        for row in (2, 3, 4)
    )
    sheets = (Sheet("Questions", SheetRole.QUESTIONS, header_row=1),)
    return Questionnaire("original.xlsx", "", "xlsx", sheets=sheets, questions=questions)


def prove(source: Path, report: FillReport) -> None:
    filled = source.with_name("filled.xlsx")
    assert verify_workbook(source, filled, questionnaire=make_questionnaire(), meant=report.written).findings == ()
    assert verify_workbook(source, filled, questionnaire=make_questionnaire()).findings == ()


def test_headings_answers_and_empty_cells_take_the_look_of_the_question(make_book: Maker) -> None:
    source = make_book(ROWS, after="")
    parts, report = fill(source, new("C2", "Yes"), new("D2", "We do", SlotRole.COMMENT), new("C4", "No"))
    sheet = parts[SHEET]
    assert '<c r="C1" s="4" t="inlineStr"><is><t>Answer</t></is></c>' in sheet
    assert '<c r="D1" s="4" t="inlineStr"><is><t>Comment</t></is></c>' in sheet
    assert '<c r="C2" s="1" t="inlineStr"><is><t>Yes</t></is></c>' in sheet
    assert '<c r="D3" s="1"/></row>' in sheet
    assert '<c r="C4" s="6" t="inlineStr"><is><t>No</t></is></c><c r="D4" s="6"/>' in sheet
    assert '<row r="2" spans="1:4">' in sheet
    assert '<cols><col min="3" max="3" width="16" customWidth="1"/><col min="4" max="4" width="60"' in sheet
    assert report.other_changes == ("Sheet Questions: new columns C (Answer), D (Comment)",)
    prove(source, report)


@pytest.mark.parametrize(
    ("columns", "wanted"),
    [
        (
            '<cols><col min="1" max="2" width="9"/></cols>',
            '<cols><col min="1" max="2" width="9"/><col min="3" max="3" width="60" customWidth="1"/></cols>',
        ),
        (
            '<cols><col min="2" max="9" width="9" style="1" hidden="1"/></cols>',
            '<cols><col min="2" max="2" width="9" style="1" hidden="1"/>'
            '<col min="3" max="3" width="60" style="1" customWidth="1"/>'
            '<col min="4" max="9" width="9" style="1" hidden="1"/></cols>',
        ),
        (
            '<cols><col min="5" max="5" width="9"/></cols>',
            '<cols><col min="3" max="3" width="60" customWidth="1"/><col min="5" max="5" width="9"/></cols>',
        ),
        (
            '<cols><col min="3" max="3" width="80"/></cols>',
            '<cols><col min="3" max="3" width="80"/></cols>',
        ),
    ],
)
def test_the_new_column_is_wide_and_the_others_stay(make_book: Maker, columns: str, wanted: str) -> None:
    source = make_book(ROWS, before=columns, after="")
    parts, report = fill(source, new("C2", "Yes"))
    assert wanted in parts[SHEET]
    prove(source, report)


def test_an_excel_table_is_widened(make_book: Maker) -> None:
    source = make_book(
        ROWS, after="", members={"xl/tables/table1.xml": TABLE}, relations={"rId1": ("table", "../tables/table1.xml")}
    )
    parts, report = fill(source, new("C2", "Yes"), new("D2", "so", SlotRole.COMMENT))
    table = parts["xl/tables/table1.xml"]
    assert 'ref="A1:D4"><autoFilter ref="A1:D4"/><tableColumns count="4">' in table
    assert (
        '<tableColumn id="7" name="Question"/><tableColumn id="8" name="Answer"/><tableColumn id="9" name="Comment"/>'
        in table
    )
    assert "Sheet Questions: the table Asked is widened by 2" in report.other_changes
    prove(source, report)


@pytest.mark.parametrize("attribute", [' tableType="queryTable"', ' headerRowCount="0"'])
def test_a_bound_table_and_one_without_headings_stay_as_they_are(make_book: Maker, attribute: str) -> None:
    table = TABLE.replace(' displayName="Asked"', f' displayName="Asked"{attribute}')
    source = make_book(
        ROWS, after="", members={"xl/tables/table1.xml": table}, relations={"rId1": ("table", "../tables/table1.xml")}
    )
    parts, _ = fill(source, new("C2", "Yes"))
    assert parts["xl/tables/table1.xml"] == table


def test_a_heading_that_the_table_has_already_gets_a_number(make_book: Maker) -> None:
    table = TABLE.replace('name="No."', 'name="Answer"')
    rows = ROWS.replace("<t>No.</t>", "<t>Answer</t>")
    source = make_book(
        rows, after="", members={"xl/tables/table1.xml": table}, relations={"rId1": ("table", "../tables/table1.xml")}
    )
    parts, report = fill(source, new("C2", "Yes"))
    assert 'name="Answer 2"' in parts["xl/tables/table1.xml"]
    assert '<c r="C1" s="4" t="inlineStr"><is><t>Answer 2</t></is></c>' in parts[SHEET]
    prove(source, report)


def test_a_column_that_is_not_free_is_refused(make_book: Maker) -> None:
    question = '<c r="B3" s="1" t="s"><v>1</v></c>'
    rows = ROWS.replace(question, f'{question}<c r="C3"><v>5</v></c>')
    parts, report = fill(make_book(rows, after=""), new("C3", "Yes"))
    assert [one.reason for one in report.refused] == ["the cell of the new column is not empty"]
    assert '<c r="C3"><v>5</v></c>' in parts[SHEET]


def test_without_a_stated_row_the_heading_stands_above_the_first_question(make_book: Maker) -> None:
    parts, _ = fill(make_book(ROWS, after=""), new("C3", "Yes", header_row=None))
    assert re.search(r'<row r="2".*?<c r="C2" s="1" t="inlineStr"><is><t>Answer</t>', parts[SHEET])


def test_a_table_in_the_first_row_gets_no_heading(make_book: Maker) -> None:
    parts, report = fill(make_book(ROWS, after=""), new("C1", "Yes", header_row=None))
    assert '<c r="C1" s="4" t="inlineStr"><is><t>Yes</t></is></c>' in parts[SHEET]
    assert "Answer" not in parts[SHEET]
    assert len(report.written) == 1

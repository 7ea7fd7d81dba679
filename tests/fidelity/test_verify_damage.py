"""The proof notices every kind of damage, and names what it is."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.model.filling import CellValue
from qbot.model.proof import VerifyReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workbook.fill import fill_workbook
from qbot.workbook.verify import NOT_CHECKED, verify_workbook

Maker = Callable[..., Path]
SHEET = "xl/worksheets/sheet1.xml"
COMMENTS = (
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><authors><author>A</author></authors>'
    '<commentList><comment ref="B2" authorId="0"><text><t>Say how long</t></text></comment></commentList></comments>'
)
VALUES = (
    CellValue("Questions", "B2", "We keep logs for a year", question_cell="A2", question="Do you keep logs?"),
    CellValue("Questions", "B4", "Yes", options=("Yes", "No"), question_cell="A4", question="Do you test backups?"),
)
QUESTIONNAIRE = Questionnaire(
    "original.xlsx",
    "",
    "xlsx",
    questions=(
        Question("Questions", "A2", "Do you keep logs?", slots=(AnswerSlot(SlotRole.ANSWER, "B2", max_length=60),)),
        Question(
            "Questions", "A4", "Do you test backups?", slots=(AnswerSlot(SlotRole.ANSWER, "B4", options=("Yes", "No")),)
        ),
    ),
)
RELATIONS = {"rId1": ("comments", "../comments1.xml")}
EXTENSION = (
    '<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/'
    'spreadsheetml/2009/9/main"><x14:dataValidations count="1"/></ext></extLst>'
)


@pytest.fixture
def books(make_book: Maker) -> tuple[Path, Path]:
    """An original and its filled copy."""
    from_start = '<mergeCells count="1"><mergeCell ref="E2:F3"/></mergeCells>'
    formats = '<conditionalFormatting sqref="A1"/><conditionalFormatting sqref="B1"/>'
    lists = (
        '<dataValidations count="1"><dataValidation type="list" sqref="B4"><formula1>"Yes,No"</formula1>'
        "</dataValidation></dataValidations>"
    )
    original = make_book(
        before='<dimension ref="A1:C4"/><cols><col min="2" max="2" width="30"/></cols>',
        after=from_start + formats + lists + EXTENSION,
        relations=RELATIONS,
        members={"xl/comments1.xml": COMMENTS},
        stored=frozenset({"xl/vbaProject.bin"}),
    )
    filled = original.with_name("filled.xlsx")
    report = fill_workbook(original, filled, VALUES)
    assert report.refused == ()
    return original, filled


def prove(original: Path, filled: Path, *, meant: bool = True) -> VerifyReport:
    return verify_workbook(original, filled, questionnaire=QUESTIONNAIRE, meant=VALUES if meant else None)


def test_a_good_copy_is_proven(books: tuple[Path, Path]) -> None:
    report = prove(*books)
    assert report.findings == ()
    assert [(one.cell, one.before, one.after) for one in report.changes] == [
        ("B2", "", "We keep logs for a year"),
        ("B4", "Choose one", "Yes"),
    ]
    assert report.other_changes == ("Workbook: formulas are calculated again when the file is opened (fullCalcOnLoad)",)
    assert report.notes == ()


def test_without_a_manifest_a_note_says_what_was_not_checked(books: tuple[Path, Path]) -> None:
    report = prove(*books, meant=False)
    assert report.findings == ()
    assert report.notes == (NOT_CHECKED,)


def test_the_same_file_is_proven_without_changes(books: tuple[Path, Path]) -> None:
    report = prove(books[0], books[0], meant=False)
    assert (report.findings, report.changes) == ((), ())


@pytest.mark.parametrize(
    ("member", "old", "new", "words"),
    [
        (SHEET, '<dataValidation type="list" sqref="B4">', '<dataValidation type="list" sqref="B5">', "drop-downs"),
        (SHEET, '<x14:dataValidations count="1"/>', "", "extensions"),
        (SHEET, EXTENSION, "", "extensions"),
        (SHEET, '<mergeCell ref="E2:F3"/>', '<mergeCell ref="E2:F4"/>', "merged cells"),
        (SHEET, '<conditionalFormatting sqref="A1"/>', "", "conditional formats"),
        (SHEET, '<conditionalFormatting sqref="A1"/>', '<conditionalFormatting sqref="A2"/>', "conditional formats"),
        (SHEET, '<c r="B2" s="1"', '<c r="B2" s="2"', "its style was changed"),
        (SHEET, '<c r="B2" s="1"', '<c r="B2"', "its style was changed"),
        (SHEET, '<c r="A2" t="s"><v>0</v>', '<c r="A2" t="s"><v>1</v>', "beside another question"),
        (SHEET, '<c r="A2" t="s"><v>0</v></c>', "", "lost or moved"),
        (SHEET, '<row r="4">', '<row r="5">', "rows were moved"),
        (SHEET, '<row r="4">', '<row r="4" hidden="1">', "other settings"),
        (SHEET, '<row r="4">', '<row r="4" ht="99">', None),
        (SHEET, '<row r="1" spans="1:3">', '<row r="1" spans="1:3" ht="99">', "a row without an answer"),
        (SHEET, '<row r="1" spans="1:3">', '<row r="1" spans="1:2">', "other settings"),
        (SHEET, 'width="30"', 'width="31"', "settings of a column"),
        (SHEET, '<dimension ref="A1:C4"/>', '<dimension ref="A1:Z4"/>', "stated dimension"),
        (SHEET, "<f>LEN(B2)</f>", "<f>LEN(B3)</f>", "not one of the answer cells"),
        (SHEET, "<f>LEN(B2)</f>", "", "held a formula"),
        (SHEET, 't="inlineStr"><is><t>Yes</t></is>', "><f>1+1</f><v>2</v>", "starts a formula"),
        (SHEET, "<t>Yes</t>", "<t>Maybe</t>", "none of the choices"),
        (SHEET, "<t>Yes</t>", "<t>yes</t>", "none of the choices"),
        (SHEET, "<t>Yes</t>", "<t>No</t>", "not the one meant"),
        (SHEET, "for a year", "for a year and for as long as the law of the land demands", "the cell accepts 60"),
        (SHEET, "for a year", "[confidence 0.93]", "a bracketed note"),
        (SHEET, "for a year", "confidence: 93 %", "a confidence"),
        (SHEET, "for a year", "band: high", "a band"),
        (SHEET, "for a year", "{fact:log-retention}", "a placeholder"),
        (SHEET, "for a year", "[log-retention]", "entry's name"),
        (SHEET, "for a year", "TODO", "a note to finish it"),
        (SHEET, "</sheetData>", '<row r="9"><c r="A9"><v>1</v></c></row></sheetData>', "not one of the answer cells"),
        (SHEET, '<row r="2" ', '<row r="3"/><row r="2" ', "added out of order"),
        (SHEET, '<c r="A4" t', '<c r="C4"/><c r="A4" t', "added out of order"),
        (SHEET, '<row r="4">', '<!-- note --><row r="4">', "something else than rows"),
        (SHEET, '<row r="4">', '<row r="4"><!-- note -->', "not one of the answer cells"),
        (SHEET, "</worksheet>", "<!-- note --></worksheet>", "elements of the sheet"),
        (SHEET, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>', "", "declaration"),
        (SHEET, "<worksheet", "<!DOCTYPE worksheet><worksheet", "document type"),
        (SHEET, "</worksheet>", "", "no good XML"),
        ("xl/workbook.xml", 'name="Other"', 'name="Others"', "workbook part differs"),
        ("xl/workbook.xml", 'sheetId="2"', 'sheetId="2" state="hidden"', "workbook part differs"),
        ("xl/workbook.xml", 'fullCalcOnLoad="1"', 'fullCalcOnLoad="1" calcMode="manual"', "workbook part differs"),
        ("xl/sharedStrings.xml", "Do you keep logs?", "Do you sell logs?", "differs from the original"),
        ("xl/styles.xml", 'wrapText="1"', 'wrapText="0"', "differs from the original"),
        ("xl/comments1.xml", "Say how long", "Say", "differs from the original"),
        ("xl/vbaProject.bin", "macro", "MACRO", "differs from the original"),
        ("xl/worksheets/sheet2.xml", "<v>1</v>", "<v>2</v>", "not one of the answer cells"),
    ],
)
def test_damage_inside_a_part_is_found(
    books: tuple[Path, Path], change_book: Maker, member: str, old: str, new: str, words: str | None
) -> None:
    original, filled = books
    report = prove(original, change_book(filled, member, old, new))
    if words is None:
        assert report.findings == ()
        assert any("heights of answer rows: 4" in change for change in report.other_changes)
    else:
        assert words in " | ".join(finding.text for finding in report.findings)


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        ({"drop": "xl/vbaProject.bin"}, "is missing"),
        ({"drop": "xl/comments1.xml"}, "is missing"),
        ({"rename": ("xl/styles.xml", "xl/style.xml")}, "is missing"),
        ({"last": "_rels/.rels"}, "another order"),
        ({"member": "xl/styles.xml", "level": 1}, "compressed again"),
    ],
)
def test_damage_to_the_package_is_found(
    books: tuple[Path, Path], change_book: Maker, damage: dict[str, object], words: str
) -> None:
    original, filled = books
    report = prove(original, change_book(filled, **damage))
    assert words in " | ".join(finding.text for finding in report.findings)


def test_a_plain_rewrite_of_the_package_is_found(books: tuple[Path, Path], tmp_path: Path) -> None:
    original, filled = books
    target = tmp_path / "again.xlsx"
    with zipfile.ZipFile(filled) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in source.namelist():
            package.writestr(name, source.read(name))
    texts = {finding.text for finding in prove(original, target).findings}
    assert "the time of the part differs" in texts
    assert "the compression method of the part differs" in texts


def test_a_member_added_or_a_comment_on_the_package_is_found(books: tuple[Path, Path]) -> None:
    original, filled = books
    with zipfile.ZipFile(filled, "a") as package:
        package.writestr("xl/notes.txt", "who wrote this")
        package.comment = b"draft"
    texts = [finding.text for finding in prove(original, filled).findings]
    assert "this part is not in the original" in texts
    assert "the comment of the package differs" in texts


def test_a_cell_outside_the_manifest_is_found(books: tuple[Path, Path]) -> None:
    original, filled = books
    report = verify_workbook(original, filled, questionnaire=QUESTIONNAIRE, meant=VALUES[:1])
    assert [(one.place, one.text) for one in report.findings] == [
        ("Questions!B4", "this cell differs, and is not one of the answer cells")
    ]


def test_an_answer_that_never_arrived_is_found(books: tuple[Path, Path]) -> None:
    original, _ = books
    texts = [one.text for one in prove(original, original).findings]
    assert texts == [
        "the text is not the one meant: '' instead of 'We keep logs for a year'",
        "the text is not the one meant: 'Choose one' instead of 'Yes'",
    ]


def test_an_answer_meant_for_another_question_is_found(books: tuple[Path, Path]) -> None:
    meant = (replace(VALUES[0], question="Do you sell data?"), VALUES[1])
    report = verify_workbook(*books, questionnaire=QUESTIONNAIRE, meant=meant)
    assert [one.text for one in report.findings] == ["the answer was meant for another question: 'Do you sell data?'"]


def test_an_entry_named_in_the_text_is_found(make_book: Maker) -> None:
    original = make_book()
    filled = original.with_name("filled.xlsx")
    value = replace(VALUES[0], text="As said in [Logs]", entries=("Logs",))
    fill_workbook(original, filled, [value])
    report = verify_workbook(original, filled, questionnaire=QUESTIONNAIRE, meant=[value])
    assert [one.text for one in report.findings] == ["the text carries the entry's name [Logs]"]


@pytest.mark.parametrize(
    ("style", "text"), [(2, "2025-03-12"), (2, "March 12, 2025"), (3, "12.50"), (7, "45%"), (7, "12.5 %")]
)
def test_a_number_or_date_shows_the_text_meant(make_book: Maker, style: int, text: str) -> None:
    original = make_book(f'<row r="2"><c r="A2" t="s"><v>0</v></c><c r="B2" s="{style}"/></row>')
    filled = original.with_name("filled.xlsx")
    value = replace(VALUES[0], text=text)
    fill_workbook(original, filled, [value])
    assert verify_workbook(original, filled, questionnaire=QUESTIONNAIRE, meant=[value]).findings == ()
    other = replace(value, text="2025-03-13")
    assert len(verify_workbook(original, filled, questionnaire=QUESTIONNAIRE, meant=[other]).findings) == 1


@pytest.mark.parametrize(
    "text",
    ["See our band plan: none", "Our score was 9", "We use [brackets] and {braces}", "A to-do list", "(draft 2)"],
)
def test_plain_words_are_no_marker(make_book: Maker, text: str) -> None:
    original = make_book()
    filled = original.with_name("filled.xlsx")
    fill_workbook(original, filled, [replace(VALUES[0], text=text)])
    assert prove(original, filled, meant=False).findings == ()


def test_a_filled_file_that_is_no_workbook_is_a_finding(books: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(books[1].read_bytes()[:-100])
    assert "no workbook" in prove(books[0], broken).findings[0].text


def test_an_original_that_is_no_workbook_is_an_error(books: tuple[Path, Path], tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"no package")
    with pytest.raises(UnreadableError):
        prove(broken, books[1])


def test_the_proof_shares_no_code_with_the_writer() -> None:
    folder = Path(verify_workbook.__code__.co_filename).parent
    for module in folder.glob("verify*.py"):
        for line in module.read_text().splitlines():
            if line.startswith(("from qbot.", "import qbot.")):
                name = line.split()[1].rpartition(".")[2]
                assert name not in {"fill", "cells", "columns", "splice", "rewrite"}, f"{module.name}: {line}"
                assert not name.startswith("fill_"), f"{module.name}: {line}"

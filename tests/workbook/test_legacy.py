"""Old formats: read through calamine, answered into a new workbook, proven by value."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from qbot.errors import UnreadableError
from qbot.model.filling import CellValue
from qbot.model.proof import SheetTexts
from qbot.model.questionnaire import Questionnaire
from qbot.workbook.legacy import read_legacy, read_legacy_texts
from qbot.workbook.legacy_fill import fill_legacy, verify_legacy
from qbot.workbook.new_book import name_sheets

_ROWS = (
    ("Ref", "Question", "Answer", "Comment"),
    ("A-1", "Do you log access?", "", ""),
    ("A-2", "Do you patch?", "", ""),
    ("", "", "", "", "Weight 3"),
)
Texts = tuple[SheetTexts, ...]
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def _make_ods(path: Path) -> Path:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
            if text
            else "<table:table-cell/>"
            for text in row
        )
        + "</table:table-row>"
        for row in _ROWS
    )
    return _write_ods(path, f'<table:table table:name="Controls">{rows}</table:table>')


def _write_ods(path: Path, sheets: str) -> Path:
    content = (
        f'<office:document-content xmlns:office="{_OFFICE}:office:1.0" xmlns:table="{_OFFICE}:table:1.0" '
        f'xmlns:text="{_OFFICE}:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
        f"{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    with ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr("content.xml", content)
        package.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def _make_listed(path: Path, condition: str) -> Path:
    """Write an .ods file of three questions whose answers name a validation, and a sheet with the list."""

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def say(text: str) -> str:
        return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'

    listed = '<table:table-cell table:content-validation-name="v1"/>'
    rows = row(say("Ref"), say("Question"), say("Answer"))
    rows += '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
    rows += "".join(row(say(f"A-{at}"), say(f"Do you log access to system {at}?"), listed) for at in (1, 2, 3))
    listing = f"{row(say('Yes'))}{row(say('No'))}{row(say('In part'))}"
    return _write_ods(
        path,
        f"<table:content-validations><table:content-validation table:name=\"v1\" table:condition='{condition}'/>"
        f'</table:content-validations><table:table table:name="Controls">{rows}</table:table>'
        f'<table:table table:name="My lists">{listing}</table:table>',
    )


@pytest.mark.parametrize(
    ("condition", "options"),
    [
        ('of:cell-content-is-in-list("Ja";"Nee";"""Deels""")', ("Ja", "Nee", '"Deels"')),
        ("of:cell-content-is-in-list([$&apos;My lists&apos;.$A$1:.$A$3])", ("Yes", "No", "In part")),
        ("of:cell-content-text-length()&gt;3", ()),
        ("of:cell-content-is-in-list([$Gone.$A$1:.$A$3])", ()),
    ],
)
def test_drop_downs_of_an_ods_file_are_read(tmp_path: Path, condition: str, options: tuple[str, ...]) -> None:
    read = read_legacy(_make_listed(tmp_path / "listed.ods", condition))
    assert [(one.slots[0].cell, one.slots[0].options) for one in read.questions] == [
        (f"C{row}", options) for row in (4, 5, 6)
    ]
    assert all("drop-downs" not in note for note in read.notes)


@pytest.fixture
def sheet(tmp_path: Path) -> Questionnaire:
    """A questionnaire of two questions in a .ods file."""
    return read_legacy(_make_ods(tmp_path / "in.ods"))


@pytest.fixture
def texts(tmp_path: Path, sheet: Questionnaire) -> Texts:
    """All that stands in that file."""
    return read_legacy_texts(tmp_path / sheet.file)


def _answer(questionnaire: Questionnaire) -> list[CellValue]:
    return [CellValue(one.sheet, one.slots[0].cell, "=1+1", question=one.text) for one in questionnaire.questions]


def test_an_ods_is_read_and_its_limits_are_said(sheet: Questionnaire) -> None:
    assert [(one.sheet, one.cell, one.ref, one.slots[0].cell) for one in sheet.questions] == [
        ("Controls", "B2", "A-1", "C2"),
        ("Controls", "B3", "A-2", "C3"),
    ]
    assert any("new .xlsx" in note for note in sheet.notes)


def test_answers_go_into_a_new_workbook_as_text(
    tmp_path: Path, sheet: Questionnaire, texts: tuple[SheetTexts, ...]
) -> None:
    target = tmp_path / "out.xlsx"
    report = fill_legacy(sheet, texts, target, _answer(sheet))
    assert len(report.written) == 2
    worksheet = load_workbook(target)["Controls"]
    assert [worksheet[cell].value for cell in ("A1", "A2", "B2", "C2", "E4")] == [
        "Ref",
        "A-1",
        "Do you log access?",
        "=1+1",
        "Weight 3",
    ]
    assert worksheet["C2"].data_type == "s"
    proof = verify_legacy(target, questionnaire=sheet, texts=texts, meant=report.written)
    assert [change.cell for change in proof.changes] == ["C2", "C3"]
    assert not proof.findings
    assert any("values were compared" in note for note in proof.notes)


def test_the_same_answers_give_the_same_bytes(
    tmp_path: Path, sheet: Questionnaire, texts: tuple[SheetTexts, ...]
) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        fill_legacy(sheet, texts, tmp_path / name, _answer(sheet))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_proof_sees_another_question(tmp_path: Path, sheet: Questionnaire, texts: Texts) -> None:
    target = tmp_path / "out.xlsx"
    report = fill_legacy(sheet, texts, target, _answer(sheet))
    book = load_workbook(target)
    book["Controls"]["B2"] = "Do you log nothing?"
    book.save(target)
    findings = verify_legacy(target, questionnaire=sheet, texts=texts, meant=report.written).findings
    assert "Controls!B2" in {finding.place for finding in findings}


def test_a_damaged_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    path = tmp_path / "in.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(UnreadableError, match=r"save it as \.xlsx"):
        read_legacy(path)


def test_sheet_names_fit_excel() -> None:
    names = name_sheets(["A/B", "A:B", "x" * 40, "x" * 41, ""])
    assert len(set(names.values())) == 5
    assert all(len(name) <= 31 and not set(name) & set("/:") for name in names.values())


def test_a_web_page_that_a_portal_names_xls_is_told(tmp_path: Path) -> None:
    path = tmp_path / "export.xls"
    path.write_bytes(b"\xef\xbb\xbf<html><table><tr><td>Question</td></tr></table></html>")
    with pytest.raises(UnreadableError, match=r"web page or XML text named \.xls.*save it as \.xlsx"):
        read_legacy(path)

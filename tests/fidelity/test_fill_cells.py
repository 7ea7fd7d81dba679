"""What a fill writes into a cell, and what it leaves as it was."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from qbot.errors import UnreadableError, UsageError
from qbot.model.filling import CellValue, FillReport
from qbot.workbook.fill import fill_workbook

Maker = Callable[..., Path]
SHEET = "xl/worksheets/sheet1.xml"


def fill(source: Path, *values: CellValue, break_signature: bool = False) -> tuple[str, FillReport]:
    """Return the first sheet's part after a fill, and the report."""
    target = source.with_name("filled.xlsx")
    report = fill_workbook(source, target, values, break_signature=break_signature)
    with zipfile.ZipFile(target) as package:
        return package.read(SHEET).decode("utf-8"), report


def answer(cell: str, text: str, options: Sequence[str] = (), max_length: int | None = None) -> CellValue:
    return CellValue("Questions", cell, text, options=tuple(options), max_length=max_length)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Yes", "<t>Yes</t>"),
        ("=1+1", "<t>=1+1</t>"),
        ("+1 or -1", "<t>+1 or -1</t>"),
        ("@home", "<t>@home</t>"),
        ("-", "<t>-</t>"),
        ("a < b & c", "<t>a &lt; b &amp; c</t>"),
        ("]]>", "<t>]]&gt;</t>"),
        (" kept ", '<t xml:space="preserve"> kept </t>'),
        ("two  blanks", '<t xml:space="preserve">two  blanks</t>'),
        ("line\nbreak", '<t xml:space="preserve">line\nbreak</t>'),
        ("line\r\nbreak\rtoo", '<t xml:space="preserve">line\nbreak\ntoo</t>'),
        ("bell\x07", "<t>bell_x0007_</t>"),
        ("literal _x000D_ stays", "<t>literal _x005F_x000D_ stays</t>"),
        ("no escape: _xyz_", "<t>no escape: _xyz_</t>"),
        ("lone \ud83d half", "<t>lone _xD83D_ half</t>"),
        ("ünï 漢字 🔒", "<t>ünï 漢字 🔒</t>"),
        ("2024", "<t>2024</t>"),
    ],
)
def test_text_is_an_inline_string(make_book: Maker, text: str, written: str) -> None:
    sheet, report = fill(make_book(), answer("B2", text))
    assert f'<c r="B2" s="1" t="inlineStr"><is>{written}</is></c>' in sheet
    assert len(report.written) == 1


def test_an_empty_text_empties_the_cell(make_book: Maker) -> None:
    sheet, _ = fill(make_book(), answer("B4", ""), answer("D4", ""))
    assert '<c r="B4" s="6"/><c r="D4"/></row>' in sheet


def test_the_rest_of_the_sheet_stays_byte_for_byte(make_book: Maker) -> None:
    source = make_book()
    with zipfile.ZipFile(source) as package:
        before = package.read(SHEET).decode()
    after, _ = fill(source, answer("B2", "Yes"))
    assert after == before.replace('<c r="B2" s="1"/>', '<c r="B2" s="1" t="inlineStr"><is><t>Yes</t></is></c>')


def test_an_old_value_its_type_and_its_metadata_go_and_the_rest_of_the_tag_stays(make_book: Maker) -> None:
    rows = "<row r='2'><c cm='1' r='B2'  vm='2' t='s' s='6' ph='1'><v>2</v></c></row>"
    sheet, _ = fill(make_book(rows), answer("B2", "No"))
    assert """<c r='B2' s='6' t="inlineStr"><is><t>No</t></is></c>""" in sheet


@pytest.mark.parametrize(
    ("style", "text", "options", "cell"),
    [
        (2, "2025-03-12", (), '<c r="B2" s="2"><v>45728</v></c>'),
        (2, "12 March 2025", (), '<c r="B2" s="2"><v>45728</v></c>'),
        (2, "03/04/2025", (), '<c r="B2" s="2" t="inlineStr"><is><t>03/04/2025</t></is></c>'),
        (2, "every year", (), '<c r="B2" s="2" t="inlineStr"><is><t>every year</t></is></c>'),
        (2, "1900-01-15", (), '<c r="B2" s="2" t="inlineStr"><is><t>1900-01-15</t></is></c>'),
        (3, "12.5", (), '<c r="B2" s="3"><v>12.5</v></c>'),
        (3, "+7", (), '<c r="B2" s="3"><v>7</v></c>'),
        (3, "007", (), '<c r="B2" s="3" t="inlineStr"><is><t>007</t></is></c>'),
        (3, "12 days", (), '<c r="B2" s="3" t="inlineStr"><is><t>12 days</t></is></c>'),
        (4, "12", (), '<c r="B2" s="4" t="inlineStr"><is><t>12</t></is></c>'),
        (4, "3", ("1", "2", "3"), '<c r="B2" s="4" t="inlineStr"><is><t>3</t></is></c>'),
        (0, "12", (), '<c r="B2" s="0" t="inlineStr"><is><t>12</t></is></c>'),
        (0, "3", ("1", "2", "3"), '<c r="B2" s="0"><v>3</v></c>'),
        (0, "3", ("3", "N/A"), '<c r="B2" s="0" t="inlineStr"><is><t>3</t></is></c>'),
        (0, "TRUE", ("TRUE", "FALSE"), '<c r="B2" s="0" t="b"><v>1</v></c>'),
        (0, "TRUE", (), '<c r="B2" s="0" t="inlineStr"><is><t>TRUE</t></is></c>'),
        (7, "45%", (), '<c r="B2" s="7"><v>0.45</v></c>'),
        (7, "45", (), '<c r="B2" s="7" t="inlineStr"><is><t>45</t></is></c>'),
    ],
)
def test_the_number_format_decides_what_a_text_is(
    make_book: Maker, style: int, text: str, options: tuple[str, ...], cell: str
) -> None:
    sheet, _ = fill(make_book(f'<row r="2"><c r="B2" s="{style}"/></row>'), answer("B2", text, options))
    assert cell in sheet


def test_days_count_from_1904_where_the_workbook_says_so(make_book: Maker) -> None:
    source = make_book('<row r="2"><c r="B2" s="2"/></row>')
    with zipfile.ZipFile(source) as package:
        workbook = package.read("xl/workbook.xml").decode()
    dated = workbook.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    sheet, _ = fill(
        make_book('<row r="2"><c r="B2" s="2"/></row>', members={"xl/workbook.xml": dated}), answer("B2", "2025-03-12")
    )
    assert "<v>44266</v>" in sheet


@pytest.mark.parametrize(
    ("rows", "cell", "wanted"),
    [
        ('<row r="2"><c r="A2"/></row>', "B2", '<c r="A2"/>NEW</row>'),
        ('<row r="2"><c r="A2"/><c r="C2"/></row>', "B2", '<c r="A2"/>NEW<c r="C2"/>'),
        ('<row r="2"><c r="C2"/></row>', "B2", '<row r="2">NEW<c r="C2"/>'),
        ('<row r="2" ht="30"/>', "B2", '<row r="2" ht="30">NEW</row>'),
        ("<row r='2'></row>", "B2", "<row r='2'>NEW</row>"),
        ('<row r="1"/><row r="3"/>', "B2", '<row r="1"/><row r="2">NEW</row><row r="3"/>'),
        ('<row r="3"/><row r="1"/>', "B2", '<row r="2">NEW</row><row r="3"/><row r="1"/>'),
        ('<row r="1"/>', "B2", '<row r="1"/><row r="2">NEW</row></sheetData>'),
        ("<row><c/></row><row><c/><c/></row>", "B2", "<row><c/></row><row><c/><c NEWTAG"),
        ("<row><c/></row><row><c/></row>", "B2", "<row><c/></row><row><c/>NEW</row>"),
        ('<row r="2"><c r="D2"/><c r="A2"/></row>', "B2", '<row r="2">NEW<c r="D2"/><c r="A2"/></row>'),
    ],
)
def test_missing_rows_and_cells_are_added_in_order(make_book: Maker, rows: str, cell: str, wanted: str) -> None:
    sheet, _ = fill(make_book(rows), answer(cell, "x"))
    body = "<is><t>x</t></is></c>"
    wanted = wanted.replace("NEWTAG", f't="inlineStr">{body}').replace("NEW", f'<c r="{cell}" t="inlineStr">{body}')
    assert wanted in sheet


def test_an_empty_sheet_gets_its_first_row(make_book: Maker) -> None:
    source = make_book("")
    with zipfile.ZipFile(source) as package:
        whole = package.read(SHEET).decode().replace("<sheetData></sheetData>", "<sheetData />")
    sheet, _ = fill(make_book(members={SHEET: whole}), answer("A3", "x"))
    assert '<sheetData><row r="3"><c r="A3" t="inlineStr"><is><t>x</t></is></c></row></sheetData>' in sheet


@pytest.mark.parametrize(
    ("row", "style"),
    [('<row r="2" s="3" customFormat="1"/>', ' s="3"'), ('<row r="2" s="3"/>', ' s="6"'), ("", ' s="6"')],
)
def test_a_new_cell_has_the_style_of_its_row_or_column(make_book: Maker, row: str, style: str) -> None:
    columns = '<cols><col min="1" max="1" width="9"/><col min="2" max="4" width="30" style="6"/></cols>'
    sheet, _ = fill(make_book(row, before=columns), answer("C2", "x"))
    assert f'<c r="C2"{style} t="inlineStr">' in sheet


def test_spans_and_dimension_are_widened(make_book: Maker) -> None:
    sheet, _ = fill(make_book(before='<dimension ref="A1:C4"/>'), answer("E2", "x"), answer("B9", "y"))
    assert '<dimension ref="A1:E9"/>' in sheet
    assert '<row r="2" spans="1:5">' in sheet
    assert '<row r="1" spans="1:3">' in sheet


def test_a_prefix_strict_names_and_a_byte_order_mark(make_book: Maker) -> None:
    part = (
        '\ufeff<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" '
        'xmlns:d="urn:other"><x:sheetData><x:row r="1"><x:c r="A1" s="1"/><d:c r="B1"/></x:row></x:sheetData>'
        "<d:row r='1'/></x:worksheet>"
    )
    sheet, _ = fill(make_book(members={SHEET: part}), answer("A1", "x"), answer("B3", "y"))
    assert '<x:c r="A1" s="1" t="inlineStr"><x:is><x:t>x</x:t></x:is></x:c><d:c r="B1"/></x:row>' in sheet
    assert '<x:row r="3"><x:c r="B3" t="inlineStr"><x:is><x:t>y</x:t></x:is></x:c></x:row></x:sheetData>' in sheet
    assert sheet.startswith('\ufeff<?xml version="1.0"?><x:worksheet')


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "windows-1252"])
def test_other_encodings_come_back_as_they_were(make_book: Maker, encoding: str) -> None:
    declared = "utf-16" if encoding.startswith("utf-16") else encoding
    text = make_sheet_text().replace('encoding="UTF-8"', f'encoding="{declared}"')
    before = text.encode(encoding)
    source = make_book(members={SHEET: before})
    target = source.with_name("filled.xlsx")
    fill_workbook(source, target, [answer("B2", "jürgen 漢")])
    with zipfile.ZipFile(target) as package:
        after = package.read(SHEET)
    wide = "漢" if encoding.startswith("utf-16") else "&#28450;"
    new = f'<c r="B2" t="inlineStr"><is><t>jürgen {wide}</t></is></c>'
    assert after.decode(encoding) == before.decode(encoding).replace('<c r="B2"/>', new)


def make_sheet_text() -> str:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="{main}"><sheetData><row r="2">'
        '<c r="A2" t="inlineStr"><is><t>é</t></is></c><c r="B2"/></row></sheetData></worksheet>'
    )


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (answer("C2", "x"), "the cell holds a formula"),
        (answer("F3", "x"), "the cell is covered by the merged cell E2"),
        (answer("B4", "Maybe", ("Yes", "No")), "the text is none of the choices that the cell accepts"),
        (answer("B4", "yes", ("Yes", "No")), "the text is none of the choices that the cell accepts"),
        (answer("B2", "x" * 32_768), "the text has 32768 characters, and a cell holds 32767"),
        (answer("B2", "🔒" * 16_384), "the text has 32768 characters, and a cell holds 32767"),
        (answer("B2", "abcd", max_length=3), "the text has 4 characters, and the cell accepts 3"),
        (answer("B0", "x"), "this is not the name of a cell"),
        (CellValue("Nowhere", "B2", "x"), "the workbook has no such worksheet"),
    ],
)
def test_refusals_name_the_reason_and_write_nothing(make_book: Maker, value: CellValue, reason: str) -> None:
    source = make_book()
    sheet, report = fill(source, value)
    assert [one.reason for one in report.refused] == [reason]
    assert report.written == ()
    with zipfile.ZipFile(source) as package:
        assert sheet == package.read(SHEET).decode()


def test_a_text_of_the_full_length_goes_in(make_book: Maker) -> None:
    _, report = fill(make_book(), answer("B2", "x" * 32_767))
    assert len(report.written) == 1


def test_the_first_cell_of_a_merge_is_written(make_book: Maker) -> None:
    sheet, report = fill(make_book(), answer("E2", "x"))
    assert '<c r="E2" t="inlineStr">' in sheet
    assert report.refused == ()


@pytest.mark.parametrize(
    ("formula", "cell", "reason"),
    [
        ('<f t="array" ref="B2:B3">A2:A3</f>', "B3", "the cell belongs to an array formula or a data table"),
        ('<f t="shared" ref="B2:B3" si="0">A2</f>', "B2", "the cell holds a formula"),
        ('<f t="dataTable" ref="B2:B3"/>', "B3", "the cell belongs to an array formula or a data table"),
    ],
)
def test_array_and_shared_formulas_are_left_alone(make_book: Maker, formula: str, cell: str, reason: str) -> None:
    rows = f'<row r="2"><c r="B2">{formula}<v>1</v></c></row><row r="3"><c r="B3"><v>2</v></c></row>'
    _, report = fill(make_book(rows), answer(cell, "x"))
    assert [one.reason for one in report.refused] == [reason]


def test_a_row_or_cell_that_stands_twice_is_refused(make_book: Maker) -> None:
    twice = '<row r="2"><c r="B2"/></row><row r="2"><c r="B2"/></row><row r="3"><c r="B3"/><c r="B3"/></row>'
    _, report = fill(make_book(twice), answer("B2", "x"), answer("B3", "x"))
    assert [one.reason for one in report.refused] == [
        "row 2 stands more than once in the file",
        "the cell stands more than once in the file",
    ]


def test_a_cell_takes_one_value_only(make_book: Maker) -> None:
    sheet, report = fill(make_book(), answer("B2", "first"), answer("B2", "second"))
    assert "first" in sheet
    assert [one.text for one in report.written] == ["first"]
    assert [one.reason for one in report.refused] == ["another value was given for the same cell"]


def test_headings_totals_and_pivot_cells_are_refused(make_book: Maker) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    table = (
        f'<table xmlns="{main}" id="1" name="T" displayName="T" ref="A1:B4" totalsRowCount="1"><tableColumns count="2">'
        '<tableColumn id="1" name="Question"/><tableColumn id="2" name="Answer"/></tableColumns></table>'
    )
    pivot = f'<pivotTableDefinition xmlns="{main}" name="P"><location ref="H1:J9"/></pivotTableDefinition>'
    source = make_book(
        relations={"rId1": ("table", "../tables/table1.xml"), "rId2": ("pivotTable", "../pivotTables/pivot1.xml")},
        members={"xl/tables/table1.xml": table, "xl/pivotTables/pivot1.xml": pivot},
    )
    _, report = fill(source, answer("B1", "x"), answer("B4", "x"), answer("I5", "x"), answer("B2", "x"))
    assert [one.reason for one in report.refused] == [
        "the cell is a heading of an Excel table",
        "the cell is in the totals row of an Excel table",
        "the cell belongs to a pivot table, which is rebuilt over it",
    ]


def test_an_x_goes_into_its_own_column_only(make_book: Maker) -> None:
    sheet, _ = fill(make_book('<row r="2"><c r="B2"/><c r="C2"/><c r="D2"/></row>'), answer("C2", "X", ("X",)))
    assert '<c r="B2"/><c r="C2" t="inlineStr"><is><t>X</t></is></c><c r="D2"/>' in sheet


def test_formulas_are_calculated_again_when_the_file_is_opened(make_book: Maker) -> None:
    source = make_book()
    _, report = fill(source, answer("B2", "x"))
    assert any("fullCalcOnLoad" in change for change in report.other_changes)
    with zipfile.ZipFile(source.with_name("filled.xlsx")) as package:
        assert '</sheets><calcPr fullCalcOnLoad="1"/></workbook>' in package.read("xl/workbook.xml").decode()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<calcPr calcId="191029"/>', '<calcPr calcId="191029" fullCalcOnLoad="1"/>'),
        ('<calcPr fullCalcOnLoad="0" calcId="1"/>', '<calcPr fullCalcOnLoad="1" calcId="1"/>'),
        ('<definedNames><definedName name="n">1</definedName></definedNames><pivotCaches/>', None),
    ],
)
def test_where_the_wish_to_calculate_stands(make_book: Maker, old: str, new: str | None) -> None:
    with zipfile.ZipFile(make_book()) as package:
        workbook = package.read("xl/workbook.xml").decode().replace("</sheets>", f"</sheets>{old}")
    source = make_book(members={"xl/workbook.xml": workbook})
    fill(source, answer("B2", "x"))
    wanted = new or old.replace("</definedNames>", '</definedNames><calcPr fullCalcOnLoad="1"/>')
    with zipfile.ZipFile(source.with_name("filled.xlsx")) as package:
        assert package.read("xl/workbook.xml").decode() == workbook.replace(old, wanted)


def test_without_formulas_the_workbook_part_stays(make_book: Maker) -> None:
    source = make_book('<row r="2"><c r="B2"/></row>')
    _, report = fill(source, answer("B2", "x"))
    assert report.other_changes == ()
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(source.with_name("filled.xlsx")) as after:
        assert before.read("xl/workbook.xml") == after.read("xl/workbook.xml")


@pytest.mark.parametrize(
    ("row", "text", "height"),
    [
        ('<row r="2" ht="15">', "word " * 40, "405"),
        ('<row r="2" ht="15" customHeight="1">', "word " * 40, None),
        ('<row r="2">', "word " * 40, None),
        ('<row r="2" ht="15">', "short", None),
        ('<row r="2" ht="15">', "a\nb\nc", "45"),
        ('<row r="2" ht="15">', "word " * 90, "409"),
    ],
)
def test_a_measured_row_grows_and_a_set_one_stays(make_book: Maker, row: str, text: str, height: str | None) -> None:
    sheet, report = fill(make_book(f'{row}<c r="B2" s="1"/></row>'), answer("B2", text))
    found = re.search(r'<row r="2"[^>]*?(?: ht="([^"]+)")?(?: customHeight="1")?>', sheet)
    assert found is not None
    if height is None:
        assert row in sheet
        assert report.other_changes == ()
    else:
        assert float(found[1]) == float(height)
        assert any("answers are seen: 2" in change for change in report.other_changes)
    assert any("a person set" in one for one in report.warnings) == ("customHeight" in row)


def test_what_a_person_must_know_is_said(make_book: Maker) -> None:
    rows = '<row r="2"><c r="B2" s="5"/><c r="C2" s="6"/></row><row r="3" hidden="1"><c r="B3" s="6"/></row>'
    source = make_book(rows, after='<sheetProtection sheet="1" objects="1"/>')
    _, report = fill(source, answer("B2", "x"), answer("C2", "x"), answer("B3", "x"))
    assert report.warnings == (
        "Sheet Questions: the sheet's protection locks these answer cells, which were filled all the same: B2",
        "Sheet Questions: the number format of these answer cells shows nothing: B2",
        "Sheet Questions: these answer cells stand in hidden rows or columns: B3",
    )


def test_a_signed_workbook_is_filled_only_when_told_to(make_book: Maker) -> None:
    source = make_book(members={"_xmlsignatures/sig1.xml": "<Signature/>"})
    with pytest.raises(UsageError, match="--break-signature"):
        fill(source, answer("B2", "x"))
    assert not source.with_name("filled.xlsx").exists()
    _, report = fill(source, answer("B2", "x"), break_signature=True)
    assert "signature is broken" in report.warnings[0]


def test_the_source_is_never_the_target(make_book: Maker, tmp_path: Path) -> None:
    source = make_book()
    link = tmp_path / "link.xlsx"
    link.symlink_to(source)
    before = source.read_bytes()
    for target in (source, link):
        with pytest.raises(UsageError, match="customer's own file"):
            fill_workbook(source, target, [answer("B2", "x")])
    assert source.read_bytes() == before


def test_a_link_as_target_stays_a_link(make_book: Maker, tmp_path: Path) -> None:
    real = tmp_path / "real.xlsx"
    real.write_bytes(b"old")
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    fill_workbook(make_book(), link, [answer("B2", "x")])
    assert link.is_symlink()
    assert zipfile.is_zipfile(real)


@pytest.mark.parametrize("part", ["<worksheet", "<!DOCTYPE a><worksheet/>", "<chartsheet/>"])
def test_a_damaged_sheet_says_so(make_book: Maker, part: str) -> None:
    with pytest.raises(UnreadableError):
        fill(make_book(members={SHEET: part}), answer("B2", "x"))


@pytest.mark.parametrize(
    "before",
    [
        '<sheetFormatPr defaultRowHeight="high"/>',
        '<cols><col min="one" max="2"/></cols>',
        '<cols><col width="?"/></cols>',
    ],
)
def test_a_number_that_is_none_says_so(make_book: Maker, before: str) -> None:
    with pytest.raises(UnreadableError, match="damaged"):
        fill(make_book(before=before), answer("B2", "x"))


def test_a_table_without_a_range_says_so(make_book: Maker) -> None:
    source = make_book(
        relations={"rId1": ("table", "../tables/table1.xml")}, members={"xl/tables/table1.xml": '<table ref="here"/>'}
    )
    with pytest.raises(UnreadableError, match="damaged"):
        fill(source, answer("B2", "x"))

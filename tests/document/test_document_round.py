"""Word documents read, filled and proven: each kind of room, and each kind of damage to the copy."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from qbot.document.body_reader import read_body
from qbot.document.fill import SignedDocumentError, fill_document
from qbot.document.open_parts import BodyError
from qbot.document.read import read_document
from qbot.document.verify import verify_document
from qbot.errors import QbotError
from qbot.model.filling import CellValue
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, QuestionState, SlotRole
from qbot.ooxml.splice import SpliceError

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_BIND_RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"/>'
    "</Relationships>"
)
_STORE = "{11111111-2222-3333-4444-555555555555}"
_PLACEHOLDER = '<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{}</w:t></w:r>'


def _p(text: str = "", *, before: str = "", after: str = "") -> str:
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>' if text else ""
    return f"<w:p>{before}{run}{after}</w:p>" if before or run or after else "<w:p/>"


def _list(*options: str) -> str:
    items = "".join(f'<w:listItem w:displayText="{option}" w:value="{option}"/>' for option in options)
    hint = '<w:listItem w:value="Choose an item."/>'
    content = _PLACEHOLDER.format("Choose an item.")
    return (
        f"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList>{hint}{items}</w:dropDownList></w:sdtPr>"
        f"<w:sdtContent>{content}</w:sdtContent></w:sdt>"
    )


def _box(label: str) -> str:
    return (
        '<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/>'
        '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>☐</w:t>"
        f'</w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> {label} </w:t></w:r>'
    )


def _table(*rows: tuple[str, ...]) -> str:
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:tcPr><w:tcW w:w='10'/></w:tcPr>{cell}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{lines}</w:tbl>"


def _make(path: Path, *blocks: str, extra: dict[str, str] | None = None) -> Path:
    body = "".join(blocks)
    document = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<w:document xmlns:w="{_W}" xmlns:w14="{_W14}">'
        f"<w:body>{body}<w:sectPr/></w:body></w:document>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        parts = {"[Content_Types].xml": _TYPES, "_rels/.rels": _RELS, "word/document.xml": document, **(extra or {})}
        for name, text in parts.items():
            package.writestr(name, text)
    return path


def _answer(questionnaire: Questionnaire, text: str = "First line\nsecond & <last>") -> list[CellValue]:
    return [
        CellValue(
            sheet="",
            cell=slot.cell,
            text=slot.options[0] if slot.options else text,
            role=slot.role,
            question_cell=question.cell,
            question=question.text,
            options=slot.options,
            new=slot.new,
        )
        for question in questionnaire.questions
        for slot in question.slots
    ]


def _one(questionnaire: Questionnaire) -> Question:
    assert len(questionnaire.questions) == 1, questionnaire
    return questionnaire.questions[0]


_ROOMS: list[tuple[str, tuple[str, ...], str]] = [
    ("a blank paragraph", (_p("1. Do you encrypt backups?"), _p()), "paragraph 2"),
    ("an answer line", (_p("1. Do you encrypt backups?"), _p("Answer:")), "paragraph 2"),
    ("underscores", (_p("1. Who is your security officer? ________"),), "paragraph 1"),
    ("a list", (_p("1. Do you encrypt backups? ", after=_list("Yes", "No")),), "paragraph 1"),
    ("boxes", (_p("1. Do you encrypt backups? ", after=_box("Yes") + _box("No")),), "paragraph 1"),
    ("boxes drawn as letters", (_p("1. Do you encrypt backups?"), _p("☐ Yes ☐ No")), "paragraph 2"),
    ("a one-cell table", (_p("1. Do you encrypt backups?"), _table((_p(),))), "table 1 row 1 column 1"),
    (
        "a control around a paragraph",
        (
            _p("1. Do you encrypt backups?"),
            "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>"
            + _p(after=_PLACEHOLDER.format("Click or tap here to enter text."))
            + "</w:sdtContent></w:sdt>",
        ),
        "paragraph 2",
    ),
    ("no room", (_p("1. Do you encrypt backups?"), _p("2. Done.")), "paragraph 1"),
]


@pytest.mark.parametrize(("blocks", "cell"), [room[1:] for room in _ROOMS], ids=[room[0] for room in _ROOMS])
def test_each_kind_of_room_is_found_filled_and_proven(tmp_path: Path, blocks: tuple[str, ...], cell: str) -> None:
    source = _make(tmp_path / "in.docx", *blocks)
    target = tmp_path / "out.docx"
    questionnaire = read_document(source)
    assert [slot.cell for slot in questionnaire.questions[0].slots] == [cell]
    values = _answer(questionnaire)
    report = fill_document(source, target, values)
    assert not report.refused
    proof = verify_document(source, target, questionnaire=questionnaire, meant=report.written)
    assert not proof.findings
    assert proof.changes
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target) as after:
        assert before.namelist() == after.namelist()
        differing = [name for name in before.namelist() if before.read(name) != after.read(name)]
    assert differing == ["word/document.xml"]


def test_table_cells_take_lists_boxes_and_comments(tmp_path: Path) -> None:
    head = tuple(_p(text) for text in ("Ref", "Question", "Answer", "Comment"))
    source = _make(
        tmp_path / "in.docx",
        _p("Please fill in the table."),
        _table(
            head,
            (_p("A-1"), _p("Do you scan for weaknesses?"), _p(after=_list("Yes", "No")), _p()),
            (_p("A-2"), _p("Do you patch every month?"), _p(after=_box("Yes") + _box("No")), _p()),
        ),
    )
    questionnaire = read_document(source)
    places = [
        (one.ref, one.cell, [(slot.role, slot.cell, slot.options) for slot in one.slots])
        for one in questionnaire.questions
    ]
    assert places == [
        (
            f"A-{row - 1}",
            f"table 1 row {row} column 2",
            [
                (SlotRole.ANSWER, f"table 1 row {row} column 3", ("Yes", "No")),
                (SlotRole.COMMENT, f"table 1 row {row} column 4", ()),
            ],
        )
        for row in (2, 3)
    ]
    target = tmp_path / "out.docx"
    report = fill_document(source, target, _answer(questionnaire))
    assert len(report.written) == 4
    filled = read_document(target)
    assert [one.slots[0].current for one in filled.questions] == ["Yes", "Yes"]
    assert {one.state for one in filled.questions} == {QuestionState.FILLED}
    assert not verify_document(source, target, questionnaire=questionnaire, meant=report.written).findings


def test_text_that_is_not_in_the_list_is_refused(tmp_path: Path) -> None:
    source = _make(tmp_path / "in.docx", _p("1. Do you encrypt backups? ", after=_list("Yes", "No")))
    report = fill_document(source, tmp_path / "out.docx", [CellValue("", "paragraph 1", "Perhaps")])
    assert [one.reason for one in report.refused] == ["the text is not in the list of this control"]
    assert (tmp_path / "out.docx").read_bytes() == source.read_bytes()


def test_a_bound_control_changes_its_data_too(tmp_path: Path) -> None:
    binding = f'<w:dataBinding w:xpath="/root[1]/officer[1]" w:storeItemID="{_STORE}"/>'
    control = (
        f"<w:sdt><w:sdtPr>{binding}<w:showingPlcHdr/><w:text/></w:sdtPr>"
        f"<w:sdtContent>{_PLACEHOLDER.format('Enter text')}</w:sdtContent></w:sdt>"
    )
    extra = {
        "word/_rels/document.xml.rels": _BIND_RELS.format(kind="customXml", target="../customXml/item1.xml"),
        "customXml/item1.xml": "<root><officer/><other>kept</other></root>",
        "customXml/_rels/item1.xml.rels": _BIND_RELS.format(kind="customXmlProps", target="itemProps1.xml"),
        "customXml/itemProps1.xml": (
            f'<ds:datastoreItem ds:itemID="{_STORE}" '
            'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>'
        ),
    }
    source = _make(tmp_path / "in.docx", _p("1. Who is your security officer? ", after=control), extra=extra)
    questionnaire = read_document(source)
    report = fill_document(source, tmp_path / "out.docx", _answer(questionnaire, "Ada Example"))
    assert not report.refused
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        assert package.read("customXml/item1.xml") == b"<root><officer>Ada Example</officer><other>kept</other></root>"
    proof = verify_document(source, tmp_path / "out.docx", questionnaire=questionnaire, meant=report.written)
    assert not proof.findings
    assert proof.other_changes == report.other_changes


def test_a_signed_document_needs_a_word(tmp_path: Path) -> None:
    source = _make(tmp_path / "in.docx", _p("1. Ready?"), _p(), extra={"_xmlsignatures/sig1.xml": "<s/>"})
    values = [CellValue("", "paragraph 2", "Yes")]
    with pytest.raises(SignedDocumentError):
        fill_document(source, tmp_path / "out.docx", values)
    assert fill_document(source, tmp_path / "out.docx", values, break_signature=True).warnings


def _replace(old: str, new: str) -> Callable[[str], str]:
    def change(text: str) -> str:
        assert old in text
        return text.replace(old, new, 1)

    return change


_DAMAGE: list[tuple[str, Callable[[str], str]]] = [
    ("another question", _replace("Do you encrypt backups?", "Do you encrypt disks?")),
    ("a lost list item", _replace('<w:listItem w:displayText="No" w:value="No"/>', "")),
    ("a lost style", _replace('<w:pStyle w:val="Quote"/>', "")),
    ("an illegal choice", _replace('<w:t xml:space="preserve">Yes</w:t>', "<w:t>Never</w:t>")),
    ("a paragraph put in", _replace("<w:sectPr/>", "<w:p/><w:sectPr/>")),
    ("other words in a fixed paragraph", _replace("Thank you", "Thanks")),
    ("a lost section", _replace("<w:sectPr/>", "")),
]


@pytest.mark.parametrize("damage", [one[1] for one in _DAMAGE], ids=[one[0] for one in _DAMAGE])
def test_the_proof_sees_damage(tmp_path: Path, damage: Callable[[str], str]) -> None:
    styled = '<w:pPr><w:pStyle w:val="Quote"/></w:pPr>'
    source = _make(
        tmp_path / "in.docx",
        _p("1. Do you encrypt backups? ", after=_list("Yes", "No")),
        _p("Thank you for your time", before=styled),
    )
    questionnaire = read_document(source)
    good = tmp_path / "good.docx"
    report = fill_document(source, good, _answer(questionnaire))
    assert not verify_document(source, good, questionnaire=questionnaire, meant=report.written).findings
    with zipfile.ZipFile(good) as package, zipfile.ZipFile(tmp_path / "bad.docx", "w") as copy:
        for name in package.namelist():
            data = package.read(name)
            copy.writestr(name, damage(data.decode()) if name == "word/document.xml" else data)
    assert verify_document(source, tmp_path / "bad.docx", questionnaire=questionnaire, meant=report.written).findings


def test_deleted_words_are_not_read_and_inserted_ones_are(tmp_path: Path) -> None:
    tracked = (
        '<w:ins w:id="1" w:author="a"><w:r><w:t>1. Do you log</w:t></w:r></w:ins>'
        '<w:del w:id="2" w:author="a"><w:r><w:delText> nothing</w:delText></w:r></w:del><w:r><w:t> access?</w:t></w:r>'
    )
    source = _make(tmp_path / "in.docx", _p(after=tracked), _p())
    assert _one(read_document(source)).text == "Do you log access?"


def test_cells_of_controls_keep_their_columns(tmp_path: Path) -> None:
    cell = f"<w:tc>{_p('Answer')}</w:tc>"
    wrapped = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    second = f"<w:tr><w:tc>{_p('Do you test restores?')}</w:tc><w:tc>{_p()}</w:tc></w:tr>"
    rows = f"<w:tr><w:tc>{_p('Question')}</w:tc>{wrapped}</w:tr>{second}"
    source = _make(tmp_path / "in.docx", f"<w:tbl>{rows}</w:tbl>")
    assert [slot.cell for slot in _one(read_document(source)).slots][:1] == ["table 1 row 2 column 2"]


_TAGS = st.sampled_from(
    ["w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtPr", "w:sdtContent", "w:fldChar", "w:pPr"]
)


def _grow(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.builds(lambda tag, inner: f"<{tag}>{''.join(inner)}</{tag}>", _TAGS, st.lists(children, max_size=4))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.recursive(st.just("Do you? ☐"), _grow, max_leaves=25))
def test_any_order_of_elements_is_read_or_refused(inner: str) -> None:
    document = f'<w:document xmlns:w="{_W}"><w:body>{inner}</w:body></w:document>'
    with contextlib.suppress(BodyError, SpliceError):
        read_body(document.encode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 5000), st.binary(min_size=1, max_size=4))
def test_broken_bytes_are_read_or_refused(tmp_path: Path, place: int, new: bytes) -> None:
    source = _make(tmp_path / "in.docx", *(block for room in _ROOMS for block in room[1]))
    data = bytearray(source.read_bytes())
    data[place % len(data) : place % len(data) + len(new)] = new
    source.write_bytes(bytes(data))
    with contextlib.suppress(QbotError):
        read_document(source)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_a_filled_document(tmp_path: Path) -> None:
    source = _make(tmp_path / "in.docx", *(block for room in _ROOMS for block in room[1]))
    report = fill_document(source, tmp_path / "out.docx", _answer(read_document(source), "Kept for ninety days"))
    assert report.written
    command = ["soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/office", "--convert-to", "txt:Text"]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "out.docx")], check=True, timeout=90, capture_output=True
    )
    assert "Kept for ninety days" in (tmp_path / "out.txt").read_text(encoding="utf-8", errors="replace")


@pytest.mark.corpus
def test_odd_documents_are_filled_with_one_part_changed(testdata: Path, tmp_path: Path) -> None:
    filled = 0
    for source in sorted((testdata / "corpus" / "hostile").glob("*.docx")):
        try:
            questionnaire = read_document(source)
            places = [f"paragraph {number}" for number in (1, 2, 3)]
            values = [CellValue("", place, "Answer & more", question_cell=place, new=True) for place in places]
            report = fill_document(source, tmp_path / "out.docx", values, break_signature=True)
        except QbotError:
            continue
        with zipfile.ZipFile(source) as before, zipfile.ZipFile(tmp_path / "out.docx") as after:
            differing = [name for name in before.namelist() if before.read(name) != after.read(name)]
        assert len(differing) == bool(report.written), source.name
        slots = tuple(AnswerSlot(SlotRole.ANSWER, place, new=True) for place in places)
        asked = tuple(Question("", slot.cell, "", slots=(slot,)) for slot in slots)
        proof = verify_document(
            source, tmp_path / "out.docx", questionnaire=replace(questionnaire, questions=asked), meant=report.written
        )
        assert not proof.findings, (source.name, proof.findings[:3])
        filled += bool(report.written)
    assert filled > 30

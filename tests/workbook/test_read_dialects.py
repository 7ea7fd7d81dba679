"""The same workbook in the forms that other programs write it reads the same: strict, prefixed, UTF-16, extensions."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.worksheet.table import Table

from qbot.errors import UnreadableError
from qbot.layout.grid import Grid
from qbot.workbook.book import read_grids

Change = Callable[[str, bytes], bytes]
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATED = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
SHEET = "xl/worksheets/sheet1.xml"


def make_parts() -> dict[str, bytes]:
    book = openpyxl.Workbook()
    sheet, lists = book.worksheets[0], book.create_sheet("Lists")
    for row, text in enumerate(("Level", "High", "Low"), 1):
        lists.cell(row, 1, text)
    lists.add_table(Table(displayName="Levels", ref="A1:A3"))
    sheet.append(["Question", "Answer"])
    sheet.append(["Do you écrire & sign?", 3])
    sheet["A2"].comment = Comment("Be brief", "customer")
    data = io.BytesIO()
    book.save(data)
    with zipfile.ZipFile(data) as package:
        return {name: package.read(name) for name in package.namelist()}


def save(parts: dict[str, bytes], path: Path) -> list[Grid]:
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return read_grids(path)


def is_own_xml(name: str) -> bool:
    return name.startswith("xl/") and name.endswith(".xml") and "theme" not in name and "comment" not in name


def make_strict(_name: str, content: bytes) -> bytes:
    return content.replace(MAIN, b"http://purl.oclc.org/ooxml/spreadsheetml/main").replace(
        RELATED, b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    )


def add_prefix(name: str, content: bytes) -> bytes:
    if not is_own_xml(name):
        return content
    named = re.sub(rb"<(/?)(?=[A-Za-z])(?!r:|xml)([A-Za-z]+)(?![A-Za-z]*:)", rb"<\1x:\2", content)
    return named.replace(b'xmlns="' + MAIN, b'xmlns:x="' + MAIN)


def encode_wide(name: str, content: bytes) -> bytes:
    if not is_own_xml(name):
        return content
    text = re.sub(r"^<\?xml[^>]*\?>", "", content.decode())
    return f'<?xml version="1.0" encoding="UTF-16"?>{text}'.encode("utf-16")


@pytest.mark.parametrize("change", [make_strict, add_prefix, encode_wide])
def test_other_dialects_read_the_same(tmp_path: Path, change: Change) -> None:
    parts = make_parts()
    changed = {name: change(name, content) for name, content in parts.items()}
    assert changed[SHEET] != parts[SHEET]
    assert save(changed, tmp_path / "b.xlsx") == save(parts, tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("source", "options"),
    [
        ("Lists!$A$2:$A$3", ("High", "Low")),
        ("Levels[Level]", ("High", "Low")),
        ('INDIRECT("Levels[Level]")', ("High", "Low")),
        ('"Yes,No, Not sure"', ("Yes", "No", "Not sure")),
    ],
)
def test_drop_downs_of_the_extension(tmp_path: Path, source: str, options: tuple[str, ...]) -> None:
    parts = make_parts()
    quoted = source.replace('"', "&quot;")
    extension = (
        f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{X14}">'
        '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
        f'<x14:dataValidation type="list"><x14:formula1><xm:f>{quoted}</xm:f></x14:formula1>'
        "<xm:sqref>B2:B1048576 N1:XFD1048576</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"
    )
    parts[SHEET] = parts[SHEET].replace(b"</worksheet>", extension.encode() + b"</worksheet>")
    (choice,) = save(parts, tmp_path / "a.xlsx")[0].choices
    assert choice.options == options
    assert [rect.name for rect in choice.ranges] == ["B2:B1048576", "N1:XFD1048576"]


def test_a_threaded_comment_goes_before_its_stand_in(tmp_path: Path) -> None:
    parts = make_parts()
    assert save(parts, tmp_path / "a.xlsx")[0].notes == {(2, 1): "Be brief"}
    parts["xl/threadedComments/threadedComment1.xml"] = (
        b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
        b'<threadedComment ref="A2" id="{1}"><text>Two lines at most</text></threadedComment></ThreadedComments>'
    )
    links = "xl/worksheets/_rels/sheet1.xml.rels"
    kind = b"http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = b'<Relationship Id="t1" Type="%s" Target="../threadedComments/threadedComment1.xml"/></Relationships>' % kind
    parts[links] = parts[links].replace(b"</Relationships>", link)
    assert save(parts, tmp_path / "b.xlsx")[0].notes == {(2, 1): "Two lines at most"}


def test_a_sheet_that_names_no_format_is_refused(tmp_path: Path) -> None:
    parts = make_parts()
    parts[SHEET] = parts[SHEET].replace(b'xmlns="' + MAIN + b'"', b"")
    with pytest.raises(UnreadableError, match=r"sheet1\.xml: it does not name its format"):
        save(parts, tmp_path / "a.xlsx")

"""Small workbooks written member by member, so that a test decides each byte of them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

# The cell styles: 0 plain, 1 wraps, 2 a date, 3 two decimals, 4 text, 5 hidden, 6 unlocked, 7 per cent.
STYLES = (
    f'{_DECLARATION}<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode=";;;"/></numFmts>'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="8"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><alignment wrapText="1"/></xf>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="2" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"><protection locked="0"/></xf>'
    '<xf numFmtId="9" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
ROWS = (
    '<row r="1" spans="1:3"><c r="A1" t="inlineStr"><is><t>Question</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>Answer</t></is></c></row>'
    '<row r="2" spans="1:3"><c r="A2" t="s"><v>0</v></c><c r="B2" s="1"/><c r="C2"><f>LEN(B2)</f><v>0</v></c></row>'
    '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="6" t="s"><v>2</v></c></row>'
)
AFTER = (
    '<mergeCells count="1"><mergeCell ref="E2:F3"/></mergeCells>'
    '<dataValidations count="1"><dataValidation type="list" sqref="B4"><formula1>"Yes,No"</formula1></dataValidation>'
    "</dataValidations>"
)


def make_sheet(rows: str = ROWS, *, before: str = "", after: str = AFTER) -> str:
    """Return a sheet part with these rows, and what stands before and after them."""
    return f'{_DECLARATION}<worksheet xmlns="{MAIN}">{before}<sheetData>{rows}</sheetData>{after}</worksheet>'


def _make_relations(entries: Mapping[str, tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="{key}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for key, (kind, target) in entries.items()
    )
    return f'{_DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{items}</Relationships>'


def make_members() -> dict[str, str | bytes]:
    """Return the members of a workbook with the sheets "Questions" and "Other"."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": f'{_DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{types}.worksheet+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{types}.styles+xml"/></Types>',
        "_rels/.rels": _make_relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": f'{_DECLARATION}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Questions" sheetId="1" r:id="rId1"/>'
        '<sheet name="Other" sheetId="2" r:id="rId2"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _make_relations(
            {
                "rId1": ("worksheet", "worksheets/sheet1.xml"),
                "rId2": ("worksheet", "/xl/worksheets/sheet2.xml"),
                "rId3": ("sharedStrings", "sharedStrings.xml"),
                "rId4": ("styles", "styles.xml"),
            }
        ),
        "xl/worksheets/sheet1.xml": make_sheet(),
        "xl/worksheets/sheet2.xml": make_sheet('<row r="1"><c r="A1"><v>1</v></c></row>', after=""),
        "xl/sharedStrings.xml": f'{_DECLARATION}<sst xmlns="{MAIN}"><si><t>Do you keep logs?</t></si>'
        "<si><t>Do you test backups?</t></si><si><t>Choose one</t></si></sst>",
        "xl/styles.xml": STYLES,
        "xl/vbaProject.bin": b"macro bytes" * 40,
    }


def write_members(path: Path, members: Mapping[str, str | bytes], *, stored: frozenset[str] = frozenset()) -> Path:
    """Write a package; the members named in `stored` are not compressed."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, (2020, 2, 3, 4, 5, 6))
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            package.writestr(info, content)
    return path


@pytest.fixture
def make_book(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a workbook: `rows`, `before`, `after` of its first sheet, or any member by name."""

    def make(
        rows: str = ROWS,
        *,
        before: str = "",
        after: str = AFTER,
        name: str = "original.xlsx",
        members: Mapping[str, str | bytes] | None = None,
        relations: Mapping[str, tuple[str, str]] | None = None,
        stored: frozenset[str] = frozenset(),
    ) -> Path:
        content = make_members()
        content["xl/worksheets/sheet1.xml"] = make_sheet(rows, before=before, after=after)
        if relations:
            content["xl/worksheets/_rels/sheet1.xml.rels"] = _make_relations(relations)
        content |= members or {}
        return write_members(tmp_path / name, content, stored=stored)

    return make


@pytest.fixture
def change_book(tmp_path: Path) -> Callable[..., Path]:
    """A function that writes a changed copy: old text for new in a member, members left out, renamed or put last."""

    def change(
        path: Path,
        member: str = "",
        old: str = "",
        new: str = "",
        *,
        drop: str = "",
        last: str = "",
        rename: tuple[str, str] = ("", ""),
        level: int = 6,
    ) -> Path:
        target = tmp_path / f"damaged-{path.name}"
        with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as package:
            infos = [info for info in source.infolist() if info.filename != drop]
            infos.sort(key=lambda info: info.filename == last)
            for info in infos:
                content = source.read(info)
                if info.filename == member and old:
                    assert old.encode() in content, f"{old!r} is not in {member}"
                    content = content.replace(old.encode(), new.encode())
                renamed = zipfile.ZipInfo(rename[1] if info.filename == rename[0] else info.filename, info.date_time)
                renamed.compress_type, renamed.external_attr = info.compress_type, info.external_attr
                renamed.create_system = info.create_system
                package.writestr(renamed, content, compresslevel=level if info.filename == member else 6)
        return target

    return change

"""Finishes the zip of a sample: fixed dates, and the parts that openpyxl cannot write."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from msgspec import Struct, field

FIXED = (2025, 3, 3, 9, 0, 0)
STAMP = "2025-03-03T09:00:00Z"

_DECLARATION = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE_REL = "http://schemas.openxmlformats.org/package/2006/relationships"

MEASURED = 4.75
"""What a measured row is higher than its lines, in points; the fraction tells it from a height that a person set.

Excel marks only the latter (`customHeight`), openpyxl marks every height."""


class OtherSheetList(Struct, frozen=True):
    """A drop-down whose list stands on another sheet, kept in the x14 extension as Excel 2010 and later do."""

    ranges: str
    formula: str
    error: str = "Please choose a value from the list."


class TextBox(Struct, frozen=True):
    """A text box over columns and rows, both counted from 0 as the drawing part counts them."""

    left: int
    top: int
    right: int
    bottom: int
    lines: tuple[str, ...]
    fill: str = "EAF2F8"
    border: str = "2E75B6"


class Additions(Struct):
    """What is to be put into the sheet parts, each keyed by the sheet's place in the file (1 is the first).

    `readings` give texts the phonetic reading that Japanese editions of Excel keep; `printers` are sheets with the
    settings of a printer.
    """

    results: dict[int, dict[str, str | int | float]] = field(default_factory=dict)
    lists: dict[int, list[OtherSheetList]] = field(default_factory=dict)
    boxes: dict[int, TextBox] = field(default_factory=dict)
    readings: dict[str, str] = field(default_factory=dict)
    printers: list[int] = field(default_factory=list)
    macros: bytes | None = None


def finish(data: bytes, additions: Additions | None = None) -> bytes:
    """Return the package with the additions made, and the same bytes on every run."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    if additions is not None:
        _share_texts(members)
        _add_results(members, additions.results)
        _add_lists(members, additions.lists)
        _add_boxes(members, additions.boxes)
        _add_readings(members, additions.readings)
        _add_printers(members, additions.printers)
        if additions.macros is not None:
            _add_macros(members, additions.macros)
    _fix_dates(members)
    return _pack(members)


def _pack(members: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    names = sorted(members, key=lambda name: (name != "[Content_Types].xml", not name.startswith("_rels/"), name))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
        for name in names:
            info = zipfile.ZipInfo(name, FIXED)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            package.writestr(info, members[name])
    return out.getvalue()


def _fix_dates(members: dict[str, bytes]) -> None:
    core = members.get("docProps/core.xml")
    if core is not None:
        fixed = re.sub(r"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)", rf"\g<1>{STAMP}\g<2>", core.decode("utf-8"))
        members["docProps/core.xml"] = fixed.encode("utf-8")


def _edit(members: dict[str, bytes], name: str, old: str, new: str) -> None:
    text = members[name].decode("utf-8")
    if old not in text:
        raise ValueError(f"{name} has no {old!r}")
    members[name] = text.replace(old, new, 1).encode("utf-8")


def _sheet_part(number: int) -> str:
    return f"xl/worksheets/sheet{number}.xml"


def _share_texts(members: dict[str, bytes]) -> None:
    """Move the texts of cells into the shared part and write empty cells short, as Excel does."""
    texts: dict[str, int] = {}
    count = 0

    def share(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f'{found[1]} t="s"><v>{texts.setdefault(found[2], len(texts))}</v></c>'

    for name in sorted(members):
        if re.fullmatch(r"xl/worksheets/sheet\d+\.xml", name):
            # Without a declaration lxml writes ASCII and numbers for all other characters.
            text = re.sub(r"&#(\d{3,});", lambda found: chr(int(found[1])), members[name].decode("ascii"))
            text = re.sub(r'(<c r="\w+"(?: s="\d+")?) t="inlineStr"><is>(.*?)</is></c>', share, text, flags=re.DOTALL)
            text = re.sub(rf' ht="(\d+)({str(MEASURED % 1)[1:]})" customHeight="1"', r' ht="\1\2"', text)
            text = re.sub(r'(<c r="\w+"(?: s="\d+")?) t="n"(?:></c>|/>)', r"\1/>", text).replace(' t="n">', ">")
            members[name] = _DECLARATION + text.encode("utf-8")
    shared = "".join(f"<si>{text}</si>" for text in texts)
    members["xl/sharedStrings.xml"] = (
        _DECLARATION + (f'<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{len(texts)}">{shared}</sst>').encode()
    )
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    _edit(
        members,
        "[Content_Types].xml",
        "</Types>",
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>',
    )
    relation = f'<Relationship Id="rId901" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    _edit(members, "xl/_rels/workbook.xml.rels", "</Relationships>", relation)


def _add_results(members: dict[str, bytes], results: Mapping[int, Mapping[str, str | int | float]]) -> None:
    """Give formulas their stored results: openpyxl leaves them out, Excel never does."""
    for number, cells in results.items():
        text = members[_sheet_part(number)].decode("utf-8")
        for cell, value in cells.items():
            kind = ' t="str"' if isinstance(value, str) else ""
            pattern = rf'<c r="{cell}"((?: s="\d+")?)[^>]*>(<f>.*?</f>)<v\s*(?:/>|></v>)</c>'
            filled = rf'<c r="{cell}"\g<1>{kind}>\g<2><v>{escape(str(value)).replace(chr(92), chr(92) * 2)}</v></c>'
            text, count = re.subn(pattern, filled, text, count=1)
            if count != 1:
                raise ValueError(f"sheet {number} has no formula in {cell}")
        members[_sheet_part(number)] = text.encode("utf-8")


def _add_lists(members: dict[str, bytes], lists: Mapping[int, list[OtherSheetList]]) -> None:
    for number, found in lists.items():
        rules = "".join(
            '<x14:dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="1" '
            f'errorTitle="Not in the list" error="{escape(rule.error)}"><x14:formula1><xm:f>{escape(rule.formula)}'
            f"</xm:f></x14:formula1><xm:sqref>{rule.ranges}</xm:sqref></x14:dataValidation>"
            for rule in found
        )
        extension = (
            f'<extLst><ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}">'
            f'<x14:dataValidations xmlns:xm="{_XM}" count="{len(found)}">{rules}</x14:dataValidations></ext></extLst>'
        )
        _edit(members, _sheet_part(number), "</worksheet>", f"{extension}</worksheet>")


def _add_boxes(members: dict[str, bytes], boxes: Mapping[int, TextBox]) -> None:
    for count, (number, box) in enumerate(boxes.items(), start=1):
        drawing = f"xl/drawings/drawing{90 + count}.xml"
        rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        if rels in members:
            raise ValueError(f"sheet {number} has relations already; put its text box elsewhere")
        members[drawing] = _draw(box).encode("utf-8")
        members[rels] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE_REL}">'
            f'<Relationship Id="rId1" Type="{_REL}/drawing" Target="../drawings/drawing{90 + count}.xml"/>'
            "</Relationships>"
        ).encode()
        _edit(members, _sheet_part(number), "</worksheet>", f'<drawing xmlns:r="{_REL}" r:id="rId1"/></worksheet>')
        _edit(
            members,
            "[Content_Types].xml",
            "</Types>",
            f'<Override PartName="/{drawing}" '
            'ContentType="application/vnd.openxmlformats-officedocument.drawing+xml"/></Types>',
        )


def _draw(box: TextBox) -> str:
    paragraphs = "".join(
        f'<a:p><a:r><a:rPr lang="en-GB" sz="1000" b="{int(place == 0)}"/><a:t>{escape(line)}</a:t></a:r></a:p>'
        for place, line in enumerate(box.lines)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>'
        f"<xdr:from>{_corner(box.left, box.top)}</xdr:from><xdr:to>{_corner(box.right, box.bottom)}</xdr:to>"
        '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Text box 1"/><xdr:cNvSpPr txBox="1"/>'
        '</xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="0" cy="0"/></a:xfrm>'
        f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:srgbClr val="{box.fill}"/></a:solidFill>'
        f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{box.border}"/></a:solidFill></a:ln></xdr:spPr>'
        f'<xdr:txBody><a:bodyPr vertOverflow="clip" wrap="square" anchor="t"/><a:lstStyle/>{paragraphs}</xdr:txBody>'
        "</xdr:sp><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def _corner(column: int, row: int) -> str:
    return f"<xdr:col>{column}</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>{row}</xdr:row><xdr:rowOff>0</xdr:rowOff>"


def _add_readings(members: dict[str, bytes], readings: Mapping[str, str]) -> None:
    for text, reading in readings.items():
        sound = f'<rPh sb="0" eb="{len(text)}"><t>{escape(reading)}</t></rPh><phoneticPr fontId="1"/>'
        _edit(members, "xl/sharedStrings.xml", f"<t>{escape(text)}</t>", f"<t>{escape(text)}</t>{sound}")


def _add_printers(members: dict[str, bytes], sheets: list[int]) -> None:
    for number in sheets:
        rels = f"xl/worksheets/_rels/sheet{number}.xml.rels"
        if rels in members:
            raise ValueError(f"sheet {number} has relations already; leave its printer out")
        name = f"printerSettings{number}.bin"
        members[f"xl/printerSettings/{name}"] = "Office printer, second floor".encode("utf-16-le").ljust(220, b"\0")
        members[rels] = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships xmlns="{_PACKAGE_REL}">'
            f'<Relationship Id="rId1" Type="{_REL}/printerSettings" Target="../printerSettings/{name}"/>'
            "</Relationships>"
        ).encode()
        _edit(members, _sheet_part(number), "<pageSetup ", f'<pageSetup xmlns:r="{_REL}" r:id="rId1" ')
    if sheets:
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"
        _edit(members, "[Content_Types].xml", "<Override", f'<Default Extension="bin" ContentType="{kind}"/><Override')


def _add_macros(members: dict[str, bytes], project: bytes) -> None:
    """Turn a workbook into a macro workbook: the project part, its relation and both content types."""
    members["xl/vbaProject.bin"] = project
    _edit(
        members,
        "[Content_Types].xml",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    _edit(
        members,
        "[Content_Types].xml",
        "</Types>",
        '<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
    )
    _edit(
        members,
        "xl/_rels/workbook.xml.rels",
        "</Relationships>",
        '<Relationship Id="rId900" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        'Target="vbaProject.bin"/></Relationships>',
    )

"""What a fill must know of the cell styles: number format, wrapping, and whether the cell is locked."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from qbot.ooxml.splice import Element, find_elements
from qbot.workbook.cells import is_true

_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "mm-dd-yy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm",
    21: "h:mm:ss", 22: "m/d/yy h:mm", 37: "#,##0 ;(#,##0)", 38: "#,##0 ;[Red](#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;[Red](#,##0.00)", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip


class CellStyle(Struct, frozen=True):
    """The parts of a cell style that decide how an answer is stored and seen."""

    number_format: str = "General"
    wraps: bool = False
    locked: bool = True


def read_styles(utf8: bytes) -> tuple[CellStyle, ...]:
    """Return the cell styles by their number, as the `s` attribute of a cell counts them."""
    names = frozenset({"numFmt", "cellXfs", "xf", "alignment", "protection"})
    elements = sorted(find_elements(utf8, names), key=lambda element: element.start)
    formats = {
        int(one.attributes["numFmtId"]): one.attributes.get("formatCode", "General")
        for one in elements
        if one.name == "numFmt" and "numFmtId" in one.attributes
    }
    holder = next((one for one in elements if one.name == "cellXfs"), None)
    if holder is None:
        return ()
    inside = [one for one in elements if holder.start < one.start < holder.end]
    return tuple(_make_style(one, inside, formats) for one in inside if one.name == "xf")


def _make_style(xf: Element, elements: list[Element], formats: Mapping[int, str]) -> CellStyle:
    wraps, locked = False, True
    if not xf.is_closed:
        for one in elements:
            if xf.start < one.start < xf.end:
                if one.name == "alignment":
                    wraps = is_true(one.attributes.get("wrapText"))
                elif one.name == "protection":
                    locked = one.attributes.get("locked", "1") in {"1", "true"}
    number = int(xf.attributes.get("numFmtId", "0"))
    return CellStyle(formats.get(number, _BUILT_IN.get(number, "General")), wraps=wraps, locked=locked)

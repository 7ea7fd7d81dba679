"""The looks of cells, from the styles part, and how numbers are shown."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from math import isfinite
from typing import TypeVar

from lxml import etree
from msgspec import Struct

from qbot.layout.grid import PLAIN, Look
from qbot.model.patterns import compile_late
from qbot.ooxml.archive import Archive
from qbot.ooxml.xml import find_namespace, parse_part

# Built-in number formats (ECMA-376 part 1, 18.8.30) that are not General, as far as they change what is shown.
_BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 14: "mm-dd-yy", 15: "d-mmm-yy",
    16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "m/d/yy h:mm",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mmss.0", 49: "@",
}  # fmt: skip
_NOT_DATE = compile_late(r'"[^"]*"|\\.|\[[^\]]*\]|General|AM/PM|A/P', re.IGNORECASE)
_DATE = compile_late(r"[dy]|m{3,}|(?<![hsm:])m{1,2}(?![m:s])", re.IGNORECASE)
_TIME = compile_late(r"[hs]", re.IGNORECASE)
_EPOCH_1900 = datetime(1899, 12, 30)  # noqa: DTZ001 - workbook dates have no zone
_EPOCH_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
_LAST_DAY = datetime(9999, 12, 31)  # noqa: DTZ001
_T = TypeVar("_T")
_LAST_SERIAL = 2_958_465  # 31 December 9999


class Styles(Struct, frozen=True):
    """The looks of all cell formats by index, and whether dates count from 1904."""

    looks: tuple[Look, ...] = (PLAIN,)
    from_1904: bool = False

    def look(self, index: str | None) -> Look:
        """Return the look of a cell's `s` attribute; the plain look where it names none."""
        if index is None or not _is_index(index):
            return self.looks[0]
        number = int(index)
        return self.looks[number] if number < len(self.looks) else PLAIN


def read_styles(archive: Archive, name: str | None, *, from_1904: bool = False) -> Styles:
    """Return the styles of a workbook; the plain ones where it has no styles part."""
    if name is None:
        return Styles(from_1904=from_1904)
    root = parse_part(archive, name)
    reader = _StyleReader(root, f"{{{find_namespace(root)}}}")
    return Styles(reader.read_looks() or (PLAIN,), from_1904)


class _StyleReader:
    """Reads the tables of the styles part."""

    def __init__(self, root: etree._Element, prefix: str) -> None:
        self._root, self._prefix = root, prefix
        self._formats = {
            element.get("numFmtId", ""): element.get("formatCode", "")
            for element in root.iterfind(f"{prefix}numFmts/{prefix}numFmt")
        }
        self._fonts = [self._read_font(font) for font in root.iterfind(f"{prefix}fonts/{prefix}font")]
        self._fills = [self._read_fill(fill) for fill in root.iterfind(f"{prefix}fills/{prefix}fill")]
        self._borders = [
            any(side.get("style", "none") != "none" for side in border)
            for border in root.iterfind(f"{prefix}borders/{prefix}border")
        ]

    def read_looks(self) -> tuple[Look, ...]:
        return tuple(self._read_look(xf) for xf in self._root.iterfind(f"{self._prefix}cellXfs/{self._prefix}xf"))

    def _read_look(self, xf: etree._Element) -> Look:
        bold, italic, strike, size = _pick(self._fonts, xf.get("fontId"), (False, False, False, None))
        protection = xf.find(f"{self._prefix}protection")
        number = xf.get("numFmtId", "0")
        code = self._formats.get(number) or _BUILT_IN.get(int(number) if _is_index(number) else 0, "General")
        return Look(
            bold=bold,
            italic=italic,
            strike=strike,
            size=size,
            fill=_pick(self._fills, xf.get("fillId"), None),
            locked=protection is None or protection.get("locked", "1") not in {"0", "false"},
            number_format=code,
            border=_pick(self._borders, xf.get("borderId"), False),
        )

    def _read_font(self, font: etree._Element) -> tuple[bool, bool, bool, float | None]:
        size = font.find(f"{self._prefix}sz")
        points = _number(size.get("val")) if size is not None else None
        return self._is_on(font, "b"), self._is_on(font, "i"), self._is_on(font, "strike"), points

    def _is_on(self, font: etree._Element, name: str) -> bool:
        element = font.find(f"{self._prefix}{name}")
        return element is not None and element.get("val", "1") not in {"0", "false"}

    def _read_fill(self, fill: etree._Element) -> str | None:
        pattern = fill.find(f"{self._prefix}patternFill")
        if pattern is None or pattern.get("patternType", "none") in {"none", "gray125"}:
            return None
        color = pattern.find(f"{self._prefix}fgColor")
        if color is None:
            return None
        if color.get("rgb"):
            return str(color.get("rgb"))[-6:].upper()
        if color.get("theme"):
            return f"theme:{color.get('theme')}:{color.get('tint', '0')[:6]}"
        return f"indexed:{color.get('indexed')}" if color.get("indexed") else None


def _pick(table: list[_T], index: str | None, default: _T) -> _T:
    number = int(index) if index is not None and _is_index(index) else 0
    return table[number] if number < len(table) else default


def _is_index(text: str) -> bool:
    return text.isdecimal() and len(text) < 10


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


def show_number(raw: str, number_format: str, *, from_1904: bool = False) -> str:
    """Return a stored number as a person sees it: dates as `2026-10-01`, whole numbers without a point, percentages."""
    value = _number(raw)
    if value is None or not isfinite(value):
        return raw
    code = _NOT_DATE.sub("", number_format.partition(";")[0])
    if code and code != "@" and 0 <= value <= _LAST_SERIAL:
        if _DATE.search(code):
            return _show_date(value, with_time=bool(_TIME.search(code)), from_1904=from_1904)
        if _TIME.search(code):
            return _show_time(value)
    if "%" in code:
        decimals = len(code.partition(".")[2].rstrip("% ").replace("%", ""))
        return f"{value * 100:.{min(decimals, 6)}f}%"
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else repr(value)


def _show_date(value: float, *, with_time: bool, from_1904: bool) -> str:
    epoch = _EPOCH_1904 if from_1904 else _EPOCH_1900
    moment = epoch + timedelta(days=min(value, (_LAST_DAY - epoch).days))
    if with_time and value != int(value):
        return (moment + timedelta(microseconds=500_000)).strftime("%Y-%m-%d %H:%M")
    shown: date = moment.date()
    return shown.isoformat()


def _show_time(value: float) -> str:
    minutes = round(value * 24 * 60)
    return f"{minutes // 60}:{minutes % 60:02d}"

"""What a Word document's styles say of a paragraph: its level as a heading, its list, whether it is bold."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from qbot.document.open_parts import is_on, read_number
from qbot.ooxml.splice import make_parser, run_parser

_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
_MAX_STYLES = 5_000
_MAX_BASE = 12


class ParagraphStyle(Struct, frozen=True):
    """A paragraph style: `level` is its heading level from 1 (None: no heading); `numbering` is (list id, level)."""

    name: str = ""
    base: str = ""
    level: int | None = None
    numbering: tuple[int, int] | None = None
    bold: bool | None = None


PLAIN_STYLE = ParagraphStyle()


def read_styles(utf8: bytes) -> dict[str, ParagraphStyle]:
    """Return the paragraph styles of a styles part by id, each with what it inherits; SpliceError on damaged XML."""
    reader = _StyleReader()
    run_parser(reader.parser, utf8)
    return {key: _inherit(key, reader.styles) for key in reader.styles}


class _StyleReader:
    def __init__(self) -> None:
        self.styles: dict[str, ParagraphStyle] = {}
        self.parser = make_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._key = ""
        self._style: ParagraphStyle | None = None

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        name = full.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "style" and values.get("type") == "paragraph" and len(self.styles) < _MAX_STYLES:
            self._key, self._style = values.get("styleId", ""), PLAIN_STYLE
        elif self._style is not None:
            self._style = _take(self._style, name, values)

    def _end(self, full: str) -> None:
        if full.rpartition(" ")[2] == "style" and self._style is not None:
            self.styles[self._key] = self._style
            self._style = None


def _take(style: ParagraphStyle, name: str, values: Mapping[str, str]) -> ParagraphStyle:
    value = values.get("val", "")
    if name == "name":
        heading = _HEADING.fullmatch(value)
        level = int(heading[1]) if heading else 1 if value.lower() == "title" else style.level
        return replace(style, name=value, level=level)
    if name == "basedOn":
        return replace(style, base=value)
    if name == "outlineLvl":
        outline = read_number(values, highest=9)
        return replace(style, level=outline + 1 if outline < 9 else None)
    if name == "numId":
        return replace(style, numbering=(read_number(values), style.numbering[1] if style.numbering else 0))
    if name == "ilvl":
        return replace(style, numbering=(style.numbering[0] if style.numbering else 0, read_number(values, highest=8)))
    if name == "b":
        return replace(style, bold=is_on(values))
    return style


def _inherit(key: str, styles: Mapping[str, ParagraphStyle]) -> ParagraphStyle:
    own = styles[key]
    base = own.base
    for _ in range(_MAX_BASE):
        if base not in styles:
            break
        above = styles[base]
        own = replace(
            own,
            level=own.level if own.level is not None else above.level,
            numbering=own.numbering or above.numbering,
            bold=own.bold if own.bold is not None else above.bold,
        )
        base = above.base
    return own

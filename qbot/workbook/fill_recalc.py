"""Asking the program that opens a workbook to calculate it again, so that no stored score is of before the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qbot.ooxml.archive import Archive
from qbot.ooxml.splice import Splice, apply_splices, decode_part, find_elements, read_prefix, set_attribute

CHANGE = "Workbook: formulas are calculated again when the file is opened (fullCalcOnLoad)"

_FORMULA = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?f[\s/>]")
# What may stand before calcPr in a workbook part, in the order that the format asks for.
_BEFORE = ("definedNames", "externalReferences", "functionGroups", "sheets")


def has_formulas(archive: Archive, sheets: Iterable[str]) -> bool:
    """Tell whether any of these sheet parts holds a formula."""
    return any(_FORMULA.search(decode_part(archive.read(sheet)).utf8) for sheet in sheets if archive.holds(sheet))


def ask_calculation(utf8: bytes) -> bytes:
    """Return the workbook part with `fullCalcOnLoad="1"`; the same bytes where it says so already."""
    elements = {one.name: one for one in find_elements(utf8, frozenset({"calcPr", *_BEFORE}))}
    settings = elements.get("calcPr")
    if settings is None:
        before = next(elements[name] for name in _BEFORE if name in elements)
        new = b'<%bcalcPr fullCalcOnLoad="1"/>' % read_prefix(utf8, before.start)
        return apply_splices(utf8, [Splice(before.end, before.end, new)])
    if settings.attributes.get("fullCalcOnLoad") in {"1", "true"}:
        return utf8
    tag = set_attribute(utf8[settings.start : settings.tag_end], b"fullCalcOnLoad", b"1")
    return apply_splices(utf8, [Splice(settings.start, settings.tag_end, tag)])

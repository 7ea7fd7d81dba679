"""What lies over the cells of a sheet and is in none of them: words in shapes, check boxes and buttons."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator

from lxml import etree

from qbot.errors import UnreadableError
from qbot.model.place import MAX_COLUMN, MAX_ROW
from qbot.ooxml.archive import Archive
from qbot.ooxml.xml import Relationship, parse_part

_CONTROLS = frozenset({"ctrlProp", "control"})  # form controls, and those of ActiveX
_MOST, _LARGEST = 500, 4 << 20


def read_boxes(archive: Archive, related: Iterable[Relationship]) -> tuple[tuple[tuple[int, int], str], ...]:
    """Return the words of each shape of a sheet with the cell that its corner lies on.

    A drawing that is damaged or too large to be words keeps nobody from the cells: nothing is returned of it.
    """
    found: dict[tuple[tuple[int, int], str], None] = {}
    for one in related:
        if one.kind != "drawing" or not one.target or archive.size(one.target) > _LARGEST:
            continue
        with contextlib.suppress(UnreadableError):
            for anchor in parse_part(archive, one.target):
                place = _find_corner(anchor)
                found.update(((place, text), None) for text in _list_texts(anchor))
    return tuple(found)[:_MOST]


def count_controls(related: Iterable[Relationship]) -> int:
    """Return how many check boxes, lists and buttons lie over a sheet."""
    return sum(one.kind in _CONTROLS for one in related)


def _find_corner(anchor: etree._Element) -> tuple[int, int]:
    """Return the cell under the upper left corner; A1 where the drawing is not bound to cells."""
    corner = next(_find(anchor, "from"), None)
    if corner is None:
        return 1, 1
    row, column = (next((one.text or "" for one in _find(corner, name)), "") for name in ("row", "col"))
    return _count(row, MAX_ROW), _count(column, MAX_COLUMN)


def _count(text: str, most: int) -> int:
    return min(int(text) + 1, most) if text.isdecimal() and len(text) < 9 else 1


def _list_texts(anchor: etree._Element) -> Iterator[str]:
    for body in _find(anchor, "txBody"):
        lines = ("".join(run.text or "" for run in _find(line, "t")) for line in _find(body, "p"))
        text = "\n".join(line.strip() for line in lines if line.strip())
        if text:
            yield text


def _find(element: etree._Element, local: str) -> Iterator[etree._Element]:
    return element.iter(f"{{*}}{local}")

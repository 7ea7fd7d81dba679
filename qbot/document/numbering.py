"""The numbers that Word shows before the paragraphs of a list; they stand nowhere in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from qbot.document.open_parts import read_number
from qbot.ooxml.splice import make_parser, run_parser

_LEVELS = 9
_MAX_LISTS = 20_000
_MAX_NUMBER = 32_767
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


class ListLevel(Struct, frozen=True):
    """One level of a list: where it starts, how it counts, and its pattern such as `%1.%2.`."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""


class Numbering(Struct):
    """The lists of a document by id, and the numbers given so far; `restarts` are lists that begin anew."""

    shapes: Mapping[int, Mapping[int, ListLevel]] = field(default_factory=dict)
    lists: Mapping[int, int] = field(default_factory=dict)
    restarts: frozenset[int] = frozenset()
    counts: dict[int, list[int | None]] = field(default_factory=dict)

    def count(self, list_id: int, level: int) -> str | None:
        """Return the label of the next paragraph of that list and level: `2.1`, `a`; None for bullets and no list."""
        shape = self.lists.get(list_id)
        if shape is None:
            return None
        levels = self.shapes.get(shape, {})
        key = -1 - list_id if list_id in self.restarts else shape
        counts = self.counts.setdefault(key, [None] * _LEVELS)
        now = levels.get(level, ListLevel())
        before = counts[level]
        counts[level] = now.start if before is None else before + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if now.form in {"bullet", "none"} or not now.pattern:
            return None
        return re.sub(r"%([1-9])", lambda found: _show(int(found[1]) - 1, levels, counts), now.pattern).strip()


def read_numbering(utf8: bytes) -> Numbering:
    """Return the lists of a numbering part; SpliceError on damaged XML."""
    reader = _NumberingReader()
    run_parser(reader.parser, utf8)
    return Numbering(reader.shapes, reader.lists, frozenset(reader.restarts))


class _NumberingReader:
    def __init__(self) -> None:
        self.shapes: dict[int, dict[int, ListLevel]] = {}
        self.lists: dict[int, int] = {}
        self.restarts: set[int] = set()
        self.parser = make_parser()
        self.parser.StartElementHandler = self._start
        self._shape: int | None = None
        self._list: int | None = None
        self._level = 0

    def _start(self, full: str, attributes: Mapping[str, str]) -> None:
        name = full.rpartition(" ")[2]
        values = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if name == "abstractNum" and len(self.shapes) < _MAX_LISTS:
            self._shape, self._list = read_number(values, key="abstractNumId"), None
            self.shapes[self._shape] = {}
        elif name == "num" and len(self.lists) < _MAX_LISTS:
            self._shape, self._list = None, read_number(values, key="numId")
        elif name == "abstractNumId" and self._list is not None:
            self.lists[self._list] = read_number(values)
        elif name == "startOverride" and self._list is not None:
            self.restarts.add(self._list)
        elif self._shape is not None:
            self._take_level(name, values)

    def _take_level(self, name: str, values: Mapping[str, str]) -> None:
        if self._shape is None:
            return
        levels = self.shapes[self._shape]
        if name == "lvl":
            self._level = read_number(values, key="ilvl", highest=_LEVELS - 1)
            levels[self._level] = ListLevel()
            return
        now = levels.get(self._level, ListLevel())
        if name == "start":
            levels[self._level] = replace(now, start=read_number(values, highest=_MAX_NUMBER))
        elif name == "numFmt":
            levels[self._level] = replace(now, form=values.get("val", "decimal"))
        elif name == "lvlText":
            levels[self._level] = replace(now, pattern=values.get("val", "")[:40])


def _show(level: int, levels: Mapping[int, ListLevel], counts: list[int | None]) -> str:
    own = levels.get(level, ListLevel())
    number = counts[level]
    return format_number(own.start if number is None else number, own.form)


def format_number(number: int, form: str) -> str:
    """Return a number as a list shows it: `upperRoman` IV, `lowerLetter` d, `decimalZero` 04, any other 4."""
    if form == "decimalZero":
        return f"{number:02d}"
    if form.endswith("Letter") and number > 0:
        letter = chr(97 + (number - 1) % 26) * min(1 + (number - 1) // 26, 40)
        return letter.upper() if form.startswith("upper") else letter
    if form.endswith("Roman") and 0 < number <= _MAX_NUMBER:
        text = ""
        for value, sign in _ROMAN:
            count, number = divmod(number, value)
            text += sign * count
        return text.upper() if form.startswith("upper") else text
    return str(number)

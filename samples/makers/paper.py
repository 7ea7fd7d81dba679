"""A workbook in the making: how it looks, and at the same time what a person reads in it."""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from typing import Literal, cast

from msgspec import Struct, field
from msgspec.structs import replace
from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import column_index_from_string, get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from makers.package import MEASURED, Additions, OtherSheetList, TextBox, finish
from makers.reading import Asked, Passed, Reading, Sample, Slot

YES_NO = ("Yes", "No")
YES_NO_NA = ("Yes", "No", "N/A")


class Theme(Struct, frozen=True):
    """The colours and the font of one customer."""

    dark: str = "1F3864"
    light: str = "D9E2F3"
    answer: str = "FFF9E5"
    font: str = "Calibri"
    size: float = 10


class Row(Struct, frozen=True):
    """One question row of a table; `more` are texts of further columns by their letter."""

    ref: str | int | float | None
    text: str
    options: tuple[str, ...] | None = None
    kind: str | None = None
    more: dict[str, str | int | float] = field(default_factory=dict)
    parent: str | None = None
    gate: str | None = None


class Plan(Struct, frozen=True):
    """Which column of a table is what. `slots` are columns with (role, options) beside the answer column.

    `source` is the formula of the answer drop-down's list (None: the texts stand in the rule itself); `x14`: the rule
    goes to the extension, as for lists on other sheets.
    """

    question: str
    answer: str | None = None
    ref: str | None = None
    options: tuple[str, ...] = ()
    comment: str | None = None
    slots: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    others: tuple[str, ...] = ()
    source: str | None = None
    x14: bool = False
    kind: str = "question"
    height: float | None = None
    headings: tuple[str, ...] = ()
    indent: bool = False

    def columns(self) -> list[str]:
        """Return the letters of all columns from the left."""
        named = [self.ref, self.question, self.answer, self.comment, *(slot[0] for slot in self.slots), *self.others]
        return sorted({letter for letter in named if letter}, key=column_index_from_string)


_THIN = Side(style="thin", color="BFBFBF")
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)


class _Look(Struct, frozen=True):
    """A look; the colours `dark`, `light` and `answer` are the theme's."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    size: float = 0
    bigger: float = 0
    colour: str = "000000"
    fill: str = ""
    horizontal: Literal["center"] | None = None
    vertical: Literal["top", "center"] = "top"
    wrap: bool = True
    border: bool = True


_LOOKS = {
    "title": _Look(bold=True, size=16, colour="dark", vertical="center", wrap=False, border=False),
    "subtitle": _Look(italic=True, colour="595959", border=False),
    "text": _Look(border=False),
    "head": _Look(bold=True, colour="FFFFFF", fill="dark", horizontal="center", vertical="center"),
    "section": _Look(bold=True, bigger=1, colour="dark", fill="light", vertical="center", wrap=False),
    "label": _Look(bold=True, fill="F2F2F2"),
    "ref": _Look(horizontal="center"),
    "body": _Look(),
    "note": _Look(italic=True, bigger=-1, colour="7F7F7F"),
    "gone": _Look(strike=True, colour="A6A6A6"),
    "answer": _Look(fill="answer"),
}


class Paper:
    """One workbook sample being written."""

    def __init__(self, name: str, theme: Theme | None = None, *, title: str, author: str) -> None:
        self.name = name
        self.theme = theme or Theme()
        self.book = Workbook()
        self.book.remove(self.book.worksheets[0])
        self.book.properties.title = title
        self.book.properties.creator = author
        self.book.properties.lastModifiedBy = author
        self.reading = Reading()
        self.additions = Additions()

    def sheet(
        self,
        title: str,
        role: str,
        widths: str,
        *,
        freeze: str | None = None,
        repeat: str | None = None,
        state: str = "visible",
        tab: str | None = None,
    ) -> Worksheet:
        """Return a new sheet with its print settings; `widths` is like `A=8 B=60 C=14`."""
        ws = self.book.create_sheet(title)
        self.reading.roles[title] = role
        for part in widths.split():
            letter, _, width = part.partition("=")
            ws.column_dimensions[letter].width = float(width)
        ws.freeze_panes = freeze
        ws.sheet_state = state
        ws.sheet_view.showGridLines = False
        ws.sheet_properties.tabColor = tab or self.theme.dark
        ws.page_setup.orientation = "landscape"
        ws.page_setup.paperSize = 9
        ws.page_setup.fitToWidth = 1
        ws.page_setup.fitToHeight = 0
        if ws.sheet_properties.pageSetUpPr is not None:
            ws.sheet_properties.pageSetUpPr.fitToPage = True
        ws.page_margins.left = ws.page_margins.right = 0.4
        ws.oddFooter.left.text = "&F"
        ws.oddFooter.right.text = "Page &P of &N"
        if repeat:
            ws.print_title_rows = repeat
        return cast(Worksheet, ws)

    def number(self, ws: Worksheet) -> int:
        """Return the place of a sheet in the file, counted from 1."""
        return self.book.sheetnames.index(ws.title) + 1

    def put(self, ws: Worksheet, place: str, value: object, look: str = "body", *, height: float | None = None) -> Cell:
        """Write a value with a look; a range is merged and the value goes into its first cell."""
        first, _, last = place.partition(":")
        for line in ws[place if last else f"{first}:{first}"]:
            for cell in line:
                self.dress(cell, look)
        if last:
            ws.merge_cells(place)
        target = ws[first]
        target.value = value
        if height is not None:
            ws.row_dimensions[target.row].height = height
        return cast(Cell, target)

    def formula(self, ws: Worksheet, place: str, formula: str, result: str | int | float, look: str = "body") -> None:
        """Write a formula with its stored result."""
        self.put(ws, place, formula, look)
        self.additions.results.setdefault(self.number(ws), {})[place.partition(":")[0]] = result

    def dress(self, cell: Cell, look: str) -> None:
        """Give a cell a look: title, subtitle, head, section, label, ref, body, note or answer."""
        theme, shape = self.theme, _LOOKS[look]
        colour = theme.dark if shape.colour == "dark" else shape.colour
        cell.font = Font(
            name=theme.font,
            size=shape.size or theme.size + shape.bigger,
            bold=shape.bold,
            italic=shape.italic,
            strike=shape.strike,
            color=colour,
        )
        cell.alignment = Alignment(horizontal=shape.horizontal, vertical=shape.vertical, wrap_text=shape.wrap)
        fill = {"dark": theme.dark, "light": theme.light, "answer": theme.answer}.get(shape.fill, shape.fill)
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)
        if shape.border:
            cell.border = _BOX
        if look == "answer":
            cell.protection = Protection(locked=False)

    def asks(self, ws: Worksheet, cell: str, *slots: Slot, text: str | None = None, **facts: object) -> None:
        """Write down that a person sees a question in this cell; its text is what stands there."""
        if text is None:
            stored = self.additions.results.get(self.number(ws), {}).get(cell)
            text = str(stored if stored is not None else ws[cell].value)
        asked = Asked(ws.title, cell, text, slots)
        self.reading.asked.append(replace(asked, **facts))

    def passes(self, ws: Worksheet, cell: str, reason: str = "") -> None:
        """Write down that a cell with words is no question."""
        stored = self.additions.results.get(self.number(ws), {}).get(cell)
        text = str(stored if stored is not None else ws[cell].value)
        self.reading.passed.append(Passed(ws.title, cell, text, reason))

    def heads(self, ws: Worksheet, first: str, headings: Sequence[str], *, height: float = 30) -> None:
        """Write a header row from the first cell to the right."""
        row = ws[first].row
        column = ws[first].column
        for offset, heading in enumerate(headings):
            self.put(ws, f"{get_column_letter(column + offset)}{row}", heading, "head", height=height)

    def rows(self, ws: Worksheet, top: int, plan: Plan, items: Sequence[str | Row], *, section: str = "") -> int:
        """Write rows (a plain text is a section heading over the table) and return the first free row."""
        lists: dict[tuple[str, tuple[str, ...]], list[str]] = {}
        letters = plan.columns()
        path = (section,) if section else ()
        row = top
        for item in items:
            if isinstance(item, str):
                place = f"{letters[0]}{row}:{letters[-1]}{row}"
                self.put(ws, place, item, "section", height=21)
                self.passes(ws, f"{letters[0]}{row}", "heading")
                path = (*((section,) if section else ()), item)
            else:
                self._row(ws, row, plan, item, path, lists)
            row += 1
        for (source, options), cells in lists.items():
            self.choose(ws, _ranges(cells), options, source=source or None, x14=plan.x14)
        return row

    def _row(
        self,
        ws: Worksheet,
        row: int,
        plan: Plan,
        item: Row,
        path: tuple[str, ...],
        lists: dict[tuple[str, tuple[str, ...]], list[str]],
    ) -> None:
        options = plan.options if item.options is None else item.options
        places = [(plan.answer, "answer", options)] if plan.answer else []
        places += [(plan.comment, "comment", ())] if plan.comment else []
        places += [(letter, role, allowed) for letter, role, allowed in plan.slots]
        width = ws.column_dimensions[plan.question].width * 1.1
        measured = 14.0 * math.ceil(len(item.text) / width) + MEASURED
        cell = self.put(ws, f"{plan.question}{row}", item.text, height=plan.height or measured)
        if plan.indent:
            cell.alignment = Alignment(vertical="top", wrap_text=True, indent=1)
        if plan.ref:
            self.put(ws, f"{plan.ref}{row}", item.ref, "ref")
        for letter in plan.others:
            self.put(ws, f"{letter}{row}", item.more.get(letter), "note")
        slots = []
        for letter, role, allowed in places:
            filled = item.more.get(letter)
            self.put(ws, f"{letter}{row}", filled, "answer")
            slots.append(Slot(role, f"{letter}{row}", allowed, current=None if filled is None else str(filled)))
            if allowed:
                source = plan.source if letter == plan.answer else None
                lists.setdefault((source or "", allowed), []).append(f"{letter}{row}")
        self.asks(
            ws,
            f"{plan.question}{row}",
            *slots,
            ref=None if item.ref is None else str(item.ref),
            section=path,
            kind=item.kind or plan.kind,
            state="filled" if plan.answer and item.more.get(plan.answer) is not None else "open",
            parent=item.parent,
            gate=item.gate,
        )

    def choose(
        self, ws: Worksheet, ranges: str, options: Sequence[str], *, source: str | None = None, x14: bool = False
    ) -> None:
        """Put a drop-down on ranges such as `C5:C9 C12`."""
        if x14:
            if source is None:
                raise ValueError("a list on another sheet needs its source")
            self.additions.lists.setdefault(self.number(ws), []).append(OtherSheetList(ranges, source))
            return
        formula = f"={source}" if source else '"' + ",".join(options) + '"'
        rule = DataValidation(type="list", formula1=formula.removeprefix("="), allow_blank=True)
        rule.showErrorMessage = True
        rule.errorTitle, rule.error = "Not in the list", "Please choose one of the listed values."
        rule.showInputMessage = True
        rule.sqref = ranges
        ws.add_data_validation(rule)

    def box(self, ws: Worksheet, box: TextBox) -> None:
        """Put a text box on a sheet that has no other drawing."""
        self.additions.boxes[self.number(ws)] = box

    def done(self) -> Sample:
        """Return the finished sample."""
        out = io.BytesIO()
        self.book.save(out)
        return Sample(self.name, finish(out.getvalue(), self.additions), self.reading)


def _ranges(cells: Sequence[str]) -> str:
    """Join cells of one column into as few ranges as there are runs of rows."""
    runs: list[tuple[str, int, int]] = []
    for cell in cells:
        letters = cell.rstrip("0123456789")
        row = int(cell[len(letters) :])
        if runs and runs[-1][0] == letters and runs[-1][2] == row - 1:
            runs[-1] = (letters, runs[-1][1], row)
        else:
            runs.append((letters, row, row))
    return " ".join(f"{a}{b}" if b == c else f"{a}{b}:{a}{c}" for a, b, c in runs)

"""Filling running text: an answer goes to the end of its line, onto the blank to write on, or ticks a box.

Lines are never added, so that every line keeps its number; a line break in an answer becomes a blank.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbot.layout.boxes import draw_sign, find_boxes
from qbot.layout.line_words import BLANKS
from qbot.model.filling import CellValue, FillReport, Refusal
from qbot.model.place import parse_cell

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")


def split_lines(text: str) -> list[tuple[str, str]]:
    """Return each line with its line end."""
    lines = [(found[1], found[2]) for found in _LINE.finditer(text)]
    return lines[:-1] if lines and lines[-1] == ("", "") else lines


def fill_prose(text: str, values: Sequence[CellValue], *, encoding: str) -> tuple[str, FillReport]:
    """Return the text with the values in their lines, and what was written and refused."""
    lines = split_lines(text)
    written: list[CellValue] = []
    refused: list[Refusal] = []
    changes: list[str] = []
    for value in values:
        row, _ = parse_cell(value.cell)
        line, end = lines[row - 1] if row <= len(lines) else ("", "")
        reason = "" if row <= len(lines) else "the file has no such line"
        reason = reason or _find_reason(value, line) or find_letter_reason(value.text, encoding)
        if not reason and any(parse_cell(one.cell)[0] == row for one in written):
            reason = "another value was given for the same line"
        if reason:
            refused.append(Refusal(value.sheet, value.cell, reason))
            continue
        lines[row - 1] = (write_line(line, value.text), end)
        written.append(value)
        if "\n" in value.text.strip():
            changes.append(f"{value.cell}: line breaks of the answer became blanks")
    whole = "".join(line + end for line, end in lines)
    return whole, FillReport(tuple(written), tuple(refused), tuple(changes))


def write_line(line: str, text: str) -> str:
    """Return the line with the answer: a box ticked, a run of underscores replaced, or words added at the end."""
    plain = " ".join(text.split())
    boxes = find_boxes(line)
    if boxes:
        chosen = boxes[0] if len(boxes) == 1 else next(box for box in boxes if box.label == plain)
        return line[: chosen.start] + draw_sign(line[chosen.start : chosen.end], ticked=True) + line[chosen.end :]
    blank = BLANKS.search(line)
    if blank is not None:
        return line[: blank.start()] + plain + line[blank.start() + len(blank[0].rstrip()) :]
    return f"{line.rstrip()} {plain}" if line.strip() else plain


def find_letter_reason(text: str, encoding: str) -> str:
    """Return which letter of the text the file's encoding lacks, or nothing."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        return f"the file is {encoding} text, which lacks the letter {text[error.start]}"
    return ""


def _find_reason(value: CellValue, line: str) -> str:
    if value.options and value.text not in value.options:
        return "the text is none of the choices that the line offers"
    boxes = find_boxes(line)
    if boxes and not value.options:
        return "the line has boxes to tick and no place for words"
    if len(boxes) > 1 and value.text not in {box.label for box in boxes}:
        return "no box of the line has these words"
    if not boxes and len(BLANKS.findall(line)) > 1:
        return "the line has more than one blank to write on"
    return ""

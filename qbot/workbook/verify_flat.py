"""The proof for flat text: field by field as written, quotes and line ends included."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from qbot.errors import UnreadableError
from qbot.layout.boxes import OPEN_SIGNS, TICKED_SIGNS, find_boxes
from qbot.model.filling import CellValue
from qbot.model.place import format_cell, parse_cell
from qbot.model.proof import CellChange, Finding, VerifyReport
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workbook.dialect import FlatDialect, NotTextError, find_dialect
from qbot.workbook.verify_answers import FilledText, compare_meant, find_faults

NOT_CHECKED = "No manifest was given: it was not checked that the texts are the ones meant."
_HEADINGS = frozenset(role.value.capitalize() for role in SlotRole)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_BLANK = re.compile(r"(?:_[_\s]*){3,}|\.{6,}|…{3,}")
_SIGNS = re.compile(rf"[{OPEN_SIGNS}{TICKED_SIGNS}]|\[[ xX_✓✔]?\]|\([ xX]?\s{{0,3}}\)")
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")

Place = tuple[int, int]


def compare_flat(
    original: Path, filled: Path, *, questionnaire: Questionnaire, meant: Sequence[CellValue] | None = None
) -> VerifyReport:
    """Return the proof that `filled` is `original` with only answer fields changed; see `verify_workbook`."""
    data = original.read_bytes()
    try:
        dialect = find_dialect(data, prose=original.suffix.lower() == ".txt")
    except NotTextError as error:
        raise UnreadableError(str(original), f"it is no text: {error}", "Give the customer's own file first") from error
    new_data = filled.read_bytes()
    notes = (NOT_CHECKED,) if meant is None else ()
    try:
        before, after = _split(data, dialect), _split(new_data, dialect)
    except UnicodeDecodeError:
        return VerifyReport(findings=(Finding("file", f"it is not {dialect.encoding} text any more"),), notes=notes)
    findings: list[Finding] = []
    if not new_data.startswith(dialect.bom) or (not dialect.bom and new_data.startswith(_MARKS)):
        findings.append(Finding("file", "the byte order mark differs"))
    slots = {parse_cell(slot.cell): (question, slot) for question in questionnaire.questions for slot in question.slots}
    wanted = None if meant is None else {parse_cell(value.cell): value for value in meant}
    if len(before) != len(after):
        findings.append(Finding("file", f"it has {len(after)} rows instead of {len(before)}"))
    changes: list[CellChange] = []
    if not dialect.delimiter:
        lines = [(old[0][0], new[0][0]) for old, new in zip(before, after, strict=False)]
        ends = [row for row, (old, new) in enumerate(zip(before, after, strict=False), 1) if old[1] != new[1]]
        findings += [Finding(f"line {row}", "the line end differs") for row in ends]
        findings += _compare_lines(lines, slots=slots, wanted=wanted, changes=changes)
        return VerifyReport(tuple(changes), (), tuple(findings), notes)
    for row, (old, new) in enumerate(zip(before, after, strict=False), start=1):
        if old == new:
            continue
        findings += _compare_row(row, old, new, slots=slots, wanted=wanted, dialect=dialect, changes=changes)
    for place, value in (wanted or {}).items():
        shown = _read(after, place, dialect)
        question = slots.get(place, (None, None))[0]
        plain = FilledText(_unguard(shown) if _is_dangerous(value.text) else shown)
        findings += compare_meant(value, plain, question, place=value.cell)
    return VerifyReport(tuple(changes), (), tuple(findings), notes)


def _compare_row(
    row: int,
    old: tuple[tuple[str, ...], str],
    new: tuple[tuple[str, ...], str],
    *,
    slots: Mapping[Place, tuple[Question, AnswerSlot]],
    wanted: Mapping[Place, CellValue] | None,
    dialect: FlatDialect,
    changes: list[CellChange],
) -> list[Finding]:
    findings: list[Finding] = []
    if old[1] != new[1]:
        findings.append(Finding(f"row {row}", "the line end differs"))
    if len(new[0]) < len(old[0]):
        findings.append(Finding(f"row {row}", "fields were lost"))
    new_columns = {place[1] for place, (_, slot) in slots.items() if slot.new}
    new_columns |= {place[1] for place, value in (wanted or {}).items() if value.new}
    for column, field in enumerate(new[0], start=1):
        was = old[0][column - 1] if column <= len(old[0]) else None
        if was == field:
            continue
        place, name = (row, column), format_cell(row, column)
        text = _unquote(field, dialect)
        added = was is None and (not text or (column in new_columns and text.rstrip(" 0123456789") in _HEADINGS))
        if not added and place not in (slots if wanted is None else wanted):
            findings.append(Finding(name, "this field differs, and is not one of the answer fields"))
        if text or was:
            changes.append(CellChange("", name, _unquote(was or "", dialect), text))
        if _is_dangerous(text):
            findings.append(Finding(name, "the text starts a formula"))
        meant = (wanted or {}).get(place)
        faults = find_faults(
            FilledText(_unguard(text)), slots.get(place, (None, None))[1], meant.entries if meant else ()
        )
        findings += [Finding(name, fault) for fault in faults]
    return findings


def _compare_lines(
    lines: Sequence[tuple[str, str]],
    *,
    slots: Mapping[Place, tuple[Question, AnswerSlot]],
    wanted: Mapping[Place, CellValue] | None,
    changes: list[CellChange],
) -> list[Finding]:
    """Compare running text line by line: a line keeps its words and gains the answer, or the tick of a box."""
    findings: list[Finding] = []
    for row, (old, new) in enumerate(lines, start=1):
        place, name = (row, 1), format_cell(row, 1)
        value = (wanted or {}).get(place)
        question, slot = slots.get(place, (None, None))
        shown = _find_answer(old, new, slot)
        if old != new:
            if place not in (slots if wanted is None else wanted):
                findings.append(Finding(name, "this line differs, and is not one of the answer lines"))
            elif shown is None:
                findings.append(Finding(name, "the words of the line differ"))
            changes.append(CellChange("", name, old, new))
            faults = find_faults(FilledText(shown or ""), slot, value.entries if value else ())
            findings += [Finding(name, fault) for fault in faults]
        if value is not None:
            plain = replace(value, text=" ".join(value.text.split()))
            findings += compare_meant(plain, FilledText(shown or ""), question, place=name)
    return findings


def _find_answer(old: str, new: str, slot: AnswerSlot | None) -> str | None:
    """Return the answer that a line gained, None where its own words differ; a newly ticked box gives its words."""
    before, after = find_boxes(old), find_boxes(new)
    if slot is not None and slot.options and before:
        ticked = [box.label for box, was in zip(after, before, strict=False) if box.ticked and not was.ticked]
        same = _SIGNS.sub("", old) == _SIGNS.sub("", new) and len(before) == len(after)
        alone = "X" if len(before) == 1 else None
        return (alone or ticked[0]) if same and len(ticked) == 1 else None
    blank = _BLANK.search(old)
    head, tail = (old[: blank.start()], old[blank.start() + len(blank[0].rstrip()) :]) if blank else (old.rstrip(), "")
    if not new.startswith(head) or not new.endswith(tail) or len(new) < len(head) + len(tail):
        return None
    return new[len(head) : len(new) - len(tail)].strip()


def _split(data: bytes, dialect: FlatDialect) -> list[tuple[tuple[str, ...], str]]:
    """Return each record as its fields, written as they are, and its line end; the prelude is the first record."""
    body = data[len(dialect.bom) :] if data.startswith(dialect.bom) else data
    text = body.decode(dialect.encoding)
    if dialect.prelude and not text.startswith(dialect.prelude):
        text = f"\0{text}"  # a lost prelude makes the first record differ
    text = text.removeprefix(dialect.prelude)
    pattern = _compile_field(dialect)
    records: list[tuple[tuple[str, ...], str]] = []
    fields: list[str] = []
    place = 0
    while place < len(text) or fields:
        found = pattern.match(text, place)
        if found is None:  # pragma: no cover - the pattern matches every text
            break
        fields.append(found[1])
        place = found.end()
        if found[2] != dialect.delimiter or not dialect.delimiter:
            records.append((tuple(fields), found[2]))
            fields = []
    return records


def _compile_field(dialect: FlatDialect) -> re.Pattern[str]:
    """Return the pattern of a field as written and of what ends it."""
    if not dialect.delimiter:
        return re.compile(r"([^\r\n]*)(\r\n|\r|\n|\Z)")
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    plain = rf"[^{delimiter}\r\n]*"
    whole = rf"{quote}(?:[^{quote}]|{quote}{quote})*(?:{quote}{plain})?|{plain}" if quote else plain
    return re.compile(rf"({whole})({delimiter}|\r\n|\r|\n|\Z)")


def _read(records: Sequence[tuple[tuple[str, ...], str]], place: Place, dialect: FlatDialect) -> str:
    row, column = place
    if row > len(records) or column > len(records[row - 1][0]):
        return ""
    return _unquote(records[row - 1][0][column - 1], dialect)


def _unquote(field: str, dialect: FlatDialect) -> str:
    quote = dialect.quote
    if quote and field.startswith(quote):
        inner, _, rest = field[1:].rpartition(quote)
        field = inner.replace(quote * 2, quote) + rest
    return field.replace("\r\n", "\n").replace("\r", "\n")


def _is_dangerous(text: str) -> bool:
    return text.startswith(_DANGEROUS)


def _unguard(text: str) -> str:
    """Return the text without the ' that keeps it from running as a formula."""
    return text[1:] if text.startswith("'") and _is_dangerous(text[1:]) else text

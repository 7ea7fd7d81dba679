"""Whether an answer cell's text may leave the company: a legal choice, short enough, and nothing of our own in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from msgspec import Struct

from qbot.model.filling import CellValue
from qbot.model.markers import find_markers
from qbot.model.proof import Finding
from qbot.model.questionnaire import AnswerSlot, Question

MAX_TEXT = 32_767

_BOOLEANS = frozenset({"TRUE", "FALSE"})
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")


class FilledText(Struct, frozen=True):
    """What a filled cell shows: its text, and whether it is stored as a number; `day` is the day of a date."""

    text: str
    is_number: bool = False
    day: date | None = None

    def shows(self, wanted: str) -> bool:
        """Tell whether the cell shows this text, whatever kind of value it is stored as."""
        plain = wanted.replace("\r\n", "\n").replace("\r", "\n")
        if self.text == plain or (self.text in _BOOLEANS and plain.strip().upper() == self.text):
            return True
        if not self.is_number:
            return False
        bare = plain.strip()
        if self.day is not None and parse_written_day(bare) == self.day:
            return True
        share = bare.endswith("%")
        digits = bare.removesuffix("%").strip()
        if not _NUMBER.fullmatch(digits) or not _NUMBER.fullmatch(self.text):
            return False
        return abs(float(digits) / (100 if share else 1) - float(self.text)) < 1e-9


def find_faults(text: FilledText, slot: AnswerSlot | None, entries: Sequence[str] = ()) -> list[str]:
    """Return what speaks against sending this text, each in a sentence's words."""
    faults = []
    length = len(text.text.encode("utf-16-le", "surrogatepass")) // 2
    if slot is not None and slot.options and text.text and not any(text.shows(option) for option in slot.options):
        faults.append("the text is none of the choices that the cell accepts")
    if slot is not None and slot.max_length is not None and length > slot.max_length:
        faults.append(f"the text has {length} characters, and the cell accepts {slot.max_length}")
    if length > MAX_TEXT:
        faults.append(f"the text has {length} characters, and a cell holds {MAX_TEXT}")
    faults += [f"the text carries {what} of qbot's own" for what in find_markers(text.text)]
    faults += [f"the text carries the entry's name [{entry}]" for entry in entries if f"[{entry}]" in text.text]
    return faults


def find_lost_question(text: FilledText, question: Question, slot: AnswerSlot) -> list[str]:
    """Return a fault where the answer stands in the question's own cell and the question's words do not lead it."""
    if slot.cell != question.cell or not text.text:
        return []
    asked, stands = " ".join(question.text.split()), " ".join(text.text.split())
    return [] if stands.startswith(asked) else ["the question that stood in this cell is no longer there"]


def compare_meant(meant: CellValue, shown: FilledText, question: Question | None, *, place: str) -> list[Finding]:
    """Return findings where a cell does not show the text meant, or was meant for another question."""
    findings = []
    if not shown.shows(meant.text):
        findings.append(
            Finding(place, f"the text is not the one meant: {_cut(shown.text)} instead of {_cut(meant.text)}")
        )
    if question is not None and meant.question and " ".join(meant.question.split()) != " ".join(question.text.split()):
        findings.append(Finding(place, f"the answer was meant for another question: {_cut(meant.question)}"))
    return findings


def find_day(serial: str, *, since_1904: bool) -> date | None:
    """Return the day of a serial number, None where it is none."""
    try:
        days = int(float(serial))
        return (date(1904, 1, 1) if since_1904 else date(1899, 12, 30)) + timedelta(days=days)
    except (ValueError, OverflowError):
        return None


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def parse_written_day(text: str) -> date | None:
    """Return the day that a text names: year first, or with the month's name."""
    numbers = re.fullmatch(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})", text)
    if numbers:
        return _make_day(int(numbers[1]), int(numbers[2]), int(numbers[3]))
    words = re.findall(r"\d+|[A-Za-z]+", text)
    months = [_MONTHS.index(word[:3].lower()) + 1 for word in words if word[:3].lower() in _MONTHS]
    digits = [int(word) for word in words if word.isdigit()]
    if len(months) != 1 or len(digits) != 2 or len(words) != 3:
        return None
    return _make_day(max(digits), months[0], min(digits))


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _cut(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")

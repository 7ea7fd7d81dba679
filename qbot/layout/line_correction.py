"""A person's correction of a running text: lines and paragraphs that ask nothing, or the whole of it."""

from __future__ import annotations

from qbot.layout.lines import LineReading
from qbot.layout.overrides import SheetOverride
from qbot.model.patterns import compile_late
from qbot.model.questionnaire import Question, SheetRole, Skipped

_NUMBER = compile_late(r"(?:paragraph |[A-Z]+)(\d+)\b")


def correct_lines(reading: LineReading, override: SheetOverride | None) -> LineReading:
    """Return the reading without the lines that a person left out, by their numbers or all of them by the role."""
    if override is None:
        return reading
    dropped = override.role not in (None, SheetRole.QUESTIONS)
    left = [one for one in reading.questions if dropped or _find_number(one) in override.leave_out]
    return LineReading(
        tuple(one for one in reading.questions if one not in left),
        (*reading.skipped, *(Skipped(one.sheet, one.cell, one.text, "left out") for one in left)),
    )


def _find_number(question: Question) -> int | None:
    found = _NUMBER.match(question.cell)
    return int(found[1]) if found else None

"""What each sheet of a workbook is for, judged beside the others: who asks, who repeats, who explains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from qbot.layout.tables import Table
from qbot.layout.texts import fold_text, rate_question
from qbot.layout.view import View
from qbot.model.patterns import compile_late
from qbot.model.place import parse_cell
from qbot.model.questionnaire import Question, QuestionKind, QuestionState, SheetRole, Skipped, SlotRole

_INSTRUCTIONS = compile_late(
    r"\b(?:instructions?|intro(?:duction)?|read\s?me|guide|guidance|how to|about|cover|overview|change\s?log|changes|"
    r"acknowledge?ments?|attribution|licen[cs]e|glossary|definitions?|revision|history|version|legend|hinweise|anleitung|"
    r"deckblatt|instrucciones|portada|introducción|notice|istruzioni|copertina|terms|faq|welcome|start here)\b",
    re.IGNORECASE,
)
_SUMMARY = compile_late(
    r"\b(?:summary|report|score\s?card|scores?|scoring|dashboard|results?|roadmap|crosswalk|reference|mapping|analysis|analyst|"
    r"charts?|overview|statistics|metrics|auswertung|ergebnis|resumen|synthèse|riepilogo|high risk|heat\s?map)\b",
    re.IGNORECASE,
)
_LOOKUP = compile_late(
    r"\b(?:lists?|look\s?ups?|values?|drop\s?downs?|options?|data validation|config|settings|meta|choices|answers|"
    r"codes)\b",
    re.IGNORECASE,
)
_OUTSIDE = compile_late(r"(?:'[^']+'|[\w.]+)!\$?[A-Za-z]")
_REPEATS = 0.4
_LONGEST_STEP = 3  # characters of a step of a scale: 0 to 5, A to D, n/a


class SheetReading(Struct, frozen=True):
    """A sheet with its tables and what was read of it, before it is judged beside the others.

    `turned`: its questions stand side by side; its tables are then not given.
    """

    view: View
    tables: tuple[Table, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]
    turned: bool = False

    @property
    def asked(self) -> list[Question]:
        """The questions that are no identity fields."""
        return [one for one in self.questions if one.kind is not QuestionKind.IDENTITY]

    @property
    def has_answers(self) -> bool:
        """The sheet has cells of its own for answers."""
        return any(slot.role is SlotRole.ANSWER and not slot.new for question in self.asked for slot in question.slots)


class Verdict(Struct, frozen=True):
    """The role of a sheet, why, and the reason for which its questions are skipped (empty: they count)."""

    role: SheetRole
    why: str
    drop: str = ""


def judge_sheets(sheets: Sequence[SheetReading]) -> tuple[Verdict, ...]:
    """Return the verdict on each sheet."""
    alone = [_judge_alone(sheet) for sheet in sheets]
    asking = [
        place for place, verdict in enumerate(alone) if verdict.role is SheetRole.QUESTIONS and sheets[place].asked
    ]
    with_answers = [place for place in asking if sheets[place].has_answers]
    repeated = _find_repeats(sheets, asking)
    final: list[Verdict] = []
    for place, verdict in enumerate(alone):
        if place in repeated:
            other = sheets[repeated[place]].view.grid.name
            final.append(Verdict(SheetRole.SUMMARY, f"it repeats the questions of “{other}”", "mirror"))
        elif place in asking and len(asking) > 1 and _is_scale(sheets[place]):
            final.append(Verdict(SheetRole.LOOKUP, "it explains the steps of a scale", "legend"))
        elif with_answers and place in asking and place not in with_answers:
            final.append(_judge_without_answers(sheets, with_answers))
        elif not with_answers and place in asking and _is_outshone(place, sheets, asking):
            final.append(Verdict(SheetRole.LOOKUP, "other sheets ask; this one lists", "catalogue"))
        else:
            final.append(verdict)
    return tuple(final)


def _judge_alone(sheet: SheetReading) -> Verdict:
    name, grid = sheet.view.grid.name, sheet.view.grid
    if grid.hidden:
        return Verdict(SheetRole.LOOKUP if _LOOKUP.search(name) else SheetRole.OTHER, "it is hidden", "hidden sheet")
    if not sheet.view.rows:
        return Verdict(SheetRole.OTHER, "it is empty", "empty")
    real = [question for question in sheet.asked if rate_question(question.text) >= 0.5]
    clear = sum(rate_question(question.text) >= 0.7 for question in real)
    named = name.replace("_", " ")
    headed = any(table.header is not None and table.answers for table in sheet.tables)
    listed = sum(bool(slot.options) for question in real for slot in question.slots)
    asks = (headed and clear >= 3) or listed >= 3
    if not asks and _INSTRUCTIONS.search(named):
        return Verdict(SheetRole.INSTRUCTIONS, "its name and its texts explain the questionnaire", "guidance")
    if not asks and _SUMMARY.search(named):
        return Verdict(SheetRole.SUMMARY, "its name says that it sums up other sheets", "mirror")
    if clear < 3 and _LOOKUP.search(named):
        return Verdict(SheetRole.LOOKUP, "its name says that it holds lists for other sheets", "lookup")
    if not sheet.questions:
        return Verdict(SheetRole.OTHER, "nothing on it is asked", "")
    if not real and not headed:
        fields = [one for one in sheet.questions if one.kind is QuestionKind.IDENTITY]
        return Verdict(SheetRole.OTHER, "it holds no question", "" if fields else "other")
    if not headed and not listed and clear < 2 and len(real) < 5:
        return Verdict(SheetRole.INSTRUCTIONS, "it holds text, and no table of questions", "guidance")
    if len(real) * 4 < len(sheet.asked) and not headed and not listed:
        return Verdict(SheetRole.OTHER, "few of its texts read like questions", "other")
    if _sums_up(sheet):
        return Verdict(SheetRole.SUMMARY, "its cells are formulas over other sheets", "mirror")
    return Verdict(SheetRole.QUESTIONS, _say_why(sheet))


def _say_why(sheet: SheetReading) -> str:
    asked = sum(rate_question(question.text) >= 0.7 for question in sheet.asked)
    listed = sum(any(slot.options for slot in question.slots) for question in sheet.asked)
    stated = len(sheet.asked) - asked
    parts = [f"{asked} of its texts read like questions"] if asked else [f"{stated} statements stand on it"]
    if listed:
        parts.append(f"{listed} have a drop-down beside them")
    if sheet.turned:
        parts.append("they stand side by side, with the answers below them")
    if not sheet.has_answers:
        parts.append("it has no column for answers, so new ones are proposed")
    return ", ".join(parts)


def _sums_up(sheet: SheetReading) -> bool:
    """Tell whether the answers beside the questions are formulas on other sheets."""
    locked = [question for question in sheet.asked if question.state is QuestionState.LOCKED]
    return len(sheet.asked) >= 3 and len(locked) * 10 >= 9 * len(sheet.asked) and _points_outside(sheet)


def _points_outside(sheet: SheetReading) -> bool:
    view = sheet.view
    formulas = [
        cell.formula
        for table in sheet.tables
        for row in view.row_numbers
        if table.top <= row <= table.bottom
        for column in table.answers
        if (cell := view.cell(row, column)).formula
    ]
    outside = sum(_OUTSIDE.search(formula) is not None for formula in formulas if formula)
    return outside * 2 > len(formulas) > 0


def is_mirror_cell(view: View, row: int, columns: Sequence[int]) -> bool:
    """Tell whether the answer cells of a row are formulas on another sheet."""
    cells = [view.cell(row, column) for column in columns]
    found = [cell.formula for cell in cells if cell.formula is not None]
    return bool(found) and len(found) == len(cells) and all(_OUTSIDE.search(formula) for formula in found)


def _find_repeats(sheets: Sequence[SheetReading], asking: Sequence[int]) -> Mapping[int, int]:
    """Return, for each sheet that repeats the questions of another, the number of that other sheet."""
    if len(asking) < 2:
        return {}
    texts = {place: {fold_text(one.text) for one in sheets[place].asked if len(one.text) >= 12} for place in asking}
    repeats: dict[int, int] = {}
    ranked = sorted(asking, key=lambda place: _rank(sheets[place], place))
    for rank, place in enumerate(ranked):
        for better in ranked[:rank]:
            if better in repeats or not texts[place]:
                continue
            common = len(texts[place] & texts[better])
            if common >= 3 and common >= _REPEATS * min(len(texts[place]), len(texts[better])):
                repeats[place] = better
                break
    return repeats


def _rank(sheet: SheetReading, place: int) -> tuple[int, int, int]:
    """Sort a sheet with open cells for answers before one without, one named like a summary after others."""
    named = _SUMMARY.search(sheet.view.grid.name.replace("_", " ")) is not None
    return (not sheet.has_answers, named, place)


def _is_outshone(place: int, sheets: Sequence[SheetReading], asking: Sequence[int]) -> bool:
    """Tell whether few texts of a sheet read like questions while those of another, longer one do."""
    own = _share_clear(sheets[place])
    return own < 0.4 and any(
        _share_clear(sheets[other]) >= own + 0.3 and len(sheets[other].asked) > len(sheets[place].asked)
        for other in asking
    )


def _share_clear(sheet: SheetReading) -> float:
    return sum(rate_question(question.text) >= 0.55 for question in sheet.asked) / max(len(sheet.asked), 1)


def _is_scale(sheet: SheetReading) -> bool:
    """Tell whether a sheet explains a scale: no cell is open, and a short step, each another, stands by each text."""
    filled = [one for one in sheet.asked if one.state is QuestionState.FILLED]
    steps = [sheet.view.own_text(*parse_cell(slot.cell)) for one in filled for slot in one.slots[:1]]
    return (
        len(filled) == len(sheet.asked) >= 3
        and len(set(steps)) == len(steps)
        and all(0 < len(step) <= _LONGEST_STEP for step in steps)
        and sum(one.text.endswith("?") for one in filled) * 2 < len(filled)
    )


def _judge_without_answers(sheets: Sequence[SheetReading], with_answers: Sequence[int]) -> Verdict:
    """Where other sheets have cells for answers, a list without them is a catalogue."""
    name = sheets[with_answers[0]].view.grid.name
    return Verdict(SheetRole.LOOKUP, f"it lists without a column for answers; “{name}” asks", "catalogue")

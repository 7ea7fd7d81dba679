"""The reading of a questionnaire as tables: a person sees at once what was taken for what, and why."""

from __future__ import annotations

from collections import Counter
from itertools import groupby

from rich.console import Console
from rich.text import Text

from qbot.cli.lines import count
from qbot.cli.screen import clean, open_console, print_list, print_table, print_title
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, Questionnaire, Sheet, SheetRole, Skipped

_SHOWN_SKIPPED = 8


def show_reading(questionnaire: Questionnaire) -> None:
    """Print the whole reading: a summary, the sheets, then each sheet's columns, questions and skipped cells."""
    console = open_console()
    _show_totals(console, questionnaire)
    _show_sheets(console, questionnaire)
    for sheet in questionnaire.sheets:
        questions = [one for one in questionnaire.questions if one.sheet == sheet.name]
        if questions:
            _show_sheet(console, sheet, questions)
    _show_skipped(console, questionnaire.skipped)
    if questionnaire.notes:
        print_title(console, "Notes")
        print_list(console, questionnaire.notes)


def _show_totals(console: Console, questionnaire: Questionnaire) -> None:
    kinds = Counter(one.kind for one in questionnaire.questions)
    states = Counter(one.state.value for one in questionnaire.questions)
    asked = kinds[QuestionKind.QUESTION] + kinds[QuestionKind.STATEMENT]
    parts = [count(asked, "question"), count(kinds[QuestionKind.IDENTITY], "identity field")]
    parts += [f"{number} {state}" for state, number in sorted(states.items())]
    console.print(clean(f"{questionnaire.file}: {', '.join(parts)}"))
    if questionnaire.form is not None:
        console.print(clean(f"Recognised as {questionnaire.form.name}: {questionnaire.form.why}."))
    if not questionnaire.questions:
        console.print("No question was found. Say where they stand with --save-layout and --layout.")


def _show_sheets(console: Console, questionnaire: Questionnaire) -> None:
    if len(questionnaire.sheets) < 2 and not any(sheet.why for sheet in questionnaire.sheets):
        return
    print_title(console, "Sheets")
    print_table(
        console,
        ("sheet", "role", "header row", "why"),
        ((sheet.name, _role(sheet), str(sheet.header_row or ""), sheet.why) for sheet in questionnaire.sheets),
    )


def _role(sheet: Sheet) -> Text:
    marks = [sheet.role.value] + (["hidden"] if sheet.hidden else []) + (["protected"] if sheet.protected else [])
    return Text(", ".join(marks), style="bold" if sheet.role is SheetRole.QUESTIONS else "")


def _show_sheet(console: Console, sheet: Sheet, questions: list[Question]) -> None:
    print_title(console, f"{sheet.name or 'Questions'}: {count(len(questions), 'question')}")
    if sheet.columns:
        columns = ((one.letters, one.role, one.heading, one.why) for one in sheet.columns)
        print_table(console, ("column", "taken for", "heading", "why"), columns)
        console.print()
    rows = ((one.cell, one.ref or "", _state(one), clean(one.text, limit=70), _slots(one.slots)) for one in questions)
    print_table(console, ("cell", "ref", "state", "question", "answer goes to"), rows)


def _state(question: Question) -> str:
    kind = "" if question.kind is QuestionKind.QUESTION else f"{question.kind.value}, "
    return f"{kind}{question.state.value}"


def _slots(slots: tuple[AnswerSlot, ...]) -> str:
    return "; ".join(_slot(slot) for slot in slots)


def _slot(slot: AnswerSlot) -> str:
    text = f"{slot.cell} {slot.role.value}" + (" (new column)" if slot.new else "")
    if slot.label:
        text += f" for {slot.label}"
    if slot.options and slot.options != ("X",):
        shown = " | ".join(slot.options[:4]) + (" | …" if len(slot.options) > 4 else "")
        text += f" [{shown}]"
    return text + (f" ({slot.note})" if slot.note else "")


def _show_skipped(console: Console, skipped: tuple[Skipped, ...]) -> None:
    if not skipped:
        return
    print_title(console, f"Skipped: {count(len(skipped), 'cell')}")
    for reason, group in groupby(sorted(skipped, key=lambda one: one.reason), key=lambda one: one.reason):
        cells = list(group)
        console.print(clean(f"{reason}: {len(cells)}"))
        for one in cells[:_SHOWN_SKIPPED]:
            place = f"{one.sheet}!{one.cell}" if one.sheet else one.cell
            console.print(Text("  ") + clean(f"{place}  {one.text}", limit=110))
        if len(cells) > _SHOWN_SKIPPED:
            console.print(f"  and {len(cells) - _SHOWN_SKIPPED} more (all of them with --json)")

"""From grids to questions and answer slots: the whole reading of a file."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from qbot.layout.gates import link_gates
from qbot.layout.grid import Grid
from qbot.layout.known_forms import recognise_form
from qbot.layout.one_of import choose_groups, find_groups
from qbot.layout.overrides import LayoutOverrides, SheetOverride
from qbot.layout.rows import TableReader
from qbot.layout.sheets import SheetReading, Verdict, is_mirror_cell, judge_sheets
from qbot.layout.side_by_side import split_view
from qbot.layout.tables import Table, find_tables
from qbot.layout.texts import rate_question
from qbot.layout.turned import is_turned, turn_grid, turn_question, turn_skipped
from qbot.layout.view import View, make_view
from qbot.model.place import format_cell, format_column, parse_cell
from qbot.model.questionnaire import ColumnReading, KnownForm, Question, QuestionKind, Sheet, SheetRole, Skipped

_MOST_NAMED = 5  # cells of one kind that a note names
_ASKS, _LONGEST_BOX, _LONGEST_QUOTE = 0.7, 300, 80  # a longer text in a box explains


class Reading(Struct, frozen=True):
    """The sheets with their roles, the questions in order, what was skipped and why, and sentences for the person."""

    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[str, ...]
    form: KnownForm | None = None


def find_questions(grids: Sequence[Grid], *, overrides: LayoutOverrides | None = None) -> Reading:
    """Return the reading of a file's sheets; a person's corrections go before everything that is found."""
    corrections = overrides.sheets if overrides is not None else {}
    sheets = [_read_sheet(grid, corrections.get(grid.name)) for grid in grids]
    verdicts = [
        _correct(verdict, corrections.get(sheet.view.grid.name))
        for verdict, sheet in zip(judge_sheets(sheets), sheets, strict=True)
    ]
    questions: list[Question] = []
    skipped: list[Skipped] = []
    for sheet, verdict in zip(sheets, verdicts, strict=True):
        kept, dropped = _apply(sheet, verdict)
        questions += kept
        skipped += dropped
        skipped += _list_boxed(sheet.view.grid)
    form, known = recognise_form(grids, questions, skipped)
    found = link_gates(known, skipped)
    return Reading(
        tuple(_describe(*pair) for pair in zip(sheets, verdicts, strict=True)),
        found,
        tuple(skipped),
        tuple(_make_notes(sheets, found, form)),
        form,
    )


def _read_sheet(grid: Grid, override: SheetOverride | None) -> SheetReading:
    view = make_view(grid)
    if grid.hidden:
        return SheetReading(view, (), (), ())
    if override is None and is_turned(view):
        return _read_turned(view)
    parts = [_read_part(part, override) for part in (split_view(view) if override is None else (view,))]
    questions = [question for part in parts for question in part.questions]
    skipped = [one for part in parts for one in part.skipped]
    if override is None and (groups := find_groups(view)):
        questions, skipped = choose_groups(view, groups, questions, skipped)
    tables = tuple(table for part in parts for table in part.tables)
    return SheetReading(view, tables, tuple(questions), tuple(skipped))


def _read_turned(view: View) -> SheetReading:
    read = _read_part(make_view(turn_grid(view.grid)), None)
    questions = tuple(turn_question(one) for one in read.questions)
    return SheetReading(view, (), questions, tuple(turn_skipped(one) for one in read.skipped), turned=True)


def _read_part(view: View, override: SheetOverride | None) -> SheetReading:
    tables = find_tables(view, override)
    leave_out = frozenset(override.leave_out) if override is not None else frozenset()
    questions: list[Question] = []
    skipped: list[Skipped] = []
    section: tuple[str, ...] = ()
    for place, table in enumerate(tables):
        above = place == 0 and table.header is None and len(tables) > 1
        start = (table.title,) if table.title else section
        reader = TableReader(view, table, leave_out=leave_out, section=start)
        read = reader.read(identity_only=above)
        section = reader.section
        for question in read.questions:
            row, _ = parse_cell(question.cell)
            if is_mirror_cell(view, row, table.answers):
                skipped.append(Skipped(view.grid.name, question.cell, question.text, "mirror"))
            else:
                questions.append(question)
        skipped += read.skipped
    return SheetReading(view, tables, tuple(questions), tuple(skipped))


def _correct(verdict: Verdict, override: SheetOverride | None) -> Verdict:
    if override is None or override.role is None or override.role is verdict.role:
        return verdict
    if override.role is SheetRole.QUESTIONS:
        return Verdict(SheetRole.QUESTIONS, "a person said so")
    return Verdict(override.role, "a person said so", override.role.value)


def _apply(sheet: SheetReading, verdict: Verdict) -> tuple[list[Question], list[Skipped]]:
    name = sheet.view.grid.name
    if verdict.role is SheetRole.QUESTIONS:
        return list(sheet.questions), list(sheet.skipped)
    kept = [] if verdict.drop else [one for one in sheet.questions if one.kind is QuestionKind.IDENTITY]
    dropped = [Skipped(name, one.cell, one.text, verdict.drop or "other") for one in sheet.questions if one not in kept]
    return kept, dropped + ([] if verdict.drop else list(sheet.skipped))


def _describe(sheet: SheetReading, verdict: Verdict) -> Sheet:
    main = _find_main(sheet.tables)
    columns: tuple[ColumnReading, ...] = ()
    if main is not None and verdict.role is SheetRole.QUESTIONS:
        columns = tuple(
            ColumnReading(format_column(number), column.role, column.heading, column.why)
            for number, column in sorted(main.columns.items())
        )
    grid = sheet.view.grid
    header = main.header if main is not None else None
    return Sheet(grid.name, verdict.role, header, verdict.why, columns, hidden=grid.hidden, protected=grid.protected)


def _find_main(tables: Sequence[Table]) -> Table | None:
    headed = [table for table in tables if table.header is not None]
    return headed[0] if headed else tables[0] if tables else None


def _list_boxed(grid: Grid) -> list[Skipped]:
    boxed = () if grid.hidden else grid.boxed
    return [Skipped(grid.name, format_cell(*place), text, "text box") for place, text in boxed]


def _say_drawn(grids: Sequence[Grid]) -> list[str]:
    """Return sentences on what lies over the cells, so that no answer can be written to it."""
    notes = []
    for grid in grids:
        asked = [text for _, text in grid.boxed if len(text) <= _LONGEST_BOX and rate_question(text) >= _ASKS]
        if asked:
            first = " ".join(asked[0].split())[:_LONGEST_QUOTE]
            notes.append(f"A text box on “{grid.name}” asks something and has no cell to answer in: “{first}”.")
        if grid.controls:
            notes.append(
                f"“{grid.name}” has check boxes, lists or buttons that lie over its cells ({grid.controls}): "
                "they are not read, and must be set by hand."
            )
    return notes


def _make_notes(sheets: Sequence[SheetReading], questions: Sequence[Question], form: KnownForm | None) -> list[str]:
    notes: list[str] = []
    if form is not None and form.missed:
        cells = ", ".join(form.missed[:_MOST_NAMED])
        more = f" and {len(form.missed) - _MOST_NAMED} more" if len(form.missed) > _MOST_NAMED else ""
        notes.append(f"Ids of {form.name} stand in rows that were not read as questions: {cells}{more}. Check them.")
    if any(slot.new for question in questions for slot in question.slots):
        notes.append("The file has no column for answers; new ones are proposed right of the table.")
    asked = {question.sheet for question in questions}
    notes += _say_drawn([sheet.view.grid for sheet in sheets if sheet.view.grid.name in asked])
    protected = [sheet.view.grid.name for sheet in sheets if sheet.view.grid.protected]
    locked = [name for name in protected if name in asked]
    if locked:
        notes.append(f"Protected by the customer: {', '.join(locked)}. Only unlocked cells were meant to be filled.")
    return notes

"""Fields about who answers, above a table: a label with a blank cell of its own beside it."""

from __future__ import annotations

from qbot.layout.slots import MARK
from qbot.layout.tables import Table
from qbot.layout.texts import is_hint, is_identity, names_form
from qbot.layout.view import View
from qbot.model.place import format_cell
from qbot.model.questionnaire import AnswerSlot, Question, QuestionKind, QuestionState, SlotRole

_LONGEST_LABEL = 60


def find_field(view: View, table: Table, row: int) -> Question | None:
    """Return the field of a row above a table, None where its label has no blank cell that looks made for an answer."""
    value = 0  # the column of what stands beside a label: it is none itself
    for column, text in view.rows[row].items():
        beside = view.merge_at(row, column).right + 1
        if column == value:
            continue
        value = beside if is_identity(text) else 0
        if len(text) > _LONGEST_LABEL or beside > table.right or names_form(text):
            continue
        if view.cell(row, beside).formula is not None:  # it is never written over, whatever it shows
            continue
        held = view.own_text(row, beside)
        colon = text.rstrip().endswith((":", "："))
        made = _looks_made(view, row, beside)
        if not (is_identity(text) or (colon and made)) or (held and not is_hint(held, text)):
            continue
        if not (held or made or (colon and not _is_covered(view, row, beside))):
            continue
        choice = view.choice_at(row, beside)
        slot = AnswerSlot(
            role=SlotRole.ANSWER,
            cell=format_cell(row, beside),
            options=choice.options if choice is not None and choice.options != MARK else (),
            current=held or None,
            placeholder=bool(held),
        )
        return Question(
            sheet=view.grid.name,
            cell=format_cell(row, column),
            text=text,
            kind=QuestionKind.IDENTITY,
            state=QuestionState.OPEN,
            slots=(slot,),
        )
    return None


def _looks_made(view: View, row: int, column: int) -> bool:
    """Tell whether an empty cell looks like room for an answer: coloured, framed, unlocked or merged."""
    look, merge = view.look(row, column), view.merge_at(row, column)
    if _is_covered(view, row, column):
        return False
    return look.room is not None or merge.right > merge.left


def _is_covered(view: View, row: int, column: int) -> bool:
    over = view.merge_over(row, column)
    return over is not None and (over.top, over.left) != (row, column)

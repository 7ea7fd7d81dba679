"""Drafts as a table."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from qbot.cli.lines import clean_line, count, open_lines
from qbot.cli.row_lines import Cell, print_rows
from qbot.model.draft import Draft
from qbot.model.questionnaire import Question, Questionnaire

# Of the width that the short columns leave: the texts a person reads, then the entries' names.
_SHARES = {"question": 4, "draft": 4, "from": 2}
_BAND_COLOUR = {"high": "green", "medium": "yellow"}
_LONGEST_REF = 14


def show_drafts(questionnaire: Questionnaire, drafts: Sequence[Draft]) -> None:
    """Print one line a question, sheet by sheet: what would be written, how sure it is, from which entry."""
    lines = open_lines()
    pairs = list(zip(questionnaire.questions, drafts, strict=True))
    lines.print_line(f"{questionnaire.file}: {_tell_drafted(pairs)}")
    for sheet, group in groupby(pairs, key=lambda pair: pair[0].sheet):
        of_sheet = list(group)
        if sheet:
            lines.print_title(f"{sheet}: {_tell_drafted(of_sheet)}")
        else:
            lines.print_line()
        rows = [_make_row(*pair) for pair in of_sheet]
        print_rows(lines, ("cell", "ref", "question", "band", "draft", "from"), rows, shares=_SHARES)


def _tell_drafted(pairs: Sequence[tuple[Question, Draft]]) -> str:
    return f"{count(len(pairs), 'question')}, {sum(draft.answered for _, draft in pairs)} drafted"


def _make_row(question: Question, draft: Draft) -> tuple[Cell, ...]:
    band = draft.band.value
    drafted = " / ".join(value.value for value in draft.values) if draft.values else draft.reason
    return (
        Cell(question.cell),
        Cell(clean_line(question.ref or "", limit=_LONGEST_REF)),
        Cell(question.text),
        Cell(f"{band} {draft.confidence:.2f}", colour=_BAND_COLOUR.get(band), dim=band == "none"),
        Cell(drafted, dim=not draft.values),
        Cell(", ".join(citation.entry for citation in draft.citations)),
    )

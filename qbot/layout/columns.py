"""What each column of a table holds: headings first, then what stands below them corrects or completes these."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qbot.layout.column import MIRROR, Column
from qbot.layout.headers import Header
from qbot.layout.headings import SLOT_ROLES, VERDICTS, is_internal
from qbot.layout.listed import add_alternatives
from qbot.layout.own_use import set_aside_own
from qbot.layout.set_aside import (
    LONG_VERDICT,
    is_customers_text,
    list_asking,
    set_aside_apart,
    set_aside_filled,
    set_aside_numbers,
    set_aside_points,
    set_aside_years,
)
from qbot.layout.texts import is_ref, rate_question
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_SCOPES = compile_late(r"\b(?:applicab|in scope|scope\b|relevan|anwendbar|zutreffend|aplica|applicab)", re.IGNORECASE)


def settle_columns(
    view: View, columns: dict[int, Column], rows: Sequence[int], *, header: Header, question: int
) -> dict[int, Column]:
    """Give the columns their final roles: content corrects headings, drop-downs without a heading become answers."""
    heading = header.texts.get(question, "")
    why = f"its heading is “{heading}”" if heading else "its texts read like questions"
    settled = {number: column for number, column in columns.items() if number != question}
    for number, column in list(settled.items()):
        if column.role == "question":
            settled[number] = _read_second(view, column, rows, number=number, question=question)
        if (
            column.role in ("guidance", "section")
            and number > question
            and not any(view.own_text(row, number) for row in rows)
        ):
            settled[number] = Column("comment", column.heading, f"it is empty under “{column.heading}”")
        if column.role == "ref" and number > question and not any(view.own_text(row, number) for row in rows):
            listed = view.is_listed(rows, number)  # "Code" over a drop-down of the customer's codes
            why = "its cells have a drop-down" if listed else f"it is empty under “{column.heading}”"
            settled[number] = Column("answer" if listed else "evidence", column.heading, why)
        if column.role == "date" and view.is_listed(rows, number):
            settled[number] = Column("answer", column.heading, "its cells have a drop-down")
        if column.role in SLOT_ROLES and column.mark is None and is_customers_text(view, number, rows, question):
            settled[number] = Column("guidance", column.heading, "it is filled by the customer in every row")
        verdict = column.role in VERDICTS and not any(
            other.role in VERDICTS and place > question for place, other in columns.items()
        )
        if number < question and column.role in SLOT_ROLES and column.mark is None and not verdict:
            settled[number] = Column("section", column.heading, "it stands left of the question")
    add_alternatives(view, settled, rows, texts=header.texts, question=question)
    set_aside_own(view, settled, rows, header=header, question=question)
    set_aside_apart(view, settled, rows, header=header, question=question)
    set_aside_filled(view, settled, rows, question=question)
    set_aside_years(settled)
    _add_blank(view, settled, rows, header=header, question=question)
    add_choices(view, settled, rows, question=question)
    set_aside_numbers(view, settled, rows, question=question)
    _part_verdicts(view, settled, rows)
    set_aside_points(view, settled, rows, question=question)
    add_ref(view, settled, rows, question=question)
    if not any(column.role in VERDICTS for column in settled.values()):
        _promote_owner(view, settled, rows, question=question)
    if not any(column.role in VERDICTS for column in settled.values()):
        _promote_text(view, settled, rows, question=question)
    settled[question] = Column("question", heading, why)
    return settled


def _read_second(view: View, column: Column, rows: Sequence[int], *, number: int, question: int) -> Column:
    """Return what a second column with a question's heading is: the same in another language, or a title or help."""
    asked = list_asking(view, rows, question)
    twice = sum(rate_question(view.own_text(row, number)) >= 0.5 for row in asked)
    if asked and twice * 2 >= len(asked):
        return Column(MIRROR, column.heading, "it asks the same again")
    if number > question and not any(view.own_text(row, number) for row in rows):
        return Column("comment", column.heading, f"it is empty under “{column.heading}”")
    return Column("section" if number < question else "guidance", column.heading, "another column holds the questions")


def _add_blank(view: View, columns: dict[int, Column], rows: Sequence[int], *, header: Header, question: int) -> None:
    """Take empty columns with a heading of unknown words, right of the question, as room for the vendor's words."""
    for number, heading in sorted(header.texts.items()):
        apart = number > max(columns, default=question) + 2 and number > question + 2
        if (
            apart
            or heading.isdigit()
            or number in columns
            or number <= question
            or is_internal(heading)
            or len(heading) > 160
        ):
            continue
        texts = sum(bool(view.own_text(row, number)) for row in rows)
        if texts * 10 <= len(rows):
            asked = [row for row in rows if view.own_text(row, question)]
            listed = sum(view.choice_at(row, number) is not None for row in asked) * 2 >= max(len(asked), 1)
            columns[number] = Column("answer" if listed else "comment", heading, f"it is empty under “{heading}”")


def _part_verdicts(view: View, columns: dict[int, Column], rows: Sequence[int]) -> None:
    """Where one answer column has drop-downs and another has none, the other takes the words: it is the comment.

    Not where the drop-downs only say whether the row applies: "Applicability" beside "Response".
    """
    answers = [number for number, column in columns.items() if column.role == "answer" and column.mark is None]
    listed = [number for number in answers if view.is_listed(rows, number)]
    headings = [columns[number].heading for number in listed]
    if any(_SCOPES.search(heading) is None for heading in headings):
        for number in answers:
            if number not in listed:
                columns[number] = Column("comment", columns[number].heading, "another column has the drop-downs")


def add_choices(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Take columns whose cells have a drop-down beside most questions as answers, unless they classify the row.

    A drop-down left of the answers that is already chosen in most rows is the customer's own; a blank one is open.
    """
    asked = [row for row in rows if view.own_text(row, question)]
    verdicts = [number for number, column in columns.items() if column.role in VERDICTS]
    for number in view.choice_columns():
        held = columns.get(number)
        if number == question or (held is not None and held.role not in ("section", "comment", "guidance", "question")):
            continue
        covered = [row for row in asked if view.choice_at(row, number) is not None]
        if len(covered) * 2 < len(asked) or not asked:
            continue
        chosen = sum(bool(view.own_text(row, number)) for row in covered)
        if verdicts and number < min(verdicts) and (number < question or chosen * 2 > len(covered)):
            columns.setdefault(number, Column("ignore", "", "a drop-down that classifies the row, left of the answer"))
            continue
        if verdicts and held is not None:
            continue
        heading = held.heading if held else view.text(rows[0] - 1, number)
        role = "ignore" if verdicts and is_internal(heading) else "answer"
        columns[number] = Column(role, heading, "its cells have a drop-down")


def add_ref(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    if any(column.role == "ref" for column in columns.values()):
        return
    asked = [row for row in rows if view.own_text(row, question)]
    for number in range(max(1, question - 4), question):
        if number in columns and columns[number].role not in ("ignore", "section"):
            continue
        texts = [view.own_text(row, number) for row in asked]
        refs = [text for text in texts if is_ref(text)]
        if len(refs) * 2 >= len(asked) and len(set(refs)) * 2 > len(refs):
            heading = columns[number].heading if number in columns else ""
            columns[number] = Column("ref", heading, "its cells are numbers for the questions")
            return


def _promote_owner(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Where no column takes a verdict, let a drop-down of who is responsible take the answer, before any text."""
    asked = [row for row in rows if view.own_text(row, question)]
    for number, column in sorted(columns.items()):
        listed = sum(view.choice_at(row, number) is not None for row in asked)
        if column.role == "ownership" and number > question and listed * 2 >= max(len(asked), 1):
            columns[number] = Column("answer", column.heading, "its drop-downs say who is responsible")
            return


def _promote_text(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Where no column takes a verdict, let the first one for words or evidence take the answer."""
    asked = list_asking(view, rows, question)
    for role in ("comment", "evidence"):
        for number in sorted(columns):
            column = columns[number]
            if column.role != role or number < question:
                continue
            if _repeats_itself([view.own_text(row, number) for row in asked]):
                columns[number] = Column(
                    "guidance", column.heading, "it repeats the same few texts beside every question"
                )
                continue
            for other in (number, *_find_parallel(columns, number)):
                held = columns[other]
                columns[other] = Column("answer", held.heading, f"{held.why}, and no other column takes the answer")
            return


def _find_parallel(columns: dict[int, Column], number: int) -> list[int]:
    """Return the columns right of one whose headings differ from its own in the last word: "Product A", "Product B"."""
    start = columns[number].heading.split()[:-1]
    return [
        other
        for other, column in columns.items()
        if start and other > number and column.role == columns[number].role and column.heading.split()[:-1] == start
    ]


def _repeats_itself(texts: Sequence[str]) -> bool:
    """Tell whether the cells of a column hold a few texts again and again, too long for verdicts: help, not answers."""
    found = [text for text in texts if text]
    if len(found) < 4 or len(found) < 0.8 * len(texts):
        return False
    return len(set(found)) <= 0.6 * len(found) and min(map(len, found)) >= LONG_VERDICT

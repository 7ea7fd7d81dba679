"""Columns that are named like slots and are none: codes, legends, earlier answers, calculated numbers, points."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from qbot.layout.column import Column
from qbot.layout.headers import Header
from qbot.layout.headings import SLOT_ROLES, VERDICTS, gives_points, is_earlier, is_renewed, names_vendor
from qbot.layout.texts import is_hint, rate_question
from qbot.layout.view import View
from qbot.model.patterns import compile_late

_YEAR = compile_late(r"\b20\d\d\b")
_LEAST_FILLED, _LIKELY = 3, 0.5
LONG_VERDICT = 15  # characters; "Not applicable" has 14


def list_asking(view: View, rows: Sequence[int], question: int) -> list[int]:
    """Return the rows whose text in the column of the questions reads like one."""
    return [row for row in rows if rate_question(view.own_text(row, question)) >= _LIKELY]


def is_customers_text(view: View, number: int, rows: Sequence[int], question: int) -> bool:
    """Tell whether a column named like an answer holds the customer's codes beside nearly every question."""
    asked = list_asking(view, rows, question)
    if len(asked) < 4 or view.is_listed(asked[:20], number):
        return False
    texts = [text for row in asked if (text := view.own_text(row, number))]
    codes = Counter(texts)
    if len(texts) < 0.9 * len(asked):
        return False
    return len(codes) <= max(3, len(texts) // 8) and all(
        text.isupper() and len(text) >= 3 and text not in ("YES", "N/A") for text in codes
    )


def set_aside_apart(
    view: View, columns: dict[int, Column], rows: Sequence[int], *, header: Header, question: int
) -> None:
    """Leave out what stands right of an empty column behind the answers and is filled: a legend beside the table."""
    used = {column for row in rows for column in view.rows[row]} | set(header.texts) | set(columns)
    used |= {number for row in rows for number in range(question, view.merge_at(row, question).right + 1)}
    first = min((number for number, column in columns.items() if column.role in VERDICTS), default=max(used))
    gap = next((number for number in range(first + 1, max(used)) if number not in used), None)
    listed = set(view.choice_columns())
    for number in [one for one in columns if gap is not None and one > gap and one not in listed]:
        if any(view.own_text(row, number) for row in rows):
            columns[number] = Column("ignore", columns[number].heading, "it stands apart from the table")


def set_aside_filled(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Tell from the slots what is filled beside nearly every question while the answers are blank.

    An evidence or comment column filled so is the customer's own ("Evidence of compliance"), unless it holds a hint to
    be replaced. An answer column filled so, with a blank one named for this time, holds the answers of last time.
    """
    asked = list_asking(view, rows, question)
    if len(asked) < _LEAST_FILLED:
        return
    texts = {number: [text for row in asked if (text := view.own_text(row, number))] for number in columns}
    blank = [
        number
        for number, column in columns.items()
        if column.role in VERDICTS and column.mark is None and len(texts[number]) * 5 <= len(asked)
    ]
    for number, column in list(columns.items()):
        found = texts[number]
        if not blank or number in blank or len(found) < 0.8 * len(asked) or column.role not in SLOT_ROLES:
            continue
        if view.is_listed(asked, number):
            continue
        if column.role in VERDICTS:
            if is_earlier(column.heading) or any(is_renewed(columns[other].heading) for other in blank):
                columns[number] = Column("ignore", column.heading, "it holds the answers of last time")
        elif len(set(found)) > 1 and sum(is_hint(text) for text in found) * 2 < len(found):
            columns[number] = Column("guidance", column.heading, "it is filled by the customer beside every question")


def set_aside_years(columns: dict[int, Column]) -> None:
    """Of columns whose headings differ in the year alone, tell those of earlier years from the slots."""
    latest: dict[str, int] = {}
    years: dict[int, tuple[str, int]] = {}
    for number, column in columns.items():
        found = _YEAR.search(column.heading)
        if found and column.role in SLOT_ROLES:
            name = _YEAR.sub("", column.heading).casefold()
            years[number] = name, int(found[0])
            latest[name] = max(latest.get(name, 0), int(found[0]))
    for number, (name, year) in years.items():
        if year < latest[name]:
            columns[number] = Column("ignore", columns[number].heading, "it holds the answers of an earlier year")


def set_aside_numbers(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Tell verdict columns that the sheet calculates, and points that an answer is worth, from the open ones."""
    asked = [row for row in rows if view.own_text(row, question)]
    most = 0.8 * len(asked)
    slots = [number for number, column in columns.items() if column.role in SLOT_ROLES]
    filled = {
        number: [row for row in asked if view.own_text(row, number) or view.cell(row, number).formula is not None]
        for number in slots
    }
    if not any(len(held) <= len(asked) - most for held in filled.values()):
        return
    for number, held in filled.items():
        column = columns[number]
        formulas = [formula for row in asked if (formula := view.cell(row, number).formula) is not None]
        if column.role in VERDICTS and len(formulas) >= most and not any("!" in formula for formula in formulas):
            columns[number] = Column("ignore", column.heading, "it is calculated from other cells")
        elif column.role == "score" and len(held) >= most and _are_given(view, number, held):
            columns[number] = Column("ignore", column.heading, "it is filled by the customer in every row")


def _are_given(view: View, number: int, rows: Sequence[int]) -> bool:
    """Tell whether the cells of a score column hold points that an answer is worth, or what earns them."""
    texts = [view.own_text(row, number) for row in rows]
    given = all(text.isdecimal() for text in texts) or all(len(text) > LONG_VERDICT for text in texts)
    return given and not view.is_listed(rows, number)


def set_aside_points(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Tell a blank column for points, beside a blank answer, from the slots: who asks gives points for the answer.

    Not where its heading says more than the bare word ("Maturity score"), or where its cells have a drop-down and those
    of the answer have one too or are not named as the vendor's.
    """
    asked = [row for row in rows if view.own_text(row, question)]
    answers = [number for number, column in columns.items() if column.role == "answer" and column.mark is None]
    if not answers:
        return
    listed = {number for number in columns if view.is_listed(asked, number)}
    vendors = any(names_vendor(columns[number].heading) and number not in listed for number in answers)
    for number, column in list(columns.items()):
        if column.role != "score" or not gives_points(column.heading) or number < min(answers):
            continue
        if (number not in listed or vendors) and not any(view.own_text(row, number) for row in asked):
            columns[number] = Column("ignore", column.heading, "the customer gives points for the answer in it")

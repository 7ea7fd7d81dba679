"""Where the tables of a sheet stand, and what each column holds, from headings and from content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from qbot.layout.headers import VERDICTS, Header, find_headers, find_title
from qbot.layout.headings import SLOT_ROLES, is_earlier, is_internal, is_renewed
from qbot.layout.overrides import SheetOverride
from qbot.layout.texts import is_hint, is_ref, rate_question
from qbot.layout.view import View
from qbot.model.place import parse_column

_MAY_ASK = ("question", "section")
MIRROR = "mirror"
_LONG_VERDICT = 15  # characters; "Not applicable" has 14


@dataclass(frozen=True, slots=True)
class Column:
    """What a column was taken for, its heading, and why; `mark` is the meaning of a column that takes an X."""

    role: str
    heading: str
    why: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows `top` to `bottom` under a header (None: no header), with the columns that matter.

    `title` is the section that the header itself names, where every section repeats the headings.
    """

    header: int | None
    top: int
    bottom: int
    question: int
    columns: Mapping[int, Column] = field(default_factory=dict)
    right: int = 0
    title: str = ""

    def of(self, *roles: str) -> tuple[int, ...]:
        """Return the columns of these roles from left to right."""
        return tuple(sorted(number for number, column in self.columns.items() if column.role in roles))

    @property
    def answers(self) -> tuple[int, ...]:
        """The columns that take a verdict, a score or the only text."""
        return self.of(*VERDICTS)


def find_tables(view: View, override: SheetOverride | None = None) -> tuple[Table, ...]:
    """Return the tables of a sheet that may hold questions, from top to bottom."""
    if not view.rows:
        return ()
    headers = find_headers(view, override)
    last = view.row_numbers[-1]
    if not headers:
        table = _read_headless(view, override)
        return (table,) if table else ()
    shared = _find_shared_question(view, headers)
    tables: list[Table] = []
    for place, header in enumerate(headers):
        end = headers[place + 1].row - 1 if place + 1 < len(headers) else last
        table = _read_table(view, header, end, shared=shared, override=override)
        if table is not None:
            tables.append(replace(table, title=find_title(headers, place, table.question)))
    above = _read_above(view, tables)
    return ((above,) if above else ()) + tuple(tables)


def _body(view: View, top: int, bottom: int) -> list[int]:
    return [row for row in view.row_numbers if top <= row <= bottom]


def _rate_columns(view: View, rows: Sequence[int], answers: Sequence[int] = ()) -> dict[int, float]:
    """Return how much each column's texts read like questions, summed over rows.

    A row whose answer cell has a drop-down or holds something counts four times: help stands in rows of its own.
    """
    rates: dict[int, float] = {}
    for row in rows:
        weight = 4.0 if any(view.choice_at(row, column) or view.own_text(row, column) for column in answers) else 1.0
        for column, text in view.rows[row].items():
            rate = rate_question(text)
            if rate >= 0.5:
                rates[column] = rates.get(column, 0.0) + weight * rate * rate
    return rates


def _rate_beside(view: View, rows: Sequence[int], listed: Sequence[int]) -> dict[int, float]:
    """Return how much text stands left of the drop-downs, by column: in an unknown language that is what is asked."""
    rates: dict[int, float] = {}
    for row in rows:
        first = next((column for column in listed if view.choice_at(row, column)), 0)
        for column, text in view.rows[row].items():
            if column < first and len(text.split()) >= 3:
                rates[column] = rates.get(column, 0.0) + min(len(text), 80) / 80
    return rates


def _find_shared_question(view: View, headers: Sequence[Header]) -> int | None:
    """Return the column that holds the questions under all headers of a sheet taken together."""
    rows = [row for row in view.row_numbers if row > headers[0].end]
    named = Counter(column for header in headers for column, role in header.roles.items() if role not in _MAY_ASK)
    taken = {column for column, number in named.items() if number * 2 > len(headers)}
    answers = sorted({column for header in headers for column, role in header.roles.items() if role in VERDICTS})
    rates = {column: rate for column, rate in _rate_columns(view, rows, answers).items() if column not in taken}
    return max(rates, key=lambda column: (rates[column], -column), default=None)


def _read_table(
    view: View, header: Header, bottom: int, *, shared: int | None, override: SheetOverride | None
) -> Table | None:
    rows = _body(view, header.end + 1, bottom)
    if not rows:
        return None
    columns = {
        number: Column(role, header.texts.get(number, ""), f"its heading is “{header.texts.get(number, '')}”")
        for number, role in header.roles.items()
    }
    for number, meaning in header.marks.items():
        columns[number] = Column("answer", meaning, f"an X under “{meaning}”", mark=meaning)
    question = _find_question(view, header, rows, shared=shared)
    if question is None:
        return None
    right = max([*header.texts, _find_right(view, rows)])
    columns = _settle_columns(view, columns, rows, header=header, question=question)
    table = Table(header.row, header.end + 1, bottom, question, columns, right)
    return apply_override(table, override)


def _find_question(view: View, header: Header, rows: Sequence[int], *, shared: int | None) -> int | None:
    rates = _rate_columns(view, rows, [column for column, role in header.roles.items() if role in VERDICTS])
    named = [column for column, role in header.roles.items() if role == "question"]
    if named:
        best = max(named, key=lambda column: (rates.get(column, 0.0), -column))
        free = [column for column in rates if header.roles.get(column) in (None, "section", "guidance")]
        rival = max(free, key=lambda column: rates[column], default=best)
        texts = sum(bool(view.own_text(row, best)) for row in rows)
        if rates.get(best, 0.0) >= 0.3 * rates.get(rival, 0.0) or header.roles.get(rival) == "guidance":
            return best if texts else None
        return rival
    if shared is not None and any(rate_question(view.own_text(row, shared)) >= 0.5 for row in rows):
        return shared
    taken = {column for column, role in header.roles.items() if role != "section"}
    free_rates = {column: rate for column, rate in rates.items() if column not in taken}
    return max(free_rates, key=lambda column: (free_rates[column], -column), default=None)


def _settle_columns(
    view: View, columns: dict[int, Column], rows: Sequence[int], *, header: Header, question: int
) -> dict[int, Column]:
    """Give the columns their final roles: content corrects headings, drop-downs without a heading become answers."""
    heading = columns[question].heading if question in columns else ""
    why = f"its heading is “{heading}”" if heading else "its texts read like questions"
    settled = {number: column for number, column in columns.items() if number != question}
    for number, column in list(settled.items()):
        if column.role == "question":
            settled[number] = _read_second(view, column, rows, number=number, question=question)
        if column.role == "guidance" and number > question and not any(view.own_text(row, number) for row in rows):
            settled[number] = Column("comment", column.heading, f"it is empty under “{column.heading}”")
        if column.role in SLOT_ROLES and column.mark is None and _is_customers_text(view, number, rows, question):
            settled[number] = Column("guidance", column.heading, "it is filled by the customer in every row")
        verdict = column.role in VERDICTS and not any(
            other.role in VERDICTS and place > question for place, other in columns.items()
        )
        if number < question and column.role in SLOT_ROLES and column.mark is None and not verdict:
            settled[number] = Column("section", column.heading, "it stands left of the question")
    _set_aside_filled(view, settled, rows, question=question)
    _add_blank(view, settled, rows, header=header, question=question)
    _add_choices(view, settled, rows, question=question)
    _part_verdicts(view, settled, rows)
    _add_ref(view, settled, rows, question=question)
    if not any(column.role in VERDICTS for column in settled.values()):
        _promote_text(view, settled, rows, question=question)
    settled[question] = Column("question", heading, why)
    return settled


def _read_second(view: View, column: Column, rows: Sequence[int], *, number: int, question: int) -> Column:
    """Return what a second column with a question's heading is: the same in another language, or a title or help."""
    asked = [row for row in rows if rate_question(view.own_text(row, question)) >= 0.5]
    twice = sum(rate_question(view.own_text(row, number)) >= 0.5 for row in asked)
    if asked and twice * 2 >= len(asked):
        return Column(MIRROR, column.heading, "it asks the same again")
    return Column("section" if number < question else "guidance", column.heading, "another column holds the questions")


def _is_customers_text(view: View, number: int, rows: Sequence[int], question: int) -> bool:
    """Tell whether a column named like an answer holds the customer's codes beside nearly every question."""
    asked = [row for row in rows if rate_question(view.own_text(row, question)) >= 0.5]
    if len(asked) < 4 or any(view.choice_at(row, number) for row in asked[:20]):
        return False
    texts = [text for row in asked if (text := view.own_text(row, number))]
    codes = Counter(texts)
    if len(texts) < 0.9 * len(asked):
        return False
    return len(codes) <= max(3, len(texts) // 8) and all(
        text.isupper() and len(text) >= 3 and text not in ("YES", "N/A") for text in codes
    )


def _set_aside_filled(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Tell from the slots what is filled beside nearly every question while the answers are blank.

    An evidence or comment column filled so is the customer's own ("Evidence of compliance"), unless it holds a hint to
    be replaced. An answer column filled so, with a blank one named for this time, holds the answers of last time.
    """
    asked = [row for row in rows if rate_question(view.own_text(row, question)) >= 0.5]
    if len(asked) < 4:
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
        if any(view.choice_at(row, number) for row in asked):
            continue
        if column.role in VERDICTS:
            if is_earlier(column.heading) or any(is_renewed(columns[other].heading) for other in blank):
                columns[number] = Column("ignore", column.heading, "it holds the answers of last time")
        elif len(set(found)) > 1 and sum(is_hint(text) for text in found) * 2 < len(found):
            columns[number] = Column("guidance", column.heading, "it is filled by the customer beside every question")


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
            columns[number] = Column("comment", heading, f"it is empty under “{heading}”")


def _part_verdicts(view: View, columns: dict[int, Column], rows: Sequence[int]) -> None:
    """Where one answer column has drop-downs and another has none, the other takes the words: it is the comment."""
    answers = [number for number, column in columns.items() if column.role == "answer" and column.mark is None]
    listed = [number for number in answers if any(view.choice_at(row, number) for row in rows)]
    if listed and len(listed) < len(answers):
        for number in answers:
            if number not in listed:
                columns[number] = Column("comment", columns[number].heading, "another column has the drop-downs")


def _add_choices(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    asked = [row for row in rows if view.own_text(row, question)]
    verdicts = [number for number, column in columns.items() if column.role in VERDICTS]
    for number in view.choice_columns():
        held = columns.get(number)
        if number == question or (held is not None and held.role not in ("section", "comment", "guidance", "question")):
            continue
        covered = sum(view.choice_at(row, number) is not None for row in asked)
        if covered * 2 < len(asked) or not asked:
            continue
        if verdicts and (held is not None or number < min(verdicts)):
            columns.setdefault(number, Column("ignore", "", "a drop-down that classifies the row, left of the answer"))
            continue
        heading = held.heading if held else view.text(rows[0] - 1, number)
        if not verdicts or held is None:
            columns[number] = Column("answer", heading, "its cells have a drop-down")


def _add_ref(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
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


def _promote_text(view: View, columns: dict[int, Column], rows: Sequence[int], *, question: int) -> None:
    """Where no column takes a verdict, let the first one for words or evidence take the answer."""
    asked = [row for row in rows if rate_question(view.own_text(row, question)) >= 0.5]
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
            columns[number] = Column("answer", column.heading, f"{column.why}, and no other column takes the answer")
            return


def _repeats_itself(texts: Sequence[str]) -> bool:
    """Tell whether the cells of a column hold a few texts again and again, too long for verdicts: help, not answers."""
    found = [text for text in texts if text]
    if len(found) < 4 or len(found) < 0.8 * len(texts):
        return False
    return len(set(found)) <= 0.6 * len(found) and min(map(len, found)) >= _LONG_VERDICT


def _read_headless(view: View, override: SheetOverride | None) -> Table | None:
    rows = list(view.row_numbers)
    listed = view.choice_columns()
    rates = _rate_columns(view, rows, listed) or _rate_beside(view, rows, listed)
    question = max(rates, key=lambda column: (rates[column], -column), default=None)
    if override is not None and "question" in override.columns.values():
        question = next(parse_column(letters) for letters, role in override.columns.items() if role == "question")
    if question is None:
        return None
    columns: dict[int, Column] = {}
    _add_choices(view, columns, rows, question=question)
    _add_ref(view, columns, rows, question=question)
    columns[question] = Column("question", "", "its texts read like questions")
    first = next(row for row in rows if rate_question(view.own_text(row, question)) >= 0.5 or row == rows[-1])
    table = Table(None, min(first, rows[0]), rows[-1], question, columns, _find_right(view, rows))
    return apply_override(table, override)


def _find_right(view: View, rows: Sequence[int]) -> int:
    """Return the last column with a text; a cell merged over several ends with the last of them."""
    widest = (max(view.rows[row], default=1) for row in rows)
    return max(view.merge_at(row, column).right for row, column in zip(rows, widest, strict=True))


def _read_above(view: View, tables: Sequence[Table]) -> Table | None:
    """Return the rows above the first header as a table of the same columns: identity fields stand there."""
    first = (tables[0].header or 0) if tables else 0
    rows = [row for row in view.row_numbers if row < first]
    if not rows:
        return None
    model = tables[0]
    columns = {number: column for number, column in model.columns.items() if column.mark is None}
    return Table(None, rows[0], rows[-1], model.question, columns, model.right)


def apply_override(table: Table, override: SheetOverride | None) -> Table:
    """Return the table with the roles that a person gave to its columns."""
    if override is None or not override.columns:
        return table
    columns = dict(table.columns)
    question = table.question
    for letters, role in override.columns.items():
        number = parse_column(letters)
        held = columns.get(number)
        columns[number] = Column(role, held.heading if held else "", "a person said so", held.mark if held else None)
        question = number if role == "question" else question
    return replace(table, question=question, columns=columns)

"""Where the tables of a sheet stand, and what each column holds, from headings and from content."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field
from msgspec.structs import replace

from qbot.layout.column import Column
from qbot.layout.columns import add_choices, add_ref, settle_columns
from qbot.layout.headers import Header, find_headers, find_title
from qbot.layout.headings import VERDICTS
from qbot.layout.listed import find_options_column
from qbot.layout.made import add_made, add_made_comment, is_made
from qbot.layout.marks import find_letters
from qbot.layout.overrides import SheetOverride
from qbot.layout.texts import is_identity, is_ref, rate_question
from qbot.layout.view import View
from qbot.model.place import parse_column

_LEAST_ITEMS = 2
_MAY_ASK = ("question", "section")


class Table(Struct, frozen=True, dict=True):
    """Rows `top` to `bottom` under a header (None: no header), with the columns that matter.

    `title` is the section that the header itself names, where every section repeats the headings. `listed` is the
    column that lists the answers that each row allows.
    """

    header: int | None
    top: int
    bottom: int
    question: int
    columns: Mapping[int, Column] = field(default_factory=dict)
    right: int = 0
    title: str = ""
    listed: int | None = None

    def of(self, *roles: str) -> tuple[int, ...]:
        """Return the columns of these roles from left to right."""
        if len(roles) == 1:
            return self._by_role.get(roles[0], ())
        return tuple(sorted(number for role in roles for number in self._by_role.get(role, ())))

    @cached_property
    def _by_role(self) -> Mapping[str, tuple[int, ...]]:
        found: dict[str, list[int]] = {}
        for number in sorted(self.columns):
            found.setdefault(self.columns[number].role, []).append(number)
        return {role: tuple(numbers) for role, numbers in found.items()}

    @cached_property
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
        table = _read_table(view, header, end, shared=shared, override=_narrow(override, headers, header))
        if table is not None:
            tables.append(replace(table, title=find_title(headers, place, table.question)))
    above = _read_above(view, tables)
    return ((above,) if above else ()) + tuple(tables)


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


def _rate_labels(view: View, rows: Sequence[int]) -> dict[int, float]:
    """Return the column of labels with a cell made for an answer beside nearly each of them; empty for none."""
    labels = {row: min(view.rows[row]) for row in rows if len(view.rows[row]) == 1}
    column, count = Counter(labels.values()).most_common(1)[0] if labels else (0, 0)
    made = [
        row
        for row, place in labels.items()
        if place == column and is_made(view, row, view.merge_at(row, column).right + 1, view.look(row, column))
    ]
    named = sum(is_identity(view.own_text(row, column)) for row in made)
    return {column: 1.0} if len(made) >= max(_LEAST_ITEMS, 0.7 * len(rows)) and named * 2 >= count else {}


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
    rows = view.between(header.end + 1, bottom)
    if not rows:
        return None
    columns = {
        number: Column(role, header.texts.get(number, ""), f"its heading is “{header.texts.get(number, '')}”")
        for number, role in header.roles.items()
    }
    letters = find_letters(view, header.row, header.marks)
    sign = "a letter" if letters else "an X"
    for number, meaning in header.marks.items():
        columns[number] = Column("answer", meaning, f"{sign} under “{meaning}”", mark=meaning, letters=letters)
    question = _find_question(view, header, rows, shared=shared)
    if question is None:
        return None
    right = max([*header.texts, _find_right(view, rows)])
    columns = settle_columns(view, columns, rows, header=header, question=question)
    listed = find_options_column(header.texts, question)
    table = Table(header.row, header.end + 1, bottom, question, columns, right, listed=listed)
    return apply_override(table, override)


def _find_question(view: View, header: Header, rows: Sequence[int], *, shared: int | None) -> int | None:
    rates = _rate_columns(view, rows, [column for column, role in header.roles.items() if role in VERDICTS])
    named = [
        column for column, role in header.roles.items() if role == "question" and not _holds_refs(view, column, rows)
    ]
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
    if not free_rates:  # "Please answer all questions" over the questions
        last = max((column for column, role in header.roles.items() if role in VERDICTS), default=0)
        free_rates = {
            column: rate for column, rate in rates.items() if column < last and header.roles[column] in VERDICTS
        }
    found = max(free_rates, key=lambda column: (free_rates[column], -column), default=None)
    return found if found is not None else _find_items(view, header, rows)


def _holds_refs(view: View, column: int, rows: Sequence[int]) -> bool:
    """Tell whether the texts of a column are numbers, whatever its heading says ("Control" over AC-1, AC-2)."""
    texts = [
        text for row in rows if (text := view.own_text(row, column)) and view.merge_at(row, column).right == column
    ]
    numbers = sum(is_ref(text) and any(sign.isdigit() for sign in text) for text in texts)
    return numbers * 2 > len(texts)


def _find_items(view: View, header: Header, rows: Sequence[int]) -> int | None:
    """Return the column of the items that blank answers stand beside ("ISO 22301"), None where there is none.

    It is the first column left of the answers, its heading is known as no other kind, and its texts all differ, down to
    the first empty row.
    """
    rows = [row for place, row in enumerate(rows) if row - rows[0] == place]
    slots = [column for column, role in header.roles.items() if role in VERDICTS] or [
        column for column, role in header.roles.items() if role == "comment"
    ]
    answer = min(slots, default=0)
    kinds = (None, "section", "ignore", "evidence", "ref", "comment")
    found: list[int] = []
    for column in sorted(column for column in header.texts if column < answer and header.roles.get(column) in kinds):
        items = {row: text for row in rows if (text := view.own_text(row, column))}
        numbers = sum(map(is_ref, items.values())) * 2 >= len(items)
        if header.roles.get(column) == "ref" and numbers:
            continue
        blank = [row for row in items if not view.own_text(row, answer)]
        if len(items) >= _LEAST_ITEMS and len(set(items.values())) == len(items) == len(blank):
            if not numbers:
                return column
            found.append(column)  # "ISO 27001" may be an item, where no words stand beside it
    return found[0] if found else None


def _read_headless(view: View, override: SheetOverride | None) -> Table | None:
    rows = list(view.row_numbers)
    listed = view.choice_columns()
    rates = _rate_columns(view, rows, listed) or _rate_beside(view, rows, listed) or _rate_labels(view, rows)
    question = max(rates, key=lambda column: (rates[column], -column), default=None)
    if override is not None and "question" in override.columns.values():
        question = next(parse_column(letters) for letters, role in override.columns.items() if role == "question")
    if question is None:
        return None
    columns: dict[int, Column] = {}
    add_choices(view, columns, rows, question=question)
    if not any(column.role in VERDICTS for column in columns.values()):
        add_made(view, columns, rows, question=question)
    add_made_comment(view, columns, rows, question=question)
    add_ref(view, columns, rows, question=question)
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
    columns = {
        number: column
        for number, column in model.columns.items()
        if column.mark is None and column.role not in ("comment", "evidence")
    }
    return Table(None, rows[0], rows[-1], model.question, columns, model.right)


def _narrow(override: SheetOverride | None, headers: Sequence[Header], header: Header) -> SheetOverride | None:
    """Return the corrections that are meant for one of several headers: columns headed as in the one that they name."""
    main = next((one for one in headers if override is not None and one.row == override.header_row), header)
    if override is None or main is header:
        return override
    columns = {
        letters: role
        for letters, role in override.columns.items()
        if header.texts.get(parse_column(letters)) == main.texts.get(parse_column(letters))
    }
    return replace(override, columns=columns)


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

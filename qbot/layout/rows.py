"""The rows of a table: which ask something, which are headings or help, and where each answer goes."""

from __future__ import annotations

import re
from collections import Counter

from msgspec import Struct
from msgspec.structs import replace

from qbot.layout.column import MIRROR
from qbot.layout.fields import find_field
from qbot.layout.parts import opens_parts
from qbot.layout.rooms import covers_answer, find_box
from qbot.layout.slots import make_slots, read_state
from qbot.layout.tables import Table
from qbot.layout.texts import (
    follows_up,
    is_asked,
    is_example,
    is_hint,
    is_identity,
    is_instruction,
    is_ref,
    is_sentence,
    is_withdrawn,
    names_form,
    rate_question,
)
from qbot.layout.usual import find_usual, has_number, shape_ref
from qbot.layout.view import View
from qbot.model.patterns import compile_late
from qbot.model.place import format_cell
from qbot.model.questionnaire import Question, QuestionKind, Skipped

_ASKS = 1.0
_SURE = 0.7
_LABEL_TIMES = 3  # a text that stands this often ("Guidance:") is a label, and no section
# A heading that goes on to say when its section is skipped; one that begins with it is a sentence below the heading.
_GATED = compile_late(
    r"^(?!\s*(?:if|skip|when|where|only|unless|complete)\b).*\b(?:if|skip)\b", re.IGNORECASE | re.DOTALL
)
_ROW_KIND = compile_late(r"\s*(?:section|heading|header|title|group|instructions?|info)\s*", re.IGNORECASE)
_NUMBER = compile_late(r"\s*([A-Z]{0,4}[-.]?\d{1,4}(?:\.\d{1,3})*)[.):]\s+\S")


class RowReading(Struct, frozen=True):
    """Questions and skipped cells of a table, in order of rows."""

    questions: tuple[Question, ...]
    skipped: tuple[Skipped, ...]


class TableReader:
    """Reads the rows of one table, keeping the section that they stand under."""

    def __init__(self, view: View, table: Table, *, leave_out: frozenset[int], section: tuple[str, ...]) -> None:
        self._view, self._table, self._leave_out = view, table, leave_out
        self._rows = view.between(table.top, table.bottom)
        self._below = dict(zip(self._rows, self._rows[1:], strict=False))
        self._texts = Counter(view.own_text(row, table.question) for row in self._rows)
        self._usual = find_usual(view, table, self._rows)
        self._has_refs = bool(table.of("ref")) and self._share_of_refs() >= 0.5
        self._section = section
        self._headed = table.header is not None and bool(table.columns[table.question].heading) and bool(table.answers)
        self._clear = table.header is None and self._share_of_clear() >= 0.6
        self._column_section: tuple[str, ...] = ()
        self._section_columns = self._order_sections()
        self._boxed = self._share_of_boxes() >= 0.6
        self._questions: list[Question] = []
        self._skipped: list[Skipped] = []

    def read(self, *, identity_only: bool = False) -> RowReading:
        """Return what the rows hold; above a header (`identity_only`) only label and blank make a field."""
        for row in self._rows:
            self._read_row(row, identity_only=identity_only)
        return RowReading(tuple(self._questions), tuple(self._skipped))

    @property
    def section(self) -> tuple[str, ...]:
        """The section that the last row stands under, for a table that goes on below."""
        return self._section

    def _share_of_clear(self) -> float:
        texts = [text for row in self._rows if (text := self._view.own_text(row, self._table.question))]
        return sum(rate_question(text) >= 0.8 for text in texts) / max(len(texts), 1)

    def _share_of_refs(self) -> float:
        column = self._table.of("ref")[0]
        asked = [row for row in self._rows if rate_question(self._view.own_text(row, self._table.question)) >= 0.5]
        return sum(bool(self._view.own_text(row, column)) for row in asked) / max(len(asked), 1)

    def _share_of_boxes(self) -> float:
        table = self._table
        asked = [row for row in self._rows if rate_question(self._view.own_text(row, table.question)) >= 0.7]
        return sum(find_box(self._view, table, row) is not None for row in asked) / max(len(asked), 1)

    def _order_sections(self) -> tuple[int, ...]:
        """Return the section columns, the one with the fewest different texts first: it is the broadest."""

        def count(column: int) -> int:
            return len({self._view.text(row, column) for row in self._rows})

        return tuple(sorted(self._table.of("section"), key=lambda column: (count(column), column)))

    def _read_row(self, row: int, *, identity_only: bool) -> None:
        view, table = self._view, self._table
        text = view.own_text(row, table.question)
        path = (view.text(row, column) for column in self._section_columns)
        self._column_section = tuple(part for part in path if part and rate_question(part) < 0.8)
        if identity_only and row not in self._leave_out and (field := find_field(view, table, row)) is not None:
            self._questions.append(field)
            return
        if text and row in self._leave_out:
            self._skip(row, table.question, "left out")
            return
        if not text:
            self._skip_rest(row, "left out" if row in self._leave_out else self._read_aside(row))
            return
        reason = self._find_reason(row, text, identity_only=identity_only)
        if reason:
            if reason == "heading" and self._texts[text] < _LABEL_TIMES:
                self._section = (text,)
            self._skip(row, table.question, reason)
            return
        self._questions.append(self._make_question(row, text))
        for column in self._table.of(MIRROR):
            if self._view.own_text(row, column):
                self._skip(row, column, "mirror")

    def _read_aside(self, row: int) -> str:
        """Return why a row without text in the question column is no question; a lone text left of it is a heading."""
        cells = self._view.rows[row]
        left = {column: text for column, text in cells.items() if column < self._table.question}
        if left and len(cells) <= 2:
            first = min(left)
            text = left[first]
            sentence = text.endswith((".", ":", "：")) and not _GATED.search(text)
            if len(text) <= 120 and not is_ref(text) and not sentence:
                self._section = (text,)
                return "heading"
            return "guidance"
        return "heading" if left else "guidance"

    def _find_reason(self, row: int, text: str, *, identity_only: bool) -> str:
        """Return why a row with text in the question column is no question; empty where it is one."""
        if is_withdrawn(text) or (self._view.look(row, self._table.question).strike):
            return "withdrawn"
        if any(is_example(one) for column, one in self._view.rows[row].items() if column < self._table.question):
            return "example"
        if identity_only:
            return "" if self._is_field(row, text) or self._is_asked_above(row) else "heading"
        if self._opens_parts(row) or self._is_named_heading(row):
            return "heading"
        return "" if self._weigh(row, text) >= _ASKS else self._name_aside(text)

    def _is_named_heading(self, row: int) -> bool:
        """Tell whether a column that says what each row is calls this one a section."""
        return any(_ROW_KIND.fullmatch(self._view.own_text(row, column)) for column in self._table.of("ignore"))

    def _opens_parts(self, row: int) -> bool:
        below = self._below.get(row)
        return below is not None and opens_parts(self._view, self._table, row, below=below, numbered=self._has_refs)

    def _is_field(self, row: int, text: str) -> bool:
        if not is_identity(text) or names_form(text) or not self._table.answers:
            return False
        others = [column for column in self._view.rows[row] if column > self._table.question]
        return self._view.merge_at(row, self._table.question).right == self._table.question and len(others) <= 2

    def _is_asked_above(self, row: int) -> bool:
        """Tell whether a row above the header has a number and a cell that is made for its answer."""
        view, table = self._view, self._table
        if not table.answers or not any(is_ref(view.own_text(row, column)) for column in table.of("ref")):
            return False
        answer = table.answers[0]
        return not view.own_text(row, answer) and view.look(row, answer).room is not None

    def _weigh(self, row: int, text: str) -> float:
        """Return the evidence that a row asks something; 1 is enough."""
        view, table = self._view, self._table
        rate = rate_question(text)
        weight = 2.0 * rate - 0.1
        ref = next((view.own_text(row, column) for column in table.of("ref")), "")
        if self._has_refs and (ref or not is_identity(text)):
            weight += 0.6 if ref and (is_ref(ref) or len(ref) <= 24) else -0.8
            weight += 0.4 if self._usual.shape and shape_ref(ref) == self._usual.shape else 0.0
        answer = table.answers[0] if table.answers else None
        if answer is not None:
            weight += self._weigh_answer(row, answer)
        if self._clear and rate < 0.7 and not (self._has_refs and ref) and not self._is_made(row):
            weight -= 0.8
        if covers_answer(view, table, row) and (rate < _SURE or find_box(view, table, row) is None):
            weight -= 3.0
        listed = answer is not None and view.choice_at(row, answer) is not None
        stated = self._headed and is_sentence(text)
        weight += 0.9 if stated and not is_instruction(text) else 0.0
        if row == self._rows[0] and rate < 0.5 and answer is not None and is_hint(view.own_text(row, answer)):
            weight -= 1.2  # "do not change | select from the list": how to fill in each column
        weight += 0.8 if follows_up(text) and rate < 0.8 else 0.0
        weight -= 0.8 if self._usual.numbered and rate < 0.9 and not has_number(text) else 0.0
        alone = len(view.rows[row]) == 1 and not self._usual.terse and not self._is_made(row)
        if not ref and alone and rate < 0.5 and not listed and not stated:
            weight -= 0.6
        return weight + self._weigh_look(row, text)

    def _is_made(self, row: int) -> bool:
        """Tell whether the cell to answer in looks made for it, as those of the sure questions do."""
        made = self._usual.made
        return made is not None and self._view.look(row, self._table.answers[0]).room == made

    def _weigh_look(self, row: int, text: str) -> float:
        """Return what the looks of a row say: those of its text and of its cell to answer in, beside the usual ones."""
        view, usual = self._view, self._usual
        look = view.look(row, self._table.question)
        same = look.sign == usual.look
        weight = 0.0 if usual.look is None else 0.4 if same else -0.7
        weight += 0.8 if usual.terse and same else 0.0
        if usual.made is not None:
            made = self._is_made(row)
            weight += (0.7 if is_identity(text) else 0.5) if made and same else 0.0 if made else -0.3
        if look.bold and rate_question(text) < 0.7 and not usual.bold:
            weight -= 0.8
        return weight

    def _weigh_answer(self, row: int, answer: int) -> float:
        view = self._view
        choice = view.choice_at(row, answer)
        if choice is not None and len(choice.ranges) < 5000:
            return 0.9
        cell = view.cell(row, answer)
        if cell.text.strip():
            return 0.7 if cell.formula is None else 0.3
        return 0.0

    def _name_aside(self, text: str) -> str:
        return "guidance" if len(text) > 90 else "heading"

    def _make_question(self, row: int, text: str) -> Question:
        view, table = self._view, self._table
        ref = next((found for column in table.of("ref") if (found := view.text(row, column))), None)
        if ref is None and (number := _NUMBER.match(text)):
            ref = number[1]
        section = tuple(dict.fromkeys((*self._section, *self._column_section)))
        slots = make_slots(view, table, row, question=text, boxed=self._boxed)
        guidance = " ".join(view.own_text(row, column) for column in table.of("guidance")).strip() or None
        question = Question(
            sheet=view.grid.name,
            cell=format_cell(row, table.question),
            text=text,
            ref=ref,
            section=section,
            kind=self._find_kind(row, text),
            slots=slots,
            guidance=guidance,
        )
        question = replace(question, state=read_state(view, table, row, slots))
        if follows_up(text) and self._questions:
            parent = self._questions[-1]
            question = replace(question, parent=parent.parent or parent.cell)
        return question

    def _find_kind(self, row: int, text: str) -> QuestionKind:
        field = is_identity(text) or (self._table.header is None and self._usual.terse)
        if rate_question(text) < 0.6 and field and not self._has_verdict_list(row):
            return QuestionKind.IDENTITY
        return QuestionKind.QUESTION if is_asked(text) or follows_up(text) else QuestionKind.STATEMENT

    def _has_verdict_list(self, row: int) -> bool:
        return any(self._view.choice_at(row, column) for column in self._table.answers)

    def _skip(self, row: int, column: int, reason: str) -> None:
        text = self._view.own_text(row, column)
        self._skipped.append(Skipped(self._view.grid.name, format_cell(row, column), text, reason))

    def _skip_rest(self, row: int, reason: str) -> None:
        for column in self._view.rows[row]:
            self._skip(row, column, reason)
            return

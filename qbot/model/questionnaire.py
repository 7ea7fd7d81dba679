"""A questionnaire as qbot sees it: sheets with their role, questions, and the slots their answers go into."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class SheetRole(StrEnum):
    """What a sheet is for."""

    QUESTIONS = "questions"
    INSTRUCTIONS = "instructions"
    LOOKUP = "lookup"
    SUMMARY = "summary"
    OTHER = "other"


class QuestionKind(StrEnum):
    """What stands in the question cell: a question, a statement to confirm, or an identity field."""

    QUESTION = "question"
    STATEMENT = "statement"
    IDENTITY = "identity"


class QuestionState(StrEnum):
    """Whether a question can be answered: open, already filled, or locked by a formula."""

    OPEN = "open"
    FILLED = "filled"
    LOCKED = "locked"


class SlotRole(StrEnum):
    """What an answer slot holds."""

    ANSWER = "answer"
    COMMENT = "comment"
    EVIDENCE = "evidence"
    OWNERSHIP = "ownership"
    SCORE = "score"
    DATE = "date"


class AnswerSlot(Struct, frozen=True):
    """A cell that an answer goes into, and what it accepts.

    `options` are exactly the texts that the file allows, in its order; empty means free text. `label` is the meaning of
    the column in "put an X in one of these columns". `new` marks a cell of a column that the file does not have yet.
    `note` says in words what could not be read, such as a list that depends on another cell. `placeholder`: `current`
    is no answer but a hint ("Brief description", "mm/dd/yyyy") that an answer replaces.
    """

    role: SlotRole
    cell: str
    options: tuple[str, ...] = ()
    label: str | None = None
    current: str | None = None
    max_length: int | None = None
    new: bool = False
    note: str | None = None
    placeholder: bool = False

    @property
    def holds_answer(self) -> bool:
        """Tell whether something stands in the cell that is no hint."""
        return bool(self.current) and not self.placeholder


class Gate(Struct, frozen=True):
    """The question on whose answer another does not apply: `skip_on` is that answer, `yes`, `no` or `na`.

    `optional`: the file says that the other may be skipped, not that it must be.
    """

    sheet: str
    cell: str
    skip_on: str
    optional: bool = False


class Question(Struct, frozen=True):
    """One thing asked.

    `parent` is the cell of the question that this one follows up ("if yes, describe"); `gate` names the question whose
    answer decides whether this one applies. `guidance` is help that the customer wrote beside it.
    """

    sheet: str
    cell: str
    text: str
    ref: str | None = None
    section: tuple[str, ...] = ()
    kind: QuestionKind = QuestionKind.QUESTION
    state: QuestionState = QuestionState.OPEN
    slots: tuple[AnswerSlot, ...] = ()
    parent: str | None = None
    gate: Gate | None = None
    guidance: str | None = None


class Skipped(Struct, frozen=True):
    """A cell with words that is not a question, and why."""

    sheet: str
    cell: str
    text: str
    reason: str


class ColumnReading(Struct, frozen=True):
    """What a column of a sheet was taken for (`question`, `ref`, `section`, `guidance` or a slot role), and why."""

    letters: str
    role: str
    heading: str
    why: str


class Sheet(Struct, frozen=True):
    """A sheet of the file with its role, its header row (None: there is none) and the reason for both."""

    name: str
    role: SheetRole
    header_row: int | None = None
    why: str = ""
    columns: tuple[ColumnReading, ...] = ()
    hidden: bool = False
    protected: bool = False


class KnownForm(Struct, frozen=True):
    """The standard questionnaire that a file was recognised as, and why.

    `missed` names cells with one of the form's ids in rows that were not read as questions: a sign of a wrong reading.
    """

    name: str
    why: str
    missed: tuple[str, ...] = ()


class Questionnaire(Struct, frozen=True):
    """A whole file as read: `format` is its extension without the dot, `notes` are sentences for the person.

    `tables` are the tables of a document, each read as a sheet of its own; their questions stand among the others.
    """

    file: str
    sha256: str
    format: str
    sheets: tuple[Sheet, ...] = ()
    questions: tuple[Question, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    notes: tuple[str, ...] = ()
    form: KnownForm | None = None
    tables: tuple[Sheet, ...] = ()

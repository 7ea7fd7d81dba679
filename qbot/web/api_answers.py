"""What the JSON API answers, as its OpenAPI document tells it; a test holds every answer against these shapes."""

from __future__ import annotations

from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

_Data = TypeVar("_Data")
Stance = Literal["yes", "no", "partial", "na"]
Band = Literal["high", "medium", "low", "none"]
# Any: JSON values whose shape hangs on the action, the entry or the file.
Loose = dict[str, Any]


class Told(BaseModel):
    """Something that the API tells; it has these keys and no others."""

    model_config = ConfigDict(extra="forbid")


class Answer(Told, Generic[_Data]):
    """The one shape of results."""

    data: _Data


class Failure(Told):
    """What went wrong: a code for programs, a sentence for people, and the number that the log names it by."""

    code: str
    message: str
    request_id: str
    detail: Loose


class FailureAnswer(Told):
    """The one shape of errors."""

    error: Failure


class Job(Told):
    """Long work and how far it is."""

    id: str
    questionnaire_id: str
    kind: str
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    created_at: str
    created_by: str
    done: int
    total: int
    message: str
    error: str
    started_at: str | None
    ended_at: str | None


class Progress(Told):
    """How many of the questions to decide are decided."""

    done: int
    total: int


class ListedQuestionnaire(Told):
    """A questionnaire as the list shows it."""

    id: str
    name: str
    file_name: str
    format: str
    customer: str
    product: str
    region: str
    nda_until: str | None
    due_on: str | None
    assignee: str
    status: Literal["not started", "in progress", "ready for review", "approved", "exported"]
    state: Literal["reading", "ready", "failed"]
    problem: str
    counts: dict[str, int]
    progress: Progress
    created_at: str
    created_by: str
    exported_at: str | None
    version: int
    round: int
    follows: str | None


class ReadSheet(Told):
    """A sheet, what it is for, and how many questions it has and how many of them are open."""

    name: str
    role: str
    questions: int
    open: int


class Questionnaire(ListedQuestionnaire):
    """A questionnaire with its sheets, notes and last job."""

    sheets: list[ReadSheet]
    notes: list[str]
    job: Job | None


class Uploaded(Told):
    """What became of an upload: the questionnaire, and the job that reads it."""

    questionnaire: Questionnaire
    job: Job | None


class Deleted(Told):
    """What was deleted."""

    deleted: str


class Question(Told):
    """A question as lists and results show it."""

    id: str
    position: int
    sheet: str
    cell: str
    ref: str
    section: list[str]
    text: str
    kind: Literal["question", "statement", "identity"]
    state: Literal["open", "filled", "locked"]
    parent: str | None
    status: Literal["blank", "suggested", "edited", "approved", "not_applicable", "no_answer"]
    flagged: bool
    reason: str
    confidence: float
    band: Band
    stance: Stance | None
    answers: dict[str, str]
    entries: list[str]
    guarded: bool
    badges: list[str]
    edited_by: str
    edited_at: str | None
    approved_by: str
    approved_at: str | None
    released_by: str
    since: str | None
    version: int


class Questions(Told):
    """A page of questions, and how many there are in all."""

    total: int
    questions: list[Question]


class Changes(Told):
    """The questions that changed, and the number of the last event."""

    seq: int
    questions: list[Question]


class Mark(Told):
    """A cell of a sheet with a question, or one for its answer."""

    cell: str
    kind: Literal["question", "answer"]
    question: str


class Sheet(Told):
    """A window of a sheet."""

    name: str
    sheets: list[str]
    top: int
    rows: list[list[str]]
    columns: list[str]
    total_rows: int
    merges: list[str]
    marks: list[Mark]


class Slot(Told):
    """A cell that an answer goes into."""

    role: Literal["answer", "comment", "evidence", "ownership", "score", "date"]
    cell: str
    options: list[str]
    label: str | None
    current: str | None
    max_length: int | None
    new: bool
    note: str | None
    placeholder: bool


class Gate(Told):
    """The question on whose answer another does not apply."""

    sheet: str
    cell: str
    skip_on: str
    optional: bool


class Named(Told):
    """Something with a name and a sentence: a guard that fired."""

    name: str
    text: str


class Part(Named):
    """A part of the score, in log-odds."""

    value: float


class Value(Told):
    """A text for a cell."""

    role: str
    cell: str
    value: str


class Source(Told):
    """Where an entry comes from."""

    document: str
    place: str
    quote: str


class Words(Told):
    """An entry as evidence; where it is gone only its id is left."""

    entry: str
    kind: str | None = None
    question: str | None = None
    answer: str | None = None
    stance: Stance | None = None
    source: Source | str | None = None
    owner: str | None = None
    reviewed_on: str | None = None
    disclosure: Literal["public", "nda", "internal"] | None = None
    badges: list[str] | None = None
    retired: bool | None = None
    version: int | None = None
    times_used: int | None = None


class Citation(Words):
    """An entry whose words stand in the draft."""

    quote: str


class Alternative(Words):
    """An entry that may answer the question, and what its words match."""

    confidence: float
    matched: list[str]
    missing: list[str]
    parts: list[Part]


class Draft(Told):
    """The suggestion for a question with all that is behind it."""

    status: Literal["answered", "blank"]
    stance: Stance | None
    score: float
    confidence: float
    band: Band
    values: list[Value]
    parts: list[Part]
    guards: list[Named]
    citations: list[Citation]
    alternatives: list[Alternative]
    missing: list[str]
    proposals: list[str]
    reason: str


class Comment(Told):
    """What a reviewer said."""

    at: str
    by: str
    text: str


class BriefEvent(Told):
    """That something was done to a question."""

    seq: int
    at: str
    by: str
    action: str


class LastAnswer(Told):
    """What the same customer was last told."""

    text: str
    at: str | None


class Attachable(Told):
    """A document that can be attached to an answer: whether it is, and why it may not go to this customer."""

    id: str
    number: int
    title: str
    version: str
    disclosure: Literal["public", "nda", "internal"]
    named: bool
    why: str


class QuestionDetail(Question):
    """A question with its slots, its draft and what happened to it."""

    slots: list[Slot]
    guidance: str | None
    gate: Gate | None
    draft: Draft | None
    comments: list[Comment]
    last_answer: LastAnswer | None
    earlier: Loose | None
    documents: list[Attachable]
    stopped: str
    notices: list[str]
    events: list[BriefEvent]


class Settled(Told):
    """What was done about a finding."""

    done: str


class LessonChanged(Told):
    """Something learned, and whether it is in use now."""

    question: str
    kind: str
    entry: str
    in_use: bool

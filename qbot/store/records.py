"""What the store hands out: one frozen record per row."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from qbot.model.review import Standing, Status

# Any: JSON values, whose shape the workflow fixes.
Document = dict[str, Any]


class QuestionnaireRecord(Struct, frozen=True):
    """A questionnaire that was uploaded; `state` is `reading`, `ready` or `failed`, and `problem` says why."""

    id: str
    name: str
    file_name: str
    sha256: str
    format: str
    customer: str
    product: str
    region: str
    nda_until: str | None
    due_on: str | None
    assignee: str
    as_of: str
    state: str
    created_at: str
    created_by: str
    problem: str = ""
    reading: Document | None = None
    layout: Document | None = None
    receipt: Document | None = None
    notes: tuple[str, ...] | list[str] = ()
    exported_at: str | None = None
    version: int = 1
    round: int = 1
    follows: str | None = None


class QuestionSummary(Struct, frozen=True):
    """A question as a list shows it."""

    id: str
    questionnaire_id: str
    position: int
    sheet: str
    cell: str
    ref: str
    section: list[str]
    text: str
    kind: str
    state: str
    parent: str | None
    stance: str | None
    confidence: float
    band: str
    guarded: bool
    badges: list[str]
    answers: dict[str, str]
    entries: list[str]
    status: str
    flagged: bool
    reason: str
    edited_by: str
    edited_at: str | None
    approved_by: str
    approved_at: str | None
    released_by: str
    gate: str | None
    gated: str
    version: int
    rejected: list[str] | None = None
    since: str | None = None
    earlier: str | None = None

    @property
    def standing(self) -> Standing:
        """What a decision can change of it."""
        return Standing(
            self.answers,
            tuple(self.entries),
            Status(self.status),
            self.flagged,
            self.reason,
            self.edited_by,
            self.edited_at,
            self.approved_by,
            self.approved_at,
            self.released_by,
            self.gated,
            tuple(self.rejected or ()),
        )

    @property
    def can_be_answered(self) -> bool:
        """Whether its cells are qbot's to fill: they came empty, and are no formulas."""
        return self.state == "open"

    @property
    def is_to_decide(self) -> bool:
        """Whether the questionnaire waits for a decision on it."""
        return self.state == "open" and self.kind != "identity"


class QuestionRecord(Struct, frozen=True):
    """A question with its reading and its draft."""

    summary: QuestionSummary
    reading: Document
    draft: Document | None


class Counts(Struct, frozen=True):
    """How many questions of a questionnaire are in each state of the review."""

    all: int = 0
    to_review: int = 0
    unsupported: int = 0
    flagged: int = 0
    approved: int = 0
    not_applicable: int = 0
    no_answer: int = 0
    mine: int = 0
    stale: int = 0
    guarded: int = 0
    to_decide: int = 0
    decided: int = 0
    touched: int = 0
    without_values: int = 0


class CommentRecord(Struct, frozen=True):
    """What a reviewer said of a question."""

    at: str
    by: str
    text: str


class EntryRecord(Struct, frozen=True):
    """An entry of the knowledge base, its body as it stands in a file; a retired one is drafted from no more."""

    id: str
    version: int
    body: Document
    retired: bool
    changed_at: str
    changed_by: str


class EntryVersionRecord(Struct, frozen=True):
    """An entry as it was."""

    version: int
    body: Document
    retired: bool
    at: str
    by: str


class ExportRecord(Struct, frozen=True):
    """A file that was made for a recipient; `kind` is `final` or `draft`."""

    id: str
    questionnaire_id: str
    at: str
    by: str
    recipient: str
    kind: str
    file_name: str
    sha256: str
    review_sha256: str
    manifest: Document
    verified: bool


class SentEntry(Struct, frozen=True):
    """An entry that a sent answer came from (`below`: a fact that it rests on), in a version of the store, if any."""

    entry: str
    version: int | None
    below: bool = False


class SentRecord(Struct, frozen=True):
    """An answer that left in a file: to whom, for which customer, in which words and from which entries.

    `export_id` and `question_id` are None where the file was made outside of the store.
    """

    id: str
    export_id: str | None
    at: str
    by: str
    recipient: str
    customer: str
    questionnaire: str
    question_id: str | None
    ref: str
    text: str
    stance: str | None
    words: str
    answers: dict[str, str]
    entries: tuple[SentEntry, ...] = ()

    @property
    def told_to(self) -> str:
        """The customer or, where none is known, the recipient."""
        return self.customer or self.recipient


class JobRecord(Struct, frozen=True):
    """Work that takes long; `state` is `waiting`, `running`, `done`, `failed` or `cancelled`."""

    id: str
    questionnaire_id: str
    kind: str
    state: str
    created_at: str
    created_by: str
    done: int = 0
    total: int = 0
    message: str = ""
    error: str = ""
    started_at: str | None = None
    ended_at: str | None = None


class EventRecord(Struct, frozen=True):
    """What happened: who did what when, and the detail unless it was erased with its questionnaire."""

    seq: int
    at: str
    by: str
    action: str
    questionnaire_id: str | None
    question_id: str | None
    operation: str | None
    undoes: int | None
    detail: Document | None

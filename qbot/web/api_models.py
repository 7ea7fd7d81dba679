"""What clients send to the JSON API."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Number = Annotated[int, Field(ge=0, le=2**31 - 1)]
Name = Annotated[str, Field(max_length=100)]


class Body(BaseModel):
    """A request's body; keys that it does not have are refused."""

    model_config = ConfigDict(extra="forbid")


class PastedRow(Body):
    """One row of a pasted block."""

    question: Name
    version: Number
    answers: dict[str, str]


class OperationBody(Body):
    """One operation of the review; which keys it needs depends on its action."""

    operation: Name = Field(min_length=1, description="The client's own id; the same one is applied once")
    action: Literal[
        "approve",
        "edit",
        "take",
        "attach",
        "reject",
        "no_answer",
        "not_applicable",
        "flag",
        "comment",
        "reopen",
        "release",
        "undo",
        "bulk_approve",
        "bulk_no_answer",
        "paste",
    ]
    question: Name | None = None
    version: Number | None = None
    answers: dict[str, str] | list[PastedRow] | None = None
    entry: Annotated[str, Field(max_length=200)] | None = None
    document: Name | None = Field(default=None, description="The id of the document to attach")
    reason: str | None = None
    text: str | None = None
    on: bool | None = None
    event: Number | None = None
    at_least: Annotated[float, Field(ge=0, le=1)] | None = None
    preview: bool = False
    questions: list[Name] | None = None


class OperationsBody(Body):
    """Operations in the order in which they are applied."""

    operations: list[OperationBody] = Field(max_length=500)


class ExportBody(Body):
    """Who the filled file is for, and whether it is a draft copy."""

    recipient: str = Field(default="", max_length=300)
    draft: bool = False
    operation: Name | None = None


class DetailsBody(Body):
    """Details of a questionnaire; only those sent are changed."""

    version: Number | None = None
    operation: Name | None = None
    name: str | None = None
    customer: str | None = None
    product: str | None = None
    region: str | None = None
    assignee: str | None = None
    due_on: str | None = None
    nda_until: str | None = None


class EntryBody(Body):
    """An entry as it stands in a file, and the version it was read in (none: a new entry)."""

    body: dict[str, Any]  # Any: the schema of entries checks it
    version: Number | None = None
    operation: Name | None = None


class SettleBody(Body):
    """How a finding about entries is settled; `keep` names the entry that stays."""

    settle: Literal["keep", "merge", "conflict", "ask", "still_true", "answered"]
    entries: list[Annotated[str, Field(max_length=200)]] = Field(min_length=1, max_length=100)
    keep: str = Field(default="", max_length=200)
    text: str = Field(default="", max_length=2_000)


class LessonBody(Body):
    """Something learned, and whether it shall be used."""

    question: Name
    kind: Literal["answer", "phrasing", "rejection", "blank"]
    entry: str = Field(default="", max_length=200)
    in_use: bool

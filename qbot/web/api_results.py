"""What the JSON API answers to operations, of exports, of entries and of the history."""

from __future__ import annotations

from typing import Literal

from pydantic import ConfigDict

from qbot.web.api_answers import FailureAnswer, Loose, Question, Told


class Result(Told):
    """What came of one operation; the detail hangs on its action."""

    operation: str | None
    outcome: Literal["done", "conflict", "refused"]
    message: str
    question: Question | None
    event: int | None
    detail: Loose


class Results(Told):
    """The results in the order of the operations."""

    results: list[Result]


class Export(Told):
    """A file that was made, and for whom."""

    id: str
    questionnaire: str
    at: str
    by: str
    recipient: str
    kind: Literal["final", "draft"]
    file_name: str
    sha256: str
    verified: bool
    cells: int
    other_changes: list[str]
    warnings: list[str]
    appendices: list[str]
    left_out: list[str]


class ListedEntry(Told):
    """An entry of the knowledge base: its own keys beside what the store knows of it."""

    model_config = ConfigDict(extra="allow")

    id: str
    disclosure: Literal["public", "nda", "internal"]
    body: Loose
    version: int
    retired: bool
    changed_at: str
    changed_by: str
    badges: list[str]
    times_used: int


class EntryVersion(Told):
    """An entry as it was."""

    version: int
    at: str
    by: str
    retired: bool
    body: Loose


class Entry(ListedEntry):
    """An entry with its history, the newest version first."""

    history: list[EntryVersion]


class Entries(Told):
    """A page of entries, and how many there are in all."""

    total: int
    entries: list[ListedEntry]


class Event(Told):
    """What happened; the detail is gone once its questionnaire was deleted."""

    seq: int
    at: str
    by: str
    action: str
    questionnaire_id: str | None
    question_id: str | None
    operation: str | None
    undoes: int | None
    detail: Loose | None


class Events(Told):
    """Events, and the number of the last there is."""

    seq: int
    events: list[Event]


_FAILURES = {
    400: "The request cannot be read",
    401: "Nobody is signed in",
    403: "It comes from elsewhere, or the reviewer's name is not known",
    404: "There is no such thing",
    409: "Somebody else changed it, or something is still open",
    411: "The request does not say how long it is",
    413: "It is too large",
    422: "It cannot be meant",
    500: "qbot made a mistake; nothing was changed",
    503: "Another process holds the store",
    507: "The disk is full; nothing was changed",
}
FAILURES: dict[int | str, Loose] = {
    status: {"model": FailureAnswer, "description": text} for status, text in _FAILURES.items()
}
"""The errors that every operation may be answered with."""

FILES: dict[int | str, Loose] = {
    200: {
        "description": "The file",
        "content": {
            name: {"schema": {"type": "string", "format": "binary"}}
            for name in (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                "application/vnd.ms-excel.sheet.macroEnabled.12",
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                "text/csv",
                "text/html",
                "application/zip",
                "application/pdf",
                "text/plain",
                "application/octet-stream",
            )
        },
    }
}
"""What the download of a file is answered with."""

"""The fields of an entry's form, and what differs between two versions of an entry, word by word."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup
from starlette.datastructures import FormData

from qbot.web.differences import mark_difference
from qbot.web.views import read_text

# Any: an entry's body, whose shape the knowledge base fixes.
Body = dict[str, Any]

_PLAIN = ("question", "answer", "stance", "disclosure", "topic", "owner", "reviewed_on", "valid_until")
_SOURCE = ("document", "place", "quote")
_LISTS = ("phrasings", "attachments")
_NAMES = {
    "reviewed_on": "reviewed on",
    "valid_until": "valid until",
    "phrasings": "other phrasings",
    "attachments": "documents",
}


def show_fields(body: Mapping[str, Any]) -> dict[str, str]:
    """Return an entry as the form shows it: one text a field."""
    source = body.get("source") or {}
    shown = {name: str(body.get(name) or "") for name in ("id", *_PLAIN)}
    shown["disclosure"] = shown["disclosure"] or "internal"
    shown |= {name: "\n".join(body.get(name) or ()) for name in _LISTS}
    return shown | {name: str(source.get(name) or "") for name in _SOURCE}


def read_fields(form: FormData, before: Mapping[str, Any]) -> Body:
    """Return an entry with what the form says of it; what the form does not show stays as it was."""
    body: Body = {**before, **{name: _read_lines(form, name) for name in _PLAIN}}
    for name in _LISTS:
        body[name] = [line.strip() for line in read_text(form, name).splitlines() if line.strip()]
    source = {name: _read_lines(form, name) for name in _SOURCE}
    body["source"] = {name: text for name, text in source.items() if text}
    body["kind"] = body.get("kind") or ("faq" if body["question"] else "fact")
    return {name: value for name, value in body.items() if value}


def list_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[tuple[str, Markup]]:
    """Return each field that differs, with the difference marked."""
    old, new = show_fields(before), show_fields(after)
    return [
        (_NAMES.get(name, name), mark_difference(old[name], text)) for name, text in new.items() if old[name] != text
    ]


def _read_lines(form: FormData, name: str) -> str:
    """Return a field's text; a browser sends each line's end as two characters."""
    return read_text(form, name).replace("\r\n", "\n")

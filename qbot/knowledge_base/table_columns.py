"""Columns of tables of answers: the headings that answer libraries use, and the keys they stand for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime

# Headings in small letters, words only. A heading that is not here is kept as a note under its own name.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "entry id", "question id", "ref", "reference", "unique id", "key"),
    "question": (
        *("question", "questions", "question text", "control question", "query", "prompt", "requirement", "q"),
        *("standard question", "pregunta", "frage"),
    ),
    "phrasings": (
        *("phrasings", "alternative questions", "alternate questions", "alternative question", "similar questions"),
        *("question variations", "variations", "other phrasings", "alternate phrasings", "related questions"),
    ),
    "answer": (
        *("answer", "answers", "answer text", "response", "responses", "standard answer", "approved answer", "a"),
        *("vendor response", "vendor answer", "standard response", "long answer", "respuesta", "antwort", "reply"),
    ),
    "short_answer": ("short answer", "brief answer", "summary answer"),
    "comment": (
        *("comment", "comments", "additional information", "explanation", "details", "remarks", "additional details"),
        *("comentarios", "kommentar", "supporting information", "additional comments", "answer details"),
    ),
    "stance": ("stance", "verdict", "yes no", "y n"),
    "section": ("section", "subsection", "sub category", "subcategory"),
    "topic": ("topic", "category", "domain", "subject"),
    "kind": ("kind",),
    "owner": ("owner", "content owner", "answer owner", "author", "sme", "subject matter expert", "assigned to"),
    "reviewed_on": (
        *("reviewed on", "last updated", "last reviewed", "last modified", "updated on", "last review", "review date"),
        *("date updated", "last review date", "updated", "last verified"),
    ),
    "next_review": ("next review", "next review date", "review due", "review by", "due for review"),
    "review_every": ("review every", "review cycle", "review interval", "review every days"),
    "valid_until": ("valid until", "expires", "expiry", "expiry date", "expiration date", "expires on"),
    "disclosure": (
        *("disclosure", "privacy level", "visibility", "confidentiality", "classification", "sharing", "access level"),
    ),
    "source": ("source", "source document", "evidence source"),
    "source_place": ("source place",),
    "source_quote": ("source quote",),
    "frameworks": ("frameworks", "framework"),
    "equivalent": ("equivalent",),
    "products": ("products", "product"),
    "regions": ("regions", "region"),
    "ownership": ("ownership",),
    "customer_responsibility": ("customer responsibility",),
    "attachments": ("attachments", "evidence", "attachment"),
    "conflicts": ("conflicts",),
    "notes": ("notes",),
}
# What libraries call their levels of confidentiality.
DISCLOSURES: Mapping[str, tuple[str, ...]] = {
    "public": ("public", "external", "anyone", "unrestricted", "open"),
    "nda": ("nda", "under nda", "nda required", "restricted", "with nda", "customers under nda"),
    "internal": ("internal", "private", "confidential", "internal only", "secret", "company only"),
}
_BY_HEADING = {heading: key for key, headings in HEADINGS.items() for heading in headings}
_BY_DISCLOSURE = {word: name for name, words in DISCLOSURES.items() for word in words}
_DATES = frozenset({"reviewed_on", "next_review", "valid_until"})


def find_columns(cells: Sequence[str]) -> list[str] | None:
    """Return the key of each column of a header row, or None where the row is no header.

    A header names an answer and a question, or an answer and an id; a second column for one key keeps its own heading.
    """
    keys: list[str] = []
    for cell in cells:
        key = _BY_HEADING.get(fold_heading(cell), cell.strip())
        keys.append(key if key not in keys else cell.strip())
    found = set(keys)
    return keys if "answer" in found and found & {"question", "id"} else None


def fold_heading(text: str) -> str:
    """Return a heading as small words without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(mark for mark in plain if not unicodedata.combining(mark))))


def collect_values(keys: Sequence[str], cells: Iterable[str]) -> dict[str, object]:
    """Return the values of one row under the keys that `RowReader` knows."""
    row = {key: cell for key, cell in zip(keys, cells, strict=False) if key and cell.strip()}
    values: dict[str, object] = dict(row)
    for key in _DATES & row.keys():
        values[key] = _read_day(row[key])
    if "phrasings" in row:
        values["phrasings"] = [line for line in re.split(r"\s*[\n|]\s*", row["phrasings"]) if line]
    if "disclosure" in row:
        values["disclosure"] = _BY_DISCLOSURE.get(fold_heading(row["disclosure"]), row["disclosure"])
    if row.keys() & {"source_place", "source_quote"}:
        parts = {"document": "source", "place": "source_place", "quote": "source_quote"}
        values["source"] = {name: row.get(key, "") for name, key in parts.items()}
    if row.keys() & {"products", "regions"}:
        values["scope"] = {key: row[key] for key in ("products", "regions") if key in row}
    for key in ("conflicts", "notes"):
        if key in row:
            values[key] = _read_json(row[key])
    _add_review(values)
    return {key: value for key, value in values.items() if key not in _MOVED}


_MOVED = frozenset({"source_place", "source_quote", "products", "regions"})


def _add_review(values: dict[str, object]) -> None:
    """Turn the day of the next review into the days between two reviews, where the last one is known."""
    if "review_every" in values or "next_review" not in values or "reviewed_on" not in values:
        return
    try:
        last, following = (date.fromisoformat(str(values[key])) for key in ("reviewed_on", "next_review"))
    except ValueError:
        return
    if following > last:
        values["review_every"] = (following - last).days
        del values["next_review"]


def _read_day(text: str) -> str:
    """Return the day of a time stamp; any other text as it is, for the reader to report."""
    try:
        return datetime.fromisoformat(text.strip()).date().isoformat()
    except ValueError:
        return text


def _read_json(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, (dict, list)) else text

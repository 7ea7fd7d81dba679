"""Columns of tables of answers: the headings that answer libraries use, and the keys they stand for."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime

# Headings in small letters, words only. A heading that is not here is kept as a note under its own name.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "entry id", "question id", "ref", "reference", "unique id", "key", "library id", "answer id"),
    "question": (
        *("question", "questions", "question text", "control question", "query", "prompt", "requirement", "q"),
        *("standard question", "pregunta", "frage"),
    ),
    "phrasings": (
        *("phrasings", "alternative questions", "alternate questions", "alternative question", "similar questions"),
        *("question variations", "variations", "other phrasings", "alternate phrasings", "related questions"),
        *("alternate question", "question variants", "variants", "synonyms", "also asked as", "other wordings"),
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
    "owner": (
        *("owner", "content owner", "answer owner", "author", "sme", "subject matter expert", "assigned to"),
        *("owners", "owner s", "owner email", "owner name", "entry owner", "responsible"),
    ),
    "reviewed_on": (
        *("reviewed on", "last updated", "last reviewed", "last modified", "updated on", "last review", "review date"),
        *("date updated", "last review date", "updated", "last verified", "last updated date", "date last updated"),
        *("updated at", "last updated at", "last edited", "last reviewed date", "date modified", "modified"),
    ),
    "next_review": (
        "next review",
        "next review date",
        "review due",
        "review by",
        "due for review",
        "next review on",
        "review due date",
    ),
    "review_every": ("review every", "review cycle", "review interval", "review every days"),
    "valid_until": ("valid until", "expires", "expiry", "expiry date", "expiration date", "expires on", "expiration"),
    "disclosure": (
        *("disclosure", "privacy level", "visibility", "confidentiality", "classification", "sharing", "access level"),
        *("privacy", "access", "view privacy", "view edit privacy", "sharing level", "confidentiality level"),
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
    "facts": ("facts",),
    "notes": ("notes",),
}
# What libraries call their levels of confidentiality.
DISCLOSURES: Mapping[str, tuple[str, ...]] = {
    # "Everyone" is no level here: in some tools it means every user of the tool, which is the company's own people.
    "public": ("public", "external", "anyone", "unrestricted", "open", "public access"),
    "nda": (
        *("nda", "under nda", "nda required", "restricted", "with nda", "customers under nda", "requires nda"),
        *("nda only", "after nda", "gated", "nda gated", "requires access", "access required", "on request"),
    ),
    "internal": ("internal", "private", "confidential", "internal only", "secret", "company only", "hidden"),
}
_BY_HEADING = {heading: key for key, headings in HEADINGS.items() for heading in headings}
_BY_DISCLOSURE = {word: name for name, words in DISCLOSURES.items() for word in words}
# Keys and headings that only a library's export has; of the second kind it takes two, a questionnaire may have one.
_LIBRARY = frozenset({"phrasings", "kind", "next_review", "review_every", "valid_until", "tags", "moderators"})
_PERHAPS = frozenset({
    *("owner", "reviewed_on", "disclosure", "short_answer", "collection", "collections", "stack", "star rating"),
    *("tag", "labels", "products", "regions", "library", "status", "usage count", "times used", "last used"),
})  # fmt: skip
_DAY_FORMS = ("%d.%m.%Y", "%b %d, %Y", "%B %d, %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y", "%Y/%m/%d")
_DATES = frozenset({"reviewed_on", "next_review", "valid_until"})


def find_columns(cells: Sequence[str]) -> list[str] | None:
    """Return the key of each column of a header row, or None where the row is no header.

    A header names an answer and a question, or an answer and an id; a second column for one key keeps its own heading.
    """
    keys: list[str] = []
    for cell in cells:
        key = _BY_HEADING.get(_drop_number(fold_heading(cell)), cell.strip())
        keys.append(key if key not in keys or key == "phrasings" else cell.strip())
    found = set(keys)
    return keys if "answer" in found and found & {"question", "id"} else None


def find_library_columns(keys: Iterable[str]) -> tuple[str, ...]:
    """Return the columns by which a table is the export of an answer library; none where it may be something else."""
    named = {fold_heading(key) for key in keys} & _SIGNS
    return tuple(sorted(named)) if named & _LIBRARY_SIGNS or len(named) > 1 else ()


def _drop_number(heading: str) -> str:
    """Return a heading such as "alternate question 2" without its number."""
    return re.sub(r"(?<=[a-z]) \d{1,2}$", "", heading)


def fold_heading(text: str) -> str:
    """Return a heading as small words without accents and marks."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[^\W_]+", "".join(mark for mark in plain if not unicodedata.combining(mark))))


def collect_values(keys: Sequence[str], cells: Iterable[str]) -> dict[str, object]:
    """Return the values of one row under the keys that `RowReader` knows."""
    row: dict[str, str] = {}
    for key, cell in zip(keys, cells, strict=False):
        if key and cell.strip():
            row[key] = f"{row[key]}\n{cell}" if key in row else cell  # alternative questions may have a column each
    values: dict[str, object] = dict(row)
    for key in _DATES & row.keys():
        values[key] = _read_day(row[key])
    if "phrasings" in row and not row.keys() >= {"id", "kind"}:
        values["phrasings"] = [line for line in re.split(r"\s*[\n|]\s*", row["phrasings"]) if line]
    if "disclosure" in row:
        values["disclosure"] = _BY_DISCLOSURE.get(fold_heading(row["disclosure"]), row["disclosure"])
    if row.keys() & {"source_place", "source_quote"}:
        parts = {"document": "source", "place": "source_place", "quote": "source_quote"}
        values["source"] = {name: row.get(key, "") for name, key in parts.items()}
    if row.keys() & {"products", "regions"}:
        values["scope"] = {key: row[key] for key in ("products", "regions") if key in row}
    for key in ("conflicts", "facts", "notes"):
        if key in row:
            values[key] = _read_json(row[key])
    _add_review(values)
    return {key: value for key, value in values.items() if key not in _MOVED}


_LIBRARY_SIGNS = frozenset(fold_heading(key) for key in _LIBRARY)
_SIGNS = _LIBRARY_SIGNS | {fold_heading(key) for key in _PERHAPS}
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
    """Return the day of a time stamp; any other text as it is, for the reader to report.

    A day such as 03/04/2026 is read two ways in two countries, so it is read only where one of them is impossible.
    """
    try:
        return datetime.fromisoformat(text.strip()).date().isoformat()
    except ValueError:
        pass
    for form in _DAY_FORMS:
        with suppress(ValueError):
            return datetime.strptime(text.strip(), form).date().isoformat()  # noqa: DTZ007 — a day has no time zone
    days = set()
    for form in ("%m/%d/%Y", "%d/%m/%Y"):
        with suppress(ValueError):
            days.add(datetime.strptime(text.strip(), form).date().isoformat())  # noqa: DTZ007
    return days.pop() if len(days) == 1 else text


def _read_json(text: str) -> object:
    try:
        value: object = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return value if isinstance(value, (dict, list)) else text

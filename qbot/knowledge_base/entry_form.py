"""An entry as plain keys and values: the order they are written in, and the hash of what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from qbot.model.knowledge import (
    Company,
    Conflict,
    Contact,
    Disclosure,
    Entry,
    EntryKind,
    Scope,
    Source,
    Stance,
)

# What the values of an entry are on disk: texts, numbers, and lists or keys of them.
Plain = str | int | list[str] | dict[str, str] | dict[str, list[str]] | list[dict[str, str]]

_FORM = "qbot knowledge 1"


def describe_entry(entry: Entry) -> dict[str, Plain]:
    """Return the keys and values of an entry as they stand in a file; empty ones are left out."""
    scope = entry.scope
    values: dict[str, Plain | None] = {
        "id": entry.id,
        "kind": entry.kind.value,
        "section": entry.section,
        "topic": entry.topic,
        "question": entry.question,
        "phrasings": list(entry.phrasings),
        "stance": entry.stance.value if entry.stance else None,
        "answer": entry.answer,
        "short_answer": entry.short_answer,
        "ownership": entry.ownership,
        "customer_responsibility": entry.customer_responsibility,
        "source": _describe_source(entry.source),
        "disclosure": entry.disclosure.value if entry.disclosure is not Disclosure.INTERNAL else None,
        "owner": entry.owner,
        "reviewed_on": _format_date(entry.reviewed_on),
        "review_every": entry.review_every,
        "valid_until": _format_date(entry.valid_until),
        "frameworks": list(entry.frameworks),
        "equivalent": list(entry.equivalent),
        "scope": {
            name: list(names) for name, names in (("products", scope.products), ("regions", scope.regions)) if names
        },
        "attachments": list(entry.attachments),
        "conflicts": [_drop_empty({"entry": one.entry, "reason": one.reason}) for one in entry.conflicts],
        "facts": {key: entry.facts[key] for key in sorted(entry.facts)},
        "notes": {key: entry.notes[key] for key in sorted(entry.notes)},
    }
    return {key: value for key, value in values.items() if value}


def describe_company(company: Company) -> dict[str, Plain]:
    """Return the keys and values of the company profile as they stand in `company.yaml`; empty ones are left out."""
    values: dict[str, Plain] = {
        "legal_name": company.legal_name,
        "product_names": list(company.product_names),
        "website": company.website,
        "address": company.address,
        "country": company.country,
        "contacts": [
            _drop_empty({"role": one.role, "name": one.name, "email": one.email, "phone": one.phone})
            for one in company.contacts
        ],
        "facts": {key: company.facts[key] for key in sorted(company.facts)},
    }
    return {key: value for key, value in values.items() if value}


# Any: values of `describe_entry` and `describe_company` as JSON gives them back; a wrong one raises KeyError, TypeError
# or ValueError.
def restore_entry(values: Mapping[str, Any]) -> Entry:
    """Return the entry that `describe_entry` described."""
    given: dict[str, Any] = {"answer": ""}
    for name, value in values.items():
        if value and name in _RESTORED:
            restore = _RESTORED[name]
            given[name] = value if restore is None else restore(value)
    return Entry(**given)


def _restore_scope(values: Mapping[str, Any]) -> Scope:
    return Scope(tuple(values.get("products", ())), tuple(values.get("regions", ())))


def _restore_source(values: Mapping[str, Any]) -> Source:
    return Source(**values)


def _restore_conflicts(values: Sequence[Mapping[str, Any]]) -> tuple[Conflict, ...]:
    return tuple([Conflict(one["entry"], one.get("reason", "")) for one in values])


# How each value becomes that of an entry; None: as it is. A large library has many thousands of them.
_RESTORED: Mapping[str, Callable[[Any], object] | None] = {
    "id": None,
    "kind": {one.value: one for one in EntryKind}.__getitem__,
    "answer": None,
    "question": None,
    "phrasings": tuple,
    "stance": {one.value: one for one in Stance}.__getitem__,
    "short_answer": None,
    "ownership": None,
    "customer_responsibility": None,
    "topic": None,
    "section": None,
    "scope": _restore_scope,
    "frameworks": tuple,
    "equivalent": tuple,
    "disclosure": {one.value: one for one in Disclosure}.__getitem__,
    "source": _restore_source,
    "owner": None,
    "reviewed_on": date.fromisoformat,
    "review_every": None,
    "valid_until": date.fromisoformat,
    "attachments": tuple,
    "conflicts": _restore_conflicts,
    "facts": None,
    "notes": None,
}


def restore_company(values: Mapping[str, Any]) -> Company:
    """Return the company profile that `describe_company` described."""
    return Company(
        legal_name=values.get("legal_name", ""),
        product_names=tuple(values.get("product_names", ())),
        website=values.get("website", ""),
        address=values.get("address", ""),
        country=values.get("country", ""),
        contacts=tuple([Contact(**{"role": "", **one}) for one in values.get("contacts", ())]),
        facts=values.get("facts", {}),
    )


def hash_knowledge(entries: Iterable[Entry], company: Company | None) -> str:
    """Return the SHA-256 of what entries and company say, in hexadecimal; order and files do not matter."""
    form = {
        "form": _FORM,
        "company": describe_company(company) if company else None,
        "entries": [describe_entry(entry) for entry in sorted(entries, key=lambda entry: entry.id)],
    }
    text = json.dumps(form, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()


def _describe_source(source: Source | None) -> dict[str, str] | None:
    if source is None:
        return None
    return _drop_empty({"document": source.document, "place": source.place, "quote": source.quote})


def _drop_empty(values: dict[str, str]) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _format_date(day: date | None) -> str | None:
    return day.isoformat() if day else None

"""An entry as plain keys and values: the order they are written in, and the hash of what they say."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
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
    scope, source = values.get("scope", {}), values.get("source")
    return Entry(
        id=values["id"],
        kind=EntryKind(values["kind"]),
        answer=values.get("answer", ""),
        question=values.get("question", ""),
        phrasings=tuple(values.get("phrasings", ())),
        stance=Stance(values["stance"]) if "stance" in values else None,
        short_answer=values.get("short_answer", ""),
        ownership=values.get("ownership", ""),
        customer_responsibility=values.get("customer_responsibility", ""),
        topic=values.get("topic", ""),
        section=values.get("section", ""),
        scope=Scope(tuple(scope.get("products", ())), tuple(scope.get("regions", ()))) if scope else Scope(),
        frameworks=tuple(values.get("frameworks", ())),
        equivalent=tuple(values.get("equivalent", ())),
        disclosure=Disclosure(values.get("disclosure", Disclosure.INTERNAL)),
        source=Source(**source) if source else None,
        owner=values.get("owner", ""),
        reviewed_on=_read_date(values.get("reviewed_on")),
        review_every=values.get("review_every"),
        valid_until=_read_date(values.get("valid_until")),
        attachments=tuple(values.get("attachments", ())),
        conflicts=tuple([Conflict(one["entry"], one.get("reason", "")) for one in values.get("conflicts", ())]),
        facts=values.get("facts", {}),
        notes=values.get("notes", {}),
    )


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


def _read_date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


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

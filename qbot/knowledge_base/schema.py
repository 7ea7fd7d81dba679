"""The schema of entries and of the company profile: which keys there are, and what each may hold."""

from __future__ import annotations

from msgspec import Struct

from qbot.knowledge_base.checker import Checker
from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import Node
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

ENTRY_KEYS = (
    *("id", "kind", "section", "topic", "question", "phrasings", "stance", "answer", "short_answer", "ownership"),
    *("customer_responsibility", "source", "disclosure", "owner", "reviewed_on", "review_every", "valid_until"),
    *("frameworks", "equivalent", "scope", "attachments", "conflicts", "facts", "notes"),
)
COMPANY_KEYS = ("legal_name", "product_names", "website", "address", "country", "contacts", "facts")
LONGEST_ID = 200


class PlacedEntry(Struct, frozen=True):
    """An entry and where it stands."""

    entry: Entry
    file: str
    line: int
    conflict_lines: tuple[int, ...] = ()


def read_entries(root: Node, file: str, mistakes: list[Mistake]) -> list[PlacedEntry]:
    """Return the entries of one file's tree, which is a list of them; mistakes are added to `mistakes`."""
    if isinstance(root.value, list):
        placed = (_read_entry(node, file, mistakes) for node in root.value)
        return [entry for entry in placed if entry is not None]
    if root.value != "":
        what = "the file is not a list of entries"
        mistakes.append(Mistake(file, root.line, what, "Begin each entry with `- id: …`"))
    return []


def read_company(root: Node, file: str, mistakes: list[Mistake]) -> Company | None:
    """Return the company profile of the tree of `company.yaml`; None where nothing is in it."""
    if root.value in ("", [], {}):
        return None
    checker = Checker(root, file, mistakes, name="the company profile")
    checker.allow(COMPANY_KEYS)
    checker.require(["legal_name"])
    return Company(
        legal_name=checker.read_text("legal_name"),
        product_names=checker.read_texts("product_names"),
        website=checker.read_text("website"),
        address=checker.read_text("address"),
        country=checker.read_text("country"),
        contacts=tuple(_read_contact(contact) for contact in checker.open_list("contacts")),
        facts=checker.read_mapping("facts"),
    )


def read_source(checker: Checker) -> Source | None:
    """Return the source of an entry from its own keys."""
    checker.allow(("document", "place", "quote"))
    checker.require(["document"])
    return Source(checker.read_text("document"), checker.read_text("place"), checker.read_text("quote"))


def _read_entry(node: Node, file: str, mistakes: list[Mistake]) -> PlacedEntry | None:
    name = "the entry"
    if isinstance(node.value, dict) and "id" in node.value and isinstance(node.value["id"].value, str):
        name = f"entry “{node.value['id'].value.strip()}”"
    checker = Checker(node, file, mistakes, name=name)
    if not checker.is_mapping:
        return None
    checker.allow(ENTRY_KEYS)
    checker.require(["id", "kind", "answer"])
    _check_id(checker)
    source, scope, conflicts = (
        checker.open_mapping("source"),
        checker.open_mapping("scope"),
        checker.open_list("conflicts"),
    )
    kind = checker.read_choice("kind", EntryKind) or EntryKind.FACT
    entry = Entry(
        id=checker.read_text("id"),
        kind=kind,
        answer=checker.read_text("answer"),
        question=checker.read_text("question"),
        phrasings=checker.read_texts("phrasings"),
        stance=checker.read_choice("stance", Stance),
        short_answer=checker.read_text("short_answer"),
        ownership=checker.read_text("ownership"),
        customer_responsibility=checker.read_text("customer_responsibility"),
        topic=checker.read_text("topic"),
        section=checker.read_text("section"),
        scope=_read_scope(scope) if scope else Scope(),
        frameworks=checker.read_texts("frameworks"),
        equivalent=checker.read_texts("equivalent"),
        disclosure=checker.read_choice("disclosure", Disclosure) or Disclosure.INTERNAL,
        source=read_source(source) if source else None,
        owner=checker.read_text("owner"),
        reviewed_on=checker.read_date("reviewed_on"),
        review_every=checker.read_days("review_every"),
        valid_until=checker.read_date("valid_until"),
        attachments=checker.read_texts("attachments"),
        conflicts=tuple(_read_conflict(conflict) for conflict in conflicts),
        facts=checker.read_mapping("facts"),
        notes=checker.read_mapping("notes"),
    )
    _check_question(entry, checker)
    if not entry.id:
        return None
    return PlacedEntry(entry, file, node.line, tuple(conflict.find_line("entry") for conflict in conflicts))


def _check_id(checker: Checker) -> None:
    text = checker.read_text("id")
    if len(text) > LONGEST_ID or not text.isprintable():
        what = f"an id is longer than {LONGEST_ID} characters or holds a mark that cannot be printed"
        checker.report(checker.find_line("id"), what, "Give the entry a short name on one line")


def _check_question(entry: Entry, checker: Checker) -> None:
    if entry.kind is not EntryKind.FACT and not entry.question:
        what = f"entry “{entry.id}” is a {entry.kind.value} without a question"
        checker.report(checker.find_line("kind"), what, "Add `question: …`, or make it `kind: fact`")


def _read_scope(checker: Checker) -> Scope:
    checker.allow(("products", "regions"))
    return Scope(checker.read_texts("products"), checker.read_texts("regions"))


def _read_conflict(checker: Checker) -> Conflict:
    checker.allow(("entry", "reason"))
    checker.require(["entry", "reason"])
    return Conflict(checker.read_text("entry"), checker.read_text("reason"))


def _read_contact(checker: Checker) -> Contact:
    checker.allow(("role", "name", "email", "phone"))
    checker.require(["role"])
    return Contact(
        checker.read_text("role"),
        checker.read_text("name"),
        checker.read_text("email"),
        checker.read_text("phone"),
    )

"""Disclosure: who may see the words of an answer, and which approved answers may not leave, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec import Struct

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.customer_names import find_named
from qbot.matching.references import find_fact_names
from qbot.model.knowledge import Disclosure
from qbot.store.documents import DocumentRecord, list_documents
from qbot.store.records import Document, EntryRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Reading
from qbot.store.unlearned import list_customers
from qbot.workflow.appendices import tell_missing
from qbot.workflow.appendix_names import find_numbers
from qbot.workflow.origins import find_with_facts
from qbot.workflow.question_rows import show_summary


def find_disclosures(reading: Reading, ids: Iterable[str]) -> dict[str, Disclosure]:
    """Return who may see the words of each of these entries: no more people than may see the facts below it."""
    known = find_with_facts(reading, ids)
    return {name: find_strictest(name, known) for name in known}


def find_strictest(name: str, known: Mapping[str, EntryRecord], *, within: frozenset[str] = frozenset()) -> Disclosure:
    """Return who may see the words of an entry, by itself and by the facts below it; a fact that is gone tells nothing.

    An entry that is not there is internal.
    """
    if name not in known:
        return Disclosure.INTERNAL
    entry = restore_entry(known[name].body)
    below = [one for one in find_fact_names(entry) if one in known and one not in within]
    found = [find_strictest(one, known, within=within | {name}) for one in below]
    return Disclosure.find_strictest([entry.disclosure, *found])


class Reader(Struct, frozen=True):
    """Who will read the answers, on which day: whether an NDA covers them, and which other customers they must not
    read of; `documents` are what may be given along."""

    under_nda: bool
    others: tuple[str, ...]
    today: date
    documents: tuple[DocumentRecord, ...] = ()


def is_in_force(nda_until: str | None, day: date) -> bool:
    """Tell whether an NDA that holds until a day, None where there is none, is in force on another."""
    return nda_until is not None and nda_until >= day.isoformat()


def find_reader(reading: Reading, record: QuestionnaireRecord, *, today: str) -> Reader:
    """Return who reads the answers of a questionnaire on a day."""
    own = record.customer.casefold()
    others = tuple(name for name in list_customers(reading) if name.casefold() != own)
    day = date.fromisoformat(today)
    return Reader(is_in_force(record.nda_until, day), others, day, tuple(list_documents(reading)))


def find_stranger(record: QuestionnaireRecord, recipient: str, reader: Reader) -> str:
    """Return another customer whom a recipient's name names, empty where it names none, or the own one as well."""
    if not record.customer or find_named(recipient, [record.customer]):
        return ""
    return next(iter(find_named(recipient, reader.others)), "")


def tell_stopped(one: QuestionRecord, disclosures: Mapping[str, Disclosure], reader: Reader) -> str:
    """Return why the wording of an answer may not leave; empty where it may, or was released for this customer."""
    if one.summary.released_by or not one.summary.answers:
        return ""
    named = find_named("\n".join(one.summary.answers.values()), reader.others)
    reasons = [
        f"it names {name}, another customer; write “the customer”, or release it if the word means something else"
        for name in named
    ]
    reasons += [
        why
        for number in find_numbers(one.summary.answers.values())
        if (why := tell_missing(number, reader.documents, under_nda=reader.under_nda, today=reader.today))
    ]
    for name in one.summary.entries:
        disclosure = _find_disclosure(name, one, disclosures)
        if disclosure is Disclosure.INTERNAL:
            reasons.append(f"{name} is internal; release it for this customer, or answer from another entry")
        if disclosure is Disclosure.NDA and not reader.under_nda:
            reasons.append(f"{name} may be shown only under NDA, and no NDA in force is recorded here")
    return "; ".join(reasons)


def list_stopped(
    questions: Sequence[QuestionRecord], disclosures: Mapping[str, Disclosure], reader: Reader
) -> list[Document]:
    """Return the approved answers whose wording may not leave, and why."""
    told = ((one, tell_stopped(one, disclosures, reader)) for one in questions if one.summary.status == "approved")
    return [{"question": show_summary(one.summary), "why": why} for one, why in told if why]


def _find_disclosure(name: str, one: QuestionRecord, disclosures: Mapping[str, Disclosure]) -> Disclosure:
    """Return who may see the words of an entry, or of an answer approved before; the strictest where it is unknown."""
    if name in disclosures:
        return disclosures[name]
    past = (one.draft or {}).get("past", {})
    return Disclosure(past.get(name, {}).get("disclosure", Disclosure.INTERNAL))

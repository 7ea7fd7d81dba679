"""Disclosure: who may see the words of an answer, and which approved answers may not leave, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from qbot.knowledge_base.entry_form import restore_entry
from qbot.matching.references import find_fact_names
from qbot.model.knowledge import Disclosure
from qbot.store.records import Document, EntryRecord, QuestionnaireRecord, QuestionRecord
from qbot.store.store import Reading
from qbot.workflow.origins import find_with_facts
from qbot.workflow.question_rows import show_summary

_STRICT = (Disclosure.PUBLIC, Disclosure.NDA, Disclosure.INTERNAL)


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
    return max([entry.disclosure, *found], key=_STRICT.index)


def has_nda(record: QuestionnaireRecord, *, today: str) -> bool:
    """Tell whether an NDA in force is recorded for the questionnaire's customer."""
    return record.nda_until is not None and record.nda_until >= today


def tell_stopped(one: QuestionRecord, disclosures: Mapping[str, Disclosure], *, under_nda: bool) -> str:
    """Return why the wording of an answer may not leave; empty where it may, or was released for this customer."""
    if one.summary.released_by or not one.summary.answers:
        return ""
    reasons = []
    for name in one.summary.entries:
        disclosure = _find_disclosure(name, one, disclosures)
        if disclosure is Disclosure.INTERNAL:
            reasons.append(f"{name} is internal; release it for this customer, or answer from another entry")
        if disclosure is Disclosure.NDA and not under_nda:
            reasons.append(f"{name} may be shown only under NDA, and no NDA in force is recorded here")
    return "; ".join(reasons)


def list_stopped(
    record: QuestionnaireRecord,
    questions: Sequence[QuestionRecord],
    disclosures: Mapping[str, Disclosure],
    *,
    today: str,
) -> list[Document]:
    """Return the approved answers whose wording may not leave, and why."""
    under_nda = has_nda(record, today=today)
    told = (
        (one, tell_stopped(one, disclosures, under_nda=under_nda))
        for one in questions
        if one.summary.status == "approved"
    )
    return [{"question": show_summary(one.summary), "why": why} for one, why in told if why]


def _find_disclosure(name: str, one: QuestionRecord, disclosures: Mapping[str, Disclosure]) -> Disclosure:
    """Return who may see the words of an entry, or of an answer approved before; the strictest where it is unknown."""
    if name in disclosures:
        return disclosures[name]
    past = (one.draft or {}).get("past", {})
    return Disclosure(past.get(name, {}).get("disclosure", Disclosure.INTERNAL))

"""Identity fields: who answers, filled from the company's own profile and from nothing else."""

from __future__ import annotations

from msgspec import Struct

from qbot.matching.identity_tables import IDENTITY_FIELDS, NOT_OURS, ROLES
from qbot.matching.phrases import PhraseTable, split_words
from qbot.model.draft import SlotValue
from qbot.model.knowledge import Company, Contact
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole


class IdentityReading(Struct, frozen=True):
    """What an identity field asks for, as the profile names it, the text for it (empty: none), and why it is empty."""

    field: str | None
    text: str
    reason: str = ""


_FIELDS = PhraseTable(IDENTITY_FIELDS)
_NOT_OURS = PhraseTable({"not ours": NOT_OURS})
_ROLES = PhraseTable(ROLES)
_ORDER = tuple(IDENTITY_FIELDS)
_LONGEST_FIELD = 14


def fill_identity(question: Question, company: Company | None) -> tuple[SlotValue, ...]:
    """Return the values for an identity field; nothing where the profile does not know it, and never a date."""
    reading = read_identity(question, company)
    slot = _find_slot(question)
    if slot is None or not reading.text or (slot.max_length is not None and len(reading.text) > slot.max_length):
        return ()
    if slot.options and reading.text not in slot.options:
        return ()
    return (SlotValue(role=slot.role, cell=slot.cell, value=reading.text),)


def read_identity(question: Question, company: Company | None) -> IdentityReading:
    """Return what the field asks for and what the profile holds for it, or the reason why it stays blank."""
    if company is None:
        return IdentityReading(None, "", "The knowledge base has no company profile (company.yaml).")
    words = split_words(question.text)
    named = _find_fact(question.text, company)
    if named:
        return IdentityReading(named, company.facts[named])
    field = find_identity_field(question.text)
    if field is None:
        return IdentityReading(None, "", "The company profile has no such field.")
    names = {hit.name for hit in _FIELDS.find(words)}
    text = _find_text(field, question.text, names, company)
    reason = "" if text else f"The company profile has no {field} for this field."
    return IdentityReading(field, text, reason)


def tell_origin(question: Question, company: Company | None) -> str:
    """Return in words which field of the company profile fills an identity field."""
    reading = read_identity(question, company)
    if not reading.text:
        return "identity fields are filled from the company profile"
    return f"the company profile says it under “{reading.field}”"


def find_identity_field(text: str) -> str | None:
    """Return which field of the company profile a short text names, such as `product`; None where it names none."""
    words = split_words(text)
    if _NOT_OURS.find(words) or len(words) > _LONGEST_FIELD:
        return None
    names = {hit.name for hit in _FIELDS.find(words)}
    return next((name for name in _ORDER if name in names), None)


def _find_slot(question: Question) -> AnswerSlot | None:
    return next((slot for slot in question.slots if slot.role is SlotRole.ANSWER), None)


def _find_fact(text: str, company: Company) -> str:
    """Return the name of the profile's own fact that a text asks for; empty where it asks for none."""
    words = set(split_words(text).texts)
    for name in sorted(company.facts):
        wanted = set(split_words(name).texts)
        if wanted and wanted <= words:
            return name
    return ""


def _find_text(field: str, text: str, names: set[str], company: Company) -> str:
    if field in ("email", "phone", "contact", "title"):
        return _find_contact_text(field, text, names, company)
    if field == "product" and "legal name" not in names:
        return ", ".join(company.product_names)
    return {
        "legal name": company.legal_name,
        "product": "",
        "website": company.website,
        "address": company.address,
        "country": company.country,
    }[field]


def _find_contact_text(field: str, text: str, names: set[str], company: Company) -> str:
    if field == "title" and "contact" not in names:
        return ""
    roles = {hit.name for hit in _ROLES.find(split_words(text))}
    contact = _find_contact(roles, company)
    if contact is None:
        return ""
    return {"email": contact.email, "phone": contact.phone, "contact": contact.name, "title": contact.role}[field]


def _find_contact(roles: set[str], company: Company) -> Contact | None:
    for contact in company.contacts:
        own = {hit.name for hit in _ROLES.find(split_words(contact.role))}
        if roles & own:
            return contact
    if roles:
        return None
    return company.contacts[0] if company.contacts else None

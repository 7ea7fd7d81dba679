"""The trust centre: what of the knowledge base everybody may read, put in order; and what was left out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from qbot.matching.references import holds_reference, resolve_entries
from qbot.model.knowledge import Company, Disclosure, Entry, EntryKind, Stance
from qbot.workflow.trust_suppliers import Supplier, read_suppliers

QUARTER = timedelta(days=92)
# A statement that the page is looked after, which is only true while it is.
_UPKEEP = re.compile(
    r"\b(?:updated|reviewed|refreshed)\s+"
    r"(?:(?:at least\s+)?(?:quarterly|monthly)|every\s+(?:quarter|month|three months))\b"
    r"|\b(?:quarterly|monthly)\s+(?:updates?|reviews?)\b",
    re.IGNORECASE,
)
_OF_THE_PAGE = re.compile(r"\b(?:trust\s+(?:cent(?:er|re)|page|portal)|this page)\b", re.IGNORECASE)


class Statement(Struct, frozen=True):
    """Something that the page says: the words of one entry, its question, and what they hold for (empty: all)."""

    id: str
    text: str
    question: str = ""
    holds_for: str = ""


class Section(Struct, frozen=True):
    """Statements under a heading; `anchor` is its name within the page."""

    anchor: str
    title: str
    statements: tuple[Statement, ...]


class Review(Struct, frozen=True):
    """How well the page is looked after: the day since which every statement was reviewed, None where one never was.

    `overdue_since` is the first day on which a review was missed, None while none is; `quarterly` whether the page may
    say that it is updated quarterly.
    """

    since: date | None
    overdue_since: date | None
    quarterly: bool


class TrustPage(Struct, frozen=True):
    """All that the page says, in its order; `notes` are for the person who builds it and stand on no page."""

    company: str
    certificates: tuple[Section, ...]
    assurance: tuple[Statement, ...]
    handling: Section
    residency: Section
    suppliers: tuple[Supplier, ...]
    about_suppliers: tuple[Statement, ...]
    topics: tuple[Section, ...]
    questions: tuple[Statement, ...]
    contact: tuple[Statement, ...]
    review: Review
    as_of: date
    notes: tuple[str, ...] = ()

    def list_statements(self) -> tuple[Statement, ...]:
        """Return all statements, sub-processors in the table apart."""
        sections = (*self.certificates, self.handling, self.residency, *self.topics)
        own = [one for section in sections for one in section.statements]
        return (*own, *self.assurance, *self.about_suppliers, *self.questions, *self.contact)


def make_trust_page(entries: Sequence[Entry], company: Company | None, *, as_of: date) -> TrustPage:
    """Return the page from all entries of a knowledge base: the public ones that hold on this day, and no others."""
    notes: list[str] = []
    shown = list(_pick(entries, as_of, notes))
    review = find_review(shown, as_of=as_of)
    notes += _tell_review(shown, review, as_of)
    if not review.quarterly:
        claims = [one for one in shown if _UPKEEP.search(one.answer) and _OF_THE_PAGE.search(one.answer)]
        notes += [
            f"{one.id} is left out: it says that the page is updated regularly, which is not so" for one in claims
        ]
        shown = [one for one in shown if one not in claims]
    notes += _tell_conflicts(shown)
    narrow = len({_name_scope(one) for one in shown} - {""}) > 1
    return _arrange(shown, company, review, as_of, tuple(notes), narrow=narrow)


def find_review(shown: Sequence[Entry], *, as_of: date) -> Review:
    """Return how well these entries are looked after on a day."""
    days = [one.reviewed_on for one in shown]
    known = [day for day in days if day is not None]
    missed = [due for one in shown if (due := one.review_due) is not None and due < as_of]
    complete = bool(shown) and len(known) == len(days)
    fresh = complete and as_of - min(known) <= QUARTER
    return Review(min(known) if complete else None, min(missed, default=None), fresh and not missed)


def _pick(entries: Sequence[Entry], as_of: date, notes: list[str]) -> Iterator[Entry]:
    """Give the entries that may stand on the page; notes tell of public ones that may not."""
    for one in resolve_entries(entries, {}).entries:
        if one.disclosure is not Disclosure.PUBLIC or one.kind is EntryKind.PAST_ANSWER or not one.answer.strip():
            continue
        if one.valid_until is not None and one.has_ended(as_of):
            notes.append(f"{one.id} is left out: it has not held since {one.valid_until.isoformat()}")
        elif holds_reference(one.answer):
            notes.append(f"{one.id} is left out: its answer waits for a value that only a deal has, or for a fact")
        else:
            yield one


def _tell_review(shown: Sequence[Entry], review: Review, as_of: date) -> Iterator[str]:
    if review.overdue_since is not None:
        late = [one.id for one in shown if (due := one.review_due) is not None and due < as_of]
        yield f"review overdue since {review.overdue_since.isoformat()}: {', '.join(sorted(late))}"
    never = sorted(one.id for one in shown if one.reviewed_on is None)
    if never:
        yield f"never reviewed: {', '.join(never)}"
    if not review.quarterly:
        yield "the page does not say that it is updated quarterly: not every statement was reviewed within a quarter"


def _tell_conflicts(shown: Sequence[Entry]) -> Iterator[str]:
    """Give a sentence for each two entries that contradict each other, once where both stand on the page."""
    told: set[frozenset[str]] = set()
    for one in shown:
        for other in one.conflicts:
            pair = frozenset((one.id, other.entry))
            if pair not in told:
                told |= {pair}
                yield f"{one.id} says other than {other.entry}: {other.reason}"


def _arrange(
    shown: Sequence[Entry],
    company: Company | None,
    review: Review,
    as_of: date,
    notes: tuple[str, ...],
    *,
    narrow: bool,
) -> TrustPage:
    by_topic: dict[str, list[Entry]] = {}
    questions = []
    for one in shown:
        if one.kind is EntryKind.FAQ and one.question:
            questions.append(one)
        else:
            by_topic.setdefault(find_topic(one), []).append(one)

    def make(found: Sequence[Entry]) -> tuple[Statement, ...]:
        return tuple(Statement(one.id, one.answer, one.question, _name_scope(one) if narrow else "") for one in found)

    held, assurance = _part_certificates(by_topic.pop(_CERTIFICATES, []))
    suppliers, about = read_suppliers(by_topic.pop(_SUPPLIERS, []))
    contact, handling, residency = (by_topic.pop(name, []) for name in (_CONTACT, _HANDLING, _RESIDENCY))
    return TrustPage(
        company=company.legal_name if company is not None else "",
        certificates=tuple(Section(make_anchor(name), name, make(found)) for name, found in held.items()),
        assurance=make(assurance),
        handling=Section("data-handling", "Data handling", make(handling)),
        residency=Section("data-residency", "Data residency", make(residency)),
        suppliers=suppliers,
        about_suppliers=make(about),
        topics=tuple(Section(make_anchor(name), _title(name), make(found)) for name, found in sorted(by_topic.items())),
        questions=make(questions),
        contact=make(contact),
        review=review,
        as_of=as_of,
        notes=notes,
    )


_CERTIFICATES, _HANDLING, _RESIDENCY, _SUPPLIERS, _CONTACT = "certifications", "handling", "residency", "sub", "contact"
_TOPICS = (
    (_CERTIFICATES, ("certif", "attestation", "accredit")),
    (_SUPPLIERS, ("sub-processor", "subprocessor", "subcontract")),
    (_RESIDENCY, ("residency", "data location")),
    (_HANDLING, ("data handling", "data protection", "handling of data")),
    (_CONTACT, ("contact",)),
)


def find_topic(one: Entry) -> str:
    """Return which part of the page an entry belongs to: one that each page has, or a topic of its own."""
    topic = (one.topic or one.section or "more").strip()
    folded = topic.casefold()
    return next((name for name, words in _TOPICS if any(word in folded for word in words)), topic)


def _part_certificates(found: Sequence[Entry]) -> tuple[dict[str, list[Entry]], list[Entry]]:
    """Return what is said of each framework that is held, and what is said of others or of several at once."""
    held: dict[str, list[Entry]] = {}
    rest = []
    for one in found:
        if len(one.frameworks) == 1 and not one.equivalent and one.stance is Stance.YES:
            held.setdefault(one.frameworks[0], []).append(one)
        else:
            rest.append(one)
    return held, rest


def _name_scope(one: Entry) -> str:
    return ", ".join((*one.scope.products, *one.scope.regions))


def _title(topic: str) -> str:
    return topic[:1].upper() + topic[1:]


def make_anchor(name: str, *, otherwise: str = "more") -> str:
    """Return a name as one within a page: its letters and digits, or another where it has none."""
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold())) or otherwise

"""What the company may say: entries with their source, stance, scope and disclosure, and the company itself."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from operator import attrgetter

from msgspec import Struct, field


class EntryKind(StrEnum):
    """A checked statement, a question with approved wording, or an answer that was given before."""

    FACT = "fact"
    FAQ = "faq"
    PAST_ANSWER = "past_answer"


class Stance(StrEnum):
    """What an entry says to the question it stands for; for a fact, whether the statement holds."""

    YES = "yes"
    NO = "no"
    PARTIAL = "partial"
    NA = "na"


class Disclosure(StrEnum):
    """Who may see an entry, the strictest last: everybody, those under a non-disclosure agreement, nobody outside."""

    PUBLIC = "public"
    NDA = "nda"
    INTERNAL = "internal"

    @classmethod
    def find_strictest(cls, found: Iterable[Disclosure]) -> Disclosure:
        """Return the one of several that lets fewest see it."""
        return max(found, key=list(cls).index)


class Source(Struct, frozen=True):
    """The document, the place in it and the words that back an entry."""

    document: str
    place: str = ""
    quote: str = ""


class Scope(Struct, frozen=True):
    """The products and regions that an entry speaks about; empty means all."""

    products: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Conflict(Struct, frozen=True):
    """Another entry that says something else, and what a person must settle."""

    entry: str
    reason: str


class Entry(Struct, frozen=True):
    """One thing that may be said, with all that is needed to decide when.

    `question` and `phrasings` may be empty for a fact. `frameworks` are held; `equivalent` are not held, and the held
    ones are offered in their place. `reviewed_on` and `review_every` (days) make freshness; `valid_until` is the last
    good day.
    `facts` are the words of the facts that the answer refers to (`{fact:id}`), by their ids, as they were when the
    answer was approved: other words now mean that the answer is to be read again. `notes` are keys of an import that
    qbot has no use for, kept as they came.
    """

    id: str
    kind: EntryKind
    answer: str
    question: str = ""
    phrasings: tuple[str, ...] = ()
    stance: Stance | None = None
    short_answer: str = ""
    ownership: str = ""
    customer_responsibility: str = ""
    topic: str = ""
    section: str = ""
    scope: Scope = Scope()
    frameworks: tuple[str, ...] = ()
    equivalent: tuple[str, ...] = ()
    disclosure: Disclosure = Disclosure.INTERNAL
    source: Source | None = None
    owner: str = ""
    reviewed_on: date | None = None
    review_every: int | None = None
    valid_until: date | None = None
    attachments: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    @property
    def review_due(self) -> date | None:
        """The day by which it is to be read again; None where it was never reviewed, or need not be."""
        if self.reviewed_on is None or self.review_every is None:
            return None
        return self.reviewed_on + timedelta(days=self.review_every)

    def has_ended(self, day: date) -> bool:
        """Tell whether its last good day is over on a day."""
        return self.valid_until is not None and self.valid_until < day


class Contact(Struct, frozen=True):
    """A person or desk of the company that a questionnaire may ask for."""

    role: str
    name: str = ""
    email: str = ""
    phone: str = ""


class Company(Struct, frozen=True):
    """Who answers: identity fields are filled from this. `facts` are further fields by name, such as `duns`."""

    legal_name: str
    product_names: tuple[str, ...] = ()
    website: str = ""
    address: str = ""
    country: str = ""
    contacts: tuple[Contact, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


class KnowledgeBase(Struct, frozen=True):
    """All entries in the order of their ids, the company, where they came from, and the hash of it all.

    `sha256` depends on what the entries say, not on the order or the files they stand in.
    """

    entries: Sequence[Entry]
    company: Company | None
    origin: str
    sha256: str

    def pick(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """Return the entries with these ids, in order; of a large library no others are looked at but on the way."""
        picked = []
        for name in sorted(ids):
            place = bisect_left(self.entries, name, key=attrgetter("id"))
            picked += [entry for entry in self.entries[place : place + 1] if entry.id == name]
        return tuple(picked)

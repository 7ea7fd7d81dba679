"""What clients send to the JSON API about the trust centre, and what it answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from qbot.web.api_answers import Told
from qbot.web.api_models import Body, Name, Number

Day = Annotated[str, Field(max_length=10, description="As 2026-05-31; empty for none")]
Level = Literal["public", "nda", "internal"]


class NdaBody(Body):
    """Since when and until when an NDA holds; both empty: none does."""

    nda_on: Day = ""
    nda_until: Day = ""


class GrantBody(NdaBody):
    """How a request is granted; without days of an NDA, the recorded one covers it."""

    documents: list[Name] = Field(default_factory=list, max_length=50)
    days: Number = Field(default=14, description="For how many days the link holds, where documents are given")
    take_questionnaire: bool = False


class DeclineBody(Body):
    """Why a request is declined; it is for ourselves."""

    reason: str = Field(default="", max_length=500)


class LinkBody(Body):
    """For how many days a new link holds."""

    days: Number = 14


class DocumentBody(Body):
    """What is said of a document from now on; what is not sent stays."""

    seen: Name = Field(description="The document's `mark` as it was read")
    title: str | None = None
    version: str | None = None
    disclosure: Level | None = None
    valid_until: str | None = None


class TrustDocument(Told):
    """A document that is or was given out."""

    id: str
    number: int
    title: str
    version: str
    disclosure: Level
    valid_until: str | None
    ended: bool
    file_name: str
    sha256: str
    at: str
    by: str
    mark: str


class TrustDocuments(Told):
    """The documents that are given out, and the last versions of those that were withdrawn."""

    documents: list[TrustDocument]
    withdrawn: list[TrustDocument]


class Use(Told):
    """A use of a link; one that was refused says why."""

    at: str
    outcome: str
    title: str


class Link(Told):
    """A personal link: its secret was told once and is kept nowhere."""

    id: str
    at: str
    by: str
    expires_at: str
    revoked_at: str | None
    revoked_by: str
    state: Literal["open", "revoked", "expired"]
    titles: list[str]
    uses: list[Use]


class ListedRequest(Told):
    """What somebody asked for, and how it was decided."""

    id: str
    at: str
    name: str
    company: str
    email: str
    purpose: str
    documents: list[str]
    titles: list[str]
    file_name: str
    sha256: str | None
    state: Literal["waiting", "granted", "declined"]
    decided_at: str | None
    decided_by: str
    reason: str
    nda_on: str | None
    nda_until: str | None
    questionnaire_id: str | None


class AccessRequest(ListedRequest):
    """A request with its links and each use of them."""

    links: list[Link]


class TurnedAway(Told):
    """How many the limits turned away in the last thirty days, by each of them."""

    since: str | None
    last: str | None
    total: int
    requests: int
    address: int
    full: int
    visits: int


class Requests(Told):
    """The requests, those that wait first, and how many do."""

    waiting: int
    requests: list[ListedRequest]
    turned_away: TurnedAway


class Granted(Told):
    """A request with the address of its new link, empty where no document is given; it is told this once."""

    request: AccessRequest
    path: str


class EditionChange(Told):
    """What is other than in the edition before; the name is empty where it is public no longer."""

    kind: Literal["sub-processor", "document", "statement"]
    what: Literal["added", "changed", "removed"]
    name: str


class TrustEdition(Told):
    """A day on which the page was published, and what had changed."""

    day: str
    changes: list[EditionChange]


class Editions(Told):
    """The editions, the last first, and what is on the page and in none of them."""

    editions: list[TrustEdition]
    pending: list[EditionChange]

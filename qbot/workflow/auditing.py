"""The audit history: what happened, and the proof that nothing in it was changed."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import asdict

from qbot.store.audit import AuditFinding, verify_chain
from qbot.store.events import count_events
from qbot.store.events import list_events as list_records
from qbot.store.records import Document
from qbot.store.store import Store
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import RefusedError

MOST_EVENTS = 1_000


class AuditReport(Struct, frozen=True):
    """How many events there are, and what is wrong with them; nothing is wrong where they are as they were made."""

    events: int
    findings: tuple[AuditFinding, ...]


def verify_audit(desk: Desk) -> AuditReport:
    """Check the whole chain of events."""
    return check_chain(desk.store)


def check_chain(store: Store) -> AuditReport:
    """Check the whole chain of events of a store."""
    with store.read() as reading:
        events, findings = verify_chain(reading.connection, key=store.key)
    return AuditReport(events, findings)


def list_events(
    desk: Desk, *, after: int = 0, limit: int = 200, questionnaire: str | None = None, newest: bool = False
) -> Document:
    """Return the `events` with a number above `after`, and `seq`, the number of the last there is."""
    if not 0 < limit <= MOST_EVENTS or after < 0:
        raise RefusedError(f"A page of the history begins at 0 or later and has 1 to {MOST_EVENTS} events")
    with desk.store.read() as reading:
        found = list_records(reading, after=after, limit=limit, questionnaire_id=questionnaire, newest=newest)
        return {"seq": count_events(reading), "events": [asdict(one) for one in found]}

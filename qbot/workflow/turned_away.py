"""What the limits of the trust centre turned away, as numbers a day: nothing of those who asked is kept."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from datetime import timedelta

from qbot.store.records import Document
from qbot.store.sessions import find_setting, save_setting
from qbot.store.store import Reading
from qbot.workflow.desk import Desk
from qbot.workflow.tally import Key

REQUESTS, ADDRESS, FULL, VISITS = "requests", "address", "full", "visits"
"""Too many requests at once; many from one address in a day; too many that wait; too many visits to links and files."""

_NAME, _KINDS, _DAYS = "trust.turned_away", (REQUESTS, ADDRESS, FULL, VISITS), 30


def note_turned_away(desk: Desk, kind: str) -> None:
    """Count somebody who was turned away; what comes fast is kept together, some seconds later."""
    _keep(desk, desk.turned_away.add(desk.today().isoformat(), kind, at=desk.clock()))


def list_turned_away(desk: Desk) -> Document:
    """Return how many were turned away in the last month by each limit, since which day, and on which day last."""
    _keep(desk, desk.turned_away.take(at=desk.clock()))
    with desk.store.read() as reading:
        kept = _read(reading, since=_find_first(desk))
    total: Counter[str] = Counter()
    for counts in kept.values():
        total.update(counts)
    told = {"since": min(kept, default=None), "last": max(kept, default=None), "total": total.total()}
    return {**told, **{kind: total[kind] for kind in _KINDS}}


def _keep(desk: Desk, counts: Mapping[Key, int]) -> None:
    """Add counts to those of their days, and forget what is older than a month."""
    if not counts:
        return
    with desk.store.note() as noting:
        kept = _read(noting, since=_find_first(desk))
        for (day, kind), number in counts.items():
            known = kept.setdefault(day, {})
            known[kind] = known.get(kind, 0) + number
        save_setting(noting, _NAME, json.dumps(kept))


def _find_first(desk: Desk) -> str:
    return (desk.today() - timedelta(days=_DAYS)).isoformat()


def _read(reading: Reading, *, since: str) -> dict[str, dict[str, int]]:
    kept: dict[str, dict[str, int]] = json.loads(find_setting(reading, _NAME) or "{}")
    return {day: counts for day, counts in kept.items() if day >= since}

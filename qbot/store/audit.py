"""The audit chain: every change of the store is one event, and each event seals all before it.

An event's `digest` is the SHA-256 of a random salt and its detail; its `hash` is an HMAC over the hash before it and
all its columns but detail and salt. So the detail of a deleted questionnaire can be erased, and the chain still
verifies. The head row seals the number of events and the last hash, so that a shortened chain shows as well.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import secrets
from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from sqlalchemy import Connection, Row, insert, select, update

from qbot.store.tables import event, head, touched

DELETE = "delete"
_FIRST = "0" * 64
_SEALED = ("seq", "at", "by", "action", "questionnaire_id", "question_id", "operation", "undoes", "digest")


class EventFacts(Struct, frozen=True):
    """What is recorded of a change; `touched` are the questions it changed, with their new versions."""

    action: str
    detail: dict[str, Any]  # Any: JSON values
    questionnaire: str | None = None
    question: str | None = None
    operation: str | None = None
    undoes: int | None = None
    touched: Sequence[tuple[str, int]] = ()


class AuditFinding(Struct, frozen=True):
    """Something wrong with the chain: the event (0: the chain as a whole) and a sentence."""

    seq: int
    text: str


def append_event(connection: Connection, facts: EventFacts, *, key: bytes, at: str, by: str) -> int:
    """Add an event to the chain and return its number."""
    last = connection.execute(select(head).with_for_update()).one_or_none()
    count, previous = (last.events, last.hash) if last is not None else (0, _FIRST)
    detail = json.dumps(facts.detail, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    salt = secrets.token_hex(16)
    values: dict[str, Any] = {
        "seq": count + 1,
        "at": at,
        "by": by,
        "action": facts.action,
        "questionnaire_id": facts.questionnaire,
        "question_id": facts.question,
        "operation": facts.operation,
        "undoes": facts.undoes,
        "digest": _digest(salt, detail),
    }
    made = _chain(key, previous, [values[name] for name in _SEALED])
    connection.execute(insert(event).values(**values, detail=detail, salt=salt, hash=made))
    if facts.touched:
        rows = [{"seq": count + 1, "question_id": one, "version": version} for one, version in facts.touched]
        connection.execute(insert(touched), rows)
    sealed = {"events": count + 1, "hash": made, "seal": _seal(key, count + 1, made)}
    connection.execute(insert(head).values(id=1, **sealed) if last is None else update(head).values(**sealed))
    return count + 1


def verify_chain(connection: Connection, *, key: bytes) -> tuple[int, tuple[AuditFinding, ...]]:
    """Return the number of events and what is wrong with them; nothing is wrong where the chain is as it was made."""
    findings: list[AuditFinding] = []
    previous, expected, deleted, erased = _FIRST, 1, dict[str, int](), list[tuple[int, str | None]]()
    for row in connection.execute(select(event).order_by(event.c.seq)).yield_per(1000):
        if row.seq != expected:
            findings.append(AuditFinding(row.seq, _say_gap(expected, row.seq)))
        if row.hash != _chain(key, previous, [getattr(row, name) for name in _SEALED]):
            findings.append(
                AuditFinding(row.seq, f"event {row.seq} was changed, or one before it is not the one it was")
            )
        if row.detail is None or row.salt is None:
            erased.append((row.seq, row.questionnaire_id))
        elif row.digest != _digest(row.salt, row.detail):
            findings.append(AuditFinding(row.seq, f"the detail of event {row.seq} was changed"))
        if row.action == DELETE and row.questionnaire_id:
            deleted[row.questionnaire_id] = row.seq
        previous, expected = row.hash, row.seq + 1
    for seq, questionnaire in erased:
        if seq >= deleted.get(questionnaire or "", 0):
            findings.append(AuditFinding(seq, f"the detail of event {seq} is gone, and no deletion accounts for it"))
    findings += _check_head(connection.execute(select(head)).all(), key=key, count=expected - 1, last=previous)
    return expected - 1, tuple(findings)


def erase_details(connection: Connection, questionnaire: str) -> None:
    """Erase what the events of a questionnaire tell; who did what and when stays in the chain."""
    seqs = select(event.c.seq).where(event.c.questionnaire_id == questionnaire)
    connection.execute(touched.delete().where(touched.c.seq.in_(seqs)))
    erased = update(event).where(event.c.questionnaire_id == questionnaire, event.c.action != DELETE)
    connection.execute(erased.values(detail=None, salt=None))


def _check_head(rows: Sequence[Row[Any]], *, key: bytes, count: int, last: str) -> list[AuditFinding]:
    if not rows:
        return [AuditFinding(0, "the seal of the chain is missing")] if count else []
    if len(rows) > 1:
        return [AuditFinding(0, "there are several seals of the chain")]
    row = rows[0]
    if row.seal != _seal(key, row.events, row.hash):
        return [AuditFinding(0, "the seal of the chain was changed")]
    if (row.events, row.hash) != (count, last):
        return [AuditFinding(0, f"the chain was sealed with {row.events} events and ends with event {count}")]
    return []


def _say_gap(expected: int, found: int) -> str:
    return f"event {expected} is missing" if found > expected else f"event {found} stands twice"


def _digest(salt: str, detail: str) -> str:
    return hashlib.sha256(f"{salt}\n{detail}".encode()).hexdigest()


def _chain(key: bytes, previous: str, values: Sequence[object]) -> str:
    text = json.dumps([previous, *values], ensure_ascii=True, separators=(",", ":"))
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


def _seal(key: bytes, count: int, last: str) -> str:
    return hmac.new(key, f"head {count} {last}".encode(), hashlib.sha256).hexdigest()

"""Signing in: a token that works once becomes a session, and the session carries the reviewer's name.

Only hashes of the secrets are kept; the secrets themselves are returned once and stand nowhere else.
"""

from __future__ import annotations

import hashlib
import secrets
import unicodedata
from datetime import timedelta

from msgspec import Struct

from qbot.store.sessions import add_session, drop_session, find_session, name_session
from qbot.workflow.desk import Desk, format_time
from qbot.workflow.refusals import RefusedError

_TOKEN, _SESSION = "sign-in", "session"
_TOKEN_LIFE, _SESSION_LIFE = timedelta(minutes=10), timedelta(days=30)
_LONGEST_NAME = 80


class Reviewer(Struct, frozen=True):
    """Who is signed in; the name is empty until it was asked."""

    name: str


def make_sign_in(desk: Desk) -> str:
    """Return a token that signs one browser in, within ten minutes."""
    return _make(desk, _TOKEN, _TOKEN_LIFE, reviewer="")


def redeem_sign_in(desk: Desk, token: str) -> str | None:
    """Return the token of a new session for a sign-in token, which is used up by it; None where it is not valid."""
    hashed = _hash(token)
    at = desk.now()
    with desk.store.note() as note:
        if find_session(note, token_hash=hashed, kind=_TOKEN, at=at) is None:
            return None
        drop_session(note, token_hash=hashed)
    return _make(desk, _SESSION, _SESSION_LIFE, reviewer="")


def find_reviewer(desk: Desk, token: str) -> Reviewer | None:
    """Return who a session belongs to, None where it is over or was never made."""
    with desk.store.read() as reading:
        name = find_session(reading, token_hash=_hash(token), kind=_SESSION, at=desk.now())
    return Reviewer(name) if name is not None else None


def set_reviewer_name(desk: Desk, token: str, name: str) -> Reviewer:
    """Keep the reviewer's name in the session; RefusedError where it is empty, too long or cannot be printed."""
    plain = " ".join(name.split())
    if not plain or len(plain) > _LONGEST_NAME or any(unicodedata.category(mark)[0] == "C" for mark in plain):
        raise RefusedError(f"A name has 1 to {_LONGEST_NAME} characters that can be read. It stands on every decision")
    with desk.store.note() as note:
        name_session(note, token_hash=_hash(token), reviewer=plain)
    return Reviewer(plain)


def sign_out(desk: Desk, token: str) -> None:
    """End a session."""
    with desk.store.note() as note:
        drop_session(note, token_hash=_hash(token))


def _make(desk: Desk, kind: str, life: timedelta, *, reviewer: str) -> str:
    token = secrets.token_urlsafe(32)
    until = format_time(desk.clock() + life)
    with desk.store.note() as note:
        add_session(note, token_hash=_hash(token), kind=kind, reviewer=reviewer, at=desk.now(), until=until)
    return token


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()

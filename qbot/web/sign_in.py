"""Signing in: a one-time address from the terminal becomes a session, in which the reviewer's name stands.

The tokens are random; only their hashes are kept. Whoever can read the terminal of `qbot serve` may sign in, and nobody
else: there are no accounts and no passwords.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Protocol

COOKIE = "qbot_session"
LASTS = timedelta(days=30)
MAX_NAME = 80


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in, and until when (UTC, ISO)."""

    reviewer: str
    expires_at: str


class Sessions(Protocol):
    """Where sessions are kept, by the hash of their token."""

    def find_session(self, token_hash: str) -> Session | None:
        """Return the session, None where there is none."""

    def add_session(self, token_hash: str, session: Session, *, created_at: str) -> None:
        """Keep a session."""

    def remove_session(self, token_hash: str) -> None:
        """Forget a session."""


class MemorySessions:
    """Sessions that end with the server."""

    def __init__(self) -> None:
        self._sessions: dict[str, Session] = {}

    def find_session(self, token_hash: str) -> Session | None:
        """Return the session, None where there is none."""
        return self._sessions.get(token_hash)

    def add_session(self, token_hash: str, session: Session, *, created_at: str) -> None:
        """Keep a session."""
        self._sessions[token_hash] = session

    def remove_session(self, token_hash: str) -> None:
        """Forget a session."""
        self._sessions.pop(token_hash, None)


def hash_token(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


class SignIn:
    """Issues one-time tokens, turns them into sessions, and finds the session of a request."""

    def __init__(
        self, sessions: Sessions, *, announce: Callable[[str], None], clock: Callable[[], datetime] | None = None
    ) -> None:
        self._sessions = sessions
        self._announce = announce
        self._clock = clock or (lambda: datetime.now(UTC))
        self._open: set[str] = set()
        self._lock = Lock()

    def issue(self) -> str:
        """Return a new token that signs in once; one that was issued before and not used is void."""
        token = secrets.token_urlsafe(24)
        with self._lock:
            self._open = {hash_token(token)}
        return token

    def announce_again(self) -> None:
        """Print a new one-time address where the server's owner reads it."""
        self._announce(f"/sign-in?token={self.issue()}")

    def is_open(self, token: str) -> bool:
        """Tell whether a token may still be used."""
        return hash_token(token) in self._open

    def begin(self, token: str, reviewer: str) -> str | None:
        """Use up a one-time token; return the token of the new session, None where the first was not good."""
        with self._lock:
            if hash_token(token) not in self._open:
                return None
            self._open.clear()
        now, secret = self._clock(), secrets.token_urlsafe(32)
        session = Session(reviewer, (now + LASTS).isoformat())
        self._sessions.add_session(hash_token(secret), session, created_at=now.isoformat())
        return secret

    def find(self, cookie: str | None) -> Session | None:
        """Return the session that a cookie's token opens, None where there is none or it has ended."""
        session = self._sessions.find_session(hash_token(cookie)) if cookie else None
        if session is None or datetime.fromisoformat(session.expires_at) <= self._clock():
            return None
        return session

    def end(self, cookie: str | None) -> None:
        """Forget the session."""
        if cookie:
            self._sessions.remove_session(hash_token(cookie))


def clean_name(name: str) -> str:
    """Return a reviewer's name without control characters and double spaces; empty where none is left."""
    return " ".join("".join(sign for sign in name if sign.isprintable()).split())[:MAX_NAME]

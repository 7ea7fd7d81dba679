"""Sign-in tokens and sessions, by the hash of their secret; and settings of the store."""

from __future__ import annotations

from sqlalchemy import delete, insert, select, update

from qbot.store.store import Noting, Reading
from qbot.store.tables import session, setting


def add_session(noting: Noting, *, token_hash: str, kind: str, reviewer: str, at: str, until: str) -> None:
    """Keep a session or a sign-in token, and drop those that are over."""
    noting.connection.execute(delete(session).where(session.c.expires_at < at))
    values = {"token_hash": token_hash, "kind": kind, "reviewer": reviewer, "created_at": at, "expires_at": until}
    noting.connection.execute(insert(session).values(**values))


def find_session(reading: Reading, *, token_hash: str, kind: str, at: str) -> str | None:
    """Return the reviewer's name of a session that is not over (empty before it was asked), or None."""
    return reading.connection.execute(
        select(session.c.reviewer).where(
            session.c.token_hash == token_hash, session.c.kind == kind, session.c.expires_at >= at
        )
    ).scalar_one_or_none()


def name_session(noting: Noting, *, token_hash: str, reviewer: str) -> None:
    """Set the reviewer's name of a session."""
    noting.connection.execute(update(session).where(session.c.token_hash == token_hash).values(reviewer=reviewer))


def drop_session(noting: Noting, *, token_hash: str) -> bool:
    """Delete a session or token; tell whether it was there."""
    return noting.connection.execute(delete(session).where(session.c.token_hash == token_hash)).rowcount > 0


def find_setting(reading: Reading, name: str) -> str | None:
    """Return a setting of the store."""
    return reading.connection.execute(select(setting.c.value).where(setting.c.name == name)).scalar_one_or_none()


def save_setting(noting: Noting, name: str, value: str) -> None:
    """Keep a setting of the store."""
    noting.connection.execute(delete(setting).where(setting.c.name == name))
    noting.connection.execute(insert(setting).values(name=name, value=value))

"""The store: transactions that read, and changes that are recorded by exactly one event."""

from __future__ import annotations

import os
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, select
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from qbot.store.audit import EventFacts, append_event
from qbot.store.engine import connect_for_writing, empty_log, open_engine
from qbot.store.errors import (
    AuditKeyMissingError,
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    UnrecordedChangeError,
)
from qbot.store.migrate import bring_up_to_date
from qbot.store.tables import head

# A log that cannot grow is told as an error of writing or of the shared index.
_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "SQLITE_IOERR_FSYNC", "SQLITE_IOERR_TRUNCATE")
STORE_FILE, KEY_FILE = "qbot.db", "audit.key"


class Reading:
    """An open transaction that reads one state of the store."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection


class Noting(Reading):
    """An open transaction for what is no decision and leaves no event: progress of jobs, sessions, settings."""


class Change(Noting):
    """An open transaction that changes the store; it must be recorded by exactly one event, or given up."""

    def __init__(self, connection: Connection, *, key: bytes, at: str, by: str) -> None:
        super().__init__(connection)
        self.at, self.by = at, by
        self.recorded: list[int] = []
        self.given_up = False
        self._key = key

    def record(self, facts: EventFacts) -> int:
        """Record the change and return the number of its event."""
        seq = append_event(self.connection, facts, key=self._key, at=self.at, by=self.by)
        self.recorded.append(seq)
        return seq

    def give_up(self) -> None:
        """End without changing anything."""
        self.given_up = True


class Store:
    """All that qbot keeps, in one database file."""

    def __init__(self, engine: Engine, *, key: bytes, place: str) -> None:
        self._engine, self._key, self.place = engine, key, place
        self._writer = threading.Lock()  # threads of one process queue here, not at the file's lock

    @property
    def key(self) -> bytes:
        """The key of the audit chain; it never leaves the machine but in a backup."""
        return self._key

    @contextmanager
    def read(self) -> Iterator[Reading]:
        """Give a transaction that sees one state of the store, whatever others write meanwhile."""
        with self._tell_errors(), self._engine.connect() as connection, connection.begin():
            yield Reading(connection)

    @contextmanager
    def change(self, *, at: str, by: str) -> Iterator[Change]:
        """Give a transaction that changes the store, by whom and when: all of it or, where the block raises, none."""
        with self._write() as connection:
            change = Change(connection, key=self._key, at=at, by=by)
            yield change
            if change.given_up:
                connection.rollback()
            elif len(change.recorded) != 1:
                raise UnrecordedChangeError(len(change.recorded))

    @contextmanager
    def note(self) -> Iterator[Noting]:
        """Give a transaction for what leaves no event."""
        with self._write() as connection:
            yield Noting(connection)

    def empty_log(self) -> None:
        """Leave nothing of what was deleted in the log, unless somebody reads just now."""
        with self._tell_errors():
            empty_log(self._engine)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        with self._tell_errors(), self._writer, connect_for_writing(self._engine) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def _tell_errors(self) -> Iterator[None]:
        try:
            yield
        except (DatabaseError, PoolTimeoutError) as error:
            raise tell_database_error(error, self.place) from error


def tell_database_error(error: Exception, place: str) -> Exception:
    """Return the sentence for what the database says; the error itself where it is a mistake in qbot."""
    cause = getattr(error, "orig", error)
    text, name = str(cause).lower(), str(getattr(cause, "sqlite_errorname", ""))
    if name in _FULL or "is full" in text:
        return StoreFullError(place)
    if "disk i/o error" in text:
        return StoreDiskError(place, name or text)
    if "locked" in text or "busy" in text or isinstance(error, PoolTimeoutError):
        return StoreBusyError(place)
    if "malformed" in text or "not a database" in text:
        return StoreDamagedError(place, "it is damaged, or it is no store of qbot")
    if isinstance(error, OperationalError) and ("unable to open" in text or "readonly" in text):
        return StoreError(f"{place}: it cannot be written. Check the folder, its rights and the free space")
    return error


def open_store(home: Path) -> Store:
    """Open the store in a folder, making it where there is none and bringing it to the form of this version.

    StoreError where it cannot be used.
    """
    path = home / STORE_FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        existed = path.exists()
        key = read_key(home)
        if not existed:
            path.touch(mode=0o600)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StoreError(
            f"{home}: the store cannot be opened here ({reason}). Choose another folder with QBOT_HOME"
        ) from error
    engine = open_engine(path)
    try:
        bring_up_to_date(engine, path)
        _require_own_key(engine, home, key)
    except DatabaseError as error:
        engine.dispose()
        raise tell_database_error(error, str(path)) from error
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, key=key or make_key(home), place=str(path))


def read_key(home: Path) -> bytes | None:
    """Return the key of the audit chain in a folder, None where there is none."""
    path = home / KEY_FILE
    return bytes.fromhex(path.read_text("ascii").strip()) if path.exists() else None


def make_key(home: Path) -> bytes:
    """Make the key of the audit chain, readable by its owner alone."""
    key = secrets.token_bytes(32)
    handle = os.open(home / KEY_FILE, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key.hex())
        file.flush()
        os.fsync(handle)
    return key


def _require_own_key(engine: Engine, home: Path, key: bytes | None) -> None:
    if key is not None:
        return
    with engine.connect() as connection:
        if connection.execute(select(head)).first() is not None:
            raise AuditKeyMissingError(str(home / KEY_FILE))

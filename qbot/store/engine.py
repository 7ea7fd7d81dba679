"""The database engine: SQLite with a write-ahead log, foreign keys, and writers that wait for each other."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event

_BUSY_SECONDS = 30
_WRITES = "qbot_writes"


def open_engine(path: Path) -> Engine:
    """Return an engine on a SQLite file, which is made when it is first used."""
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        hide_parameters=True,  # what people wrote stands in no log and no error
        pool_size=20,
        max_overflow=40,
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def connect_for_writing(engine: Engine) -> Connection:
    """Return a connection whose transactions take the write lock when they begin, so that none fails half-way."""
    return engine.connect().execution_options(**{_WRITES: True})


def empty_log(engine: Engine) -> bool:
    """Move the write-ahead log into the file and empty it; tell whether nobody who reads stood in the way."""
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        busy = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] if driver is not None else 1
    return not busy


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # sqlite3 begins no transaction of its own; `_begin` does
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")  # what was accepted outlives a power cut
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what was deleted is overwritten


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

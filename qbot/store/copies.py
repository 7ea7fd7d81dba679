"""Copies of a whole store: made while it is written to, checked, and put back in its place."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from msgspec import Struct
from sqlalchemy import func, select

from qbot.store.audit import AuditFinding, verify_chain
from qbot.store.engine import open_engine
from qbot.store.errors import StoreDamagedError
from qbot.store.migrate import NEWEST, read_form
from qbot.store.store import tell_database_error
from qbot.store.tables import entry, event, questionnaire

_PAGES = 256  # copied at a time, so that writers wait no longer than that


class StoreCopy(Struct, frozen=True):
    """What a copy of a store holds: its form, how much of everything, and what is wrong with its history."""

    form: str
    questionnaires: int
    entries: int
    events: int
    findings: tuple[AuditFinding, ...]


def describe_database() -> str:
    """Return the name and version of the database."""
    return f"SQLite {sqlite3.sqlite_version}"


def copy_store(source: Path, target: Path) -> None:
    """Copy a store as it is at one moment; writers go on meanwhile. The target is replaced where it exists.

    StoreError where one of them cannot be read or written.
    """
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
            old.backup(new, pages=_PAGES)
    except sqlite3.Error as error:
        raise tell_database_error(error, str(target)) from error


def replace_store(source: Path, target: Path) -> None:
    """Put a copy in the place of a store in one transaction, while others may have it open."""
    try:
        with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target, timeout=30)) as new:
            old.backup(new)
    except sqlite3.Error as error:
        raise tell_database_error(error, str(target)) from error


def check_pages(path: Path) -> str:
    """Return what is wrong with the pages and links of a database file, empty where nothing is."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            found = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(5)")]
            loose = [
                f"{row[0]} row {row[1]} names a {row[2]} that is gone"
                for row in connection.execute("PRAGMA foreign_key_check")
            ]
    except sqlite3.Error as error:
        return str(error)
    return "; ".join([*(text for text in found if text != "ok"), *loose[:5]])


def find_old_form(path: Path) -> str | None:
    """Return the form of a store file that an upgrade waits for, None where it has the newest or an unknown one."""
    engine = open_engine(path)
    try:
        with engine.connect() as connection:
            form = read_form(connection)
    finally:
        engine.dispose()
    return form if form is not None and form < NEWEST else None


def read_copy(path: Path, *, key: bytes) -> StoreCopy:
    """Return what a store file holds; StoreDamagedError where it is none."""
    engine = open_engine(path)
    try:
        with engine.connect() as connection:
            form = read_form(connection)
            if form is None or form > NEWEST:
                raise StoreDamagedError(str(path), "it is no store of this version of qbot or an older one")
            _events, findings = verify_chain(connection, key=key)
            counts = [
                connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in (questionnaire, entry, event)
            ]
    finally:
        engine.dispose()
    return StoreCopy(form, counts[0], counts[1], counts[2], findings)

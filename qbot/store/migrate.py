"""Bringing a store to the form of this version: the missing steps in one transaction, from a copy that is kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from qbot.store.engine import connect_for_writing
from qbot.store.errors import MigrationError, StoreNewerError

NEWEST = "0005"
STEPS = "qbot.store:migrations"


def bring_up_to_date(engine: Engine, path: Path, *, target: str = NEWEST) -> None:
    """Apply the steps that are missing; where one fails the store is as it was, and MigrationError says why.

    Before the first step a copy of the store is kept beside it, under the name of its old form.
    """
    with engine.connect() as connection:
        form = read_form(connection)
    if form == target:
        return
    if form is not None and form > target:
        raise StoreNewerError(str(path), form)
    if form is not None:
        _keep_copy(path, form)
    with connect_for_writing(engine) as connection:
        # Rebuilding a table drops the old one, which would take its children along; said before the transaction begins,
        # within which SQLite does not listen.
        connection.connection.cursor().execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                _upgrade(connection, target)
                _require_whole(connection)
        except Exception as error:
            reason = str(getattr(error, "orig", error)).splitlines()[0]
            raise MigrationError(str(path), target, reason) from error
        finally:
            connection.invalidate()


def read_form(connection: Connection) -> str | None:
    """Return the form of the store, None where it is new."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one_or_none()
    return str(found) if found is not None else None


def _upgrade(connection: Connection, target: str) -> None:
    from alembic import command  # takes 0.2 s, which a start without a step does not pay
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", STEPS)
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def _require_whole(connection: Connection) -> None:
    """Raise ValueError where a row names one that is gone: foreign keys were not looked at meanwhile."""
    loose = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if loose:
        table, row, parent, _key = loose[0]
        raise ValueError(f"row {row} of {table} would name a {parent} that is gone ({len(loose)} in all)")


def _keep_copy(path: Path, form: str) -> None:
    target = path.with_name(f"{path.name}.form-{form}")
    with closing(sqlite3.connect(path)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
    with suppress(OSError):
        target.chmod(0o600)

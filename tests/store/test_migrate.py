"""Migrations: all together give the declared schema, and one that fails changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from importlib.resources import files
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from qbot.store import migrate
from qbot.store.audit import EventFacts
from qbot.store.engine import open_engine
from qbot.store.errors import MigrationError, StoreNewerError
from qbot.store.store import STORE_FILE, open_store
from qbot.store.tables import metadata

NEXT = '''"""A step of the test."""

import sqlalchemy as sa
from alembic import op

revision = "9001"
down_revision = "{before}"


def upgrade() -> None:
    """Add a column, rebuild a table, and perhaps fail."""
    op.add_column("setting", sa.Column("note", sa.Text()))
    with op.batch_alter_table("questionnaire") as batch:
        batch.alter_column("name", new_column_name="title")
    op.execute("UPDATE setting SET note = 'moved'")
    {ending}
'''

FAILING = '''"""A step of the test that fails."""

from alembic import op

revision = "9002"
down_revision = "9001"


def upgrade() -> None:
    """Fail."""
    op.execute("SELECT * FROM nowhere")
'''


@pytest.fixture
def steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the steps that a test may add to."""
    target = tmp_path / "steps"
    shutil.copytree(str(files("qbot.store") / "migrations"), target, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(migrate, "STEPS", str(target))
    return target


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A store with something in it."""
    folder = tmp_path / "home"
    store = open_store(folder)
    with store.change(at="2026", by="Ada") as change:
        change.connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES ('colour', 'blue')")
        change.connection.exec_driver_sql("INSERT INTO blob VALUES ('s', 1, x'00')")
        change.connection.exec_driver_sql(
            "INSERT INTO questionnaire (id, name, file_name, sha256, format, customer, product, region, assignee,"
            " as_of, state, problem, notes, created_at, created_by, version)"
            " VALUES ('q', 'n', 'f', 's', 'csv', '', '', '', '', '2026-01-01', 'ready', '', '[]', '', '', 1)"
        )
        change.connection.exec_driver_sql(
            "INSERT INTO job (id, questionnaire_id, kind, state, done, total, message, error, created_at, created_by)"
            " VALUES ('j', 'q', 'read', 'done', 0, 0, '', '', '', '')"
        )
        change.record(EventFacts("paint", {}))
    store.close()
    return folder


def dump(path: Path) -> list[str]:
    """Return all of a database as statements."""
    with closing(sqlite3.connect(path)) as database:
        return list(database.iterdump())


def upgrade(home: Path) -> None:
    """Bring the store to the form of the test's step."""
    path = home / STORE_FILE
    engine = open_engine(path)
    try:
        migrate.bring_up_to_date(engine, path, target="9001")
    finally:
        engine.dispose()


def add_step(steps: Path, ending: str) -> None:
    """Add the test's step after the newest."""
    text = NEXT.format(before=migrate.NEWEST, ending=ending)
    (steps / "versions" / "form_9001.py").write_text(text, "utf-8")


def test_all_steps_together_give_the_declared_schema(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    engine = open_engine(tmp_path / STORE_FILE)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_the_newest_step_is_the_one_that_the_program_expects() -> None:
    assert ScriptDirectory(str(files("qbot.store") / "migrations")).get_heads() == [migrate.NEWEST]


def test_a_step_keeps_the_data_and_a_copy_of_the_old_store(home: Path, steps: Path) -> None:
    before = dump(home / STORE_FILE)
    add_step(steps, "pass")
    upgrade(home)
    with closing(sqlite3.connect(home / STORE_FILE)) as database:
        assert database.execute("SELECT value, note FROM setting").fetchall() == [("blue", "moved")]
        assert database.execute("SELECT title FROM questionnaire").fetchall() == [("n",)]
        assert database.execute("SELECT id FROM job").fetchall() == [("j",)]  # rebuilding its parent took nothing along
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert dump(home / f"{STORE_FILE}.form-{migrate.NEWEST}") == before


def test_a_step_that_fails_leaves_the_store_as_it_was(home: Path, steps: Path) -> None:
    before = dump(home / STORE_FILE)
    add_step(steps, "op.execute('SELECT * FROM nowhere')")
    with pytest.raises(MigrationError, match=r"nowhere.*It is as it was before"):
        upgrade(home)
    assert dump(home / STORE_FILE) == before
    open_store(home).close()


def test_a_step_that_leaves_loose_ends_is_taken_back(home: Path, steps: Path) -> None:
    before = dump(home / STORE_FILE)
    add_step(steps, "op.execute('DELETE FROM blob')")
    with pytest.raises(MigrationError, match=r"row 1 of questionnaire would name a blob that is gone \(1 in all\)"):
        upgrade(home)
    assert dump(home / STORE_FILE) == before


def test_all_steps_are_done_or_none(home: Path, steps: Path) -> None:
    before = dump(home / STORE_FILE)
    add_step(steps, "pass")
    (steps / "versions" / "form_9002.py").write_text(FAILING, "utf-8")
    engine = open_engine(home / STORE_FILE)
    with pytest.raises(MigrationError, match="nowhere"):
        migrate.bring_up_to_date(engine, home / STORE_FILE, target="9002")
    engine.dispose()
    assert dump(home / STORE_FILE) == before


def test_a_store_of_a_newer_version_is_left_alone(home: Path, steps: Path) -> None:
    add_step(steps, "pass")
    upgrade(home)
    before = dump(home / STORE_FILE)
    with pytest.raises(StoreNewerError, match="newer qbot"):
        open_store(home)
    assert dump(home / STORE_FILE) == before

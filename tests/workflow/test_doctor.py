"""The doctor finds what was done to a store behind its back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from review_desk import Upload

from qbot.store.copies import find_old_form
from qbot.store.engine import open_engine
from qbot.store.migrate import NEWEST, bring_up_to_date
from qbot.workflow.desk import Desk
from qbot.workflow.doctor import FAILS, OK, WARNS, examine

DAY = date(2026, 3, 2)


def find(home: Path, name: str) -> tuple[str, str]:
    """Return the state and the text of a check."""
    return next((one.state, one.text) for one in examine(home, as_of=DAY) if one.name == name)


def test_a_sound_store_passes(stocked: Desk, upload: Upload) -> None:
    upload()
    assert not [one for one in examine(stocked.home, as_of=DAY) if one.state == FAILS]
    assert find(stocked.home, "files") == (OK, "1 kept files are as they came")


def test_without_a_store_it_says_how_to_make_one(tmp_path: Path) -> None:
    assert find(tmp_path, "store") == (WARNS, f"there is none in {tmp_path} yet; `qbot serve` makes it")


@pytest.mark.parametrize(
    ("statement", "name", "text"),
    [
        ("UPDATE event SET by = 'Eve' WHERE seq = 2", "history", "event 2 was changed"),
        ("UPDATE blob SET data = x'00'", "files", "1 of 1 kept files were changed"),
        ("DELETE FROM blob", "database", "names a blob that is gone"),
    ],
)
def test_what_was_changed_is_named(stocked: Desk, upload: Upload, statement: str, name: str, text: str) -> None:
    upload()
    with closing(sqlite3.connect(stocked.store.place)) as database, database:
        database.execute(statement)
    state, told = find(stocked.home, name)
    assert state == FAILS
    assert text in told


def test_files_that_others_can_read_are_named(stocked: Desk) -> None:
    Path(stocked.store.place).chmod(0o644)
    state, told = find(stocked.home, "rights")
    assert (state, "chmod 600" in told) == (WARNS, True)


def test_older_copies_of_the_store_are_named(stocked: Desk) -> None:
    (stocked.home / "qbot.db.form-0001").write_bytes(b"old")
    state, told = find(stocked.home, "copies")
    assert (state, "qbot.db.form-0001" in told) == (WARNS, True)


def test_it_changes_nothing_in_an_older_store(tmp_path: Path) -> None:
    path = tmp_path / "qbot.db"
    engine = open_engine(path)
    bring_up_to_date(engine, path, target="0001")
    engine.dispose()
    state, told = find(tmp_path, "store")
    assert (state, "it has form 0001" in told, f"brings it to form {NEWEST}" in told) == (WARNS, True, True)
    assert find_old_form(path) == "0001"
    assert sorted(one.name for one in tmp_path.iterdir()) == ["qbot.db"]


def test_a_damaged_file_is_told_with_what_to_do(stocked: Desk) -> None:
    stocked.store.close()
    path = Path(stocked.store.place)
    data = bytearray(path.read_bytes())
    data[8_192:65_536] = b"x" * (65_536 - 8_192)
    path.write_bytes(data)
    state, told = find(stocked.home, "database")
    assert (state, "qbot restore" in told) == (FAILS, True)

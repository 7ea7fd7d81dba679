"""The doctor finds what was done to a store behind its back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from review_desk import Upload

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

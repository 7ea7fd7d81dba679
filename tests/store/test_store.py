"""The store: changes are all kept or none, each with one event, and what goes wrong is told in a sentence."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qbot.store.audit import EventFacts
from qbot.store.errors import (
    AuditKeyMissingError,
    StoreBusyError,
    StoreDamagedError,
    StoreDiskError,
    StoreError,
    StoreFullError,
    UnrecordedChangeError,
)
from qbot.store.events import count_events
from qbot.store.sessions import find_setting, save_setting
from qbot.store.store import KEY_FILE, STORE_FILE, Store, open_store, tell_database_error


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A new store."""
    with closing(open_store(tmp_path / "home")) as made:
        yield made


def keep(store: Store, value: str, *, events: int = 1) -> None:
    """Change a setting, recorded by so many events."""
    with store.change(at="2026", by="Ada") as change:
        save_setting(change, "colour", value)
        for _ in range(events):
            change.record(EventFacts("paint", {"value": value}))


def keep_what_cannot_be_told(store: Store) -> None:
    """Change a setting, and fail while its event is written."""
    with store.change(at="2026", by="Ada") as change:
        save_setting(change, "colour", "blue")
        change.record(EventFacts("paint", {"value": object()}))


def fill_disk(store: Store) -> None:
    """Change a setting while the database may not grow."""
    with store.change(at="2026", by="Ada") as change:
        change.connection.exec_driver_sql("PRAGMA max_page_count = 1")
        save_setting(change, "colour", "red" * 100_000)
        change.record(EventFacts("paint", {}))


def read(store: Store) -> str | None:
    """Return the setting."""
    with store.read() as reading:
        return find_setting(reading, "colour")


def test_a_change_and_its_event_are_kept_together(store: Store) -> None:
    keep(store, "blue")
    with store.read() as reading:
        assert (find_setting(reading, "colour"), count_events(reading)) == ("blue", 1)


@pytest.mark.parametrize("events", [0, 2])
def test_a_change_without_exactly_one_event_is_not_kept(store: Store, events: int) -> None:
    with pytest.raises(UnrecordedChangeError):
        keep(store, "blue", events=events)
    assert read(store) is None


def test_a_change_that_fails_or_is_given_up_leaves_nothing(store: Store) -> None:
    with pytest.raises(TypeError):
        keep_what_cannot_be_told(store)
    with store.change(at="2026", by="Ada") as change:
        save_setting(change, "colour", "red")
        change.give_up()
    assert read(store) is None


def test_the_files_of_the_store_are_its_owners_alone(store: Store) -> None:
    home = Path(store.place).parent
    for name in (KEY_FILE, STORE_FILE):
        assert (home / name).stat().st_mode & 0o077 == 0


def test_writers_of_several_threads_wait_for_each_other(store: Store) -> None:
    def write() -> None:
        for number in range(20):
            keep(store, str(number))

    threads = [threading.Thread(target=write) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with store.read() as reading:
        assert count_events(reading) == 160


def test_a_full_disk_is_told_and_keeps_what_was_accepted(store: Store) -> None:
    keep(store, "blue")
    with pytest.raises(StoreFullError, match=r"the disk is full.*all that was saved before is kept"):
        fill_disk(store)
    assert read(store) == "blue"
    with closing(sqlite3.connect(store.place)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_lost_key_is_told_before_anything_is_written(store: Store) -> None:
    keep(store, "blue")
    home = Path(store.place).parent
    (home / KEY_FILE).unlink()
    with pytest.raises(AuditKeyMissingError, match="key of the audit history is missing"):
        open_store(home)


def test_a_file_that_is_no_store_is_told(tmp_path: Path) -> None:
    (tmp_path / STORE_FILE).write_bytes(b"this is no database at all, but long enough to look like a file" * 100)
    with pytest.raises(StoreDamagedError, match="is damaged, or it is no store"):
        open_store(tmp_path)


def test_a_home_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="QBOT_HOME"):
        open_store(tmp_path / "file" / "home")


def test_a_lock_that_is_not_given_back_is_told() -> None:
    told = tell_database_error(sqlite3.OperationalError("database is locked"), "here")
    assert isinstance(told, StoreBusyError)


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("SQLITE_FULL", "database or disk is full", StoreFullError),
        ("SQLITE_IOERR_WRITE", "disk I/O error", StoreFullError),
        ("SQLITE_IOERR_READ", "disk I/O error", StoreDiskError),
        ("SQLITE_BUSY", "database is locked", StoreBusyError),
        ("SQLITE_NOTADB", "file is not a database", StoreDamagedError),
    ],
)
def test_each_error_of_the_database_has_its_sentence(name: str, text: str, kind: type[StoreError]) -> None:
    error = sqlite3.OperationalError(text)
    error.sqlite_errorname = name
    told = tell_database_error(error, "/home/qbot.db")
    assert type(told) is kind
    assert str(told).startswith("/home/qbot.db: ")

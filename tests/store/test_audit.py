"""The audit chain: whatever is changed in it shows, and an erased questionnaire does not."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from qbot.store.audit import EventFacts, append_event, erase_details, verify_chain
from qbot.store.store import Store, open_store

EVENTS = 40
KEPT = 1_000
Row = dict[str, object]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with events of two questionnaires."""
    made = open_store(tmp_path / "home")
    for number in range(EVENTS):
        with made.change(at=f"2026-03-02T09:00:{number:02}Z", by="Ada") as change:
            change.record(
                EventFacts("edit", {"text": f"words {number}"}, questionnaire=f"q{number % 2}", operation=f"o{number}")
            )
    yield made
    made.close()


def check(store: Store) -> list[str]:
    """Return what is found in the chain."""
    with store.read() as reading:
        return [one.text for one in verify_chain(reading.connection, key=store.key)[1]]


def read_rows(database: sqlite3.Connection) -> list[Row]:
    """Return the events as they stand."""
    found = database.execute("SELECT * FROM event ORDER BY seq")
    names = [one[0] for one in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]


def write_rows(database: sqlite3.Connection, rows: list[Row]) -> None:
    """Put events in the place of those that stand there."""
    database.execute("DELETE FROM event")
    for row in rows:
        marks = ", ".join("?" * len(row))
        names = ", ".join(f'"{name}"' for name in row)
        database.execute(f"INSERT INTO event ({names}) VALUES ({marks})", list(row.values()))


def edit(rows: list[Row], chance: random.Random) -> list[Row]:
    """Change one value of one event."""
    row = chance.choice(rows)
    name = chance.choice(
        ["at", "by", "action", "questionnaire_id", "question_id", "detail", "salt", "digest", "hash", "operation"]
    )
    row[name] = f"{row[name] or ''}x" if chance.random() < 0.7 else chance.choice([None, "", "f" * 64])
    if name in ("by", "at", "action", "digest", "hash") and row[name] is None:
        row[name] = ""
    return rows


def delete(rows: list[Row], chance: random.Random) -> list[Row]:
    """Take out one event, and close the gap or leave it."""
    del rows[chance.randrange(len(rows))]
    if chance.random() < 0.5:
        for number, row in enumerate(rows, start=1):
            row["seq"] = number
    return rows


def reorder(rows: list[Row], chance: random.Random) -> list[Row]:
    """Let two events change places."""
    first, second = chance.sample(range(len(rows)), 2)
    rows[first]["seq"], rows[second]["seq"] = rows[second]["seq"], rows[first]["seq"]
    return rows


def truncate(rows: list[Row], chance: random.Random) -> list[Row]:
    """Cut off the end."""
    return rows[: -chance.randint(1, len(rows))]


def insert(rows: list[Row], chance: random.Random) -> list[Row]:
    """Put in a copy of an event, at the end or within."""
    copied = {**chance.choice(rows), "operation": "forged", "by": chance.choice(["Ada", "Eve"])}
    place = chance.randint(0, len(rows))
    rows.insert(place, copied)
    for number, row in enumerate(rows, start=1):
        row["seq"] = number
    return rows


TAMPERINGS: tuple[Callable[[list[Row], random.Random], list[Row]], ...] = (edit, delete, reorder, truncate, insert)


def test_a_chain_as_it_was_made_has_no_finding(store: Store) -> None:
    assert check(store) == []


def test_a_thousand_tamperings_are_all_found(store: Store) -> None:
    chance = random.Random(7)
    with closing(sqlite3.connect(store.place, isolation_level=None)) as database:
        kept = read_rows(database)
        number = 0
        while number < KEPT:
            tampering = TAMPERINGS[number % len(TAMPERINGS)]
            rows = tampering([dict(row) for row in kept], chance)
            if rows == kept:
                continue  # a value was replaced by itself: it is tried again
            number += 1
            database.execute("BEGIN")
            write_rows(database, rows)
            database.execute("COMMIT")
            assert check(store), f"{tampering.__name__}, number {number}"
        database.execute("BEGIN")
        write_rows(database, kept)
        database.execute("COMMIT")
    assert check(store) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE head SET events = events - 1", "seal of the chain was changed"),
        ("UPDATE head SET hash = (SELECT hash FROM event WHERE seq = 39)", "seal of the chain was changed"),
        ("DELETE FROM head", "seal of the chain is missing"),
        ("INSERT INTO head SELECT 2, events, hash, seal FROM head", "several seals"),
    ],
)
def test_the_seal_itself_cannot_be_changed(store: Store, change: str, found: str) -> None:
    with closing(sqlite3.connect(store.place)) as database, database:
        database.execute(change)
    assert any(found in text for text in check(store))


def test_the_head_of_an_older_state_does_not_fit_a_longer_chain(store: Store) -> None:
    with closing(sqlite3.connect(store.place)) as database:
        old = database.execute("SELECT events, hash, seal FROM head").fetchone()
        with store.change(at="2026-03-02T10:00:00Z", by="Ada") as change:
            change.record(EventFacts("edit", {}))
        with database:
            database.execute("UPDATE head SET events = ?, hash = ?, seal = ?", old)
    assert any("sealed with 40 events and ends with event 41" in text for text in check(store))


def test_details_may_be_erased_only_by_a_deletion(store: Store) -> None:
    with store.change(at="2026-03-02T10:00:00Z", by="Ada") as change:
        erase_details(change.connection, "q0")
        change.record(EventFacts("delete", {}, questionnaire="q0"))
    assert check(store) == []
    with store.note() as note:
        erase_details(note.connection, "q1")
    assert len(check(store)) == EVENTS // 2
    assert all("no deletion accounts for it" in text for text in check(store))


def test_another_key_proves_nothing(store: Store) -> None:
    with store.read() as reading:
        _count, findings = verify_chain(reading.connection, key=b"another")
    assert len(findings) > EVENTS


def test_an_event_made_with_another_key_is_found(store: Store) -> None:
    with store.note() as note:
        append_event(note.connection, EventFacts("edit", {}), key=b"another", at="2026", by="Eve")
    assert check(store)

"""What the limits turned away is counted by day and limit, and nothing else of it is kept."""

from __future__ import annotations

from datetime import timedelta

from review_desk import FixedClock

from qbot.workflow.desk import Desk
from qbot.workflow.documents import DocumentDetails, keep_document
from qbot.workflow.requesting import Asked, submit_request
from qbot.workflow.turned_away import FULL, REQUESTS, VISITS, list_turned_away, note_turned_away


def pass_time(desk: Desk, **values: int) -> None:
    """Let time go by."""
    assert isinstance(desk.clock, FixedClock)
    desk.clock.time += timedelta(**values)


def test_what_is_turned_away_is_counted_for_a_month(desk: Desk) -> None:
    assert list_turned_away(desk)["total"] == 0
    for kind in (REQUESTS, REQUESTS, FULL):
        note_turned_away(desk, kind)
    pass_time(desk, days=2)
    note_turned_away(desk, VISITS)
    told = list_turned_away(desk)
    assert (told["since"], told["last"], told["total"]) == ("2026-03-02", "2026-03-04", 4)
    assert (told["requests"], told["address"], told["full"], told["visits"]) == (2, 0, 1, 1)
    pass_time(desk, days=29)
    assert (list_turned_away(desk)["since"], list_turned_away(desk)["total"]) == ("2026-03-04", 1)


def test_a_flood_makes_few_writes_and_loses_no_count(desk: Desk) -> None:
    with desk.store.note() as noting:
        noting.connection.exec_driver_sql("CREATE TABLE written (at TEXT)")
        noting.connection.exec_driver_sql(
            "CREATE TRIGGER seen AFTER INSERT ON setting BEGIN INSERT INTO written VALUES (NEW.value); END"
        )
    for _ in range(100):  # the clock goes on by some seconds each time
        note_turned_away(desk, REQUESTS)
    with desk.store.read() as reading:
        writes = reading.connection.exec_driver_sql("SELECT at FROM written").all()
    assert 0 < len(writes) <= 25
    assert list_turned_away(desk)["requests"] == 100


def test_a_request_over_the_limits_is_counted_without_what_it_said(desk: Desk) -> None:
    made = keep_document(
        desk, file_name="a.pdf", data=b"x", details=DocumentDetails("Pack", disclosure="nda"), replaces="", by="Ada"
    )
    for _ in range(8):
        submit_request(desk, Asked("Jo", "Acme", "jo@acme.example", "A review", [str(made["id"])]))
    assert list_turned_away(desk)["address"] == 3
    with desk.store.read() as reading:
        kept = reading.connection.exec_driver_sql("SELECT value FROM setting WHERE name LIKE 'trust.%'").scalars().all()
    assert kept == ['{"2026-03-02": {"address": 3}}']

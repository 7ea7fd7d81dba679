"""What is counted and filtered: from one index, which holds no draft, and rightly after an upgrade."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from review_desk import Upload
from sqlalchemy import event

from qbot.store import migrate
from qbot.store.engine import open_engine
from qbot.store.question_lists import FILTERS, Choice, count_questions, count_sheets, count_to_leave, list_summaries
from qbot.store.questions import save_badges
from qbot.store.records import Document
from qbot.store.store import STORE_FILE, Reading, open_store
from qbot.workflow.desk import Desk
from qbot.workflow.listing import describe, list_questions


def list_plans(reading: Reading, name: str) -> list[str]:
    """Return how SQLite looks up what it counts of a questionnaire."""
    asked: list[tuple[str, tuple[object, ...]]] = []

    def note(_connection: object, _cursor: object, text: str, given: tuple[object, ...], *_rest: object) -> None:
        asked.append((text, given))

    event.listen(reading.connection, "before_cursor_execute", note)
    count_questions(reading, reviewer="Ada", questionnaire_id=name)
    count_sheets(reading, name)
    count_to_leave(reading, name)
    event.remove(reading.connection, "before_cursor_execute", note)
    driver = reading.connection.connection.driver_connection
    assert driver is not None
    return [str(driver.execute(f"EXPLAIN QUERY PLAN {text}", given).fetchall()) for text, given in asked]


def test_what_is_counted_is_read_from_the_index_alone(stocked: Desk, upload: Upload) -> None:
    name = upload()
    with stocked.store.read() as reading:
        plans = list_plans(reading, name)
    assert len(plans) == 3
    assert all("COVERING INDEX ix_question_order (questionnaire_id=?)" in one for one in plans)


@pytest.mark.parametrize("chosen", FILTERS)
def test_each_filter_lists_as_many_as_are_counted(stocked: Desk, upload: Upload, chosen: str) -> None:
    name = upload()
    with stocked.store.note() as noting:
        first = list_summaries(noting, name, Choice(limit=1), reviewer="Ada")[1][0]
        save_badges(noting, first.id, ["nda", "stale"])
    told = describe(stocked, name, by="Ada")
    listed = list_questions(stocked, name, chosen=Choice(chosen), by="Ada")
    still_open = sum(sheet["open"] for sheet in told["sheets"])
    assert listed["total"] == len(listed["questions"]) == {**told["counts"], "open": still_open}[chosen]
    assert told["counts"]["stale"] == 1
    found = list_questions(stocked, name, chosen=Choice(chosen, search=first.text), by="Ada")
    assert first.id in name_all(list_questions(stocked, name, chosen=Choice("stale"), by="Ada"))
    assert (first.id in name_all(found)) == (first.id in name_all(listed))


def name_all(listed: Document) -> list[str]:
    """Return the ids of the questions of a list."""
    return [one["id"] for one in listed["questions"]]


def test_a_store_of_the_form_before_counts_what_was_stale(tmp_path: Path) -> None:
    path = tmp_path / STORE_FILE
    engine = open_engine(path)
    migrate.bring_up_to_date(engine, path, target="0003")
    engine.dispose()
    texts = dict.fromkeys(("sheet", "cell", "ref", "text", "band", "reason", "edited_by", "approved_by"), "")
    more = dict.fromkeys(("released_by", "gated"), "") | dict.fromkeys(("confidence", "guarded", "flagged"), 0)
    documents = {"section": "[]", "reading": "{}", "answers": "{}", "entries": "[]"}
    named = {"questionnaire_id": "q", "kind": "question", "state": "open", "status": "blank", "version": 1}
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("INSERT INTO blob VALUES ('s', 1, x'00')")
        database.execute(
            "INSERT INTO questionnaire (id, name, file_name, sha256, format, customer, product, region, assignee,"
            " as_of, state, problem, notes, created_at, created_by, version)"
            " VALUES ('q', 'n', 'f', 's', 'csv', '', '', '', '', '2026-01-01', 'ready', '', '[]', '', '', 1)"
        )
        for number, badges in enumerate((["stale"], ["nda"], ["conflict", "stale"])):
            own = {"id": str(number), "position": number, "badges": json.dumps(badges)}
            row = {**texts, **more, **documents, **named, **own}
            names = ", ".join(row)
            database.execute(f"INSERT INTO question ({names}) VALUES ({', '.join('?' * len(row))})", [*row.values()])
    store = open_store(tmp_path)
    with store.read() as reading:
        assert count_questions(reading, reviewer="", questionnaire_id="q")["q"].stale == 2
    store.close()

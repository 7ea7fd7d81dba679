"""A questionnaire is deleted with all that was in it, and the history still verifies."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from review_desk import Upload, decide, list_all, on

from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.desk import Desk
from qbot.workflow.listing import describe
from qbot.workflow.refusals import NotFoundError
from qbot.workflow.retention import delete_questionnaire
from qbot.workflow.reviewed_export import export_questionnaire


def count_rows(desk: Desk) -> dict[str, int]:
    """Return how many rows each table has."""
    with closing(sqlite3.connect(desk.store.place)) as database:
        names = [row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: database.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}


def test_nothing_of_it_is_left_but_who_did_what_when(stocked: Desk, upload: Upload) -> None:
    empty = count_rows(stocked)
    name = upload(customer="Secret customer")
    question = list_all(stocked, name, "to_review")[0]
    decide(stocked, name, "approve", **on(question))
    decide(stocked, name, "comment", question=question["id"], text="A secret remark")
    export_questionnaire(stocked, name, recipient="Eve", draft=True, by="Ada")
    delete_questionnaire(stocked, name, by="Ada")
    after = count_rows(stocked)
    for table in ("questionnaire", "question", "comment", "citation", "export", "job", "blob", "touched"):
        assert after[table] == empty[table], table
    events = [one for one in list_events(stocked)["events"] if one["questionnaire_id"] == name]
    assert [one["action"] for one in events] == ["upload", "draft", "approve", "comment", "export", "delete"]
    assert [one["detail"] is None for one in events] == [True] * 5 + [False]
    assert verify_audit(stocked).findings == ()
    with pytest.raises(NotFoundError):
        describe(stocked, name, by="Ada")


def test_a_file_that_another_questionnaire_has_stays(stocked: Desk, upload: Upload) -> None:
    first, second = upload(), upload()
    delete_questionnaire(stocked, first, by="Ada")
    assert export_questionnaire(stocked, second, recipient="", draft=True, by="Ada")["verified"]

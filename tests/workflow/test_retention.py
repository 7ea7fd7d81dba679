"""A questionnaire is deleted with all that was in it, and the history still verifies."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta

import pytest
from review_desk import FixedClock, Upload, decide, list_all, on

from qbot.wiring import JOBS
from qbot.workflow.auditing import list_events, verify_audit
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import run_waiting
from qbot.workflow.listing import describe
from qbot.workflow.refusals import NotFoundError
from qbot.workflow.retention import delete_questionnaire
from qbot.workflow.reviewed_export import export_questionnaire
from qbot.workflow.store_import import forget_import, preview_import
from qbot.workflow.uploading import UploadDetails, upload_questionnaire


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


def test_no_byte_of_what_was_in_it_stays_on_the_disk(stocked: Desk) -> None:
    words = b"Do you keep the Rumpelstilzchen protocol?"
    data = b"ID,Question,Answer\n1," + words + b",\n2,Do you test backups?,\n"
    made = upload_questionnaire(stocked, file_name="a.csv", data=data, details=UploadDetails(), by="Ada")
    while run_waiting(stocked, JOBS):
        pass
    assert find_files_with(stocked, words)
    delete_questionnaire(stocked, made["questionnaire"]["id"], by="Ada")
    assert find_files_with(stocked, words) == []


def test_a_file_shown_to_be_imported_is_kept_for_a_day_or_until_it_is_let_go(stocked: Desk) -> None:
    words = b"Where does the Rumpelstilzchen live?"
    data = b"ID,Question,Answer\n1," + words + b",In the wood\n"
    shown = preview_import(stocked, file_name="a.csv", data=data)
    preview_import(stocked, file_name="b.csv", data=data.replace(b"wood", b"hut"))
    assert forget_import(stocked) == 0
    assert forget_import(stocked, sha256=shown["sha256"]) == 1
    assert find_files_with(stocked, words)
    assert isinstance(stocked.clock, FixedClock)
    stocked.clock.time += timedelta(days=2)
    assert forget_import(stocked) == 1
    assert find_files_with(stocked, words) == []


def test_a_file_that_is_let_go_stays_where_a_questionnaire_has_it(stocked: Desk) -> None:
    data = b"ID,Question,Answer\n1,Do you test backups?,Yes\n"
    shown = preview_import(stocked, file_name="a.csv", data=data)
    upload_questionnaire(stocked, file_name="a.csv", data=data, details=UploadDetails(), by="Ada")
    assert forget_import(stocked, sha256=shown["sha256"]) == 0
    assert count_rows(stocked)["blob"] == 1


def find_files_with(desk: Desk, words: bytes) -> list[str]:
    """Return the files of the store that hold the words."""
    return [one.name for one in desk.home.iterdir() if one.is_file() and words in one.read_bytes()]

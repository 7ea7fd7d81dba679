"""Jobs: progress, cancelling, a kill in the middle, and a disk that is full for a while."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from review_desk import ROOT, Values, list_all

from qbot.store.errors import StoreFullError
from qbot.store.jobs import change_job, wait_again
from qbot.store.records import JobRecord
from qbot.wiring import JOBS
from qbot.workflow.auditing import verify_audit
from qbot.workflow.correcting import read_again
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import Progress, cancel_job, describe_job, run_waiting, start_jobs
from qbot.workflow.listing import describe
from qbot.workflow.reading_job import read_and_draft
from qbot.workflow.refusals import NotFoundError, RefusedError
from qbot.workflow.uploading import READ_JOB, UploadDetails, upload_questionnaire


def send(desk: Desk, file_name: str = "plain.xlsx") -> Values:
    """Upload a sample whose reading waits."""
    data = (ROOT / "samples" / file_name).read_bytes()
    return upload_questionnaire(desk, file_name=file_name, data=data, details=UploadDetails(), by="Ada")


def test_progress_is_kept_while_answers_are_drafted(stocked: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[tuple[int, int, str]] = []
    kept = Progress.tell

    def tell(self: Progress, done: int, total: int, message: str) -> None:
        kept(self, done, total, message)
        told.append((done, total, message))

    monkeypatch.setattr(Progress, "tell", tell)
    monkeypatch.setattr("qbot.workflow.reading_job._EACH", 2)
    made = send(stocked)
    run_waiting(stocked, JOBS)
    total = describe(stocked, made["questionnaire"]["id"], by="Ada")["counts"]["all"]
    assert told[0] == (0, 0, "Reading the file")
    assert (2, total, "Drafting the answers") in told


def test_a_cancelled_job_keeps_nothing_and_says_who_cancelled_it(stocked: Desk) -> None:
    made = send(stocked)

    def cancel_first(desk: Desk, job: JobRecord, progress: Progress) -> None:
        cancel_job(desk, job.id, by="Bob")
        read_and_draft(desk, job, progress)

    assert run_waiting(stocked, {READ_JOB: cancel_first})
    name = made["questionnaire"]["id"]
    told = describe(stocked, name, by="Ada")
    assert (told["state"], told["problem"]) == ("failed", "The reading was cancelled by Bob")
    assert describe_job(stocked, made["job"]["id"])["state"] == "cancelled"
    assert not list_all(stocked, name)
    with pytest.raises(RefusedError, match="over already"):
        cancel_job(stocked, made["job"]["id"], by="Bob")
    read_again(stocked, name, by="Ada")
    run_waiting(stocked, JOBS)
    assert list_all(stocked, name)


def test_what_a_killed_process_left_is_done_once(stocked: Desk) -> None:
    made = send(stocked)
    with stocked.store.note() as note:
        change_job(note, made["job"]["id"], state="running", done=3)
    assert not run_waiting(stocked, JOBS)
    with stocked.store.note() as note:
        assert wait_again(note) == 1
    assert run_waiting(stocked, JOBS)
    name = made["questionnaire"]["id"]
    assert len(list_all(stocked, name)) == describe(stocked, name, by="Ada")["counts"]["all"] > 0


def test_a_file_that_cannot_be_read_says_why(stocked: Desk) -> None:
    sent = upload_questionnaire(
        stocked, file_name="Broken.xlsx", data=b"PK\x03\x04 no zip", details=UploadDetails(), by="Ada"
    )
    run_waiting(stocked, JOBS)
    told = describe(stocked, sent["questionnaire"]["id"], by="Ada")
    assert told["state"] == "failed"
    assert told["problem"].startswith("Broken.xlsx: ")


def test_a_mistake_of_ours_is_told_without_its_details(stocked: Desk) -> None:
    made = send(stocked)

    def fail(_desk: Desk, _job: JobRecord, _progress: Progress) -> None:
        raise ZeroDivisionError("secret detail")

    run_waiting(stocked, {READ_JOB: fail})
    error = describe_job(stocked, made["job"]["id"])["error"]
    assert "made a mistake" in error
    assert "secret detail" not in error


def test_a_full_disk_lets_the_job_wait_and_keeps_what_was_accepted(stocked: Desk) -> None:
    made = send(stocked)

    def fill_disk(_desk: Desk, _job: JobRecord, _progress: Progress) -> None:
        raise StoreFullError("the store")

    with pytest.raises(StoreFullError):
        run_waiting(stocked, {READ_JOB: fill_disk})
    start_jobs(stocked, JOBS)
    for _ in range(300):
        if describe_job(stocked, made["job"]["id"])["state"] == "done":
            break
        stocked.stopping.wait(0.1)
    assert describe(stocked, made["questionnaire"]["id"], by="Ada")["state"] == "ready"
    assert verify_audit(stocked).findings == ()


def test_a_program_that_stops_leaves_the_job_for_the_next_start(stocked: Desk) -> None:
    made = send(stocked)
    stopping = replace(stocked)
    stopping.stopping.set()
    run_waiting(stopping, JOBS)
    assert describe_job(stocked, made["job"]["id"])["state"] == "running"
    stopping.stopping.clear()
    with stocked.store.note() as note:
        assert wait_again(note) == 1


def test_there_is_no_job_of_that_name(stocked: Desk) -> None:
    with pytest.raises(NotFoundError):
        describe_job(stocked, "none")

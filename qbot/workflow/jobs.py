"""Jobs: long work in a thread of its own, with its progress in the store, so that it goes on after a kill."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping

from msgspec.structs import asdict

from qbot.errors import QbotError
from qbot.store.audit import EventFacts
from qbot.store.errors import StoreError, find_full_disk
from qbot.store.jobs import change_job, find_job, find_waiting_job, wait_again
from qbot.store.questionnaires import change_questionnaire, find_questionnaire
from qbot.store.records import Document, JobRecord
from qbot.store.store import Noting
from qbot.workflow.desk import Desk
from qbot.workflow.refusals import NotFoundError, RefusedError

_LOG = logging.getLogger(__name__)
_IDLE_SECONDS = 5.0
_OVER = ("done", "failed", "cancelled")


class JobStoppedError(Exception):
    """The job was cancelled, or the program is stopping; not a failure."""


class Progress:
    """Tells the store how far a job is; raises JobStoppedError where it shall not go on."""

    def __init__(self, desk: Desk, job: JobRecord) -> None:
        self._desk, self._job = desk, job

    def tell(self, done: int, total: int, message: str) -> None:
        """Keep how much is done."""
        self.check()
        with self._desk.store.note() as note:
            change_job(note, self._job.id, done=done, total=total, message=message)

    def check(self) -> None:
        """Raise JobStoppedError where the job was cancelled or the program is stopping."""
        if self._desk.stopping.is_set():
            raise JobStoppedError
        with self._desk.store.read() as reading:
            now = find_job(reading, self._job.id)
        if now is None or now.state == "cancelled":
            raise JobStoppedError


Work = Callable[[Desk, JobRecord, Progress], None]


def start_jobs(desk: Desk, kinds: Mapping[str, Work]) -> None:
    """Start the thread that does the jobs, beginning with what a killed process left."""
    thread = threading.Thread(target=_work, args=(desk, kinds), name="qbot-jobs", daemon=True)
    desk.threads.append(thread)
    thread.start()


def describe_job(desk: Desk, job_id: str) -> Document:
    """Return a job with its progress; NotFoundError where there is none."""
    with desk.store.read() as reading:
        found = find_job(reading, job_id)
    if found is None:
        raise NotFoundError("job", job_id)
    return show_job(found)


def show_job(job: JobRecord) -> Document:
    """Return a job as the API shows it."""
    return asdict(job)


def cancel_job(desk: Desk, job_id: str, *, by: str) -> Document:
    """Stop a job that is not over; what it had done is not kept. RefusedError where it is over already."""
    with desk.store.change(at=desk.now(), by=by) as change:
        job = find_job(change, job_id)
        if job is None:
            raise NotFoundError("job", job_id)
        if job.state in _OVER:
            raise RefusedError("The job is over already; there is nothing to cancel")
        change_job(change, job_id, state="cancelled", ended_at=change.at, message="Cancelled")
        _fail_reading(change, job.questionnaire_id, f"The reading was cancelled by {by}")
        change.record(EventFacts("cancel", {"job": job_id, "kind": job.kind}, questionnaire=job.questionnaire_id))
    return describe_job(desk, job_id)


def run_waiting(desk: Desk, kinds: Mapping[str, Work]) -> bool:
    """Do the oldest job that waits; tell whether there was one."""
    with desk.store.note() as note:
        job = find_waiting_job(note)
        if job is not None:
            change_job(note, job.id, state="running", started_at=desk.now())
    if job is None:
        return False
    try:
        kinds[job.kind](desk, job, Progress(desk, job))
        _end(desk, job, "done", "")
    except JobStoppedError:
        pass  # cancelled: it says so already; stopping: the next start takes it up
    except StoreError:
        raise  # such as a full disk: the job is taken up once there is room again
    except QbotError as error:
        _end(desk, job, "failed", str(error))
    except Exception as error:
        full = find_full_disk(error)
        if full is not None:
            raise full from error
        _LOG.exception("job %s (%s) failed", job.id, job.kind)
        _end(desk, job, "failed", "qbot made a mistake here; the log of the server says more. Upload the file again")
    return True


def _work(desk: Desk, kinds: Mapping[str, Work]) -> None:
    while not desk.stopping.is_set():
        try:
            desk.bell.clear()
            with desk.store.note() as note:
                wait_again(note)  # this thread alone does jobs: one that runs now was left by an error of the store
            while run_waiting(desk, kinds) and not desk.stopping.is_set():
                pass
            desk.bell.wait(_IDLE_SECONDS)
        except QbotError as error:
            _LOG.warning("the jobs pause: %s", error)
            desk.stopping.wait(_IDLE_SECONDS)


def _end(desk: Desk, job: JobRecord, state: str, problem: str) -> None:
    with desk.store.note() as note:
        now = find_job(note, job.id)
        if now is None or now.state in _OVER:
            return
        change_job(note, job.id, state=state, error=problem, ended_at=desk.now())
        if problem:
            _fail_reading(note, job.questionnaire_id, problem)


def _fail_reading(note: Noting, questionnaire_id: str, problem: str) -> None:
    found = find_questionnaire(note, questionnaire_id)
    if found is not None and found.state == "reading":
        change_questionnaire(note, found, state="failed", problem=problem)

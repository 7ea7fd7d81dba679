"""Jobs: long work, its progress and its end."""

from __future__ import annotations

from typing import Any

from msgspec.structs import asdict
from sqlalchemy import insert, select, update

from qbot.store.records import JobRecord
from qbot.store.store import Noting, Reading
from qbot.store.tables import job

_COLUMNS = [job.c[name] for name in JobRecord.__struct_fields__]


def add_job(noting: Noting, record: JobRecord) -> None:
    """Keep a job that is to be done."""
    noting.connection.execute(insert(job).values(**asdict(record)))


def find_job(reading: Reading, job_id: str) -> JobRecord | None:
    """Return a job."""
    row = reading.connection.execute(select(*_COLUMNS).where(job.c.id == job_id)).one_or_none()
    return JobRecord(*row) if row is not None else None


def find_last_job(reading: Reading, questionnaire_id: str) -> JobRecord | None:
    """Return the newest job of a questionnaire."""
    row = reading.connection.execute(
        select(*_COLUMNS)
        .where(job.c.questionnaire_id == questionnaire_id)
        .order_by(job.c.created_at.desc(), job.c.id)
        .limit(1)
    ).one_or_none()
    return JobRecord(*row) if row is not None else None


def find_waiting_job(reading: Reading) -> JobRecord | None:
    """Return the oldest job that waits."""
    row = reading.connection.execute(
        select(*_COLUMNS).where(job.c.state == "waiting").order_by(job.c.created_at, job.c.id).limit(1)
    ).one_or_none()
    return JobRecord(*row) if row is not None else None


# Any: values of the table's columns.
def change_job(noting: Noting, job_id: str, **values: Any) -> None:
    """Set columns of a job."""
    noting.connection.execute(update(job).where(job.c.id == job_id).values(**values))


def wait_again(noting: Noting) -> int:
    """Put back to waiting what a killed process left running, and return how many there were."""
    return noting.connection.execute(
        update(job).where(job.c.state == "running").values(state="waiting", done=0)
    ).rowcount


def list_unfinished(reading: Reading) -> list[JobRecord]:
    """Return the jobs that wait or run."""
    rows = reading.connection.execute(select(*_COLUMNS).where(job.c.state.in_(["waiting", "running"])))
    return [JobRecord(*row) for row in rows]

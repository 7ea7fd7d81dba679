"""Wiring: the real store, clock and ids, put on a desk for the commands and the pages."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from pathlib import Path

from qbot.store.store import open_store
from qbot.workflow.desk import Desk
from qbot.workflow.jobs import start_jobs
from qbot.workflow.reading_job import read_and_draft
from qbot.workflow.store_import import forget_import
from qbot.workflow.uploading import CORRECT_JOB, READ_JOB

JOBS = {READ_JOB: read_and_draft, CORRECT_JOB: read_and_draft}


def open_desk(home: Path, *, jobs: bool = True) -> Desk:
    """Return a desk on the store in a folder, with the thread that does its long work; close it when done.

    StoreError where the store cannot be used.
    """
    desk = Desk(
        store=open_store(home),
        home=home,
        clock=read_clock,
        make_id=lambda: secrets.token_hex(8),
    )
    if jobs:
        forget_import(desk)
        start_jobs(desk, JOBS)
    return desk


def read_clock() -> datetime:
    """Return the time now."""
    return datetime.now(tz=UTC)

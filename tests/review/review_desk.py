"""A desk with a store in the test's own folder, its knowledge base, and questionnaires read into it."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from qbot.store.question_lists import Choice
from qbot.store.store import open_store
from qbot.wiring import JOBS
from qbot.workflow.desk import Desk
from qbot.workflow.entries import import_folder
from qbot.workflow.jobs import run_waiting
from qbot.workflow.listing import list_questions
from qbot.workflow.reviewing import apply_operations
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

ROOT = Path(__file__).resolve().parents[2]


class FixedClock:
    """A clock that goes on by a second each time it is read."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        """The next second."""
        self.time += timedelta(seconds=1)
        return self.time


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk whose jobs are run by the test."""
    numbers = itertools.count(1)
    home = tmp_path / "home"
    desk = Desk(open_store(home), home, FixedClock(), lambda: f"id{next(numbers):05}")
    yield desk
    desk.close()


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    """A desk whose store has the knowledge base of the repository."""
    import_folder(desk, ROOT / "knowledge", by="Ada")
    return desk


Upload = Callable[..., str]
Values = dict[str, Any]  # Any: JSON


@pytest.fixture
def upload(stocked: Desk) -> Upload:
    """A function that uploads a sample, reads and drafts it, and gives its id."""

    def do(sample: str = "plain.xlsx", **details: str) -> str:
        data = (ROOT / "samples" / sample).read_bytes()
        made = upload_questionnaire(stocked, file_name=sample, data=data, details=UploadDetails(**details), by="Ada")
        while run_waiting(stocked, JOBS):
            pass
        name: str = made["questionnaire"]["id"]
        return name

    return do


_numbers = itertools.count(1)


def list_all(desk: Desk, name: str, chosen: str = "all") -> list[Values]:
    """Return the questions of a questionnaire."""
    found: list[Values] = list_questions(desk, name, chosen=Choice(chosen), by="Ada")["questions"]
    return found


def decide(desk: Desk, name: str, action: str, *, by: str = "Ada", **values: object) -> Values:
    """Apply one operation and return its result."""
    operation = {"operation": f"op{next(_numbers)}", "action": action, **values}
    result: Values = apply_operations(desk, name, [operation], by=by)["results"][0]
    return result


def on(question: Values, **values: object) -> Values:
    """Return the keys that name a question in the version seen."""
    return {"question": question["id"], "version": question["version"], **values}


def pick(desk: Desk, name: str, chosen: str) -> Values:
    """Return the first question of a filter that is no identity field."""
    return next(one for one in list_all(desk, name, chosen) if one["kind"] != "identity")

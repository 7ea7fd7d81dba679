"""The server is killed in the middle of its work: nothing that was answered is lost, and nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from kill_server import Round

from qbot.store.store import open_store
from qbot.workflow.auditing import check_chain


@pytest.mark.parametrize("kills", [8, pytest.param(500, marks=pytest.mark.long)])
def test_a_kill_at_any_moment_loses_nothing_and_does_nothing_twice(tmp_path: Path, kills: int) -> None:
    work = Round(tmp_path, seed=kills)
    try:
        work.run(kills)
    finally:
        work.server.kill()
    store = open_store(tmp_path)
    report = check_chain(store)
    store.close()
    assert report.findings == ()
    assert report.events > kills

"""The server is killed in the middle of its work: nothing that was answered is lost, and nothing is done twice."""

from __future__ import annotations

from pathlib import Path

import pytest
from kill_server import Round

from qbot.store.store import open_store
from qbot.workflow.auditing import check_chain


@pytest.mark.parametrize(
    ("kills", "warm"), [(4, False), (8, True), pytest.param(500, True, marks=pytest.mark.long)]
)  # a warm server is a fork that has imported all it needs: most of a start
def test_a_kill_at_any_moment_loses_nothing_and_does_nothing_twice(tmp_path: Path, kills: int, warm: bool) -> None:
    work = Round(tmp_path, seed=kills, warm=warm)
    try:
        work.run(kills)
    finally:
        work.server.end()
    store = open_store(tmp_path)
    report = check_chain(store)
    store.close()
    assert report.findings == ()
    assert report.events > kills

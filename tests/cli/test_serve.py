"""`qbot serve` as a person starts it: it prints an address, answers there, and stops clean."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner

from qbot.cli.main import command

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def start(home: Path, *more: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server on a free port and give it with the address it prints."""
    line = [sys.executable, "-m", "qbot", "serve", "--port", "0", "--knowledge", str(ROOT / "knowledge"), *more]
    server = subprocess.Popen(
        line, env={**os.environ, "QBOT_HOME": str(home)}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert server.stdout is not None
        yield server, server.stdout.readline()
    finally:
        server.kill()
        server.communicate()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_serves_and_stops_clean(tmp_path: Path, number: signal.Signals) -> None:
    with start(tmp_path) as (server, line):
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+)(/sign-in\?token=(\S+))\n", line)
        assert found is not None, line
        shown = httpx.get(found[1] + found[2])
        assert shown.status_code == 200
        assert httpx.get(f"{found[1]}/api/questionnaires").status_code == 401
        server.send_signal(number)
        out, err = server.communicate(timeout=30)
        assert server.returncode == 0, err
        assert "all that was accepted is kept" in out
        assert "entries of" in err
        assert found[3] not in err + out
    again = CliRunner().invoke(command, ["audit", "verify"], env={"QBOT_HOME": str(tmp_path)})
    assert again.exit_code == 0, again.output


def test_a_second_server_on_the_same_store_is_refused(tmp_path: Path) -> None:
    with start(tmp_path):
        line = [sys.executable, "-m", "qbot", "serve", "--port", "0"]
        second = subprocess.run(
            line,
            env={**os.environ, "QBOT_HOME": str(tmp_path)},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
    assert second.returncode == 2
    assert "another `qbot serve` uses this store" in second.stderr


def test_an_address_that_others_can_reach_is_refused_with_the_reason(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "qbot", "serve", "--host", "0.0.0.0"]
    refused = subprocess.run(
        line, env={**os.environ, "QBOT_HOME": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=60
    )
    assert refused.returncode == 2
    assert "0.0.0.0" in refused.stderr

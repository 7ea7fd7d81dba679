"""`qbot serve` as a person starts it: it prints an address, answers there, and stops clean."""

from __future__ import annotations

import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from click.testing import CliRunner
from kill_server import KilledServer, read, wait_until_read

from qbot.cli.group import command

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


def test_a_job_that_a_stop_interrupts_goes_on_at_the_next_start(tmp_path: Path) -> None:
    server = KilledServer(tmp_path)
    server.start()
    try:
        rows = "\n".join(f"{number},Do you review access right {number}?," for number in range(1, 1_201))
        file = {"file": ("long.csv", f"Ref,Question,Answer\n{rows}".encode())}
        made = read(server.client.post("/api/questionnaires", files=file))
        job = f"/api/jobs/{made['job']['id']}"
        while not 0 < (told := read(server.client.get(job)))["done"] < 1_200:
            assert told["state"] in ("waiting", "running")
            time.sleep(0.1)
        status, out, err = server.stop()
        assert (status, "all that was accepted is kept" in out) == (0, True), err
        server.start()
        assert read(server.client.get(job))["state"] in ("waiting", "running")
        assert wait_until_read(server.client, made["questionnaire"]["id"])["counts"]["all"] == 1_200
        events = read(server.client.get("/api/audit?limit=1000"))["events"]
        assert [one["action"] for one in events][-2:] == ["upload", "draft"]
    finally:
        server.kill()


def test_the_address_signs_in_once_and_no_secret_is_told_afterwards(tmp_path: Path) -> None:
    with start(tmp_path) as (server, line):
        found = re.fullmatch(r"Open (http://127\.0\.0\.1:\d+)/sign-in\?token=(\S+)\n", line)
        assert found is not None, line
        form = {"token": found[2], "reviewer": "Ada"}
        with httpx.Client(base_url=found[1]) as client:
            assert client.post("/sign-in", data=form).status_code == 303
            cookie = client.cookies["qbot_session"]
            with closing(sqlite3.connect(tmp_path / "qbot.db")) as database, database:
                database.execute("ALTER TABLE entry_version RENAME TO gone")
            failed = client.post("/knowledge", data={"question": "Is it so?", "answer": "Wording that is internal"})
            assert failed.status_code == 500
            assert "entry_version" not in failed.text
        with httpx.Client(base_url=found[1]) as other:
            again = other.post("/sign-in", data=form)
            assert (again.status_code, "qbot_session" in other.cookies) == (403, False)
        server.send_signal(signal.SIGTERM)
        out, err = server.communicate(timeout=30)
    assert failed.headers["x-request-id"] in err
    for secret in (found[2], cookie, "Wording that is internal"):
        assert secret not in out + err

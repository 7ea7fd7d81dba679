"""A server that is killed at any moment, started again, and asked to do the same once more."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
from warm_serve import WarmServers

from qbot.wiring import open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import import_folder
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = "hecvat_like.xlsx"
COOKIE = "qbot_session"
Values = dict[str, Any]  # Any: JSON
Request = Callable[[httpx.Client, str], httpx.Response]


class KilledServer:
    """`qbot serve` on a store, with a client that is signed in whatever happens to the process."""

    def __init__(self, home: Path, *, warm: bool = False) -> None:
        self._home = home
        self._warm = WarmServers(home) if warm else None
        desk = open_desk(home, jobs=False)
        import_folder(desk, ROOT / "knowledge", by="Ada")
        self._session = _sign_in(desk)
        desk.close()
        self._process: subprocess.Popen[str] | None = None
        self.client = httpx.Client()

    def start(self) -> None:
        """Start the server and wait until it answers; a `warm` one has imported already what it needs."""
        told = self._warm.start() if self._warm else self._start_cold()
        found = re.match(r"Open (http://127\.0\.0\.1:\d+)/", told)
        assert found is not None, told
        headers = {"Cookie": f"{COOKIE}={self._session}"}
        self.client = httpx.Client(base_url=found[1], headers=headers, timeout=60)
        for _ in range(1_000):
            with suppress(httpx.TransportError):
                self.client.get("/api/questionnaires").raise_for_status()
                return
            time.sleep(0.01)
        raise AssertionError("the server does not answer")

    def _start_cold(self) -> str:
        line = [sys.executable, "-m", "qbot", "serve", "--port", "0"]
        environment = {**os.environ, "QBOT_HOME": str(self._home)}
        self._process = subprocess.Popen(
            line, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert self._process.stdout is not None
        told = self._process.stdout.readline()
        return told if told.startswith("Open ") else told + self._process.communicate(timeout=30)[1]

    def stop(self) -> tuple[int, str, str]:
        """Ask the server to stop, and return its status and what it said."""
        assert self._process is not None
        self._process.terminate()
        out, err = self._process.communicate(timeout=60)
        self.client.close()
        return self._process.returncode, out, err

    def kill(self) -> None:
        """Kill the server, which has no time for a last word."""
        if self._warm:
            self._warm.kill()
        else:
            assert self._process is not None
            self._process.kill()
            self._process.communicate()
        self.client.close()

    def end(self) -> None:
        """Kill the server for good."""
        self.kill()
        if self._warm:
            self._warm.close()

    def try_and_kill(self, request: Request, operation: str, *, after: float) -> Values | None:
        """Send a request, kill the server after some seconds, and return what it had answered by then."""
        answers: list[httpx.Response] = []

        def send() -> None:
            with suppress(httpx.TransportError):
                answers.append(request(self.client, operation))

        sender = threading.Thread(target=send)
        sender.start()
        time.sleep(after)
        self.kill()
        sender.join()
        return read(answers[0]) if answers else None


def _sign_in(desk: Desk) -> str:
    session = redeem_sign_in(desk, make_sign_in(desk))
    assert session is not None
    set_reviewer_name(desk, session, "Ada")
    return session


def read(answer: httpx.Response) -> Values:
    """Return the data of an answer."""
    assert answer.status_code in (200, 201), answer.text
    data: Values = answer.json()["data"]
    return data


def upload(client: httpx.Client, operation: str, *, sample: str = SAMPLE) -> httpx.Response:
    """Upload a sample."""
    file = (sample, (ROOT / "samples" / sample).read_bytes())
    return client.post("/api/questionnaires", data={"operation": operation}, files={"file": file})


def wait_until_read(client: httpx.Client, questionnaire: str) -> Values:
    """Return the questionnaire once it is read and drafted."""
    for _ in range(600):
        told = read(client.get(f"/api/questionnaires/{questionnaire}"))
        if told["state"] != "reading":
            assert told["state"] == "ready", told["problem"]
            return told
        time.sleep(0.05)
    raise AssertionError("the questionnaire is not read")


def decide_all(client: httpx.Client, questionnaire: str) -> None:
    """Decide every question of a questionnaire, so that it can be exported."""
    home = f"/api/questionnaires/{questionnaire}"
    read(client.patch(home, json={"customer": "Acme", "nda_until": "2099-12-31"}))
    listed = read(client.get(f"{home}/questions?filter=open"))["questions"]
    operations = [
        {
            "operation": f"decide {one['id']}",
            "action": "approve" if one["answers"] else "no_answer",
            "question": one["id"],
            "version": one["version"],
        }
        for one in listed
    ]
    approved = [one["id"] for one in listed if one["answers"]]
    operations.append({"operation": "release", "action": "release", "questions": approved})
    results = read(client.post(f"{home}/operations", json={"operations": operations}))["results"]
    assert {one["outcome"] for one in results} == {"done"}, results
    assert approved


class Round:
    """Kills a server during uploads, bulk approvals and exports in turn, and checks what is there afterwards."""

    def __init__(self, home: Path, *, seed: int, warm: bool) -> None:
        self.server = KilledServer(home, warm=warm)
        self._chance = random.Random(seed)
        self._seconds = {"upload": 0.2, "bulk": 0.1, "draft": 0.5, "export": 0.5}
        self.server.start()
        self._name = read(upload(self.server.client, "first"))["questionnaire"]["id"]
        wait_until_read(self.server.client, self._name)
        self._decided = read(upload(self.server.client, "decided", sample="plain.xlsx"))["questionnaire"]["id"]
        wait_until_read(self.server.client, self._decided)
        decide_all(self.server.client, self._decided)
        self.uploads, self.answered = 2, 0
        self.exports = {self._name: 0, self._decided: 0}
        self._told: set[int] = set()

    def run(self, kills: int) -> None:
        """Kill so many times, each in the middle of the next kind of work."""
        for number in range(kills):
            kind = ("upload", "bulk", "draft", "export")[number % 4]
            work = {"upload": self._upload, "bulk": self._bulk, "draft": self._draft, "export": self._export}
            work[kind](f"{kind} {number}")

    def _send(self, kind: str, request: Request, operation: str) -> Values:
        """Send a request to a server that is killed, and once more to the next one; both answers are the same."""
        after = self._chance.uniform(0, self._seconds[kind])
        first = self.server.try_and_kill(request, operation, after=after)
        self.server.start()
        again = read(request(self.server.client, operation))
        assert read(request(self.server.client, operation)) == again or kind == "upload"
        if first is not None:
            self.answered += 1
            assert _name(first) == _name(again)
        return again

    def _upload(self, operation: str) -> None:
        made = self._send("upload", upload, operation)
        self.uploads += 1
        told = wait_until_read(self.server.client, made["questionnaire"]["id"])
        listed: list[Values] = self.server.client.get("/api/questionnaires").json()["data"]
        assert len(listed) == self.uploads
        first = next(one for one in listed if one["id"] == self._name)
        assert told["counts"]["all"] == first["counts"]["all"] > 0

    def _bulk(self, operation: str) -> None:
        home = f"/api/questionnaires/{self._name}/operations"

        def approve(client: httpx.Client, name: str) -> httpx.Response:
            body = {"operation": name, "action": "bulk_approve", "at_least": 0.6}
            return client.post(home, json={"operations": [body]})

        (result,) = self._send("bulk", approve, operation)["results"]
        assert result["outcome"] == "done", result
        counts = read(self.server.client.get(f"/api/questionnaires/{self._name}"))["counts"]
        assert counts["approved"] == len(result["detail"]["questions"]) > 0
        undo = {"operation": f"undo {operation}", "action": "undo", "event": result["event"]}
        (undone,) = read(self.server.client.post(home, json={"operations": [undo]}))["results"]
        assert undone["outcome"] == "done", undone

    def _draft(self, operation: str) -> None:
        self._make_export("draft", self._name, {"draft": True, "operation": operation})

    def _export(self, operation: str) -> None:
        self._make_export("export", self._decided, {"recipient": "Ida at Acme", "operation": operation})
        listed = read(self.server.client.get("/api/ledger?limit=1"))
        self._told.add(listed["total"] // self.exports[self._decided])
        assert listed["total"] % self.exports[self._decided] == 0
        assert len(self._told) == 1, "an export is not in the ledger once"

    def _make_export(self, kind: str, questionnaire: str, body: Values) -> None:
        home = f"/api/questionnaires/{questionnaire}"
        made = self._send(
            kind,
            lambda client, name: client.post(f"{home}/export", json={**body, "operation": name}),
            body["operation"],
        )
        self.exports[questionnaire] += 1
        assert len(self.server.client.get(f"{home}/exports").json()["data"]) == self.exports[questionnaire]
        assert self.server.client.get(f"/api/exports/{made['id']}/file").status_code == 200


def _name(answer: Values) -> object:
    """Return what names the result of an operation."""
    if "results" in answer:
        return answer["results"][0]["event"]
    return answer["questionnaire"]["id"] if "questionnaire" in answer and "job" in answer else answer["id"]

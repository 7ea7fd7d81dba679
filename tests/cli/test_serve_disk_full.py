"""A disk that is really full: each change says so, what was accepted is kept, and all goes on with room again."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx
import pytest
from kill_server import KilledServer, read, upload, wait_until_read

from qbot.store.store import open_store
from qbot.workflow.auditing import check_chain

SIZE = "48m"
Values = dict[str, Any]  # Any: JSON


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small disk of its own; skipped where this user may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "tmpfs", str(folder)]
    made = subprocess.run(mount, check=False, capture_output=True, text=True)
    if made.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {made.stderr.strip() or 'mount failed'}")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.fixture
def server(disk: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[KilledServer]:
    """A server whose store and temporary files stand on the small disk."""
    (disk / "tmp").mkdir()
    monkeypatch.setenv("TMPDIR", str(disk / "tmp"))
    found = KilledServer(disk / "home")
    found.start()
    yield found
    found.kill()


def fill(disk: Path) -> Path:
    """Fill the disk to the last byte and return the file that does it."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            with suppress(OSError):
                while True:
                    file.write(b"x" * size)
    return filler


class Editor:
    """Saves long texts into one question, and remembers those that were accepted."""

    def __init__(self, client: httpx.Client, name: str) -> None:
        self._client, self._name = client, name
        listed = read(client.get(f"/api/questionnaires/{name}/questions"))["questions"]
        free = (one for one in listed if one["state"] == "open" and one["kind"] != "identity")
        self.question, self.cell = next(
            (one, slot["cell"])
            for one in free
            for slot in read(client.get(f"/api/questions/{one['id']}"))["slots"]
            if not slot["options"]
        )
        self.accepted = 0

    def save(self) -> httpx.Response:
        """Send the next text."""
        text = f"{self.accepted} " + "long words " * 2_000
        operation = {
            "operation": f"save {self.accepted}",
            "action": "edit",
            "question": self.question["id"],
            "version": self.question["version"],
            "answers": {self.cell: text},
        }
        answer = self._client.post(f"/api/questionnaires/{self._name}/operations", json={"operations": [operation]})
        if answer.status_code == 200:
            (result,) = answer.json()["data"]["results"]
            assert result["outcome"] == "done", result
            self.question = result["question"]
            self.accepted += 1
        return answer


def require_full(answer: httpx.Response) -> str:
    """Return the text of an answer, once it says that the disk is full."""
    assert answer.status_code == 507, answer.text[:500]
    assert "disk is full" in answer.text
    assert "saved before is kept" in answer.text
    return answer.text


def test_a_full_disk_is_told_and_loses_nothing(disk: Path, server: KilledServer) -> None:
    client = server.client
    name = read(upload(client, "first"))["questionnaire"]["id"]
    wait_until_read(client, name)
    editor = Editor(client, name)
    assert editor.save().status_code == 200
    filler = fill(disk)
    refused = next(answer for _ in range(2_000) if (answer := editor.save()).status_code != 200)
    require_full(refused)
    assert refused.json()["error"]["code"] == "disk_full"
    require_full(upload(client, "second"))
    file = {"file": ("form.csv", b"Question,Answer\n" + b"Do you test backups?,\n" * 200_000)}
    require_full(client.post("/api/questionnaires", data={"operation": "third"}, files=file))
    require_full(client.post("/questionnaires", data={"customer": "Acme"}, files=file))
    small = {"file": ("form.csv", file["file"][1][:800_000])}
    assert "Acme" in require_full(client.post("/questionnaires", data={"customer": "Acme"}, files=small))
    form = {"question": editor.question["id"], "version": editor.question["version"], "action": "comment"}
    page = require_full(client.post(f"/questionnaires/{name}/review", data={**form, "text": "My words " * 200}))
    assert "My words" in page
    require_full(client.post(f"/api/questionnaires/{name}/export", json={"draft": True}))
    require_full(client.post(f"/questionnaires/{name}/export", data={"kind": "draft"}))
    saved = back_up(disk, disk / "backup.zip")
    assert saved.returncode == 1
    assert "the disk is full" in saved.stderr
    assert sorted(one.name for one in disk.iterdir()) == ["filler", "home", "tmp"]
    assert list((disk / "tmp").iterdir()) == []
    for path in ("/questionnaires", f"/questionnaires/{name}/review", "/history", f"/api/questionnaires/{name}"):
        assert client.get(path).status_code == 200, path
    filler.unlink()
    again = editor.save()  # the same operation once more
    assert again.status_code == 200, again.text
    assert read(client.get(f"/api/questions/{editor.question['id']}"))["answers"][editor.cell].startswith(
        f"{editor.accepted - 1} "
    )
    assert client.post(f"/api/questionnaires/{name}/export", json={"draft": True}).status_code == 201
    assert len(client.get("/api/questionnaires").json()["data"]) == 1
    require_chain(disk, saves=editor.accepted)


def test_a_disk_that_fills_while_a_file_is_read_lets_the_job_wait(disk: Path, server: KilledServer) -> None:
    made = read(upload(server.client, "first"))
    filler = fill(disk)
    told = read(server.client.get(f"/api/questionnaires/{made['questionnaire']['id']}"))
    assert told["state"] in ("reading", "ready")
    filler.unlink()
    assert wait_until_read(server.client, made["questionnaire"]["id"])["counts"]["all"] > 0
    require_chain(disk, saves=0)


def back_up(disk: Path, target: Path) -> subprocess.CompletedProcess[str]:
    """Run `qbot backup` on the store of the small disk."""
    line = [sys.executable, "-m", "qbot", "backup", str(target)]
    environment = {**os.environ, "QBOT_HOME": str(disk / "home")}
    return subprocess.run(line, env=environment, check=False, capture_output=True, text=True, timeout=120)


def require_chain(disk: Path, *, saves: int) -> None:
    """Check that the history is whole, and that it has every save once."""
    store = open_store(disk / "home")
    try:
        assert check_chain(store).findings == ()
        with store.read() as reading:
            query = "SELECT count(*) FROM event WHERE action = 'edit'"
            assert reading.connection.exec_driver_sql(query).scalar_one() == saves
    finally:
        store.close()

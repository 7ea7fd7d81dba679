"""Server time of a questionnaire's pages beside that of an empty page, with many requests at once.

    python tests/tools/bench_pages.py [--questions 300] [--large 5000] [--at-once 20] [--requests 200] [--most 5]

A real server is started on a store of its own. For each address the median and the slowest of a hundred are told, and
how many times an empty page's median that is; exit status 1 where one of them is slower than `--most` times. The same
is told of a large questionnaire (0: none), whose list comes in pages and whose sheet in windows.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

from qbot.cli.command_help import list_command_help
from qbot.web.app import create_app
from qbot.wiring import JOBS, open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import import_folder
from qbot.workflow.jobs import run_waiting
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

ROOT = Path(__file__).resolve().parents[2]
COOKIE = "qbot_session"
SUBJECTS = ("backups", "access logs", "encryption keys", "incident reports", "laptops", "sub-processors", "passwords")
_A_LIST = 1_000
_TURNS = 4
_EMPTY = "/knowledge/new"
VERBS = ("review", "protect", "test", "document", "retain", "monitor")


def make_questionnaire(count: int) -> bytes:
    """Return a questionnaire with so many questions as a .csv file."""
    lines = ["Ref,Question,Answer,Comment"]
    for number in range(1, count + 1):
        verb, subject = VERBS[number % len(VERBS)], SUBJECTS[number % len(SUBJECTS)]
        lines.append(f"Q-{number},Do you {verb} your {subject} at least every {number} days?,,")
    return "\n".join(lines).encode()


def fill_store(desk: Desk, count: int) -> str:
    """Upload a questionnaire, draft it, and return its id."""
    made = upload_questionnaire(
        desk, file_name="bench.csv", data=make_questionnaire(count), details=UploadDetails(customer="Acme"), by="bench"
    )
    start = time.perf_counter()
    while run_waiting(desk, JOBS):
        pass
    print(f"{count} questions read and drafted in {time.perf_counter() - start:.1f} s")
    return str(made["questionnaire"]["id"])


@contextmanager
def serve(desk: Desk) -> Iterator[httpx.Client]:
    """Run the server in a thread and give a client that is signed in."""
    session = redeem_sign_in(desk, make_sign_in(desk))
    assert session is not None
    set_reviewer_name(desk, session, "bench")
    app = create_app(desk, list_commands=list_command_help, announce=lambda _path: None)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    limits = httpx.Limits(max_connections=100, max_keepalive_connections=100)
    try:
        with httpx.Client(
            base_url=f"http://127.0.0.1:{port}", headers={"Cookie": f"{COOKIE}={session}"}, timeout=120, limits=limits
        ) as client:
            yield client
    finally:
        server.should_exit = True
        thread.join()


def measure(client: httpx.Client, address: str, *, requests: int, at_once: int) -> list[float]:
    """Return the seconds that each request took."""

    def get(_number: int) -> float:
        start = time.perf_counter()
        client.get(address).raise_for_status()
        return time.perf_counter() - start

    client.get(address).raise_for_status()
    with ThreadPoolExecutor(at_once) as pool:
        return sorted(pool.map(get, range(requests)))


def list_addresses(name: str, count: int) -> dict[str, str]:
    """Return the addresses of a questionnaire's pages and API calls; a large one's list comes in pages."""
    api = f"/api/questionnaires/{name}"
    every = {"review list (API)": f"{api}/questions?limit=5000"} if count <= _A_LIST else {}
    return {
        "review page": f"/questionnaires/{name}/review",
        "export page": f"/questionnaires/{name}/export",
        **every,
        "page of the list (API)": f"{api}/questions?offset={count - 200}&limit=200",
        "counts (API)": api,
        "changes (API)": f"{api}/changes?after=3",
        "sheet (API)": f"{api}/sheet",
        "late window (API)": f"{api}/sheet?top={count - 199}",
    }


def compare(client: httpx.Client, addresses: dict[str, str], given: argparse.Namespace) -> list[float]:
    """Measure addresses, tell their times, and return how many times the empty page's each is.

    The empty page is measured in turn with each, so that what else the machine does touches both.
    """
    found = []
    for what, address in addresses.items():
        times: list[float] = []
        empty: list[float] = []
        for _ in range(_TURNS):
            empty += measure(client, _EMPTY, requests=given.requests // _TURNS, at_once=given.at_once)
            times += measure(client, address, requests=given.requests // _TURNS, at_once=given.at_once)
        median, slow = statistics.median(times), sorted(times)[int(len(times) * 0.99) - 1]
        found.append(median / statistics.median(empty))
        print(f"{what:24} {median * 1000:8.1f} ms   99%: {slow * 1000:8.1f} ms   {found[-1]:5.1f} ×")
    return found


def main() -> int:
    """Measure each address and tell the ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=300)
    parser.add_argument("--large", type=int, default=5_000)
    parser.add_argument("--at-once", type=int, default=20)
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--most", type=float, default=5.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), jobs=False)
        import_folder(desk, ROOT / "knowledge", by="bench")
        sizes = [count for count in (given.questions, given.large) if count]
        names = {count: fill_store(desk, count) for count in sizes}
        with serve(desk) as client:
            found = compare(client, {"list of questionnaires": "/questionnaires"}, given)
            for count, name in names.items():
                print(f"{count} questions:")
                found += compare(client, list_addresses(name, count), given)
        desk.close()
    return int(max(found) > given.most)


if __name__ == "__main__":
    sys.exit(main())

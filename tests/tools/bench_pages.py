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
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn
from bench_report import Bar, Given, Section, render_text
from msgspec import Struct

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
_USUAL, _LARGE, _MOST = 300, 5_000, 5.0
_REVIEW = "review page"
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


class Load(Struct, frozen=True):
    """The questionnaires by their size, how many requests run at once, and how many each address gets."""

    sizes: Sequence[int]
    at_once: int = 20
    requests: int = 200


def fill_store(desk: Desk, count: int) -> str:
    """Upload a questionnaire, draft it, and return its id."""
    made = upload_questionnaire(
        desk, file_name="bench.csv", data=make_questionnaire(count), details=UploadDetails(customer="Acme"), by="bench"
    )
    while run_waiting(desk, JOBS):
        pass
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
        _REVIEW: f"/questionnaires/{name}/review",
        "export page": f"/questionnaires/{name}/export",
        **every,
        "page of the list (API)": f"{api}/questions?offset={count - 200}&limit=200",
        "counts (API)": api,
        "changes (API)": f"{api}/changes?after=3",
        "sheet (API)": f"{api}/sheet",
        "late window (API)": f"{api}/sheet?top={count - 199}",
    }


class Latency(Struct, frozen=True):
    """The median and the slowest of a hundred of an address, in seconds, and how many times the empty page's it is."""

    address: str
    median: float
    slow: float
    times: float


def compare(client: httpx.Client, addresses: dict[str, str], load: Load) -> Iterator[Latency]:
    """Yield the latency of each address.

    The empty page is measured in turn with each, so that what else the machine does touches both.
    """
    for what, address in addresses.items():
        times: list[float] = []
        empty: list[float] = []
        for _ in range(_TURNS):
            empty += measure(client, _EMPTY, requests=load.requests // _TURNS, at_once=load.at_once)
            times += measure(client, address, requests=load.requests // _TURNS, at_once=load.at_once)
        median, slow = statistics.median(times), sorted(times)[int(len(times) * 0.99) - 1]
        yield Latency(what, median, slow, median / statistics.median(empty))


def measure_all(load: Load) -> dict[int, list[Latency]]:
    """Return the latencies of the addresses by the size of the questionnaire; those of none stand under 0."""
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder), jobs=False)
        import_folder(desk, ROOT / "knowledge", by="bench")
        names = {count: fill_store(desk, count) for count in load.sizes}
        with serve(desk) as client:
            found = {0: list(compare(client, {"list of questionnaires": "/questionnaires"}, load))}
            for count, name in names.items():
                found[count] = list(compare(client, list_addresses(name, count), load))
        desk.close()
    return found


def describe(found: Mapping[int, Sequence[Latency]], load: Load, most: float) -> Section:
    """Return the table; the bar is that of the usual questionnaire's review page."""
    usual = [one for one in found.get(_USUAL, ()) if one.address == _REVIEW]
    return Section(
        "Pages beside an empty page",
        f"Server time with {load.at_once} requests at once, beside the form of a new entry, which asks the store for "
        f"nothing, by turns; {load.requests} requests each.",
        ("Questions", "Address", "median", "slowest of a hundred", "times the empty page's"),
        [
            (
                f"{count:,}" if count else "-",
                one.address,
                f"{one.median * 1000:.0f} ms",
                f"{one.slow * 1000:.0f} ms",
                f"{one.times:.1f}",
            )
            for count, latencies in found.items()
            for one in latencies
        ],
        [Bar(f"{_REVIEW} of {_USUAL} questions : empty page", one.times, most, most=True, timed=True) for one in usual],
    )


def bench(given: Given) -> list[Section]:
    """Return the table of the usual and of a large questionnaire."""
    load = Load((_USUAL,), requests=80) if given.quick else Load((_USUAL, _LARGE))
    return [describe(measure_all(load), load, _MOST)]


def main() -> int:
    """Measure each address and tell the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", type=int, default=_USUAL)
    parser.add_argument("--large", type=int, default=_LARGE)
    parser.add_argument("--at-once", type=int, default=Load.at_once)
    parser.add_argument("--requests", type=int, default=Load.requests)
    parser.add_argument("--most", type=float, default=_MOST)
    given = parser.parse_args()
    load = Load(tuple(count for count in (given.questions, given.large) if count), given.at_once, given.requests)
    found = measure_all(load)
    print(render_text(describe(found, load, given.most)))
    return int(max(one.times for latencies in found.values() for one in latencies) > given.most)


if __name__ == "__main__":
    sys.exit(main())

"""Measure how long a key of the review takes to be painted, with slow answers of the server.

Usage: python tests/tools/measure_keys.py [--latency 150] [--keys 60] [--questions 300]

A key is timed in the page: how long it waited, how long the work for it took, and when the frame that shows
it was painted. An empty page is measured beside it, since a busy machine paints late whatever the page does.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from bench_report import Bar, Given, LeftOutError, Section, render_text
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "web" / "screen"))

from screen_driver import make_workbook, open_screen, read_known_questions  # noqa: E402

from qbot.cli.command_help import list_command_help  # noqa: E402
from qbot.web.app import create_app  # noqa: E402
from qbot.wiring import open_desk  # noqa: E402
from qbot.workflow.desk import Desk  # noqa: E402
from qbot.workflow.entries import import_folder  # noqa: E402
from qbot.workflow.listing import describe as describe_questionnaire  # noqa: E402
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name  # noqa: E402
from qbot.workflow.uploading import UploadDetails, upload_questionnaire  # noqa: E402

CHROMIUM = "/usr/bin/chromium"
QUIET = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
TIMER = """
() => {
  window.timed = [];
  const after = (act) => {  // once what runs now, and what it queued, is over
    const channel = new MessageChannel();
    channel.port1.onmessage = act;
    channel.port2.postMessage(null);
  };
  document.addEventListener("keydown", (event) => {
    const began = performance.now();
    const times = { waited: began - event.timeStamp };
    window.timed.push(times);
    after(() => { times.worked = performance.now() - began; });
    requestAnimationFrame(() => after(() => { times.painted = performance.now() - event.timeStamp; }));
  }, true);
}
"""
LATE = 50  # milliseconds
EMPTY = "<!doctype html><title>Empty</title><p>Nothing happens here"


class _Running:
    """A server on a store of its own."""

    def __init__(self, base: str, desk: Desk) -> None:
        self.base = base
        self.desk = desk

    def sign_in(self, name: str) -> str:
        """Return the cookie of a new session of a reviewer."""
        session = redeem_sign_in(self.desk, make_sign_in(self.desk))
        assert session is not None
        set_reviewer_name(self.desk, session, name)
        return session

    def upload(self, file: Path, *, name: str = "", customer: str = "") -> str:
        """Upload a file, wait until it is drafted, and return the questionnaire's id."""
        details = UploadDetails(name=name, customer=customer)
        made = upload_questionnaire(self.desk, file_name=file.name, data=file.read_bytes(), details=details, by="Ana")
        found: str = made["questionnaire"]["id"]
        while describe_questionnaire(self.desk, found, by="Ana")["state"] == "reading":
            time.sleep(0.1)
        return found


@contextmanager
def _serve(home: Path) -> Iterator[_Running]:
    desk = open_desk(home)
    import_folder(desk, ROOT / "knowledge", by="Ana")
    app = create_app(desk, list_commands=list_command_help, announce=lambda _line: None)
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield _Running(f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}", desk)
    server.should_exit = True
    thread.join(10)
    desk.close()


def measure_keys(page: Page, keys: str) -> list[dict[str, float]]:
    """Return for each key the milliseconds that it waited, worked and took to its frame; thirty keys a second."""
    page.evaluate("window.timed.length = 0")
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_timeout(33)
    page.wait_for_timeout(1000)
    times: list[dict[str, float]] = page.evaluate("window.timed")
    return times


def describe(latency: int, questions: int, measured: Mapping[str, list[dict[str, float]]]) -> Section:
    """Return the table of medians, and of how many keys were painted late."""
    rows = []
    for what, times in measured.items():
        middle = [statistics.median(one[name] for one in times) for name in ("waited", "worked", "painted")]
        late = sum(one["painted"] > LATE for one in times)
        rows.append((what, str(len(times)), *(f"{one:.1f} ms" for one in middle), str(late)))
    return Section(
        "A key of the review until it is painted",
        f"{questions} questions, {latency} ms of latency, in Chromium; medians of how long a key waited, how long the "
        f"work for it took, and when its frame was painted. An empty page is measured by turns: a busy machine paints "
        f"late whatever the page does. Late: after {LATE} ms.",
        ("Keys", "pressed", "waited", "worked", "painted", "late"),
        rows,
        [
            Bar(
                "work for a key that decides, ms",
                statistics.median(one["worked"] for one in measured["deciding"]),
                LATE,
                most=True,
                timed=True,
            )
        ],
    )


def measure(latency: int, keys: int, questions: int) -> Section:
    """Return the times of keys that move and keys that decide, each beside an empty page."""
    known = read_known_questions(ROOT / "knowledge")
    texts = [f"{known[place % len(known)]} ({place})" for place in range(questions)]
    measured = {}
    with tempfile.TemporaryDirectory() as folder, _serve(Path(folder)) as server, sync_playwright() as playwright:
        questionnaire = server.upload(make_workbook(Path(folder) / "many.xlsx", texts))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{one}" for one in QUIET])
        empty = browser.new_page()
        empty.set_content(EMPTY)
        screen = open_screen(browser, server, questionnaire)
        screen.delay(latency)
        for page in (empty, screen.page):
            page.evaluate(TIMER)
        for what, page, pattern in (
            ("an empty page", empty, "j"),
            ("moving", screen.page, "jjjk"),
            ("an empty page again", empty, "j"),
            ("deciding", screen.page, "xnfx"),
        ):
            page.bring_to_front()
            measured[what] = measure_keys(page, (pattern * keys)[:keys])
        browser.close()
    return describe(latency, questions, measured)


def bench(given: Given) -> list[Section]:
    """Return the table; LeftOutError without Chromium."""
    if not Path(CHROMIUM).exists():
        raise LeftOutError(f"{CHROMIUM} is missing: install Debian's package chromium")
    return [measure(150, 20 if given.quick else 60, 300)]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--latency", type=int, default=150)
    parser.add_argument("--keys", type=int, default=60)
    parser.add_argument("--questions", type=int, default=300)
    options = parser.parse_args()
    print(render_text(measure(options.latency, options.keys, options.questions)))


if __name__ == "__main__":
    main()

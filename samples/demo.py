"""The demonstration: the review page opens with a sample questionnaire drafted from the sample knowledge base.

Run by `make demo`. Its store is kept in the folder `demo/`, or the one that DEMO_HOME names. With DEMO_ONCE=1 nothing
is opened: the server is started, asked whether it answers, and stopped.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
import urllib.parse
import urllib.request
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path

from qbot.wiring import open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import has_entries, import_folder
from qbot.workflow.listing import describe, list_questionnaires
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "samples" / "plain.xlsx"
HOME = Path(os.environ.get("DEMO_HOME", ROOT / "demo" / "store"))
NAME = "Harbour Finch vendor assessment"
_LONGEST = 120


def main() -> None:
    """Draft the sample, and serve the page until it is stopped."""
    HOME.mkdir(parents=True, exist_ok=True)
    os.environ["QBOT_HOME"] = str(HOME)
    draft_sample()
    once = bool(os.environ.get("DEMO_ONCE"))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the server is stopped as well
    with serve() as (server, address):
        if once:
            check_answers(address)
            return
        opened = webbrowser.open(address)
        hint = "The page is open in your browser; if not, open" if opened else "Open"
        print(f"{hint} the address above. Stop with Ctrl+C.", flush=True)
        try:
            server.wait()
        except KeyboardInterrupt:
            print()


def draft_sample() -> None:
    """Bring the knowledge base and the sample into the store, unless they are there."""
    desk = open_desk(HOME)
    try:
        if not has_entries(desk):
            import_folder(desk, ROOT / "knowledge", by="make demo")
        if not list_questionnaires(desk, by=""):
            details = UploadDetails(name=NAME, customer="Harbour Finch")
            made = upload_questionnaire(
                desk, file_name=SAMPLE.name, data=SAMPLE.read_bytes(), details=details, by="make demo"
            )
            _wait(desk, made["questionnaire"]["id"])
    finally:
        desk.close()


def _wait(desk: Desk, questionnaire: str) -> None:
    """Wait until the sample is drafted, and say how much of it is."""
    end = time.monotonic() + _LONGEST
    while time.monotonic() < end:
        found = describe(desk, questionnaire, by="")
        if found["state"] == "ready":
            counts = found["counts"]
            print(f"{NAME}: {counts['to_review']} of {counts['all']} questions have a suggestion", flush=True)
            return
        if found["state"] == "failed":
            sys.exit(found["problem"])
        time.sleep(0.1)
    sys.exit(f"{SAMPLE} was not drafted within {_LONGEST} seconds")


@contextmanager
def serve() -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Run `qbot serve` and give it with the address that signs in; it is stopped when the block ends."""
    command = [sys.executable, "-m", "qbot", "serve", "--port", "0"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            address = next((found[1] for line in server.stdout if (found := re.match(r"Open (\S+)", line))), None)
            if address is None:
                sys.exit("qbot serve did not begin; what it says stands above")
            print(f"The review page: {address}", flush=True)
            yield server, address
        finally:
            server.terminate()
            server.wait(30)


def check_answers(address: str) -> None:
    """Sign in and look for the sample in the list; exit with a message where it is not there."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    token = urllib.parse.parse_qs(urllib.parse.urlsplit(address).query)["token"][0]
    form = urllib.parse.urlencode({"token": token, "reviewer": "make demo"}).encode()
    with browser.open(urllib.parse.urljoin(address, "/sign-in"), form, timeout=30) as answer:
        page = answer.read().decode()
    if NAME not in page:
        sys.exit("The page does not show the sample")
    print("The page answers and shows the sample.", flush=True)


if __name__ == "__main__":
    main()

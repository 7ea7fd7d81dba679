"""Take the picture of the README: the review page, as Chromium shows it, on the sample questionnaire.

Usage: python tests/tools/picture.py [OUT.png]

A store of its own is made in a temporary folder, some questions are decided as a reviewer would, and the real page is
photographed. Without Chromium it says so and ends with status 1.
"""

from __future__ import annotations

import secrets
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from qbot.store.question_lists import Choice
from qbot.web.app import create_app
from qbot.web.session_gate import COOKIE
from qbot.wiring import open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import import_folder
from qbot.workflow.listing import describe, list_questions
from qbot.workflow.reviewing import apply_operations
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "samples" / "review.png"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = ("no-sandbox", "disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync")
SHOWN = "Within how many hours of confirming an incident that affects us will you tell us?"
REVIEWER = "Ada Example"


def main() -> None:
    """Take the picture."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    if not CHROMIUM.exists():
        sys.exit(f"{CHROMIUM} is missing: install Debian's package chromium")
    with tempfile.TemporaryDirectory() as folder:
        desk = open_desk(Path(folder))
        try:
            questionnaire, question = prepare(desk)
            with serve(desk) as base:
                photograph(desk, f"{base}/questionnaires/{questionnaire}/review?q={question}", base, out)
        finally:
            desk.close()
    print(f"{out}: {out.stat().st_size // 1024} kB")


def prepare(desk: Desk) -> tuple[str, str]:
    """Draft the sample and decide some of it; return the ids of the questionnaire and of the question to show."""
    import_folder(desk, ROOT / "knowledge", by=REVIEWER)
    sample = ROOT / "samples" / "plain.xlsx"
    details = UploadDetails(
        name="Harbour Finch vendor assessment", customer="Harbour Finch", due_on="2030-12-04", nda_until="2031-06-30"
    )
    made = upload_questionnaire(desk, file_name=sample.name, data=sample.read_bytes(), details=details, by=REVIEWER)
    name: str = made["questionnaire"]["id"]
    while describe(desk, name, by=REVIEWER)["state"] == "reading":
        time.sleep(0.1)
    questions = list_questions(desk, name, chosen=Choice(), by=REVIEWER)["questions"]
    shown = next(one for one in questions if one["text"] == SHOWN)
    operations = [
        {"action": "approve" if one["answers"] else "no_answer", "question": one["id"], "version": one["version"]}
        for one in questions[: shown["position"] - 2]
    ]
    flagged = {"action": "flag", "on": True, "question": questions[shown["position"]]["id"], "version": 1}
    for operation in [*operations, flagged]:
        apply_operations(desk, name, [{**operation, "operation": secrets.token_hex(8)}], by=REVIEWER)
    return name, shown["id"]


@contextmanager
def serve(desk: Desk) -> Iterator[str]:
    """Serve the pages from a thread and give their address."""
    app = create_app(desk, list_commands=tuple, announce=print)
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(10)


def photograph(desk: Desk, url: str, base: str, out: Path) -> None:
    """Open the page as a signed-in reviewer and keep what Chromium shows."""
    session = redeem_sign_in(desk, make_sign_in(desk)) or ""
    set_reviewer_name(desk, session, REVIEWER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=[f"--{name}" for name in QUIET])
        context = browser.new_context(viewport={"width": 1600, "height": 900}, color_scheme="light")
        context.add_cookies([{"name": COOKIE, "value": session, "url": base}])
        page = context.new_page()
        page.goto(url, wait_until="networkidle")
        page.wait_for_selector(f"text={SHOWN}")
        page.screenshot(path=out)
        browser.close()


if __name__ == "__main__":
    main()

"""What the tests of the pages share: one server and one browser a worker, on a store with a sample that is drafted."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest
import uvicorn
from fastapi import FastAPI
from msgspec import Struct

from qbot.cli.command_help import list_command_help
from qbot.web.app import create_app
from qbot.web.session_gate import COOKIE
from qbot.wiring import open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import import_folder
from qbot.workflow.listing import describe
from qbot.workflow.signing_in import make_sign_in, redeem_sign_in, set_reviewer_name
from qbot.workflow.uploading import UploadDetails, upload_questionnaire

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
CHROMIUM = "/usr/bin/chromium"
_QUIET = ("disable-gpu", "disable-background-networking", "disable-component-update", "disable-sync", "no-first-run")


class Served(Struct, frozen=True):
    """A running server with its desk, and the questionnaires that the tests look at."""

    base: str
    app: FastAPI
    desk: Desk
    announced: list[str]
    sample: str

    def sign_in(self, name: str = "Ada Example") -> str:
        """Return the cookie of a new session of a reviewer."""
        session = redeem_sign_in(self.desk, make_sign_in(self.desk))
        assert session is not None
        set_reviewer_name(self.desk, session, name)
        return session

    def open_client(self, name: str = "Ada Example") -> httpx.Client:
        """Return a client that is signed in, as a browser without scripts would be."""
        headers = {"sec-fetch-site": "same-origin"}
        return httpx.Client(base_url=self.base, cookies={COOKIE: self.sign_in(name)}, headers=headers, timeout=30)

    def upload(self, file: Path, *, name: str = "", customer: str = "") -> str:
        """Upload a file, wait until its answers are drafted and return the questionnaire's id."""
        details = UploadDetails(name=name, customer=customer)
        made = upload_questionnaire(
            self.desk, file_name=file.name, data=file.read_bytes(), details=details, by="Ada Example"
        )
        found: str = made["questionnaire"]["id"]
        self.wait(found)
        return found

    def wait(self, questionnaire: str) -> None:
        """Wait until the work on a questionnaire is over."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            if describe(self.desk, questionnaire, by="")["state"] != "reading":
                return
            time.sleep(0.05)
        pytest.fail(f"{questionnaire} was not read within a minute")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server on a store of its own with the sample knowledge base, and a sample questionnaire drafted."""
    desk = open_desk(tmp_path_factory.mktemp("home"))
    import_folder(desk, ROOT / "knowledge", by="Ada Example")
    announced: list[str] = []
    app = create_app(desk, list_commands=list_command_help, announce=announced.append)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", access_log=False, ws="none", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        found = Served(f"http://127.0.0.1:{port}", app, desk, announced, "")
        sample = found.upload(ROOT / "samples" / "plain.xlsx", name="Northwind vendor assessment", customer="Northwind")
        yield Served(found.base, app, desk, announced, sample)
        server.should_exit = True
        thread.join(10)
    desk.close()


@pytest.fixture(scope="session")
def client(served: Served) -> Iterator[httpx.Client]:
    """A client that is signed in."""
    with served.open_client() as found:
        yield found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, without anything that asks the network in the background."""
    if not Path(CHROMIUM).exists():
        pytest.skip(f"{CHROMIUM} is missing: install Debian's package chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        found = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", *(f"--{name}" for name in _QUIET)]
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        pytest.skip("node_modules/axe-core is missing: run npm ci --ignore-scripts")
    return AXE.read_text("utf-8")


@pytest.fixture
def signed_in(served: Served, browser: Browser) -> Iterator[BrowserContext]:
    """A browser that is signed in."""
    context = browser.new_context(base_url=served.base)
    context.add_cookies([{"name": COOKIE, "value": served.sign_in(), "url": served.base}])
    yield context
    context.close()

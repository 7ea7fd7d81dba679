"""The server of `qbot serve`: its socket, its lock, what it prints, and how it stops."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import click
import uvicorn

from qbot.cli.command_help import list_command_help
from qbot.errors import UsageError
from qbot.web.app import create_app
from qbot.web.security import require_loopback
from qbot.wiring import open_desk
from qbot.workflow.desk import Desk
from qbot.workflow.entries import has_entries, import_folder
from qbot.workflow.signing_in import make_sign_in

_LOCK = "serve.lock"
_STOP_SECONDS = 10


def serve(home: Path, *, host: str, port: int, knowledge: Path | None) -> None:
    """Serve until a signal comes; what was accepted is in the store by then. UsageError where it cannot begin."""
    require_loopback(host)
    with hold_lock(home), open_socket(host, port) as listening:
        desk = open_desk(home)
        try:
            stock(desk, knowledge)
            name = f"[{host}]" if ":" in host else host
            address = f"http://{name}:{listening.getsockname()[1]}"

            def announce(path: str) -> None:
                click.echo(f"Open {address}{path}")
                sys.stdout.flush()

            app = create_app(desk, list_commands=list_command_help, announce=announce)
            announce(f"/sign-in?token={make_sign_in(desk)}")
            click.echo("The address signs in one browser, within ten minutes. Stop with Ctrl+C.")
            _run(
                uvicorn.Config(app, log_level="warning", access_log=False, timeout_graceful_shutdown=_STOP_SECONDS),
                listening,
            )
        finally:
            desk.close()
    click.echo("Stopped; all that was accepted is kept.")


@contextmanager
def hold_lock(home: Path) -> Iterator[None]:
    """Keep a second server off the store until the block ends."""
    home.mkdir(parents=True, exist_ok=True)
    handle = os.open(home / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise UsageError(
            f"{home}: another `qbot serve` uses this store. Stop it first, or name another QBOT_HOME"
        ) from error
    finally:
        os.close(handle)


@contextmanager
def open_socket(host: str, port: int) -> Iterator[socket.socket]:
    """Give a socket that listens; UsageError where the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        try:
            listening.bind((host, port))
            listening.listen()  # who opens the printed address at once waits, and is not turned away
        except OSError as error:
            raise UsageError(f"Port {port} cannot be used ({error.strerror}). Choose another with --port") from error
        yield listening
    finally:
        listening.close()


def stock(desk: Desk, knowledge: Path | None) -> None:
    """Import the knowledge folder into a store without entries, and say what was done."""
    if has_entries(desk):
        return
    folder = knowledge or Path("knowledge")
    if knowledge is None and not folder.is_dir():
        click.echo(
            "The knowledge base is empty: add entries on the page, or start once with --knowledge DIR.", err=True
        )
        return
    count = import_folder(desk, folder, by="qbot serve")
    click.echo(f"{count} entries of {folder} were imported into {desk.home}.", err=True)


def _run(config: uvicorn.Config, listening: socket.socket) -> None:
    """Run the server; its signals end it, and not this process before the store is closed."""
    kept = {number: signal.signal(number, _ignore) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing: uvicorn has taken the signal, and raises it once more when it is done."""

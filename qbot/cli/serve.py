"""`qbot serve`: the review page on this machine, on a store of its own."""

from __future__ import annotations

from pathlib import Path

import click

from qbot.cli.options import PATH
from qbot.config import find_home


@click.command("serve")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="The address to listen on; this machine's own only."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65_535),
    default=8737,
    show_default=True,
    envvar="QBOT_PORT",
    show_envvar=True,
    help="The port to listen on; 0 takes a free one.",
)
@click.option(
    "--knowledge",
    type=PATH,
    default=None,
    metavar="DIR",
    help="Import this folder into an empty store.  [default: ./knowledge]",
)
def command(host: str, port: int, knowledge: Path | None) -> None:
    """Open the review page in the browser: upload, review, export.

    The store is made at the first start, in the folder that QBOT_HOME names. The address that is printed signs in
    one browser; ask for another on the page.

    The trust centre at /trust needs no sign-in. To open it to others, let a reverse proxy carry /trust, and nothing
    else, to this address, with the host name 127.0.0.1; any other host name is refused.

    \b
    Example:
      qbot serve --knowledge knowledge
    """
    from qbot.cli.serving import serve

    serve(find_home(), host=host, port=port, knowledge=knowledge)

"""`qbot doctor`: is the store sound, and is there what qbot needs."""

from __future__ import annotations

import json
import sys

import click

from qbot.cli.options import json_option
from qbot.config import find_home


@click.command("doctor")
@json_option
def command(as_json: bool) -> None:
    """Check the store, its files, its history, the knowledge base and this machine.

    Exit status 0: all is well; 1: something needs a person.

    \b
    Example:
      qbot doctor
    """
    from qbot.wiring import read_clock
    from qbot.workflow.doctor import examine

    checks = examine(find_home(), as_of=read_clock().date())
    if as_json:
        told = [{"name": one.name, "state": one.state, "text": one.text} for one in checks]
        click.echo(json.dumps({"checks": told}, ensure_ascii=False))
    else:
        for one in checks:
            click.echo(f"{one.state:>7}  {one.name}: {one.text}")
    sys.exit(1 if any(one.state == "fails" for one in checks) else 0)

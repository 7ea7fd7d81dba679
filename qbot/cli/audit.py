"""`qbot audit`: the proof that the history of the review is as it was made."""

from __future__ import annotations

import json
import sys

import click

from qbot.cli.options import json_option
from qbot.cli.own_desk import open_own_desk


@click.group("audit")
def command() -> None:
    """Check the history of the review.

    \b
    Example:
      qbot audit verify
    """


@command.command("verify")
@json_option
def verify(as_json: bool) -> None:
    """Find every event that was edited, deleted, re-ordered, added or cut off.

    Exit status 0: the history is as it was made; 1: something in it was changed.

    \b
    Example:
      qbot audit verify
    """
    from qbot.workflow.auditing import verify_audit

    with open_own_desk() as desk:
        report = verify_audit(desk)
    if as_json:
        found = [{"event": one.seq, "text": one.text} for one in report.findings]
        click.echo(json.dumps({"events": report.events, "proven": not found, "findings": found}, ensure_ascii=False))
    else:
        for one in report.findings[:50]:
            click.echo(one.text)
        verdict = f"{len(report.findings)} findings" if report.findings else "none was changed"
        click.echo(f"{report.events} events checked: {verdict}.")
    sys.exit(1 if report.findings else 0)

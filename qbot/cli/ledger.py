"""`qbot ledger`: what was told to whom, and who was told what does not hold any more."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, json_option, reviewer_option
from qbot.cli.own_desk import open_own_desk


@click.group("ledger")
def command() -> None:
    """Show what was told to whom, when, and from which version of which entry.

    \b
    Example:
      qbot ledger list
    """


@command.command("list")
@click.option("--customer", default="", metavar="NAME", help="Only what was told to customers with this in their name.")
@click.option("--limit", default=50, show_default=True, type=click.IntRange(1, 1000), help="So many answers at most.")
@json_option
def list_answers(customer: str, limit: int, as_json: bool) -> None:
    """List the answers that were sent, the last first.

    \b
    Example:
      qbot ledger list
    """
    from qbot.workflow.ledger import list_sent

    with open_own_desk() as desk:
        found = list_sent(desk, customer=customer, limit=limit)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    from qbot.cli.ledger_tables import show_answers

    show_answers(found)


@command.command("recall")
@click.argument("entry")
@json_option
def recall(entry: str, as_json: bool) -> None:
    """List who was told what ENTRY, or a fact below it, does not say any more.

    \b
    Example:
      qbot ledger recall breach-handling
    """
    from qbot.workflow.ledger import recall_entry

    with open_own_desk() as desk:
        found = recall_entry(desk, entry)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    from qbot.cli.ledger_tables import show_recall

    show_recall(found)


@command.command("add")
@click.argument("manifest", type=PATH, metavar="M.json")
@click.option("--recipient", required=True, metavar="NAME", help="Who received the file.")
@click.option("--customer", default="", metavar="NAME", help="The customer, where the recipient does not name it.")
@click.option(
    "--on", "day", type=click.DateTime(formats=["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="The day.  [default: today]"
)
@reviewer_option
def add(manifest: Path, recipient: str, customer: str, day: date | None, by: str) -> None:
    """Enter a file into the ledger that was filled by `qbot answer` and sent from elsewhere; M.json is its manifest.

    \b
    Example:
      qbot ledger add answered.json --recipient "Jo at Acme" --customer Acme
    """
    from qbot.workflow.ledger_adding import add_manifest

    with open_own_desk() as desk:
        told = add_manifest(desk, manifest, recipient=recipient, customer=customer, day=day, by=by)
    click.echo(f"{told} answers entered for {recipient}.")

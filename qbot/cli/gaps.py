"""`qbot gaps`: the entries to write next."""

from __future__ import annotations

import json

import click

from qbot.cli.options import json_option
from qbot.cli.own_desk import open_own_desk


@click.command("gaps")
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help="So many gaps at most.")
@json_option
def command(limit: int, as_json: bool) -> None:
    """List the entries to write, by how many open questions of all questionnaires each would answer.

    For each it names the nearest entries that there are, and the words of the question that they lack.

    \b
    Example:
      qbot gaps
    """
    from qbot.workflow.gaps import list_gaps

    with open_own_desk() as desk:
        found = list_gaps(desk, limit=limit)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    from qbot.cli.gap_tables import show_gaps

    show_gaps(found)

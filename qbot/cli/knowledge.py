"""`qbot knowledge`: the library in and out."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import click

from qbot.cli.options import PATH, json_option


@click.group("knowledge")
def command() -> None:
    """Bring entries into the knowledge base, and look things up in it."""


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--into", type=PATH, required=True, metavar="DIR", help="The knowledge base; made where it is missing.")
@click.option("--dry-run", is_flag=True, help="Show what would come in; write nothing.")
@json_option
def import_files(files: tuple[Path, ...], into: Path, dry_run: bool, as_json: bool) -> None:
    """Import entries from JSON Lines into a knowledge base; what is there is never overwritten.

    One entry a line with the keys id, question (empty: a fact) and answer, and optionally comment, section, topic,
    stance, frameworks, equivalent, source and disclosure.

    \b
    Example:
      qbot knowledge import last-year.jsonl --into knowledge --dry-run
    """
    from qbot.workflow.importing import import_knowledge

    report = import_knowledge(files, into, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
        return
    from qbot.cli.import_tables import show_import

    show_import(report, into, dry_run=dry_run)

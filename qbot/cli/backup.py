"""`qbot backup`: all that qbot keeps in one file."""

from __future__ import annotations

from pathlib import Path

import click

from qbot.cli.options import PATH
from qbot.cli.own_desk import open_own_desk


@click.command("backup")
@click.argument("file", type=PATH)
@click.option("--force", is_flag=True, help="Replace the file where it exists.")
def command(file: Path, force: bool) -> None:
    """Save the store, its files and the key of its history into FILE, also while `qbot serve` runs.

    Keep the file as safe as the store: it holds all answers, and the key.

    \b
    Example:
      qbot backup qbot-backup.zip
    """
    from qbot.workflow.backup import make_backup

    with open_own_desk() as desk:
        told = make_backup(desk, file, force=force)
    click.echo(f"{file}: {told.questionnaires} questionnaires, {told.entries} entries, {told.events} events.")

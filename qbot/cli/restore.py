"""`qbot restore`: a backup becomes the store again."""

from __future__ import annotations

from pathlib import Path

import click

from qbot.cli.options import PATH
from qbot.config import find_home


@click.command("restore")
@click.argument("file", type=PATH)
@click.option("--force", is_flag=True, help="Replace the store where there is one; a copy of it is kept beside it.")
def command(file: Path, force: bool) -> None:
    """Bring the store back as it was when FILE was saved, also while `qbot serve` runs.

    The backup is checked before anything is replaced: its files, its form, and its history.

    \b
    Example:
      qbot restore qbot-backup.zip --force
    """
    from qbot.wiring import read_clock
    from qbot.workflow.backup import restore_backup

    told = restore_backup(find_home(), file, force=force, at=read_clock())
    click.echo(f"{told.questionnaires} questionnaires, {told.entries} entries and {told.events} events are back.")

"""The help of every command as text, for the help page."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import click

from qbot.cli.group import command as qbot_command
from qbot.web.help_texts import CommandHelp

_WIDTH = 96


@cache
def list_command_help() -> tuple[CommandHelp, ...]:
    """Return each command with what its `--help` prints; the first is `qbot` itself."""
    return tuple(_walk(qbot_command, "qbot", None))


def _walk(command: click.Command, name: str, above: click.Context | None) -> Iterator[CommandHelp]:
    context = click.Context(command, parent=above, info_name=name.rpartition(" ")[2], terminal_width=_WIDTH)
    yield CommandHelp(name, command.get_help(context))
    if isinstance(command, click.Group):
        for below in command.list_commands(context):
            found = command.get_command(context, below)
            if found is not None:
                yield from _walk(found, f"{name} {below}", context)

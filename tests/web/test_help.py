"""The help page: every command in its own words, and the keys that the review screen knows."""

from __future__ import annotations

from typing import Any

import click

from qbot.cli.command_help import list_command_help
from qbot.cli.group import command as qbot_command
from qbot.web.help_texts import REVIEW_KEYS

# Any: `served` is the fixture of conftest.py, whose class cannot be imported from there.
Served = Any


def list_commands(command: click.Command, name: str) -> list[str]:
    """Return the names of a command and all below it."""
    found = [name]
    if isinstance(command, click.Group):
        context = click.Context(command)
        for below in command.list_commands(context):
            inner = command.get_command(context, below)
            assert inner is not None
            found += list_commands(inner, f"{name} {below}")
    return found


def test_every_command_is_there_in_its_own_words(client: Any) -> None:
    page = client.get("/help").text
    names = list_commands(qbot_command, "qbot")
    assert {"qbot serve", "qbot knowledge import", "qbot audit verify"} <= set(names)
    assert [one.name for one in list_command_help()] == names
    for one in list_command_help():
        assert f'id="{one.anchor}"' in page
        assert f"Usage: {one.name}" in page
        assert "Example:" in one.text or "Commands:" in one.text


def test_every_key_of_the_review_is_there(client: Any) -> None:
    page = client.get("/help").text
    keys = {key for group, _ in REVIEW_KEYS for key in group}
    assert {"j", "k", "a", "e", "x", "n", "f", "c", "u", "/", "?"} <= keys
    assert all(f"<kbd>{key}</kbd>" in page for key in keys)

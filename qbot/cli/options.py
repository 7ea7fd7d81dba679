"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypedDict, TypeVar

import click

from qbot.config import find_home
from qbot.layout.overrides import LayoutOverrides
from qbot.workflow.layout_memory import find_corrections

# Any callable that click decorates; the decorators hand back what they were given.
Command = TypeVar("Command", bound=Callable[..., None])

PATH = click.Path(path_type=Path)


class DraftWishes(TypedDict):
    """The options of every command that drafts, which it hands on as they are."""

    knowledge: Path
    as_of: date
    history: tuple[Path, ...]
    product: str | None
    region: str | None
    variables: tuple[str, ...]


def knowledge_option(command: Command) -> Command:
    """Add `--knowledge DIR`."""
    return _add_knowledge(command, required=True)


def optional_knowledge_option(command: Command) -> Command:
    """Add `--knowledge DIR` to a command that needs it for some of what it does."""
    return _add_knowledge(command, required=False)


def _add_knowledge(command: Command, *, required: bool) -> Command:
    return click.option(
        "--knowledge",
        type=PATH,
        required=required,
        envvar="QBOT_KNOWLEDGE",
        show_envvar=True,
        metavar="DIR",
        help="The knowledge base: a folder of YAML files.",
    )(command)


def as_of_option(command: Command) -> Command:
    """Add `--as-of DATE`."""
    return click.option(
        "--as-of",
        type=click.DateTime(formats=["%Y-%m-%d"]),
        default=None,
        callback=_read_date,
        metavar="YYYY-MM-DD",
        help="The day on which entries must be valid.  [default: today]",
    )(command)


def history_options(command: Command) -> Command:
    """Add `--history FILE` (repeatable), `--product NAME` and `--region NAME`."""
    for name, what in (("region", "region"), ("product", "product")):
        command = click.option(
            f"--{name}",
            metavar="NAME",
            default=None,
            help=f"The {what} asked about; what is known of others alone is shown, and never drafted as sure.",
        )(command)
    return click.option(
        "--history",
        type=PATH,
        multiple=True,
        metavar="FILE",
        help="Reuse the decisions in this completed questionnaire, or in .jsonl lines; may be given several times.",
    )(command)


def variables_option(command: Command) -> Command:
    """Add `--set NAME=VALUE` (repeatable)."""
    return click.option(
        "--set",
        "variables",
        multiple=True,
        metavar="NAME=VALUE",
        help="A value of this deal for answers that say {var:NAME}; remembered for the file, NAME= forgets it.",
    )(command)


def reviewer_option(command: Command) -> Command:
    """Add `--by NAME`: whose name stands on the change in the history."""
    return click.option(
        "--by",
        default=_find_user,
        envvar="QBOT_REVIEWER",
        show_envvar=True,
        metavar="NAME",
        help="Whose name stands on it in the history.  [default: this machine's user]",
    )(command)


def json_option(command: Command) -> Command:
    """Add `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print one JSON document instead of tables.")(command)


def layout_option(command: Command) -> Command:
    """Add `--layout FILE`."""
    return click.option(
        "--layout",
        type=PATH,
        default=None,
        metavar="FILE",
        help="Correct the reading with this file (see `qbot questions --save-layout`), here and in files of this form.",
    )(command)


def correct_reading(file: Path, layout: Path | None) -> LayoutOverrides | None:
    """Return the corrections for a file, those given or those remembered for its form, and say so on stderr."""
    overrides, note = find_corrections(file, layout, home=find_home())
    if note:
        click.echo(note, err=True)
    return overrides


def _find_user() -> str:
    import getpass  # takes the terminal with it, which few commands need

    return getpass.getuser()


def _read_date(_ctx: click.Context, _param: click.Parameter, value: datetime | None) -> date:
    return value.date() if value else datetime.now(tz=UTC).astimezone().date()

"""The `qbot` command: its sub-commands are imported only when they are called, so that `qbot --help` is instant."""

from __future__ import annotations

import sys
from importlib import import_module

import click

from qbot import __version__
from qbot.errors import QbotError

_COMMANDS = {
    "questions": ("qbot.cli.questions", "Show what qbot sees in a questionnaire."),
    "draft": ("qbot.cli.draft", "Draft answers; writes nothing."),
    "answer": ("qbot.cli.answer", "Fill a copy of a questionnaire with drafted answers, for review."),
    "verify": ("qbot.cli.verify", "Prove that a filled file differs from the original in answer cells only."),
    "evaluate": ("qbot.cli.evaluate", "Backtest on your own completed questionnaires."),
    "calibrate": ("qbot.cli.calibrate", "Fit the confidence to your own decisions."),
    "serve": ("qbot.cli.serve", "Open the review page in the browser: upload, review, export."),
    "audit": ("qbot.cli.audit", "Check the history of the review for what was changed in it."),
    "backup": ("qbot.cli.backup", "Save all that qbot keeps into one file, while it runs."),
    "restore": ("qbot.cli.restore", "Bring a backup back."),
    "doctor": ("qbot.cli.doctor", "Check the store and this machine."),
    "ledger": ("qbot.cli.ledger", "Show what was told to whom, and who was told what has changed."),
    "gaps": ("qbot.cli.gaps", "List the entries to write, by how many open questions each would answer."),
    "trust-center": ("qbot.cli.trust_center", "Publish the public part of the knowledge base as a page."),
    "knowledge": ("qbot.cli.knowledge", "Bring entries into the knowledge base, and look things up in it."),
}


class LazyGroup(click.Group):
    """A group that lists its commands from a table and imports one when it is run."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order in which a person uses them."""
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command's module and return its `command`."""
        if cmd_name not in _COMMANDS:
            return None
        found: click.Command = import_module(_COMMANDS[cmd_name][0]).command
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in _COMMANDS.items()])


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="qbot")
def command() -> None:
    """Answer security questionnaires in the customer's own file.

    qbot finds every question in the file that a customer sent, drafts answers from your knowledge base with their
    evidence, and fills a copy in which only the answer cells differ. It works on this machine alone: no network, no
    language model.

    \b
    Example:
      qbot questions samples/plain.xlsx
      qbot answer samples/plain.xlsx -o answered.xlsx --knowledge knowledge
    """


def run() -> int:
    """Run the command, bring out all that it said, and return the exit status.

    Errors that a person can act on become one message and an exit status.
    """
    try:
        status = command(standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return 2
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        click.echo("Stopped; nothing was written.", err=True)
        return 130
    except QbotError as error:
        click.echo(f"qbot: {error}", err=True)
        return error.exit_status
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:
        place = error.filename or "the disk"
        click.echo(f"qbot: {place}: {error.strerror or error}. Check the name, the rights and the free space", err=True)
        return 3
    return int(status or 0)

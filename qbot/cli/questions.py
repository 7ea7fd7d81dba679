"""`qbot questions`: what qbot sees in a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qbot.cli.options import PATH, json_option, layout_option
from qbot.workflow.contract import describe_questionnaire
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.layout_file import find_layout, write_layout


@click.command("questions")
@click.argument("file", type=PATH)
@json_option
@layout_option
@click.option(
    "--save-layout", type=PATH, default=None, metavar="FILE", help="Write this reading to FILE, to be corrected there."
)
def command(file: Path, as_json: bool, layout: Path | None, save_layout: Path | None) -> None:
    """Show what qbot sees in FILE: its sheets, questions, answer cells and choices, and what it skipped and why.

    \b
    Example:
      qbot questions samples/plain.xlsx
    """

    questionnaire = read_questionnaire(file, overrides=find_layout(layout))
    if save_layout is not None:
        write_layout(save_layout, questionnaire)
    if as_json:
        click.echo(json.dumps(describe_questionnaire(questionnaire), ensure_ascii=False))
        return
    from qbot.cli.reading_tables import show_reading

    show_reading(questionnaire)

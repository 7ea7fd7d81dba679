"""`qbot questions`: what qbot sees in a file."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qbot.cli.options import PATH, correct_reading, json_option, layout_option
from qbot.config import find_home
from qbot.workflow.contract import describe_questionnaire
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.layout_file import write_layout
from qbot.workflow.layout_memory import forget_layout


@click.command("questions")
@click.argument("file", type=PATH)
@json_option
@layout_option
@click.option(
    "--save-layout", type=PATH, default=None, metavar="FILE", help="Write this reading to FILE, to be corrected there."
)
@click.option("--forget-layout", "forget", is_flag=True, help="Forget what is remembered for this form.")
def command(file: Path, as_json: bool, layout: Path | None, save_layout: Path | None, forget: bool) -> None:
    """Show what qbot sees in FILE: its sheets, questions, answer cells and choices, and what it skipped and why.

    \b
    Example:
      qbot questions samples/plain.xlsx
      qbot questions samples/plain.xlsx --save-layout plain.yaml
    """

    if forget:
        forgotten = forget_layout(find_home(), file)
        click.echo("Forgotten." if forgotten else "Nothing is remembered for files of this form.", err=True)
    questionnaire = read_questionnaire(file, overrides=correct_reading(file, layout))
    if save_layout is not None:
        write_layout(save_layout, questionnaire)
    if as_json:
        click.echo(json.dumps(describe_questionnaire(questionnaire), ensure_ascii=False))
        return
    from qbot.cli.reading_tables import show_reading

    show_reading(questionnaire)

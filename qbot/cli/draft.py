"""`qbot draft`: drafts with their evidence; nothing is written."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, as_of_option, correct_reading, json_option, knowledge_option, layout_option
from qbot.config import find_home
from qbot.workflow.contract import describe_drafts
from qbot.workflow.drafting import draft_questionnaire
from qbot.workflow.indexing import read_indexed
from qbot.workflow.intake import start_questionnaire


@click.command("draft")
@click.argument("file", type=PATH)
@knowledge_option
@json_option
@as_of_option
@layout_option
@click.option(
    "--explain", metavar="CELL", default=None, help="Explain one question in full, such as C12 or Sheet1!C12."
)
def command(file: Path, knowledge: Path, as_json: bool, as_of: date, layout: Path | None, explain: str | None) -> None:
    """Draft an answer for every question in FILE, with its evidence; writes nothing.

    \b
    Example:
      qbot draft samples/plain.xlsx --knowledge knowledge
    """

    overrides = correct_reading(file, layout)
    with start_questionnaire(file, overrides=overrides) as wait:
        indexed = read_indexed(knowledge, home=find_home())
        questionnaire = wait()
    drafting = draft_questionnaire(questionnaire, indexed, as_of=as_of, overrides=overrides, home=find_home())
    for note in drafting.notes:
        click.echo(note, err=True)
    if as_json:
        click.echo(json.dumps(describe_drafts(questionnaire, drafting.drafts, drafting.receipt), ensure_ascii=False))
        return
    from qbot.cli.draft_tables import show_drafts, show_explanation

    if explain is not None:
        show_explanation(questionnaire, drafting.drafts, indexed.knowledge, place=explain)
    else:
        show_drafts(questionnaire, drafting.drafts)

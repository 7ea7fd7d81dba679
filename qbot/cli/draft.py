"""`qbot draft`: drafts with their evidence; nothing is written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Unpack

import click

from qbot.cli.options import (
    PATH,
    DraftWishes,
    as_of_option,
    correct_reading,
    history_options,
    json_option,
    knowledge_option,
    layout_option,
    variables_option,
)
from qbot.config import find_home
from qbot.workflow.ordering import draft_file
from qbot.workflow.orders import DraftOrder


@click.command("draft")
@click.argument("file", type=PATH)
@knowledge_option
@history_options
@variables_option
@json_option
@as_of_option
@layout_option
@click.option(
    "--explain", metavar="CELL", default=None, help="Explain one question in full, such as C12 or Sheet1!C12."
)
def command(file: Path, as_json: bool, layout: Path | None, explain: str | None, **wishes: Unpack[DraftWishes]) -> None:
    """Draft an answer for every question in FILE, with its evidence; writes nothing.

    --history takes questionnaires that were completed and sent, or JSON Lines with question, answer, comment, and
    perhaps id, date, product, region and outcome ("approved", "no evidence" or "rejected"). A question that was
    approved before is answered so first; one that was left open stays blank, with the day and the reason.

    \b
    Example:
      qbot draft samples/plain.xlsx --knowledge knowledge
      qbot draft samples/plain.xlsx --knowledge knowledge --history last-year.jsonl
    """
    order = DraftOrder(source=file, overrides=correct_reading(file, layout), home=find_home(), **wishes)
    questionnaire, drafting, knowledge = draft_file(order, later=() if as_json else ("qbot.cli.draft_tables",))
    for note in drafting.notes:
        click.echo(note, err=True)
    if as_json:
        from qbot.workflow.contract import describe_drafts

        click.echo(json.dumps(describe_drafts(questionnaire, drafting.drafts, drafting.receipt), ensure_ascii=False))
        return
    if explain is not None:
        from qbot.cli.draft_explanation import show_explanation

        show_explanation(questionnaire, drafting.drafts, knowledge, place=explain)
        return
    from qbot.cli.draft_tables import show_drafts

    show_drafts(questionnaire, drafting.drafts)

"""`qbot answer`: a filled copy for review."""

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
from qbot.workflow.ordering import carry_out
from qbot.workflow.orders import AnswerOrder


class Wishes(DraftWishes):
    """The options of the command that are handed on as they are."""

    manifest: Path | None
    annotate: Path | None
    appendices: Path | None
    overwrite: bool
    force: bool
    break_signature: bool


@click.command("answer")
@click.argument("file", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT", help="The copy to write.")
@knowledge_option
@history_options
@variables_option
@json_option
@as_of_option
@layout_option
@click.option(
    "--manifest", type=PATH, default=None, metavar="M.json", help="Also list every written cell in this file."
)
@click.option(
    "--annotate", type=PATH, default=None, metavar="R.xlsx", help="Also write a review workbook with the evidence."
)
@click.option(
    "--appendices",
    type=PATH,
    default=None,
    metavar="A.zip",
    help="Also put the documents of appendices.yaml that answers name into this new zip.",
)
@click.option("--overwrite", is_flag=True, help="Replace answers that the file already holds.")
@click.option("--force", is_flag=True, help="Replace OUT where it exists.")
@click.option("--break-signature", is_flag=True, help="Go on although a digital signature of the file will break.")
def command(file: Path, output: Path, as_json: bool, layout: Path | None, **wishes: Unpack[Wishes]) -> None:
    """Fill a copy of FILE with drafted answers, for review; FILE itself is never changed.

    \b
    Example:
      qbot answer samples/plain.xlsx -o answered.xlsx --knowledge knowledge --manifest answered.json
      qbot answer samples/plain.xlsx -o answered.xlsx --knowledge knowledge --history last-year.jsonl
    """
    overrides = correct_reading(file, layout)
    order = AnswerOrder(source=file, output=output, overrides=overrides, home=find_home(), **wishes)
    answering, knowledge = carry_out(order, later=() if as_json else ("qbot.cli.answer_summary",))
    if as_json:
        from qbot.workflow.contract import describe_fill

        click.echo(json.dumps(describe_fill(answering.report, answering.receipt), ensure_ascii=False))
        for note in answering.questionnaire.notes:
            click.echo(f"note: {note}", err=True)
        return
    from qbot.cli.answer_summary import show_summary

    show_summary(answering, knowledge, output)

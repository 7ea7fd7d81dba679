"""`qbot answer`: a filled copy for review."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, as_of_option, json_option, knowledge_option, layout_option
from qbot.knowledge_base.folder import read_folder
from qbot.workflow.answering import answer_file, require_target
from qbot.workflow.contract import describe_fill
from qbot.workflow.intake import require_file
from qbot.workflow.layout_file import find_layout
from qbot.workflow.manifest import write_manifest
from qbot.workflow.review_copy import annotate_answers


@click.command("answer")
@click.argument("file", type=PATH)
@click.option("-o", "--output", type=PATH, required=True, metavar="OUT", help="The copy to write.")
@knowledge_option
@json_option
@as_of_option
@layout_option
@click.option(
    "--manifest", type=PATH, default=None, metavar="M.json", help="Also list every written cell in this file."
)
@click.option(
    "--annotate", type=PATH, default=None, metavar="R.xlsx", help="Also write a review workbook with the evidence."
)
@click.option("--overwrite", is_flag=True, help="Replace answers that the file already holds.")
@click.option("--force", is_flag=True, help="Replace OUT where it exists.")
@click.option("--break-signature", is_flag=True, help="Go on although a digital signature of the file will break.")
def command(
    file: Path,
    output: Path,
    knowledge: Path,
    as_json: bool,
    as_of: date,
    layout: Path | None,
    manifest: Path | None,
    annotate: Path | None,
    overwrite: bool,
    force: bool,
    break_signature: bool,
) -> None:
    """Fill a copy of FILE with drafted answers, for review; FILE itself is never changed.

    \b
    Example:
      qbot answer samples/plain.xlsx -o answered.xlsx --knowledge knowledge --manifest answered.json
    """

    require_file(file, remedy="Check the name, or drag the file onto the terminal window to paste its path")
    for path in filter(None, (output, manifest, annotate)):
        require_target(file, path, force=force)
    entries = read_folder(knowledge)
    answering = answer_file(
        file,
        output,
        knowledge=entries,
        as_of=as_of,
        overrides=find_layout(layout),
        overwrite=overwrite,
        break_signature=break_signature,
    )
    if manifest is not None:
        write_manifest(manifest, answering.report, answering.receipt)
    if annotate is not None:
        annotate_answers(annotate, answering, entries, filled=output)
    if as_json:
        click.echo(json.dumps(describe_fill(answering.report, answering.receipt), ensure_ascii=False))
        return
    from qbot.cli.answer_summary import show_summary

    show_summary(answering, entries, output)

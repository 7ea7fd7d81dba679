"""`qbot verify`: the proof before a file is sent."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from qbot.cli.options import PATH, correct_reading, json_option, layout_option
from qbot.workflow.contract import describe_verification
from qbot.workflow.verifying import verify_file


@click.command("verify")
@click.argument("original", type=PATH)
@click.argument("filled", type=PATH)
@click.option(
    "--manifest", type=PATH, default=None, metavar="M.json", help="Also check that each text is the one meant."
)
@json_option
@layout_option
def command(original: Path, filled: Path, manifest: Path | None, as_json: bool, layout: Path | None) -> None:
    """Prove that FILLED is ORIGINAL with only answer cells changed, and list each change.

    Exit status 0: proven; 1: something else differs.

    \b
    Example:
      qbot verify samples/plain.xlsx answered.xlsx --manifest answered.json
    """

    report = verify_file(original, filled, manifest=manifest, overrides=correct_reading(original, layout))
    if as_json:
        click.echo(json.dumps(describe_verification(report), ensure_ascii=False))
    else:
        from qbot.cli.verify_tables import show_verification

        show_verification(report, original=original, filled=filled)
    sys.exit(1 if report.findings else 0)

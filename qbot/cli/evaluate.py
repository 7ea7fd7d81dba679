"""`qbot evaluate`: a backtest on the company's own completed questionnaires."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, as_of_option, correct_reading, json_option
from qbot.config import find_home
from qbot.errors import UsageError
from qbot.files import replace_file
from qbot.workflow.contract import describe_evaluation
from qbot.workflow.evaluation import Evaluation, evaluate_questionnaires
from qbot.workflow.intake import read_questionnaire
from qbot.workflow.reliability import draw_plot, find_error

_SHOWN = 15


@click.command("evaluate")
@click.argument("files", type=PATH, nargs=-1, required=True)
@json_option
@as_of_option
@click.option("--plot", type=PATH, default=None, metavar="OUT.svg", help="Draw confidence against the share right.")
@click.option("--force", is_flag=True, help="Replace OUT.svg where it exists.")
def command(files: tuple[Path, ...], as_json: bool, as_of: date, plot: Path | None, force: bool) -> None:
    """Backtest on questionnaires that you completed yourselves.

    Each of FILES is drafted from the answers in the others (one alone: each tenth of it from the rest), and the drafts
    are held against what you had answered. Nothing is learned and nothing is written but the picture.

    \b
    Example:
      qbot evaluate caiq-2024.xlsx hecvat-2025.xlsx --plot reliability.svg
    """
    if plot is not None and plot.exists() and not force:
        raise UsageError(f"{plot}: it exists already. Choose another name, or say --force")
    with click.progressbar(files, label="Reading", file=sys.stderr) as bar:
        read = [read_questionnaire(path, overrides=correct_reading(path, None)) for path in bar]
    found = evaluate_questionnaires(read, as_of=as_of, home=find_home())
    if plot is not None:
        with replace_file(plot) as file:
            file.write(draw_plot(found.bins, f"{len(found.answered)} drafts").encode())
    if as_json:
        click.echo(json.dumps(describe_evaluation(found), ensure_ascii=False))
        return
    _show(found)


def _show(found: Evaluation) -> None:
    from qbot.cli.screen import open_console, print_table, print_title

    console = open_console()
    drafted, wrong = found.answered, found.wrong
    total = len(found.outcomes)
    console.print(
        f"{total} answers of yours; {len(drafted)} drafted ({len(drafted) / total:.0%}), {len(wrong)} otherwise."
    )
    over = sum(one.over_claims for one in wrong)
    if drafted:
        console.print(
            f"{1 - len(wrong) / len(drafted):.1%} of the drafts say what you said; {over} say yes where you did not."
        )
        print_title(console, f"Reliability (calibration error {find_error(found.bins):.3f})")
        rows = [
            (f"{one.low:.1f} to {one.high:.1f}", str(one.count), f"{one.confidence:.2f}", f"{one.right:.2f}")
            for one in found.bins
        ]
        print_table(console, ("confidence", "drafts", "mean", "right"), rows)
    if wrong:
        print_title(console, "Drafts that differ from your answers, the surest first")
        table = [
            (
                f"{one.past.file} {one.past.question.cell}",
                one.past.question.text[:90],
                one.past.stance.value if one.past.stance else "words",
                one.draft.stance.value if one.draft.stance else "words",
                f"{one.draft.confidence:.2f}",
            )
            for one in wrong[:_SHOWN]
        ]
        print_table(console, ("where", "question", "you said", "drafted", "confidence"), table)
        if len(wrong) > _SHOWN:
            console.print(f"and {len(wrong) - _SHOWN} more; --json lists all")

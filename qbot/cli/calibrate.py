"""`qbot calibrate`: the confidence is fitted to questions whose right entries are known."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qbot.cli.options import PATH, as_of_option, optional_knowledge_option
from qbot.cli.own_desk import open_own_desk
from qbot.config import find_home
from qbot.errors import UsageError
from qbot.workflow.calibrating import (
    NAMES,
    Label,
    Sample,
    collect_samples,
    fit_samples,
    read_labels,
    require_enough,
    save_calibration,
    score_samples,
)
from qbot.workflow.drafting import find_own_calibration
from qbot.workflow.indexing import read_indexed
from qbot.workflow.reliability import find_area, find_error, sort_into_bins


@click.command("calibrate")
@click.argument("labels", type=PATH, nargs=-1)
@optional_knowledge_option
@as_of_option
@click.option("--decisions", is_flag=True, help="Learn from what was decided on the review page.")
@click.option("--dry-run", is_flag=True, help="Measure only; write nothing.")
@click.option("--forget", is_flag=True, help="Take back the calibration that was made here, and use the shipped one.")
def command(
    labels: tuple[Path, ...], knowledge: Path | None, as_of: date, decisions: bool, dry_run: bool, forget: bool
) -> None:
    """Fit the confidence to questions whose right entries are known.

    LABELS are files of JSON Lines, each line with a `question` and the ids of the `entries` that support an answer,
    an empty list where none does. With --decisions the questions decided on the review page count too: an approved
    answer names the entries behind it, one left without an answer says that there was none. From 100 questions on,
    start and scale of the confidence are fitted to them; from 500 on, all of its weights. What is fitted is kept on
    this machine and used for every draft from then on.

    \b
    Example:
      qbot calibrate decisions.jsonl --knowledge knowledge
    """
    own = find_own_calibration(find_home())
    if forget:
        existed = own.exists()
        own.unlink(missing_ok=True)
        click.echo("The shipped calibration is used again." if existed else "There was no calibration of your own.")
        return
    if not labels and not decisions:
        raise UsageError("Give a file of labelled questions, or --decisions; see `qbot calibrate --help`")
    samples = _read_samples(labels, knowledge, as_of) if labels else []
    if decisions:
        samples += _read_decided(as_of)
    require_enough(samples)
    fit = fit_samples(samples)
    right = [sample.right for sample in samples]
    click.echo(f"{len(samples)} questions, the right entry first in {sum(right)}.")
    for name, confidences in (("shipped", score_samples(samples)), ("fitted, out of fold", fit.confidences)):
        area, error = find_area(confidences, right), find_error(sort_into_bins(confidences, right))
        click.echo(f"  {name:20} area under the curve {area or 0:.3f}, calibration error {error:.3f}")
    what = f"all {len(NAMES)} weights" if fit.whole else "start and scale"
    if dry_run:
        click.echo(f"Nothing was written; {what} would be fitted.")
        return
    save_calibration(own, fit.calibration)
    click.echo(f"Fitted {what}; kept in {own} and used from now on. Take it back with --forget.")


def _read_samples(labels: tuple[Path, ...], knowledge: Path | None, as_of: date) -> list[Sample]:
    if knowledge is None:
        raise UsageError("Say with --knowledge which knowledge base the labels name the entries of")
    index = read_indexed(knowledge, home=find_home()).index
    known = frozenset(entry.id for entry in index.entries)
    samples: list[Sample] = []
    for path in labels:
        found = read_labels(path)
        _warn_unknown(path, found, known)
        samples += collect_samples(path.name, found, index, as_of=as_of)
    return samples


def _read_decided(as_of: date) -> list[Sample]:
    from qbot.workflow.decided_labels import collect_decided

    with open_own_desk() as desk:
        return collect_decided(desk, as_of=as_of)


def _warn_unknown(path: Path, labels: tuple[Label, ...], known: frozenset[str]) -> None:
    unknown = sorted({entry for label in labels for entry in label.entries} - known)
    if unknown:
        names = ", ".join(unknown[:5]) + (f" and {len(unknown) - 5} more" if len(unknown) > 5 else "")
        click.echo(f"{path}: these entries are not in the knowledge base: {names}", err=True)

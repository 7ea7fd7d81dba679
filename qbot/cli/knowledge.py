"""`qbot knowledge`: the library in and out."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from msgspec import to_builtins

from qbot.cli.options import PATH, as_of_option, json_option, knowledge_option, reviewer_option
from qbot.cli.own_desk import open_own_desk
from qbot.cli.thresholds import describe_thresholds


@click.group("knowledge")
def command() -> None:
    """Bring entries into the knowledge base, and look things up in it."""


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=PATH, metavar="FILE...")
@click.option("--into", type=PATH, required=True, metavar="DIR", help="The knowledge base; made where it is missing.")
@click.option("--dry-run", is_flag=True, help="Show what would come in; write nothing.")
@json_option
def import_files(files: tuple[Path, ...], into: Path, dry_run: bool, as_json: bool) -> None:
    """Import entries into a knowledge base; what is there is never overwritten.

    FILE is a questionnaire you completed (.xlsx, .xlsm, .docx, .csv, .tsv, .txt, .xls, .ods), whose names and dates
    stay out; the export of an answer library (.csv, .tsv, .xlsx), known by its columns such as alternative questions,
    owner, last updated or privacy; a page (.md, .html, .txt), split into statements; or JSON Lines: each line with
    the keys id, question (empty: a fact) and answer, and optionally comment, section, topic, stance, frameworks,
    equivalent, source and disclosure.

    \b
    Example:
      qbot knowledge import last-year.jsonl --into knowledge --dry-run
    """
    from qbot.workflow.importing import import_knowledge

    report = import_knowledge(files, into, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(to_builtins(report), ensure_ascii=False))
        return
    from qbot.cli.import_tables import show_import

    show_import(report, into, dry_run=dry_run)


@command.command("load")
@click.argument("folder", type=PATH, metavar="DIR")
@click.option("--dry-run", is_flag=True, help="Show what would change; change nothing.")
@reviewer_option
@json_option
def load_entries(folder: Path, dry_run: bool, by: str, as_json: bool) -> None:
    """Bring a knowledge base folder into the store of `qbot serve`: new entries, and changed ones as new versions.

    Answers that rest on a changed entry and were not sent yet are marked; it says how many recipients were told the
    old words, and `qbot ledger recall` names them. What only the store has stays.

    \b
    Example:
      qbot knowledge load knowledge --dry-run
    """
    from qbot.workflow.loading import load_folder

    with open_own_desk() as desk:
        report = load_folder(desk, folder, by=by, dry_run=dry_run)
    if as_json:
        click.echo(json.dumps(to_builtins(report), ensure_ascii=False))
        return
    from qbot.cli.import_tables import show_load

    show_load(report, folder, dry_run=dry_run)


@command.command("check", epilog=describe_thresholds())
@click.argument("folder", type=PATH, metavar="DIR")
@as_of_option
@click.option(
    "--manifest",
    "manifests",
    type=PATH,
    multiple=True,
    metavar="M.json",
    help="Also name the entries that no answer in this manifest of `qbot answer` cites; may be given several times.",
)
@click.option(
    "--threshold",
    "thresholds",
    multiple=True,
    metavar="NAME=NUMBER",
    envvar="QBOT_CHECK_THRESHOLDS",
    show_envvar=True,
    help="Change a threshold of the check (see below); may be given several times.",
)
@json_option
def check_entries(
    folder: Path, as_of: date, manifests: tuple[Path, ...], thresholds: tuple[str, ...], as_json: bool
) -> None:
    """Find what a person must mend in a knowledge base.

    Contradictions between entries for the same or nearly the same question, marked conflicts, what has expired or is
    due for review, answers that name an expired certificate, missing sources, and answers that leave the question open:
    each with the entries, why, and what to do. Exit status 1 when one of these is found. Duplicates, questions that
    nothing tells apart, and what is due soon are listed as well, and do not fail the check.

    \b
    Example:
      qbot knowledge check knowledge
    """
    from qbot.knowledge_base.check_settings import read_settings
    from qbot.workflow.checking import check_folder

    findings = check_folder(folder, as_of=as_of, settings=read_settings(thresholds), manifests=manifests)
    if as_json:
        click.echo(json.dumps(to_builtins(findings), ensure_ascii=False))
    else:
        from qbot.cli.import_tables import show_findings

        show_findings(findings, folder, used=bool(manifests))
    sys.exit(1 if any(finding.fails for finding in findings) else 0)


@command.command("search")
@click.argument("words", nargs=-1, required=True)
@knowledge_option
@json_option
def search_words(words: tuple[str, ...], knowledge: Path, as_json: bool) -> None:
    """Find entries that hold all the WORDS.

    \b
    Example:
      qbot knowledge search breach notice --knowledge knowledge
    """
    from qbot.knowledge_base.folder import read_folder
    from qbot.knowledge_base.search import search_entries

    found = search_entries(read_folder(knowledge).entries, " ".join(words))
    if as_json:
        rows = [{"entry": one.entry.id, "question": one.entry.question, "answer": one.entry.answer} for one in found]
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    from qbot.cli.import_tables import show_found

    show_found(found)


@command.command("export")
@click.argument("target", type=PATH)
@knowledge_option
@click.option("--force", is_flag=True, help="Replace TARGET where it exists.")
def export_entries(target: Path, knowledge: Path, force: bool) -> None:
    """Write a knowledge base to TARGET: a .jsonl, .csv or .xlsx file, or a folder of YAML files.

    \b
    Example:
      qbot knowledge export library.csv --knowledge knowledge
    """
    from qbot.workflow.exporting import export_knowledge

    written = export_knowledge(knowledge, target, force=force)
    click.echo(f"{written.entries} entries written to {target}")

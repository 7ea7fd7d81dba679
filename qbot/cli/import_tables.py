"""What came into the knowledge base, as a person reads it."""

from __future__ import annotations

from pathlib import Path

from qbot.cli.screen import clean, count, open_console, print_list
from qbot.workflow.importing import ImportReport


def show_import(report: ImportReport, into: Path, *, dry_run: bool) -> None:
    """Print the numbers of an import and what a person must know."""
    console = open_console()
    verb = "would come into" if dry_run else "came into"
    console.print(clean(f"{count(report.new, 'new entry', 'new entries')} {verb} {into}; {report.same} were there."))
    for number, what in (
        (report.changed, "stand beside an older entry with the same id and other words"),
        (report.conflicting, "contradict another entry: a person must settle which holds"),
        (report.left_out, "rows were left out: they hold no answer"),
    ):
        if number:
            console.print(clean(f"{number} {what}"))
    print_list(console, [*report.messages, *(f"written: {file}" for file in report.files)])

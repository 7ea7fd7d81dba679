"""The proof as a person reads it."""

from __future__ import annotations

from pathlib import Path

from rich.text import Text

from qbot.cli.lines import count
from qbot.cli.screen import clean, open_console, print_list, print_table, print_title
from qbot.model.proof import VerifyReport


def show_verification(report: VerifyReport, *, original: Path, filled: Path) -> None:
    """Print the verdict, every change, the other changes and what was not checked."""
    console = open_console()
    if report.findings:
        console.print(Text(f"NOT PROVEN: {count(len(report.findings), 'finding')}", style="bold red"))
        print_table(console, ("where", "what"), ((one.place, one.text) for one in report.findings))
    else:
        console.print(
            Text("Proven", style="bold green") + clean(f": {filled} is {original} with only answers changed.")
        )
    if report.changes:
        print_title(console, count(len(report.changes), "changed cell"))
        rows = (
            (
                f"{one.sheet}!{one.cell}" if one.sheet else one.cell,
                clean(one.before, limit=40),
                clean(one.after, limit=70),
            )
            for one in report.changes
        )
        print_table(console, ("cell", "before", "after"), rows)
    for title, lines in (("Other changes, all allowed", report.other_changes), ("Notes", report.notes)):
        if lines:
            print_title(console, title)
            print_list(console, lines)

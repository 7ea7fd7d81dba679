"""The knowledge base on the terminal: what came in, what a check found, what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from qbot.cli.lines import count
from qbot.cli.screen import clean, open_console, print_list, print_table, print_title
from qbot.knowledge_base.findings import KnowledgeFinding
from qbot.knowledge_base.search import FoundEntry
from qbot.workflow.importing import ImportedRow, ImportReport, RowStatus
from qbot.workflow.loading import LoadReport

_MOST_SHOWN, _MOST_FOUND, _LONGEST = 12, 20, 400


def show_import(report: ImportReport, into: Path, *, dry_run: bool) -> None:
    """Print how each file was read, the numbers of an import, its entries, and what a person must know."""
    console = open_console()
    for file in report.read:
        console.print(clean(f"{file.file} was read as {file.how}."))
    verb = "would come into" if dry_run else "came into"
    console.print(clean(f"{count(report.new, 'new entry', 'new entries')} {verb} {into}; {report.same} were there."))
    for number, what in (
        (report.changed, "stand beside an older entry with the same id and other words"),
        (report.conflicting, "contradict another entry: a person must settle which holds"),
        (report.left_out, "rows were left out: they hold no answer"),
    ):
        if number:
            console.print(clean(f"{number} {what}"))
    for status in (RowStatus.CONFLICTING, RowStatus.CHANGED, RowStatus.NEW):
        _show_rows(console, [row for row in report.rows if row.status is status])
    written = "would be written" if dry_run else "written"
    print_list(console, [*report.messages, *(f"{written}: {file}" for file in report.files)])
    if dry_run:
        console.print("Nothing was written.")


def show_load(report: LoadReport, folder: Path, *, dry_run: bool) -> None:
    """Print what a folder brought into the store, and who was told what it changed."""
    console = open_console()
    verb = "would be" if dry_run else "were"
    new = count(len(report.new), "new entry", "new entries")
    console.print(
        clean(f"{new} of {folder} {verb} added, {len(report.changed)} {verb} changed; {report.same} are the same.")
    )
    print_list(console, (f"changed: {name}" for name in report.changed[:_MOST_FOUND]))
    if report.company:
        console.print("The company profile changed.")
    if report.marked:
        console.print(
            clean(f"{count(report.marked, 'answer')} not sent yet rest on them, and are marked for the reviewer.")
        )
    for name, number in report.recalled.items():
        told = f"{count(number, 'recipient')} {'was' if number == 1 else 'were'} told the old words"
        console.print(clean(f"{told} of {name}; see qbot ledger recall {name}"))
    if dry_run:
        console.print("Nothing was changed.")


def _show_rows(console: Console, rows: Sequence[ImportedRow]) -> None:
    """Print the first entries of one status, with what they stand against where there is something."""
    if not rows:
        return
    print_title(console, f"{rows[0].status.value}: {len(rows)}")
    shown = rows[:_MOST_SHOWN]
    cells = [(row.id, clean(row.question, limit=60), clean(row.answer, limit=60)) for row in shown]
    if any(row.against for row in shown):
        against = [(f"{row.against}: {row.reason}",) for row in shown]
        print_table(
            console, ("entry", "question", "answer", "against"), [(*a, *b) for a, b in zip(cells, against, strict=True)]
        )
    else:
        print_table(console, ("entry", "question", "answer"), cells)
    if len(rows) > len(shown):
        console.print(clean(f"… and {len(rows) - len(shown)} more; --json lists all"))


def show_findings(findings: Sequence[KnowledgeFinding], folder: Path, *, used: bool) -> None:
    """Print what a check found, the worst first, with what to do; `used`: whether it is known what was cited."""
    console = open_console()
    if not findings:
        console.print(clean(f"{folder}: nothing to mend"))
    else:
        failing = sum(finding.fails for finding in findings)
        console.print(clean(f"{folder}: {count(len(findings), 'finding')}, {failing} of which a person must settle"))
        for kind in dict.fromkeys(finding.kind for finding in findings):
            _show_kind(console, kind.value, [finding for finding in findings if finding.kind is kind])
    if not used:
        console.print(
            "Entries that were never used are not looked for: give the manifests of earlier answers (--manifest)."
        )


def _show_kind(console: Console, kind: str, findings: Sequence[KnowledgeFinding]) -> None:
    print_title(console, f"{kind}: {len(findings)}")
    rows = ((one.place, clean(one.text, limit=_LONGEST), one.remedy) for one in findings[:_MOST_FOUND])
    print_table(console, ("where", "what", "what to do"), rows)
    if len(findings) > _MOST_FOUND:
        console.print(clean(f"… and {len(findings) - _MOST_FOUND} more; --json lists all"))


def show_found(found: Sequence[FoundEntry]) -> None:
    """Print the entries that a search found."""
    console = open_console()
    if not found:
        console.print("No entry holds all these words.")
        return
    rows = ((one.entry.id, clean(one.entry.question, limit=60), clean(one.entry.answer, limit=90)) for one in found)
    print_table(console, ("entry", "question", "answer"), rows)

"""The knowledge base on the terminal: what came in, what a check found, what a search found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qbot.cli.screen import clean, count, open_console, print_list, print_table
from qbot.knowledge_base.check import KnowledgeFinding
from qbot.knowledge_base.search import FoundEntry
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


def show_findings(findings: Sequence[KnowledgeFinding], folder: Path) -> None:
    """Print what a check found, the worst first, with what to do."""
    console = open_console()
    if not findings:
        console.print(clean(f"{folder}: nothing to mend"))
        return
    console.print(clean(f"{folder}: {count(len(findings), 'finding')}"))
    rows = ((one.kind.value, one.place, one.text, one.remedy) for one in findings)
    print_table(console, ("kind", "where", "what", "what to do"), rows)


def show_found(found: Sequence[FoundEntry]) -> None:
    """Print the entries that a search found."""
    console = open_console()
    if not found:
        console.print("No entry holds all these words.")
        return
    rows = ((one.entry.id, clean(one.entry.question, limit=60), clean(one.entry.answer, limit=90)) for one in found)
    print_table(console, ("entry", "question", "answer"), rows)

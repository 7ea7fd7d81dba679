"""The ledger on the terminal."""

from __future__ import annotations

from typing import Any

from qbot.cli.lines import count
from qbot.cli.screen import clean, open_console, print_table, print_title

# Any: what the workflow tells, as JSON values.
Told = dict[str, Any]
_LONGEST = 60


def show_answers(found: Told) -> None:
    """Print the answers that were sent."""
    console = open_console()
    answers = found["answers"]
    if not answers:
        console.print("Nothing was sent yet: an export for a recipient is entered here by itself.")
        return
    rows = [
        (
            one["at"][:10],
            one["recipient"] or one["customer"],
            clean(one["question"], limit=_LONGEST),
            clean(one["words"], limit=_LONGEST),
            _name_entries(one),
        )
        for one in answers
    ]
    print_table(console, ("on", "told to", "question", "answer", "from"), rows)
    if found["total"] > len(answers):
        console.print(clean(f"… and {found['total'] - len(answers)} more; --limit lists more of them"))


def show_recall(found: Told) -> None:
    """Print who was told old words of an entry, and what has changed."""
    console = open_console()
    said = "is retired" if found["retired"] else f"says now, in version {found['version']}: {found['says']}"
    console.print(clean(f"{found['entry']} {said}"))
    told = found["told"]
    if not told:
        answers = count(found["current"], "answer")
        console.print(
            clean(
                f"Nobody was told anything else; {answers} that {'was' if found['current'] == 1 else 'were'} sent still hold."
            )
        )
        return
    print_title(console, f"{count(len(told), 'answer')} told otherwise")
    rows = [
        (
            one["at"][:10],
            one["recipient"] or one["customer"],
            clean(one["questionnaire"], limit=30),
            clean(one["question"], limit=_LONGEST),
            clean("; ".join(_tell_change(each) for each in one["changes"]), limit=160),
            (one["corrected_at"] or "")[:10],
        )
        for one in told
    ]
    print_table(console, ("on", "told to", "in", "question", "what has changed since", "corrected on"), rows)
    if found["current"]:
        console.print(clean(f"{count(found['current'], 'answer')} from it still hold."))


def _name_entries(one: Told) -> str:
    return ", ".join(
        each["entry"] + (f" (version {each['version']})" if each["version"] is not None else "")
        for each in one["entries"]
    )


def _tell_change(change: Told) -> str:
    now = f"now “{change['says']}”" if change["now"] is not None else "retired since"
    return f"{change['entry']}: told “{change['said']}”, {now}"

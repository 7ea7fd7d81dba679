"""The gaps on the terminal."""

from __future__ import annotations

from typing import Any

from qbot.cli.lines import count
from qbot.cli.screen import clean, open_console, print_table

# Any: what the workflow tells, as JSON values.
Told = dict[str, Any]


def show_gaps(found: Told) -> None:
    """Print the entries to write, the one that would answer most first."""
    console = open_console()
    gaps = found["gaps"]
    if not gaps:
        console.print("No question is without an answer.")
        return
    console.print(
        clean(
            f"{count(found['questions'], 'question')} without an answer, which {count(found['total'], 'entry', 'entries')} would close:"
        )
    )
    rows = [
        (
            str(gap["closes"]),
            clean(gap["question"], limit=90),
            clean("; ".join(map(_tell_near, gap["questions"][0]["nearest"])) or "no entry is near", limit=120),
        )
        for gap in gaps
    ]
    print_table(console, ("closes", "an entry that answers", "nearest, and what they lack"), rows)
    if found["total"] > len(gaps):
        console.print(clean(f"… and {found['total'] - len(gaps)} more; --limit lists more of them"))


def _tell_near(near: Told) -> str:
    lacking = ", ".join(near["missing"])
    return f"{near['entry']} (lacks {lacking})" if lacking else near["entry"]

"""Count how many answered rows of completed questionnaires arrive in the knowledge base with question, answer, comment.

usage: count_import.py [NAME ...]   from the folder that QBOT_TESTDATA names: the questionnaires of the corpus of which
the expected reading has answers, and the JSON Lines of completed questionnaires. Each is imported twice.

Prints per file: answered rows expected, those that arrived whole, what came in that nobody expected, and what a second
import added. Exit status 1 where fewer than 99 of 100 arrive in all, or a second import adds anything.
"""

from __future__ import annotations

import json
import os
import re
import sys
import tempfile
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any

from bench_report import Bar, Section, render_text
from msgspec import Struct

from qbot.knowledge_base.folder import read_folder
from qbot.knowledge_base.verdicts import read_bare_verdict
from qbot.model.knowledge import Entry
from qbot.workflow.importing import import_knowledge

_LEAST = 0.99
_ENDINGS = (".xlsx", ".xlsm", ".xls", ".docx", ".csv")


class Row(Struct, frozen=True):
    """An answered row as a careful reader sees it."""

    question: str
    answer: str
    comment: str


class Count(Struct, frozen=True):
    """What came of one file."""

    name: str
    expected: int
    whole: int
    unexpected: int
    added_twice: int
    missing: tuple[Row, ...]


def list_files(folder: Path) -> Iterator[tuple[Path, list[Row]]]:
    """Yield each completed questionnaire with the answered rows that are expected of it."""
    for expected in sorted((folder / "corpus/expected").glob("*.jsonl")):
        rows = [row for row in map(_read_row, _read_lines(expected)) if row is not None]
        files = [folder / "corpus/questionnaires" / f"{expected.stem}{ending}" for ending in _ENDINGS]
        for file in files:
            if rows and file.exists():
                yield file, rows
    for file in sorted((folder / "matching").glob("vendor-*.jsonl")):
        yield file, [row for row in map(_read_row, _read_lines(file)) if row is not None]


def count_file(file: Path, expected: Sequence[Row]) -> Count:
    """Import one file twice into a new knowledge base and count what arrived."""
    with tempfile.TemporaryDirectory() as folder:
        into = Path(folder) / "kb"
        import_knowledge([file], into)
        again = import_knowledge([file], into)
        entries = read_folder(into).entries
    by_question: dict[str, list[Entry]] = {}
    for entry in entries:
        by_question.setdefault(_fold(entry.question), []).append(entry)
    missing = [
        row for row in expected if not any(_is_whole(row, one) for one in by_question.get(_fold(row.question), ()))
    ]
    asked = {_fold(row.question) for row in expected}
    unexpected = sum(_fold(entry.question) not in asked for entry in entries)
    return Count(file.name, len(expected), len(expected) - len(missing), unexpected, again.new, tuple(missing))


def _is_whole(row: Row, entry: Entry) -> bool:
    verdict = read_bare_verdict(row.answer)
    said = f"{entry.short_answer}\n{entry.answer}"
    right = entry.stance is verdict if verdict is not None else _fold(row.answer) in _fold(said)
    return right and _fold(row.comment) in _fold(entry.answer)


def _read_row(values: dict[str, Any]) -> Row | None:  # Any: JSON
    if values.get("type") == "admin":
        return None
    answer, comment = str(values.get("answer") or values.get("prefilled") or ""), str(values.get("comment") or "")
    says = re.search(r"\w", answer + comment)
    return Row(str(values["question"]), answer, comment) if says else None


def _read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _fold(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def count_all(testdata: Path, names: Collection[str] = ()) -> list[Count]:
    """Return what came of each completed questionnaire, or of those that are named."""
    return [count_file(file, rows) for file, rows in list_files(testdata) if not names or file.stem in names]


def describe(counts: Sequence[Count]) -> Section:
    """Return the table with its bars."""
    expected, whole = sum(one.expected for one in counts), sum(one.whole for one in counts)
    return Section(
        "Completed questionnaires into the knowledge base",
        "Answered rows that arrive with the right question, answer and comment, against a careful reading; and what a "
        "second import of the same file adds.",
        ("File", "answered rows", "whole", "unexpected", "added by the second"),
        [(one.name, *map(str, (one.expected, one.whole, one.unexpected, one.added_twice))) for one in counts],
        [
            Bar("share of the rows that arrive whole", whole / expected if expected else 0.0, _LEAST),
            Bar("added by the second import", sum(one.added_twice for one in counts), 0, most=True),
        ],
    )


def main(names: Sequence[str]) -> int:
    """Print the table; return the exit status."""
    counts = count_all(Path(os.environ["QBOT_TESTDATA"]), names)
    for one in counts:
        for row in one.missing[:5]:
            print(f"{one.name}, missing: {row.question[:80]!r} {row.answer[:40]!r} {row.comment[:40]!r}")
    section = describe(counts)
    print(render_text(section))
    return int(not all(bar.met for bar in section.bars))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

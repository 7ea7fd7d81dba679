"""Decide the stance of labelled questions with the right entries given, and count what is right and what over-claims.

usage: python tests/tools/stance_given.py ENTRIES.jsonl QUESTIONS.jsonl [--show]

Entries have `id`, `question` (may be empty), `answer`, `stance`, perhaps `frameworks` and `equivalent`; questions have
`question`, `label` (full, partial, none), `entry_ids` and `stance`. An over-claim is a "yes" where the label says no or
partial. Questions that nothing supports are asked beside the entry that covers most of their words: a "yes" there shows
what the search must keep away.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot.matching.clauses import measure_covered_by
from qbot.matching.guards import check_guards
from qbot.matching.stance import decide_stance
from qbot.model.confidence import Band
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question

AS_OF = date(2026, 1, 1)


class Labelled(Struct, frozen=True):
    """A question with the entries that support it (none: nothing does) and the stance a reader gave it."""

    text: str
    entries: tuple[str, ...]
    stance: Stance | None


class Result(Struct, frozen=True):
    """Labelled questions, right ones, over-claims; unsupported questions and those that got a drafted "yes"."""

    labelled: int
    right: int
    overclaims: int
    unsupported: int
    unsupported_yes: int
    wrong: tuple[str, ...]


def read_entries(path: Path) -> Mapping[str, Entry]:
    """Return the entries of a file by their ids."""
    entries = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        entries[row["id"]] = Entry(
            id=row["id"],
            kind=EntryKind.FAQ if row["question"] else EntryKind.FACT,
            question=row["question"],
            answer=row["answer"],
            stance=Stance(row["stance"]) if row.get("stance") else None,
            frameworks=tuple(row.get("frameworks", ())),
            equivalent=tuple(row.get("equivalent", ())),
        )
    return entries


def read_questions(path: Path) -> tuple[Labelled, ...]:
    """Return the labelled questions of a file."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return tuple(
        Labelled(row["question"], tuple(row["entry_ids"]), Stance(row["stance"]) if row["stance"] else None)
        for row in rows
    )


def measure(entries: Mapping[str, Entry], questions: Sequence[Labelled]) -> Result:
    """Return how often the stance is right with the right entries given, and what over-claims."""
    labelled = [one for one in questions if one.entries and one.stance is not None]
    unsupported = [one for one in questions if not one.entries]
    wrong, overclaims, drafted = [], 0, 0
    for one in labelled:
        stance, _ = _decide(one.text, [entries[name] for name in one.entries])
        if stance is not one.stance:
            overclaims += stance is Stance.YES
            wrong.append(f"{one.stance} expected, {stance} decided: {one.text}")
    for one in unsupported:
        nearest = max(entries.values(), key=lambda entry: (_rate(one.text, entry), entry.id))
        stance, low = _decide(one.text, [nearest])
        drafted += stance is Stance.YES and not low
    return Result(len(labelled), len(labelled) - len(wrong), overclaims, len(unsupported), drafted, tuple(wrong))


def _rate(text: str, entry: Entry) -> float:
    return measure_covered_by(text, f"{entry.question}\n{entry.answer}")


def _decide(text: str, entries: Sequence[Entry]) -> tuple[Stance | None, bool]:
    question = Question(sheet="", cell="A1", text=text)
    guards = check_guards(question, entries[0], as_of=AS_OF)
    low = any(guard.cap in (Band.LOW, Band.NONE) for guard in guards)
    return decide_stance(question, entries, guards).stance, low


def main() -> int:
    """Print the measure; 0 when four in five are right and nothing over-claims."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("entries", type=Path)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    args = parser.parse_args()
    result = measure(read_entries(args.entries), read_questions(args.questions))
    print(
        f"stance right {result.right}/{result.labelled}  over-claims {result.overclaims}  "
        f"yes beside the nearest entry where nothing supports one {result.unsupported_yes}/{result.unsupported}"
    )
    if args.show:
        print("\n".join(result.wrong))
    return 0 if result.right >= 0.8 * result.labelled and result.overclaims == 0 else 1


if __name__ == "__main__":
    raise SystemExit(main())

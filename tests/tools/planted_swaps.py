"""Plant one-word swaps and inversions into questions that were answered before, and see whether they are caught.

usage: python tests/tools/planted_swaps.py COMPLETED.jsonl [--swaps 40] [--inversions 20] [--show]

Each line of the file is an answered question (`id`, `question`, `answer`, optionally `comment`). The questions become
entries; then the same questions are asked again, some with one word swapped, some turned round, some untouched. A
changed question is caught when a guard caps it below band high or nothing supports a "yes" any more; an untouched twin
is kept when no guard caps it. Guards alone are measured here, without the score.
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from qbot.matching.guards import check_guards
from qbot.matching.options import read_stance
from qbot.matching.stance import decide_stance
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question

SWAPS: tuple[tuple[str, str], ...] = (
    ("privacy", "security"),
    ("security", "privacy"),
    ("at rest", "in transit"),
    ("at-rest", "in transit"),
    ("in transit", "at rest"),
    ("in transport", "in storage"),
    ("in storage", "in transport"),
    ("24", "72"),
    ("72", "24"),
    ("12", "24"),
    ("annually", "monthly"),
    ("annual", "monthly"),
    ("customers", "sub-processors"),
    ("clients", "sub-processors"),
    ("institution's", "sub-processor's"),
    ("employees", "contractors"),
    ("employee", "contractor"),
    ("third parties", "employees"),
    ("third party", "employee"),
    ("administrators", "end users"),
    ("end users", "administrators"),
    ("production", "test"),
    ("test", "production"),
    ("backups", "logs"),
    ("backup", "log"),
    ("logs", "backups"),
    ("mobile", "desktop"),
    ("workstations", "mobile devices"),
    ("network", "application"),
    ("documented", "tested"),
    ("tested", "documented"),
    ("reviewed", "approved"),
    ("passwords", "encryption keys"),
    ("password", "encryption key"),
    ("vulnerability", "penetration"),
    ("business continuity", "disaster recovery"),
    ("disaster recovery", "business continuity"),
    ("incident", "change"),
    ("physical", "logical"),
)
INVERSIONS: tuple[tuple[str, str], ...] = (
    (r"^Do you\b", "Do you not"),
    (r"^Does your\b", "Does no part of your"),
    (r"^Is there\b", "Is there no"),
    (r"^Are you\b", "Are you not"),
    (r"\bencrypted\b", "unencrypted"),
    (r"\bcan be\b", "cannot be"),
    (r"^Will you\b", "Will you never"),
    (r"^Have you\b", "Have you never"),
    (r"\ballow\b", "prohibit"),
    (r"\bwith\b", "without"),
    (r"^Are all\b", "Are not all"),
    (r"^Can you\b", "Can you not"),
)
AS_OF = date(2026, 1, 1)


class Planted(Struct, frozen=True):
    """A question asked again: the entry it came from, its text now, and what was changed (empty: nothing)."""

    entry: Entry
    text: str
    change: str


class Result(Struct, frozen=True):
    """How many swaps and inversions were caught, how many twins kept, and the lines on what went wrong."""

    swaps: int
    swaps_caught: int
    inversions: int
    inversions_caught: int
    twins: int
    twins_kept: int
    wrong: tuple[str, ...]


def read_entries(path: Path) -> tuple[Entry, ...]:
    """Return the answered questions of a file as entries; those without a stance are left out."""
    entries = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        stance = read_stance(row["answer"])
        if stance is not None:
            text = row.get("comment") or row["answer"]
            kind = EntryKind.PAST_ANSWER
            entries.append(Entry(id=row["id"], kind=kind, question=row["question"], answer=text, stance=stance))
    return tuple(entries)


def plant_swaps(entries: Sequence[Entry]) -> Iterator[Planted]:
    """Yield each question once with the first swap of the table that fits it; never one that is asked elsewhere."""
    known = {entry.question.lower() for entry in entries}
    for entry in entries:
        for old, new in SWAPS:
            text = re.sub(rf"\b{re.escape(old)}\b", new, entry.question, count=1, flags=re.IGNORECASE)
            if text != entry.question and text.lower() not in known:
                yield Planted(entry, text, f"{old} → {new}")
                break


def plant_inversions(entries: Sequence[Entry]) -> Iterator[Planted]:
    """Yield questions turned round, the forms of the table by turns so that all of them come up."""
    for place, entry in enumerate(entries):
        turned = INVERSIONS[place % len(INVERSIONS) :] + INVERSIONS[: place % len(INVERSIONS)]
        for pattern, new in turned:
            text = re.sub(pattern, new, entry.question, count=1)
            if text != entry.question:
                yield Planted(entry, text, f"{pattern} → {new}")
                break


def spread(planted: Sequence[Planted], count: int) -> tuple[Planted, ...]:
    """Return `count` of the planted questions, evenly from the whole file."""
    if len(planted) <= count:
        return tuple(planted)
    return tuple(planted[place * len(planted) // count] for place in range(count))


def check_planted(planted: Planted) -> tuple[tuple[FiredGuard, ...], Stance | None]:
    """Return the guards that fire on a planted question beside its entry, and the stance that is decided."""
    question = Question(sheet="", cell="A1", text=planted.text)
    guards = check_guards(question, planted.entry, as_of=AS_OF)
    return guards, decide_stance(question, (planted.entry,), guards).stance


def is_caught(guards: Sequence[FiredGuard]) -> bool:
    """Tell whether a guard keeps the draft out of band high."""
    return any(guard.cap is not None and guard.cap is not Band.HIGH for guard in guards)


def measure(entries: Sequence[Entry], *, swaps: int, inversions: int) -> Result:
    """Return what came of planting swaps and inversions into the entries' questions."""
    swapped = spread(tuple(plant_swaps(entries)), swaps)
    inverted = spread(tuple(plant_inversions(entries)), inversions)
    missed = [one for one in (*swapped, *inverted) if not is_caught(check_planted(one)[0])]
    twins = [Planted(one.entry, one.entry.question, "") for one in (*swapped, *inverted)]
    lost = [one for one in twins if is_caught(check_planted(one)[0])]
    return Result(
        swaps=len(swapped),
        swaps_caught=len(swapped) - sum(one in missed for one in swapped),
        inversions=len(inverted),
        inversions_caught=len(inverted) - sum(one in missed for one in inverted),
        twins=len(twins),
        twins_kept=len(twins) - len(lost),
        wrong=tuple(f"{one.entry.id} {one.change or 'untouched'}: {one.text}" for one in (*missed, *lost)),
    )


def main() -> int:
    """Print the measure for one file; 0 when all is caught and nine in ten twins are kept."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("completed", type=Path)
    parser.add_argument("--swaps", type=int, default=40)
    parser.add_argument("--inversions", type=int, default=20)
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    args = parser.parse_args()
    result = measure(read_entries(args.completed), swaps=args.swaps, inversions=args.inversions)
    print(
        f"swaps caught {result.swaps_caught}/{result.swaps}  "
        f"inversions caught {result.inversions_caught}/{result.inversions}  "
        f"twins kept {result.twins_kept}/{result.twins}"
    )
    if args.show:
        print("\n".join(result.wrong))
    caught = result.swaps_caught == result.swaps and result.inversions_caught == result.inversions
    return 0 if caught and result.twins_kept >= 0.9 * result.twins else 1


if __name__ == "__main__":
    raise SystemExit(main())

"""What answers are worth, beside `bench.py`: planted changes, another product's answers, given entries, own questions.

Usage: python tests/tools/bench_answers.py [TESTDATA]

With TESTDATA: swaps and inversions planted into questions that were answered before, through the whole engine with the
answers as its history: how many stay out of band high, and how many untouched twins stay in it; the answers of one
product for the questionnaire of another, with the curve of agreement over coverage and what of it is in band high; the
stance with the right entries given. Without: the outcomes of our own questions on the example knowledge base.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from qbot.knowledge_base.verdicts import read_bare_verdict, read_leading_verdict
from qbot.matching.engine import Asked, Engine
from qbot.model.confidence import Band
from qbot.model.draft import Draft
from qbot.model.knowledge import KnowledgeBase, Stance
from qbot.model.memory import Memory
from qbot.model.questionnaire import AnswerSlot, Question, SlotRole
from qbot.workflow.drafting import read_calibration
from qbot.workflow.history import read_history
from qbot.workflow.indexing import add_memory, index_knowledge

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "functional"))

import planted_swaps
import stance_given
import test_own_questions as own

AS_OF = date(2026, 11, 1)
STEPS = 10


def draft(texts: Sequence[tuple[str, str]], memory: Memory, *, product: str | None = None) -> tuple[Draft, ...]:
    """Return the drafts of questions, given as (ref, text), from a memory alone."""
    indexed = add_memory(index_knowledge(KnowledgeBase((), None, "", "")), memory)
    questions = [
        Question("", f"C{row}", " ".join(text.split()), ref=ref, slots=_make_slots(row))
        for row, (ref, text) in enumerate(texts, 2)
    ]
    asked = Asked(product, None, memory)
    calibration = read_calibration()
    return Engine(
        questions, index=indexed.index, calibration=calibration, company=None, as_of=AS_OF, asked=asked
    ).draft()


def _make_slots(row: int) -> tuple[AnswerSlot, ...]:
    return AnswerSlot(SlotRole.ANSWER, f"D{row}"), AnswerSlot(SlotRole.COMMENT, f"E{row}")


def show_planted(path: Path) -> None:
    """Print how many planted changes stay out of band high, and how many untouched twins stay in it."""
    entries, memory = planted_swaps.read_entries(path), read_history([path])
    for name, planted in (
        ("swaps", planted_swaps.spread(tuple(planted_swaps.plant_swaps(entries)), 40)),
        ("inversions", planted_swaps.spread(tuple(planted_swaps.plant_inversions(entries)), 20)),
    ):
        changed = draft([(one.entry.id, one.text) for one in planted], memory)
        twins = draft([(one.entry.id, one.entry.question) for one in planted], memory)
        caught = sum(one.band is not Band.HIGH for one in changed)
        kept = sum(one.band is Band.HIGH for one in twins)
        print(f"planted {name:11} caught {caught}/{len(planted)}  untouched twins high {kept}/{len(planted)}")


def show_other_product(known: Path, target: Path) -> None:
    """Print the curve of agreement for another product's answers, and what of them is in band high."""
    decisions = tuple(replace(one, product="the known one") for one in read_history([known]).decisions)
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    truths = [_read_verdict(row["answer"]) for row in rows]
    drafts = draft([(row["id"], row["question"]) for row in rows], Memory(decisions), product="another")
    pairs = [(one, truth) for one, truth in zip(drafts, truths, strict=True) if truth is not None]
    done = sorted((pair for pair in pairs if pair[0].answered), key=lambda pair: -pair[0].confidence)
    high = sum(one.band is Band.HIGH for one, _ in done)
    print(f"other product   {len(pairs)} questions, {len(done)} drafted, {high} in band high; agreement over coverage:")
    for step in range(1, STEPS + 1):
        part = done[: round(step * len(done) / STEPS)]
        if part:
            agree = sum(one.stance is truth for one, truth in part) / len(part)
            print(f"                coverage {len(part) / len(pairs):.3f}  agreement {agree:.3f}")


def _read_verdict(text: str) -> Stance | None:
    return read_bare_verdict(text) or read_leading_verdict(text)


def show_own_questions() -> None:
    """Print what came of our own questions on the example knowledge base."""
    drafts = own.draft_rows()
    outcomes = [(row, own.read_outcome(drafts[row.text])) for row in own.ROWS]
    told = [(row, outcome) for row, outcome in outcomes if outcome != "blank"]
    wrong = sum(outcome not in row.outcomes for row, outcome in told)
    false = sum(outcome == "yes" and "yes" not in row.outcomes for row, outcome in told)
    wanted = [outcome for row, outcome in outcomes if "blank" not in row.outcomes]
    traps = sum(row.trap for row in own.ROWS)
    print(
        f"own questions   {len(outcomes)}, {traps} of them traps: {len(told)} answered, {wrong} wrong, "
        f"{false} false yes; "
        f"{wanted.count('blank')} of {len(wanted)} that have an answer left blank"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("testdata", nargs="?", type=Path, default=os.environ.get("QBOT_TESTDATA"))
    given = parser.parse_args()
    print("\nanswers")
    if given.testdata:
        folder = Path(given.testdata) / "matching"
        show_planted(folder / "vendor-a.2022.jsonl")
        show_other_product(folder / "vendor-a.product-p.jsonl", folder / "vendor-a.product-i.jsonl")
        result = stance_given.measure(
            stance_given.read_entries(folder / "trust-page.entries.jsonl"),
            stance_given.read_questions(folder / "trust-page.questions.jsonl"),
        )
        print(
            f"entries given   stance right {result.right}/{result.labelled}, over-claims {result.overclaims}, "
            f"yes without support {result.unsupported_yes}/{result.unsupported}"
        )
    show_own_questions()


if __name__ == "__main__":
    main()

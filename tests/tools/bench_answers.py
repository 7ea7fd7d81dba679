"""What answers are worth: planted changes, another product's answers, given entries, own questions.

Usage: python tests/tools/bench_answers.py [TESTDATA]

With TESTDATA: swaps and inversions planted into questions that were answered before, through the whole engine with the
answers as its history: how many stay out of band high, and how many untouched twins stay in it; the answers of one
product for the questionnaire of another, with the curve of agreement over coverage and what of it is in band high; the
stance with the right entries given. Without: the outcomes of our own questions on the example knowledge base.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from msgspec.structs import replace

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
from bench_report import Bar, Given, Section, run_alone
from own_questions import Row

AS_OF = date(2026, 11, 1)
STEPS = 10
TWINS, STANCE = 0.9, 0.8


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


def measure_planted(path: Path) -> Section:
    """Return how many planted changes stay out of band high, and how many untouched twins stay in it."""
    entries, memory = planted_swaps.read_entries(path), read_history([path])
    rows, bars = [], []
    for name, planted in (
        ("swaps of a word", planted_swaps.spread(tuple(planted_swaps.plant_swaps(entries)), 40)),
        ("inversions", planted_swaps.spread(tuple(planted_swaps.plant_inversions(entries)), 20)),
    ):
        changed = draft([(one.entry.id, one.text) for one in planted], memory)
        twins = draft([(one.entry.id, one.entry.question) for one in planted], memory)
        caught = sum(one.band is not Band.HIGH for one in changed)
        kept = sum(one.band is Band.HIGH for one in twins)
        rows.append((name, str(len(planted)), str(caught), str(kept)))
        bars.append(Bar(f"{name}, share caught", caught / len(planted), 1))
        bars.append(Bar(f"{name}, share of untouched twins in band high", kept / len(planted), TWINS))
    return Section(
        "Planted changes",
        "Questions of a completed questionnaire asked again with one word swapped or turned round, through the whole "
        "engine with the answers as its history. Caught: not in band high.",
        ("Planted", "Questions", "caught", "untouched twins in band high"),
        rows,
        bars,
    )


def measure_other_product(known: Path, target: Path) -> Section:
    """Return the curve of agreement for another product's answers, and what of them is in band high."""
    decisions = tuple(replace(one, product="the known one") for one in read_history([known]).decisions)
    rows = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    truths = [_read_verdict(row["answer"]) for row in rows]
    drafts = draft([(row["id"], row["question"]) for row in rows], Memory(decisions), product="another")
    pairs = [(one, truth) for one, truth in zip(drafts, truths, strict=True) if truth is not None]
    done = sorted((pair for pair in pairs if pair[0].answered), key=lambda pair: -pair[0].confidence)
    curve = [done[: round(step * len(done) / STEPS)] for step in range(1, STEPS + 1)]
    return Section(
        "Answers of one product for another: agreement over coverage",
        f"Product p's answers as the history of product i's questionnaire: {len(pairs)} questions with a verdict, "
        f"{len(done)} drafted. Each line adds the next tenth by confidence.",
        ("Drafted", "coverage", "agreement"),
        [
            (
                str(len(part)),
                f"{len(part) / len(pairs):.3f}",
                f"{sum(one.stance is truth for one, truth in part) / len(part):.3f}",
            )
            for part in curve
            if part
        ],
        [Bar("another product's answers in band high", sum(one.band is Band.HIGH for one, _ in done), 0, most=True)],
    )


def _read_verdict(text: str) -> Stance | None:
    return read_bare_verdict(text) or read_leading_verdict(text)


def measure_given(folder: Path) -> Section:
    """Return the stance that is decided with the labelled entries given."""
    found = stance_given.measure(
        stance_given.read_entries(folder / "trust-page.entries.jsonl"),
        stance_given.read_questions(folder / "trust-page.questions.jsonl"),
    )
    return Section(
        "The stance, with the right entry given",
        "The trust page's questions beside the entries that were labelled; those that nothing supports beside the "
        "entry that covers most of their words, where only what the search keeps away prevents a “yes”.",
        ("", "Questions", "right", "over-claims"),
        [
            ("with a labelled stance", str(found.labelled), str(found.right), str(found.overclaims)),
            ("without support", str(found.unsupported), "-", str(found.unsupported_yes)),
        ],
        [
            Bar("stance right with the entry given", found.right / found.labelled, STANCE),
            Bar("over-claims with the entry given", found.overclaims, 0, most=True),
        ],
    )


def measure_own() -> Section:
    """Return what came of our own questions on the example knowledge base."""
    drafts = own.draft_rows()
    outcomes = [(row, own.read_outcome(drafts[row.text])) for row in own.ROWS]
    traps, others = [pair for pair in outcomes if pair[0].trap], [pair for pair in outcomes if not pair[0].trap]
    wanted = [outcome for row, outcome in outcomes if "blank" not in row.outcomes]
    false = sum(outcome == "yes" and "yes" not in row.outcomes for row, outcome in outcomes)
    return Section(
        "Our own questions on the example knowledge base",
        "Questions in our own words, with what an honest person would answer; traps ask for what is nearly so.",
        ("", "Questions", "answered", "wrong", "rightly blank", "blank, though an entry answers"),
        [("traps", *_count(traps)), ("others", *_count(others))],
        [
            Bar("questions", len(outcomes), 120),
            Bar("traps", len(traps), 40),
            Bar("false “yes”", false, 0, most=True),
            Bar("share answered of what an entry answers", 1 - wanted.count("blank") / len(wanted), own.LEAST_ANSWERED),
        ],
    )


def _count(outcomes: Sequence[tuple[Row, str]]) -> tuple[str, ...]:
    told = [(row, outcome) for row, outcome in outcomes if outcome != "blank"]
    wrong = sum(outcome not in row.outcomes for row, outcome in told)
    silent = [row for row, outcome in outcomes if outcome == "blank"]
    rightly = sum("blank" in row.outcomes for row in silent)
    return tuple(map(str, (len(outcomes), len(told), wrong, rightly, len(silent) - rightly)))


def bench(given: Given) -> list[Section]:
    """Return all tables; without the test questionnaires, that of our own questions alone."""
    if given.testdata is None:
        return [measure_own()]
    folder = given.testdata / "matching"
    return [
        measure_planted(folder / "vendor-a.2022.jsonl"),
        measure_other_product(folder / "vendor-a.product-p.jsonl", folder / "vendor-a.product-i.jsonl"),
        measure_given(folder),
        measure_own(),
    ]


if __name__ == "__main__":
    run_alone(bench, __doc__)

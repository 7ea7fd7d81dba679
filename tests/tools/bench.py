"""`make bench`: the quality of matching beside what else could be used; `bench_speed.py` and `bench_answers.py` go on.

Usage: python tests/tools/bench.py TESTDATA

On the trust page's questions, which entry each system puts first, and how well its score tells
whether that is right: token_set_ratio, scikit-learn's default TF-IDF, BM25 (bm25s) and qbot, whose calibration has seen
these questions; what it does without them is printed by `fit_calibration.py`. Then the repeat questions of two years,
the reworded ones and those of another product.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import bm25s
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from qbot.knowledge_base.lines import read_lines
from qbot.matching.engine import Engine
from qbot.matching.index import build_index
from qbot.matching.score import find_probability
from qbot.model.knowledge import Entry
from qbot.model.questionnaire import Question
from qbot.workflow.drafting import read_calibration
from qbot.workflow.indexing import read_background
from qbot.workflow.reliability import find_area

QBOT = Path(sys.executable).parent / "qbot"


@dataclass(frozen=True, slots=True)
class Asked:
    """A labelled question: its words and the ids of the entries that support an answer, none without support."""

    text: str
    right: frozenset[str]


Ranking = Sequence[tuple[str, float]]  # the best entries with the system's score, best first


def rank_by_ratio(entries: Sequence[Entry], texts: Sequence[str]) -> list[Ranking]:
    known = [(entry.id, f"{entry.question} {entry.answer}") for entry in entries]
    return [
        sorted(((one, fuzz.token_set_ratio(text, words)) for one, words in known), key=lambda pair: -pair[1])[:3]
        for text in texts
    ]


def rank_by_cosine(entries: Sequence[Entry], texts: Sequence[str]) -> list[Ranking]:
    vectorizer = TfidfVectorizer()
    known = vectorizer.fit_transform([f"{entry.question} {entry.answer}" for entry in entries])
    likeness = (vectorizer.transform(texts) @ known.T).toarray()
    return [[(entries[one].id, float(row[one])) for one in row.argsort()[::-1][:3]] for row in likeness]


def rank_by_bm25(entries: Sequence[Entry], texts: Sequence[str]) -> list[Ranking]:
    known = bm25s.tokenize([f"{entry.question} {entry.answer}" for entry in entries], show_progress=False)
    searched = bm25s.BM25()
    searched.index(known, show_progress=False)
    asked = bm25s.tokenize(list(texts), show_progress=False)
    found, scores = searched.retrieve(asked, k=3, show_progress=False)
    return [
        [(entries[int(one)].id, float(score)) for one, score in zip(row, values, strict=True)]
        for row, values in zip(found, scores, strict=True)
    ]


def rank_by_qbot(entries: Sequence[Entry], texts: Sequence[str]) -> list[Ranking]:
    questions = [Question("", f"C{row}", " ".join(text.split())) for row, text in enumerate(texts, 2)]
    index = build_index(entries, read_background())
    engine = Engine(questions, index=index, calibration=read_calibration(), company=None, as_of=date(2026, 11, 1))
    return [
        [(one.entry.id, find_probability(one.score)) for one in engine.suggest(question)][:3] for question in questions
    ]


SYSTEMS: dict[str, Callable[[Sequence[Entry], Sequence[str]], list[Ranking]]] = {
    "token_set_ratio": rank_by_ratio,
    "scikit-learn TF-IDF": rank_by_cosine,
    "BM25 (bm25s)": rank_by_bm25,
    "qbot": rank_by_qbot,
}


def compare_quality(folder: Path) -> None:
    """Print the table of all systems on the trust page's questions."""
    entries = read_lines(folder / "trust-page.entries.jsonl").entries
    rows = [json.loads(line) for line in (folder / "trust-page.questions.jsonl").read_text("utf-8").splitlines()]
    asked = [
        Asked(row["question"], frozenset(row["entry_ids"]) if row["label"] != "none" else frozenset()) for row in rows
    ]
    held = [one for one in asked if one.right]
    print(f"\ntrust page: {len(asked)} questions, {len(held)} with support\n{'':22} top-1  top-3  AUROC  at 0 false")
    for name, rank in SYSTEMS.items():
        found = rank(entries, [one.text for one in asked])
        first = [bool(ranking) and ranking[0][0] in one.right for one, ranking in zip(asked, found, strict=True)]
        third = [any(entry in one.right for entry, _ in ranking) for one, ranking in zip(asked, found, strict=True)]
        scores = [ranking[0][1] if ranking else 0.0 for ranking in found]
        worst = max((score for score, hit in zip(scores, first, strict=True) if not hit), default=0.0)
        sure = sum(hit and score > worst for score, hit in zip(scores, first, strict=True))
        area = find_area(scores, first) or 0.0
        print(
            f"{name:22} {sum(first) / len(held):.3f}  {sum(third) / len(held):.3f}  {area:.3f}  {sure / len(held):.3f}"
        )


def compare_reuse(testdata: Path) -> None:
    """Print what the scorer of drafts says of repeat, reworded and foreign questions, where it lies beside the data."""
    scorer, folder = testdata / "tools" / "score_drafts.py", testdata / "matching"
    if not scorer.exists():
        return
    sets = (
        ("trust page", "trust-page.entries.jsonl", "trust-page.questions.jsonl"),
        ("reworded", "reworded.entries.jsonl", "reworded.questions.jsonl"),
        ("2022 to 2024", "--reuse", "vendor-a.2022.jsonl", "vendor-a.2024.jsonl"),
        ("product p to i", "--reuse", "vendor-a.product-p.jsonl", "vendor-a.product-i.jsonl"),
    )
    print("\ndrafts, from questionnaire to answer")
    for name, *arguments in sets:
        given = [one if one.startswith("--") else str(folder / one) for one in arguments]
        done = subprocess.run(
            [sys.executable, str(scorer), "--command", str(QBOT), *given], capture_output=True, text=True, check=False
        )
        print(f"{name:16} {done.stdout.strip() or done.stderr.strip()[-200:]}")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("testdata", nargs="?", type=Path, default=os.environ.get("QBOT_TESTDATA"))
    given = parser.parse_args()
    if given.testdata:
        compare_quality(Path(given.testdata) / "matching")
        compare_reuse(Path(given.testdata))


if __name__ == "__main__":
    main()

"""`make bench`: quality and speed of matching beside what else could be used, in one run.

Usage: python tests/tools/bench.py [TESTDATA] [--runs 5] [--large]

Quality (with TESTDATA): on the trust page's questions, which entry each system puts first, and how well its score tells
whether that is right: token_set_ratio, scikit-learn's default TF-IDF, BM25 (bm25s) and qbot, whose calibration has seen
these questions; what it does without them is printed by `fit_calibration.py`. Then the repeat questions of two years,
the reworded ones and those of another product.

Speed: 300 made questions on 1,000 made entries, from workbook to workbook, each run a process of its own: this against
`plain_script.py`, by turns, medians and ratios of seconds and of memory. `--large` adds 100,000 entries.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import bm25s
from openpyxl import Workbook
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

import qbot
from qbot.knowledge_base.lines import read_lines
from qbot.matching.engine import Engine
from qbot.matching.index import build_index
from qbot.matching.score import find_probability
from qbot.model.knowledge import Entry
from qbot.model.questionnaire import Question
from qbot.workflow.drafting import read_calibration
from qbot.workflow.indexing import read_background
from qbot.workflow.reliability import find_area

HERE = Path(__file__).parent
QBOT = Path(sys.executable).parent / "qbot"
ACTS = (
    *("encrypt", "log", "review", "monitor", "back up", "restrict", "test", "document", "delete", "scan", "approve"),
    *("rotate", "classify", "isolate", "inventory", "patch", "audit", "retain", "mask", "sign"),
)
OBJECTS = (
    *("customer data", "access keys", "administrator accounts", "production servers", "mobile devices", "source code"),
    *("backups", "network traffic", "audit logs", "third-party software", "visitor entries", "database exports"),
    *("employee laptops", "service accounts", "certificates", "cloud storage", "containers", "incident records"),
    *("supplier contracts", "test data"),
)
WAYS = (
    *("every quarter", "within 30 days", "with an independent team", "by automatic tools", "under a written policy"),
    *("in all regions", "before each release", "at least once a year", "with two approvals", "around the clock"),
)


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


def make_files(folder: Path, count: int) -> tuple[Path, Path]:
    """Write a knowledge base of `count` made entries and a workbook of 300 made questions; return both paths."""
    dice = random.Random(5)
    lines = []
    for number in range(count):
        act, thing, way = dice.choice(ACTS), dice.choice(OBJECTS), dice.choice(WAYS)
        team = dice.randrange(max(1, count // 20))
        entry = {
            "id": f"e{number:06}",
            "question": f"Do you {act} {thing} {way} in team {team}?",
            "answer": f"Staff of team {team} {act} {thing} {way}; records are kept {dice.randrange(1, 60)} months.",
            "stance": "yes",
        }
        lines.append(json.dumps(entry))
    source, knowledge, questions = folder / f"{count}.jsonl", folder / f"kb{count}", folder / f"q{count}.xlsx"
    source.write_text("\n".join(lines), encoding="utf-8")
    subprocess.run([QBOT, "knowledge", "import", source, "--into", knowledge], check=True, capture_output=True)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["No.", "Question", "Answer", "Comment"])
    forms = ("Do you {} {} {}?", "Is there a process to {} {} {}?", "Describe how you {} {} and who does so {}.")
    for number in range(300):
        text = forms[number % 3].format(dice.choice(ACTS), dice.choice(OBJECTS), dice.choice(WAYS))
        sheet.append([number + 1, text, None, None])
    book.save(questions)
    return questions, knowledge


def run(command: Sequence[str | Path], home: Path) -> tuple[float, float]:
    """Return (seconds, megabytes at the peak) of a command in a process of its own."""
    measured = (
        "import resource, subprocess, sys, time; start = time.perf_counter(); "
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "print(time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    )
    done = subprocess.run(
        [sys.executable, "-c", measured, *command],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "QBOT_HOME": str(home)},
    )
    seconds, kilobytes = done.stdout.split()[-2:]
    return float(seconds), float(kilobytes) / 1024


def compare_speed(folder: Path, count: int, runs: int, *, plain: bool = True) -> float:
    """Print seconds and memory of both on `count` entries; return qbot's median seconds."""
    questions, knowledge = make_files(folder, count)
    target, home = folder / "out.xlsx", folder / "home"
    answer: list[str | Path] = [QBOT, "answer", questions, "-o", target, "--force", "--knowledge", knowledge]
    script: list[str | Path] = [sys.executable, HERE / "plain_script.py", questions, knowledge, target]
    start = time.perf_counter()
    run(answer, home)  # makes the index
    cold = time.perf_counter() - start
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(run(answer, home))
        theirs.append(run(script, home) if plain else (0.0, 0.0))
    own, own_memory = (statistics.median(values) for values in zip(*ours, strict=True))
    other, other_memory = (statistics.median(values) for values in zip(*theirs, strict=True))
    print(f"\n300 questions on {count:,} entries, workbook to workbook, medians of {runs} runs")
    print(f"qbot            {own:7.2f} s {own_memory:7.0f} MB   (first run, without the index: {cold:.2f} s)")
    if plain:
        print(f"plain script    {other:7.2f} s {other_memory:7.0f} MB")
        print(f"ratio           {own / other:7.2f}   {own_memory / other_memory:7.2f}")
    return float(own)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[0])
    parser.add_argument("testdata", nargs="?", type=Path, default=os.environ.get("QBOT_TESTDATA"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--large", action="store_true")
    given = parser.parse_args()
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    compileall.compile_dir(Path(qbot.__file__).parent, quiet=2)  # as an installed package has it
    if given.testdata:
        compare_quality(Path(given.testdata) / "matching")
        compare_reuse(Path(given.testdata))
    folder = Path(tempfile.mkdtemp())
    try:
        small = compare_speed(folder, 1_000, given.runs)
        if given.large:
            large = compare_speed(folder, 100_000, min(given.runs, 3), plain=False)
            print(f"ratio to 1,000  {large / small:7.2f}")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()

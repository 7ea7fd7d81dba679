"""Which entry each system puts first, and how well its score tells whether that is right.

Usage: python tests/tools/bench_ranking.py TESTDATA

The development sets: the trust page's questions, the reworded ones, 883 of whole real questionnaires beside the trust
page and beside this repository's knowledge base, and our own. The systems: token_set_ratio, scikit-learn's TF-IDF with
its defaults, BM25 (bm25s) and qbot, whose calibration has seen these questions: what the confidence is worth without
them is told by `fit_calibration.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import bm25s
import fit_calibration
from bench_report import Bar, Given, Section, run_alone, show
from msgspec import Struct
from rapidfuzz import fuzz
from sklearn.feature_extraction.text import TfidfVectorizer

from qbot.matching.engine import Engine
from qbot.matching.index import build_index
from qbot.matching.score import find_probability
from qbot.model.confidence import BANDS
from qbot.model.knowledge import Entry
from qbot.model.questionnaire import Question
from qbot.workflow.calibrating import Label
from qbot.workflow.drafting import read_calibration
from qbot.workflow.indexing import read_background
from qbot.workflow.reliability import find_area

FALSE = 1  # so many questions that nothing supports may be answered where the threshold is chosen in hindsight
FIRST, THIRD = 0.8, 0.9
Ranking = Sequence[tuple[str, float]]  # the best entries with the system's score, best first
Rank = Callable[[Sequence[Entry], Sequence[Label]], list[Ranking]]


def rank_by_ratio(entries: Sequence[Entry], labels: Sequence[Label]) -> list[Ranking]:
    known = [(entry.id, f"{entry.question} {entry.answer}") for entry in entries]
    return [
        sorted(((one, fuzz.token_set_ratio(label.question, text)) for one, text in known), key=lambda pair: -pair[1])[
            :3
        ]
        for label in labels
    ]


def rank_by_cosine(entries: Sequence[Entry], labels: Sequence[Label]) -> list[Ranking]:
    vectorizer = TfidfVectorizer()
    known = vectorizer.fit_transform([f"{entry.question} {entry.answer}" for entry in entries])
    likeness = (vectorizer.transform([label.question for label in labels]) @ known.T).toarray()
    return [[(entries[one].id, float(row[one])) for one in row.argsort()[::-1][:3]] for row in likeness]


def rank_by_bm25(entries: Sequence[Entry], labels: Sequence[Label]) -> list[Ranking]:
    known = bm25s.tokenize([f"{entry.question} {entry.answer}" for entry in entries], show_progress=False)
    searched = bm25s.BM25()
    searched.index(known, show_progress=False)
    asked = bm25s.tokenize([label.question for label in labels], show_progress=False)
    found, scores = searched.retrieve(asked, k=3, show_progress=False)
    return [
        [(entries[int(one)].id, float(score)) for one, score in zip(row, values, strict=True)]
        for row, values in zip(found, scores, strict=True)
    ]


def rank_by_qbot(entries: Sequence[Entry], labels: Sequence[Label]) -> list[Ranking]:
    questions = [
        Question("", f"C{row}", " ".join(label.question.split()), section=(label.section,) if label.section else ())
        for row, label in enumerate(labels, 2)
    ]
    engine = Engine(
        questions,
        index=build_index(entries, read_background()),
        calibration=read_calibration(),
        company=None,
        as_of=fit_calibration.AS_OF,
    )
    return [
        [(one.entry.id, find_probability(one.score)) for one in engine.suggest(question)][:3] for question in questions
    ]


class System(Struct, frozen=True):
    """A way of finding entries, and the score from which its users take the first one for an answer."""

    name: str
    rank: Rank
    threshold: float


SYSTEMS = (
    System("token_set_ratio", rank_by_ratio, 80.0),
    System("scikit-learn TF-IDF", rank_by_cosine, 0.3),
    System("BM25 (bm25s)", rank_by_bm25, 5.0),
    System("qbot", rank_by_qbot, next(rule.at_least for rule in reversed(BANDS) if rule.drafts)),
)


class Ranked(Struct, frozen=True):
    """What one system did with one set.

    `right` and `false` are questions answered at its threshold with a right entry, and without any support; `best`
    those answered right at the threshold that hindsight would choose to have no more than `FALSE` of the latter.
    """

    system: System
    held: int
    open: int
    first: int
    third: int
    area: float | None
    right: int
    false: int
    best: int

    def list_cells(self) -> tuple[str, ...]:
        return (
            self.system.name,
            f"{self.first / self.held:.2f}",
            f"{self.third / self.held:.2f}",
            f"{self.area:.3f}" if self.area is not None else "-",
            f"≥ {show(self.system.threshold)}",
            f"{self.right} of {self.held}",
            f"{self.false} of {self.open}",
            f"{self.best} of {self.held}",
        )


def rank_set(system: System, entries: Sequence[Entry], labels: Sequence[Label]) -> Ranked:
    """Return what a system does with questions whose right entries are known."""
    found = list(zip(labels, system.rank(entries, labels), strict=True))
    first = [bool(ranking) and ranking[0][0] in label.entries for label, ranking in found]
    scores = [ranking[0][1] if ranking else 0.0 for _, ranking in found]
    hits = [score for score, hit in zip(scores, first, strict=True) if hit]
    unsupported = sorted((score for (label, _), score in zip(found, scores, strict=True) if not label.entries))[::-1]
    least = unsupported[FALSE] if len(unsupported) > FALSE else -1.0
    return Ranked(
        system=system,
        held=len(labels) - len(unsupported),
        open=len(unsupported),
        first=sum(first),
        third=sum(any(entry in label.entries for entry, _ in ranking) for label, ranking in found),
        area=find_area(scores, first),
        right=sum(score >= system.threshold for score in hits),
        false=sum(score >= system.threshold for score in unsupported),
        best=sum(score > least for score in hits),
    )


def describe(group: str, ranked: Sequence[Ranked]) -> Section:
    """Return the table of one set; the bars are those of the trust page, and near them those of what lies outside."""
    own, asked = ranked[-1], ranked[0].held + ranked[0].open
    bars = [
        Bar("top-1", own.first / own.held, FIRST),
        Bar("top-3", own.third / own.held, THIRD),
    ]
    return Section(
        f"Finding the entry: {group}",
        f"{asked} questions, {ranked[0].held} of them supported by an entry. Right: the first entry is one that "
        "supports the question, at the threshold that is usual for the system; false: nothing supports the question, "
        f"and it would be answered all the same. In hindsight: right at the threshold that leaves at most {FALSE} "
        "false. qbot's calibration has seen these questions, and its guards, which keep more back, have no say here.",
        ("System", "top-1", "top-3", "AUROC", "threshold", "right", "false", "right in hindsight"),
        [one.list_cells() for one in ranked],
        bars if group == "trust page" else (),
    )


def bench(given: Given) -> list[Section]:
    """Return the tables of the development sets; completed questionnaires against each other have one of their own."""
    wanted = [one for one in fit_calibration.list_sets(given.require_testdata()) if ">" not in one.group]
    return [
        describe(one.group, [rank_set(system, one.entries, one.labels) for system in SYSTEMS])
        for one in (wanted[:2] if given.quick else wanted)
    ]


if __name__ == "__main__":
    run_alone(bench, __doc__)

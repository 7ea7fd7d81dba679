"""Before an export: answers beside what the same customer, and others, were last told on the same question."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence

from msgspec import Struct, convert

from qbot.matching.asked_again import AskedBefore
from qbot.matching.contradictions import find_text_contradiction
from qbot.matching.phrases import fold_text
from qbot.model.questionnaire import Question
from qbot.store.records import Document, QuestionnaireRecord, QuestionRecord, SentRecord
from qbot.store.sent import LedgerMark, find_ledger_mark, list_sent
from qbot.store.store import Reading
from qbot.workflow.question_rows import show_summary
from qbot.workflow.told import join_words, tell_stance


class ToldOtherwise(Struct, frozen=True):
    """That the same question was answered otherwise: to whom, when, in which words, and how they differ."""

    same_customer: bool
    told_to: str
    at: str
    words: str
    why: str

    @property
    def text(self) -> str:
        """The sentence for the reviewer."""
        whom = f"{self.told_to} was" if self.same_customer else f"Another customer, {self.told_to}, was"
        return f"{whom} told otherwise on {self.at[:10]}: “{_cut(self.words)}” {self.why}"


class SentAnswers:
    """The ledger by the questions in it, kept in memory until something is added to it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._mark: LedgerMark | None = None
        self._records: Sequence[SentRecord] = ()
        self._asked = AskedBefore(())

    def find(self, reading: Reading, text: str) -> list[SentRecord]:
        """Return what was told on a question, the last first."""
        mark = find_ledger_mark(reading)
        with self._lock:
            if mark != self._mark:
                self._records = list_sent(reading)
                self._asked = AskedBefore([one.text for one in self._records])
                self._mark = mark
            return [self._records[number] for number in self._asked.find(text)]


def compare_sent(
    sent: SentAnswers, reading: Reading, record: QuestionnaireRecord, one: QuestionRecord
) -> list[ToldOtherwise]:
    """Return how an answer differs from the last ones given on its question: to the customer, and to each other one."""
    if not one.summary.answers or not one.summary.can_be_answered:
        return []
    before = _find_last(sent.find(reading, one.summary.text))
    if not before:
        return []
    stance = tell_stance(convert(one.reading, Question), one.summary.answers)
    words = join_words(one.summary.answers.values())
    found = []
    for last in before:
        why = _find_difference(last, stance, words)
        if why:
            same = bool(record.customer) and fold_text(last.customer) == fold_text(record.customer)
            found.append(ToldOtherwise(same, last.told_to, last.at, last.words, why))
    return sorted(found, key=lambda each: not each.same_customer)


def list_told_otherwise(
    sent: SentAnswers, reading: Reading, record: QuestionnaireRecord, questions: Iterable[QuestionRecord]
) -> list[Document]:
    """Return the questions whose answers differ from what was told before, each with the sentences that say how."""
    found = ((one, compare_sent(sent, reading, record, one)) for one in questions if one.summary.status == "approved")
    return [
        {"question": show_summary(one.summary), "why": [each.text for each in others]}
        for one, others in found
        if others
    ]


def _find_last(told: Iterable[SentRecord]) -> list[SentRecord]:
    """Return the last answer to each customer."""
    last: dict[str, SentRecord] = {}
    for one in told:
        last.setdefault(fold_text(one.told_to), one)
    return list(last.values())


def _find_difference(last: SentRecord, stance: str | None, words: str) -> str:
    if stance and last.stance and stance != last.stance:
        return f"The answer was “{last.stance}” then and is “{stance}” now."
    return find_text_contradiction(last.words, words)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 160 else f"{line[:159].rstrip()}…"

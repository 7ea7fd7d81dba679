"""Backtest: what qbot would have answered in questionnaires that the company completed itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from rapidfuzz import fuzz

from qbot.errors import UsageError
from qbot.model.draft import Draft
from qbot.model.knowledge import Disclosure, Entry, EntryKind, KnowledgeBase, Source, Stance
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, QuestionState, SlotRole
from qbot.workflow.answered import list_answered
from qbot.workflow.drafting import draft_questionnaire
from qbot.workflow.indexing import index_knowledge
from qbot.workflow.reliability import Bin, sort_into_bins

ALIKE = 70  # token_set_ratio from which two texts say the same, where no verdict tells
_FOLDS = 10
_LEAST = 5


class PastAnswer(Struct, frozen=True):
    """A question that the company answered: its verdict, where it has one, and its words."""

    file: str
    question: Question
    stance: Stance | None
    text: str


class Outcome(Struct, frozen=True):
    """What qbot drafted for one past answer, without having seen it; `agrees` is None where it stayed blank."""

    past: PastAnswer
    draft: Draft
    agrees: bool | None

    @property
    def over_claims(self) -> bool:
        """It drafted a yes where the company had not said yes."""
        return self.draft.stance is Stance.YES and self.past.stance not in (None, Stance.YES)


class Evaluation(Struct, frozen=True):
    """All outcomes, in the order of files and questions."""

    outcomes: tuple[Outcome, ...]

    @property
    def answered(self) -> tuple[Outcome, ...]:
        """Those that were drafted."""
        return tuple(one for one in self.outcomes if one.agrees is not None)

    @property
    def wrong(self) -> tuple[Outcome, ...]:
        """Those that were drafted and differ from what the company had said, the surest first."""
        found = (one for one in self.outcomes if one.agrees is False)
        return tuple(sorted(found, key=lambda one: -one.draft.confidence))

    @property
    def bins(self) -> tuple[Bin, ...]:
        """The drafted ones by their confidence."""
        drafted = self.answered
        return sort_into_bins([one.draft.confidence for one in drafted], [bool(one.agrees) for one in drafted])


def read_answers(questionnaire: Questionnaire) -> tuple[PastAnswer, ...]:
    """Return the questions of a completed questionnaire that hold an answer; identity fields are left out."""
    found: list[PastAnswer] = []
    for one in list_answered(questionnaire):
        words = [slot.current or "" for slot in one.held if slot.role is SlotRole.COMMENT]
        text = "\n".join(words) or one.verdict
        found.append(PastAnswer(Path(questionnaire.file).name, one.question, one.stance, text))
    return tuple(found)


def evaluate_questionnaires(questionnaires: Sequence[Questionnaire], *, as_of: date, home: Path | None) -> Evaluation:
    """Return what qbot would have answered in each questionnaire from the answers in the others.

    With one questionnaire alone each tenth of it is drafted from the rest. UsageError where too little is answered.
    """
    answers = [answer for questionnaire in questionnaires for answer in read_answers(questionnaire)]
    if len(answers) < _LEAST:
        raise UsageError(
            f"{len(answers)} answers were found, too few for a backtest. Give questionnaires that you have completed"
        )
    groups = _split(answers, by_file=len(questionnaires) > 1)
    outcomes: list[Outcome] = []
    for place, group in enumerate(groups):
        others = [answer for other, known in enumerate(groups) if other != place for answer in known]
        outcomes += _draft_group(group, others, as_of=as_of, home=home)
    order = {id(answer): number for number, answer in enumerate(answers)}
    return Evaluation(tuple(sorted(outcomes, key=lambda one: order[id(one.past)])))


def _split(answers: Sequence[PastAnswer], *, by_file: bool) -> list[list[PastAnswer]]:
    groups: dict[str | int, list[PastAnswer]] = {}
    for number, answer in enumerate(answers):
        groups.setdefault(answer.file if by_file else number % _FOLDS, []).append(answer)
    return list(groups.values())


def _draft_group(
    group: Sequence[PastAnswer], others: Sequence[PastAnswer], *, as_of: date, home: Path | None
) -> list[Outcome]:
    entries = tuple(_make_entry(number, answer) for number, answer in enumerate(others, 1))
    indexed = index_knowledge(KnowledgeBase(entries, None, "past answers", ""))
    asked = Questionnaire(group[0].file, "", "", questions=tuple(_blank(answer.question) for answer in group))
    drafts = draft_questionnaire(asked, indexed, as_of=as_of, home=home).drafts
    known: Mapping[str, Entry] = {entry.id: entry for entry in entries}
    return [Outcome(past, draft, _compare(past, draft, known)) for past, draft in zip(group, drafts, strict=True)]


def _make_entry(number: int, answer: PastAnswer) -> Entry:
    return Entry(
        id=f"past-{number:05}",
        kind=EntryKind.PAST_ANSWER,
        answer=answer.text,
        question=answer.question.text,
        stance=answer.stance,
        disclosure=Disclosure.PUBLIC,
        source=Source(answer.file, answer.question.cell),
    )


def _blank(question: Question) -> Question:
    """Return the question as it was before it was answered, in a place of its own."""
    slots: tuple[AnswerSlot, ...] = tuple(
        replace(slot, current=slot.current if slot.placeholder else None) for slot in question.slots
    )
    return replace(question, slots=slots, state=QuestionState.OPEN)


def _compare(past: PastAnswer, draft: Draft, entries: Mapping[str, Entry]) -> bool | None:
    """Tell whether a draft says what the company had said: the same verdict or, without one, nearly the same words."""
    if not draft.answered:
        return None
    if past.stance is not None and draft.stance is not None:
        return past.stance is draft.stance
    said = "\n".join(entries[one.entry].answer for one in draft.citations if one.entry in entries)
    return fuzz.token_set_ratio(past.text, said) >= ALIKE

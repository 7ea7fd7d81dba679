"""Stance: what a question's answer is, decided part by part from what the entries declare. In doubt never "yes"."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from qbot.matching.clauses import measure_covered_by
from qbot.matching.coverage import NEAR, find_nearest_wording, is_same_wording, join_own
from qbot.matching.directions import denies
from qbot.matching.options import read_option, read_stance
from qbot.matching.parts import PartDecision, decide_part, may_bar, may_turn
from qbot.matching.phrases import split_words
from qbot.matching.questions_parts import OPEN_FORMS, Form, QuestionPart, name_back, split_parts
from qbot.model.draft import FiredGuard
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question, SlotRole

_LABEL_LENGTH = 6
_ELSE = "The question is for those of whom something is not so; a person must say whether it applies."
_VERDICTS = frozenset(stance.value for stance in Stance)


class StanceDecision(Struct, frozen=True):
    """The stance of a whole question (None: open question, or nothing that a person could sign), the sentence that says
    why, the parts of the question that no entry covers, the entries needed, and the decision on each part. `withheld`:
    the question asks for a verdict and gets none, so that the entry's words may be proposed but not drafted."""

    stance: Stance | None
    sentence: str
    uncovered: tuple[str, ...] = ()
    entries: tuple[str, ...] = ()
    parts: tuple[PartDecision, ...] = ()
    form: Form = Form.YES_NO
    withheld: bool = False


def decide_stance(
    question: Question,
    entries: Sequence[Entry],
    guards: Sequence[FiredGuard],
    *,
    alone: StanceDecision | None = None,
) -> StanceDecision:
    """Return the stance that the entries allow, best entry first; `alone` is the decision of that one, where known.

    The order is safe: frameworks not held, numbers, direction, restricting facets, then the sum of the parts.
    """
    if alone is not None and len(entries) == 1:
        return alone
    if not entries:
        return StanceDecision(None, "Nothing supports an answer.")
    asked = name_back(split_parts(question.text))
    parts = [part for part in asked if not part.conditional]
    if asked and not parts and denies(asked[0].text):
        return StanceDecision(None, _ELSE, entries=(entries[0].id,), withheld=True)
    form = next((part.form for part in parts if part.form is not Form.STATEMENT), Form.STATEMENT)
    same = _find_same(question, entries)
    if same is not None and not (same.stance is None and same.kind is EntryKind.PAST_ANSWER):
        return _take_over(question, same, form)
    verdicts = [
        part for part in parts if part.form is Form.YES_NO or (part.form is Form.STATEMENT and not _asks_open(parts))
    ]
    if not verdicts or _is_label(question, form):
        return _decide_open(entries, Form.WHAT if form is Form.STATEMENT else form)
    if all(part.form is Form.STATEMENT for part in verdicts):
        verdicts = [QuestionPart(question.text, Form.STATEMENT)]
    else:
        verdicts = [part for part in verdicts if part.form is Form.YES_NO]
    # the first entry for itself decided each of the same parts
    firsts = alone.parts if alone is not None else [decide_part(part, entries[0]) for part in verdicts]
    decided = tuple(_decide_by_best(*pair, entries) for pair in zip(verdicts, firsts, strict=True))
    return _sum_up(decided, entries, form, guards)


def _is_label(question: Question, form: Form) -> bool:
    """A few words beside a free cell ("Hosting regions") ask what there is, not whether."""
    return form is Form.STATEMENT and not _has_verdicts(question) and len(split_words(question.text)) <= _LABEL_LENGTH


def _has_verdicts(question: Question) -> bool:
    said = [text for slot in question.slots for text in ((slot.label,) if slot.label else slot.options)]
    return any(read_option(text) in _VERDICTS for text in said)


def _asks_open(parts: Sequence[QuestionPart]) -> bool:
    return any(part.form in OPEN_FORMS or part.form is Form.YES_NO for part in parts)


def _find_same(question: Question, entries: Sequence[Entry]) -> Entry | None:
    for entry in entries:
        wording, nearness = find_nearest_wording(question.text, entry)
        if nearness >= NEAR and is_same_wording(question.text, wording):
            return entry
    return None


def _take_over(question: Question, entry: Entry, form: Form) -> StanceDecision:
    sentence = "The entry stands for this very question."
    stance = entry.stance
    beside = any(slot.role is SlotRole.COMMENT for slot in question.slots) and read_stance(entry.answer) is None
    answered_so = entry.kind is EntryKind.PAST_ANSWER and (_has_verdicts(question) or beside)
    if form in OPEN_FORMS and stance in (Stance.YES, Stance.PARTIAL):
        if answered_so:
            form = Form.YES_NO  # a verdict stood in its cell, and the words beside it
        else:
            stance = None  # a fact that holds is no "yes" to "where" and "how"
    part = PartDecision(question.text, stance, sentence, (entry.id,), undeclared=stance is None)
    return StanceDecision(stance, sentence, entries=(entry.id,), parts=(part,), form=form)


def _decide_open(entries: Sequence[Entry], form: Form) -> StanceDecision:
    declared = entries[0].stance
    stance = declared if declared in (Stance.NO, Stance.NA) else None
    return StanceDecision(stance, "The question asks for a description.", entries=(entries[0].id,), form=form)


def _decide_by_best(part: QuestionPart, first: PartDecision, entries: Sequence[Entry]) -> PartDecision:
    """Return the decision of the best entry, of a further one only where that covers what the best does not.

    A framework or number of a further entry turns it only where that entry speaks of no less: a yearly test of another
    thing is no "no" to a review each quarter.
    """
    if first.barred and first.stance is not None:
        return first
    open_still = first.stance in (None, Stance.PARTIAL)
    if not open_still and not may_bar(part):
        return first  # no further entry could change it
    clear = [entry for entry in entries[1:] if not entry.conflicts]
    able = [entry for entry in clear if first.states or may_turn(part, entry, to_yes=open_still)]
    further = [decide_part(part, entry) for entry in able]
    firm = [
        one
        for one, entry in zip(further, able, strict=True)
        if one.barred and one.stance is not None and _measure_spoken(part, entry) >= _measure_spoken(part, entries[0])
    ]
    if firm:
        return firm[0]
    if open_still:
        return next((one for one in further if one.stance is Stance.YES), _join_states(first, further))
    return first


def _measure_spoken(part: QuestionPart, entry: Entry) -> float:
    return measure_covered_by(part.text, join_own(entry))


def _join_states(first: PartDecision, others: Sequence[PartDecision]) -> PartDecision:
    """Return a yes where one entry says it of data at rest and another of data in transit; else the first decision."""
    for other in (one for one in others if first.states and one.states):
        if not set(first.states) & set(other.states):
            names = (*first.entries, *other.entries)
            return PartDecision(first.text, Stance.YES, "Two entries together say so.", names)
    return first


def _sum_up(
    parts: tuple[PartDecision, ...], entries: Sequence[Entry], form: Form, guards: Sequence[FiredGuard]
) -> StanceDecision:
    stances = {part.stance for part in parts}
    uncovered = tuple(dict.fromkeys(text for part in parts for text in part.uncovered))
    used = tuple(dict.fromkeys(name for part in parts for name in part.entries))
    if any(part.barred and part.stance is None for part in parts) or stances == {None}:
        why = next(part.sentence for part in parts if part.stance is None)
        withheld = not all(part.undeclared for part in parts if part.stance is None)
        return StanceDecision(None, why, uncovered, used or (entries[0].id,), parts, form, withheld)
    if len(stances) == 1:
        stance = next(iter(stances))
        return StanceDecision(stance, parts[0].sentence, uncovered, used, parts, form)
    sentence = "; ".join(f"“{part.text}”: {part.stance.value if part.stance else 'not covered'}" for part in parts)
    return StanceDecision(Stance.PARTIAL, f"The parts differ: {sentence}.", uncovered, used, parts, form)

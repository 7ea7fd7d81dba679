"""Recall: what was decided before on a question, as entries to reuse, parts of the score, and guards."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from qbot.matching.coverage import NEAR, find_swap, is_same_wording, measure_nearness
from qbot.matching.directions import find_negators
from qbot.matching.scope import holds_product, holds_region
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard, Part
from qbot.model.knowledge import Entry, EntryKind, Scope, Source, Stance
from qbot.model.memory import Memory, Outcome, Remembered
from qbot.model.questionnaire import Question, SlotRole

WEIGHTS: Mapping[str, float] = {"approved": 1.5, "control": 1.5, "earlier no": -1.5}
"""Log-odds that a question approved word for word, the same control of the same form, and a "no" add to the score.

In questionnaires that vendors answered again, one "no" in five had become a "yes", and one "yes" in twenty a "no".
"""
RANKS: Mapping[str, float] = {"approved": 1.0, "control": 0.5, "outside": -1.0}
"""What the same things, and another product or region, add to an entry's place among the others."""

_NAME, _NAME_WORDS = re.compile(r"[a-z0-9]+"), 4
_FRESH_DAYS = 730  # after two years a quarter of repeated answers had been rewritten
_ASKED_AGAIN = 0.8
_LEAST_SHARED = 3
_SAID = {Stance.YES: "yes", Stance.NO: "no", Stance.PARTIAL: "partially", Stance.NA: "not applicable"}


def make_past_entry(remembered: Remembered) -> Entry:
    """Return an approved answer as an entry; its id names the questionnaire and depends on words and place alone."""
    day = remembered.decided_on.isoformat() if remembered.decided_on else ""
    place = ", ".join(text for text in (remembered.ref, remembered.place, day) if text)
    key = "\n".join((remembered.questionnaire, place, remembered.question, *map(str, remembered.values.values())))
    evidence = remembered.values.get(SlotRole.EVIDENCE, "")
    return Entry(
        id="-".join(("past", *_NAME.findall(remembered.questionnaire.lower())[:_NAME_WORDS], _hash(key))),
        kind=EntryKind.PAST_ANSWER,
        answer=remembered.words,
        question=remembered.question,
        stance=remembered.stance,
        section=remembered.section,
        ownership=remembered.values.get(SlotRole.OWNERSHIP, ""),
        scope=Scope(
            (remembered.product,) if remembered.product else (), (remembered.region,) if remembered.region else ()
        ),
        disclosure=remembered.disclosure,
        source=Source(remembered.questionnaire or "an earlier questionnaire", place),
        reviewed_on=remembered.decided_on,
        review_every=_FRESH_DAYS if remembered.decided_on else None,
        valid_until=remembered.valid_until,
        attachments=(evidence,) if evidence else (),
        owner=remembered.decided_by,
        notes=_make_notes(remembered),
    )


def _make_notes(remembered: Remembered) -> dict[str, str]:
    """Return what is to be known of an earlier answer beside its words: the entries behind it, and a name left out."""
    notes = {"from": "\n".join(remembered.entries)} if remembered.entries else {}
    return notes | ({"renamed": "yes"} if remembered.renamed else {})


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]


def make_past_entries(memory: Memory) -> tuple[Entry, ...]:
    """Return the approved answers that say something, as entries in the order of their ids, each once."""
    made = [make_past_entry(one) for one in memory.decisions if one.outcome is Outcome.APPROVED and one.words]
    return tuple(sorted({entry.id: entry for entry in made}.values(), key=lambda entry: entry.id))


def is_asked_again(text: str, wording: str) -> bool:
    """Tell whether a question is asked again: the same words, or nearly so about the same thing and the same way."""
    if is_same_wording(text, wording):
        return True
    if measure_nearness(text, wording) < _ASKED_AGAIN or find_swap(text, wording).changes_subject:
        return False
    return len(find_negators(text)) % 2 == len(find_negators(wording)) % 2


class Recall:
    """What a memory holds for the questions of one questionnaire."""

    def __init__(
        self, memory: Memory, questions: Sequence[Question], *, product: str | None = None, region: str | None = None
    ) -> None:
        self._product, self._region = product, region
        approved = [one for one in memory.decisions if one.outcome is Outcome.APPROVED and one.words]
        self._past = {make_past_entry(one).id: one for one in approved}
        self._declined = [one for one in memory.decisions if one.outcome is not Outcome.APPROVED]
        self._rejected = [one for one in self._declined if one.entries]
        self._by_ref = self._match_refs(questions)

    def list_same_control(self, question: Question) -> tuple[str, ...]:
        """Return the ids of the entries that answered the control of the same id in the same form."""
        return self._by_ref.get(question.ref or "", ())

    def find_place(self, question: Question, entry: Entry, rank: float) -> tuple[int, float]:
        """Return the place of an entry among the others, the smallest first.

        Answers to this very question come first, the last given before all; the others by their rank.
        """
        outside = self.is_outside(entry)
        if not self._past:
            return 1, -(rank + RANKS["outside"] * outside)
        if entry.id in self._past and not outside and is_same_wording(question.text, entry.question):
            return 0, -float(self.find_day(entry).toordinal())
        total = rank + RANKS["outside"] * outside
        if entry.id in self._past:
            total += RANKS["approved"] * is_asked_again(question.text, entry.question)
            total += RANKS["control"] * (entry.id in self.list_same_control(question))
        return 1, -total

    def find_day(self, entry: Entry) -> date:
        """Return the day an entry was approved; the first of all days where it is none of the past."""
        past = self._past.get(entry.id)
        return (past.decided_on or date.min) if past is not None else date.min

    def is_outside(self, entry: Entry) -> bool:
        """Tell whether an entry speaks of other products or regions than those asked about."""
        products, regions = entry.scope.products, entry.scope.regions
        if not products and not regions:
            return False
        return not (holds_product(products, self._product) and holds_region(regions, self._region))

    def list_parts(self, question: Question, entry: Entry) -> tuple[Part, ...]:
        """Return the parts that memory adds to the score of an entry."""
        past, parts = self._past.get(entry.id), []
        if entry.kind is EntryKind.PAST_ANSWER and entry.stance is Stance.NO:
            parts.append(Part("earlier no", WEIGHTS["earlier no"], "an earlier “no” is revised sooner than a “yes”"))
        if past is None:
            return tuple(parts)
        if is_same_wording(question.text, past.question):
            parts.append(Part("approved", WEIGHTS["approved"], f"this very question was answered {past.when}"))
        if entry.id in self.list_same_control(question):
            parts.append(Part("control", WEIGHTS["control"], f"{past.ref} of the same form was answered {past.when}"))
        return tuple(parts)

    def check(self, question: Question, entry: Entry, others: Iterable[Entry]) -> tuple[FiredGuard, ...]:
        """Return the guards that memory fires for a question beside the entry that is first; `others` come after."""
        if not self._past and not self._declined:
            return ()
        found = [
            self._check_changed(question, entry),
            self._check_declined(question, entry),
            self._check_differing(question, entry, others),
        ]
        return tuple(guard for guard in found if guard is not None)

    def find_rejected(self, question: Question) -> frozenset[str]:
        """Return the entries that were turned down for this question: they are not proposed for it again."""
        if not self._rejected:
            return frozenset()
        return frozenset(
            name
            for one in self._rejected
            if self._fits(one) and is_asked_again(question.text, one.question)
            for name in one.entries
        )

    def find_declined(self, question: Question) -> Remembered | None:
        """Return the last decision by which the question was left open, for this product and region."""
        found = [one for one in self._declined if self._fits(one) and is_asked_again(question.text, one.question)]
        return max(found, key=lambda one: one.decided_on or date.min, default=None)

    def _check_changed(self, question: Question, entry: Entry) -> FiredGuard | None:
        same = self.list_same_control(question)
        past = self._past[entry.id if entry.id in same else same[0]] if same else None
        if past is None or is_same_wording(question.text, past.question):
            return None
        text = f"{past.ref} read “{past.question}” {past.when}; it now reads “{question.text}”."
        if entry.id not in same:
            return FiredGuard("changed", text)
        far = measure_nearness(question.text, past.question) < NEAR
        return FiredGuard("changed", text, Band.LOW if far else Band.MEDIUM)

    def _check_declined(self, question: Question, entry: Entry) -> FiredGuard | None:
        declined = self.find_declined(question)
        if declined is None or (declined.entries and entry.id not in declined.entries):
            return None
        last = declined.decided_on or date.min
        past = self._past.get(entry.id)
        if past is not None and self.find_day(entry) >= last and is_asked_again(question.text, past.question):
            return None  # it was answered after all
        newer = entry.reviewed_on is not None and entry.reviewed_on > last and past is None
        text = tell_declined(declined)
        if newer and entry.reviewed_on is not None:
            text += f" The entry was reviewed since, on {entry.reviewed_on.isoformat()}."
        return FiredGuard("declined", text, Band.MEDIUM if newer else Band.LOW)

    def _check_differing(self, question: Question, entry: Entry, others: Iterable[Entry]) -> FiredGuard | None:
        if entry.stance is None or not is_asked_again(question.text, entry.question):
            return None
        for other in others:
            if other.stance in (None, entry.stance) or self.is_outside(other):
                continue
            if entry.id in self._past or other.id in self._past:
                past = self._past.get(other.id)
                where = past.when if past is not None else f"in the knowledge base (“{other.id}”)"
                if is_asked_again(question.text, other.question):
                    said = _SAID[other.stance]
                    return FiredGuard("differing", f"The same question is answered “{said}” {where}.", Band.MEDIUM)
        return None

    def _fits(self, one: Remembered) -> bool:
        products, regions = (one.product,) if one.product else (), (one.region,) if one.region else ()
        return holds_product(products, self._product) and holds_region(regions, self._region)

    def _match_refs(self, questions: Sequence[Question]) -> Mapping[str, tuple[str, ...]]:
        """Return {ref: entry ids, the last first} of the earlier questionnaires that are versions of the same form.

        "1.2" means nothing by itself: a questionnaire is a version of the form where at least half of the ids that
        both have stand beside nearly the same question.
        """
        times = Counter(question.ref for question in questions if question.ref)
        asked = {question.ref: question.text for question in questions if question.ref and times[question.ref] == 1}
        shared: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for name, past in self._past.items():
            if past.ref in asked:
                shared[past.questionnaire][past.ref].append(name)
        found: dict[str, list[str]] = defaultdict(list)
        for refs in shared.values():
            single = {ref: names[0] for ref, names in refs.items() if len(names) == 1}
            near = sum(measure_nearness(asked[ref], self._past[name].question) >= NEAR for ref, name in single.items())
            if len(single) >= _LEAST_SHARED and near * 2 >= len(single):
                for ref, name in single.items():
                    found[ref].append(name)
        return {
            ref: tuple(sorted(names, key=lambda one: (-(self._past[one].decided_on or date.min).toordinal(), one)))
            for ref, names in found.items()
        }


def tell_declined(declined: Remembered) -> str:
    """Return the sentence on a question that was left open before."""
    what = {
        Outcome.NO_EVIDENCE: "No evidence was found for this question",
        Outcome.REJECTED: "The answer suggested for this question was rejected",
    }[declined.outcome]
    why = f": {declined.reason.rstrip('.')}" if declined.reason else ""
    return f"{what} {declined.when}{why}."

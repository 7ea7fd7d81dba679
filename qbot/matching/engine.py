"""The engine: from questions and an index of entries to drafts with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from qbot.matching.compose import Composition, compose_values
from qbot.matching.features import (
    Asking,
    Features,
    Likeness,
    measure_closely,
    measure_likeness,
    read_asking,
    read_context,
)
from qbot.matching.follow_up import compose_follow_up
from qbot.matching.gates import propose_not_applicable
from qbot.matching.guards import check_guards
from qbot.matching.identity import tell_origin
from qbot.matching.index import Candidate, Index, Weights, find_candidates, find_norms
from qbot.matching.known import Known, Library
from qbot.matching.questions_parts import OPEN_FORMS
from qbot.matching.recall import Recall, tell_declined
from qbot.matching.score import Calibration, compare_words, find_probability, find_score, score_features, sum_parts
from qbot.matching.stance import StanceDecision, decide_stance
from qbot.model.confidence import Band, BandRule, find_band
from qbot.model.draft import Alternative, Draft, FiredGuard, Part
from qbot.model.knowledge import Company, Entry, EntryKind
from qbot.model.memory import NOTHING, Memory
from qbot.model.questionnaire import Question, QuestionKind

_MOST_ALTERNATIVES = 5
_MOST_MEASURED = 12
_ALONGSIDE = 3
_NO_ENTRY = "The knowledge base has no entry with a word of this question."
_UNKNOWN = Part("start", -6.0, "no entry shares a word with the question")


class _Near(Struct, frozen=True):
    """An entry near to a question, and how alike they are."""

    known: Known
    likeness: Likeness


class _Suggestion(Struct, frozen=True):
    """An entry suggested for a question, measured and scored; the first one with all that is found for it alone."""

    known: Known
    features: Features
    score: float
    parts: tuple[Part, ...] = ()
    guards: tuple[FiredGuard, ...] = ()
    decision: StanceDecision | None = None

    @property
    def entry(self) -> Entry:
        """The entry itself."""
        return self.known.entry


class Asked(Struct, frozen=True):
    """What the questionnaire is about, None where it is not known, and what is remembered of earlier ones; the index
    holds the entries of the memory as well."""

    product: str | None = None
    region: str | None = None
    memory: Memory = NOTHING


EVERYWHERE = Asked()


Tell = Callable[[int], None]
"""Is told how many questions are drafted."""

Share = Callable[[Callable[[Question], Draft], Sequence[Question]], Iterable[Draft]]
"""Does the work on each question and returns the drafts in order, as `map` does."""


def draft_questions(
    questions: Sequence[Question],
    *,
    index: Index,
    calibration: Calibration,
    company: Company | None,
    as_of: date,
    asked: Asked = EVERYWHERE,
    tell: Tell | None = None,
    share: Share = map,
) -> tuple[Draft, ...]:
    """Return a draft for every question, in their order. The order of the entries makes no difference.

    `share` may have several processes do the work. `tell` is told after each question how many are done; what it raises
    ends the work.
    """
    engine = Engine(questions, index=index, calibration=calibration, company=company, as_of=as_of, asked=asked)
    return engine.draft(tell, share)


class Engine:
    """Drafts one questionnaire; keeps what all its questions share."""

    def __init__(
        self,
        questions: Sequence[Question],
        *,
        index: Index,
        calibration: Calibration,
        company: Company | None,
        as_of: date,
        asked: Asked = EVERYWHERE,
    ) -> None:
        self._asked = asked
        self._recall = Recall(asked.memory, questions, product=asked.product, region=asked.region)
        self._questions, self._index, self._calibration = questions, index, calibration
        self._company, self._as_of = company, as_of
        self._weights = Weights(index, (question.text for question in questions))
        self._norms = find_norms(index, self._weights)
        self._library = Library(index, self._weights)

    def draft(self, tell: Tell | None = None, share: Share = map) -> tuple[Draft, ...]:
        """Return the drafts; a follow-up row is drafted from the question that it follows."""
        drafts: dict[tuple[str, str], Draft] = {}
        for question, draft in zip(self._questions, share(self._draft_question, self._questions), strict=True):
            parent = drafts.get((question.sheet, question.parent or ""))
            if parent is not None and not draft.answered:
                drafts[question.sheet, question.cell] = self._follow(question, draft, parent)
            else:
                drafts[question.sheet, question.cell] = draft
            if tell is not None:
                tell(len(drafts))
        return propose_not_applicable(
            self._questions, [drafts[question.sheet, question.cell] for question in self._questions]
        )

    def suggest(self, question: Question) -> tuple[_Suggestion, ...]:
        """Return the nearest entries, measured and scored, best first."""
        rated: list[tuple[tuple[int, float], str, _Near]] = []
        rejected = self._recall.find_rejected(question)
        asking = read_asking(question, self._library, self._weights)
        for candidate in self._find_candidates(question):
            known = self._library.find(candidate.number)
            entry = known.entry
            if entry.id in rejected:
                continue
            likeness = measure_likeness(asking, candidate, known, self._library)
            rated.append((self._recall.find_place(question, entry, likeness.rank), entry.id, _Near(known, likeness)))
        ordered = [one for *_, one in sorted(rated, key=lambda one: one[:2])]
        return tuple(self._add_context(question, asking, self._put_inside_first(ordered)))

    def _find_candidates(self, question: Question) -> Sequence[Candidate]:
        """Return the nearest entries, and those that answered the same control of an earlier version of the form."""
        same = {self._index.numbers[name] for name in self._recall.list_same_control(question)}
        found = find_candidates(self._index, question.text, self._weights, self._norms, most=_MOST_MEASURED, also=same)
        lacking = sorted(same - {one.number for one in found}) if same else ()
        return (*found, *(Candidate(number, 0.0) for number in lacking))

    def _put_inside_first(self, ordered: Sequence[_Near]) -> Sequence[_Near]:
        """Put the first entry that may speak of the product and region first; what stood above it comes next.

        An answer given for another product keeps its place, it may still be drafted; a fact about one may not.
        """
        for place, one in enumerate(ordered):
            entry = one.known.entry
            if entry.kind is EntryKind.PAST_ANSWER or not self._recall.is_outside(entry):
                return [one, *ordered[:place], *ordered[place + 1 :]]
        return ordered

    def _add_context(self, question: Question, asking: Asking, near: Sequence[_Near]) -> Sequence[_Suggestion]:
        """Add what is measured of the nearest alone, the guards of the first and what they decide.

        Guards and decision are found for the first alone, they cost most of the time; the further entries are scored
        as if they met the same.
        """
        done: list[_Suggestion] = []
        if not near:
            return done
        first, listed = near[0].known.entry, near[:_MOST_ALTERNATIVES]
        guards = self._check(question, [one.known.entry for one in listed])
        decision = decide_stance(question, [first], guards)
        context = read_context(guards, decision)
        for one in listed:
            known = one.known
            features = measure_closely(asking, one.likeness, known, self._library, context)
            recalled = self._recall.list_parts(question, known.entry)
            if not done:
                parts = (*score_features(features, self._calibration), *recalled)
                done.append(_Suggestion(known, features, sum_parts(parts), parts, guards, decision))
            else:
                done.append(_Suggestion(known, features, find_score(features, self._calibration, recalled)))
        return done

    def _check(self, question: Question, entries: Sequence[Entry]) -> tuple[FiredGuard, ...]:
        product, region = self._asked.product, self._asked.region
        guards = check_guards(question, entries[0], as_of=self._as_of, product=product, region=region)
        return (*guards, *self._recall.check(question, entries[0], entries[1:]))

    def _draft_question(self, question: Question) -> Draft:
        identity = self._draft_identity(question) if question.kind is QuestionKind.IDENTITY else None
        if identity is not None and identity.answered:
            return identity
        found = self.suggest(question)
        if identity is not None:
            return self._add_nearest(question, identity, found)
        if not found:
            declined = self._recall.find_declined(question)
            reason = tell_declined(declined) if declined else _NO_ENTRY
            return make_blank(question, reason, _UNKNOWN)
        best = found[0]
        inside = [one.entry for one in found[1:] if not self._recall.is_outside(one.entry)]
        beside = [best.entry, *inside][:_ALONGSIDE]
        rule = _find_rule(best)
        if rule.band is Band.NONE:  # nothing would come of a decision, and most questions end here
            decision, composition = StanceDecision(None, ""), Composition()
        else:
            decision = decide_stance(question, beside, best.guards, alone=best.decision)
            composition = compose_values(question, decision, beside, company=self._company)
        settled = decision.stance is not None or decision.form in OPEN_FORMS
        answered = rule.drafts and bool(composition.values) and settled
        return self._make_draft(
            question, found, decision=decision, composition=composition, rule=rule, answered=answered
        )

    def _make_draft(
        self,
        question: Question,
        found: Sequence[_Suggestion],
        *,
        decision: StanceDecision,
        composition: Composition,
        rule: BandRule,
        answered: bool,
    ) -> Draft:
        best = found[0]
        _matched, missing = compare_words(question.text, best.known.terms)
        uncovered = tuple(f"not covered: {text}" for text in decision.uncovered)
        return Draft(
            sheet=question.sheet,
            cell=question.cell,
            answered=answered,
            stance=decision.stance if answered else None,
            score=best.score,
            confidence=find_probability(best.score),
            band=rule.band,
            values=composition.values if answered else (),
            parts=best.parts,
            guards=best.guards,
            citations=composition.citations if answered else (),
            alternatives=tuple([_make_alternative(question, one) for one in found]),
            missing=uncovered or ((f"words not found in it: {', '.join(missing)}",) if missing else ()),
            proposals=composition.proposals,
            reason="" if answered else self._explain(best, rule, composition, decision),
        )

    def _explain(self, best: _Suggestion, rule: BandRule, composition: Composition, decision: StanceDecision) -> str:
        if not rule.drafts:
            stops = [guard.text for guard in best.guards if guard.cap in (Band.LOW, Band.NONE)]
            declined = [guard.text for guard in best.guards if guard.name == "declined"]
            near = find_band(find_probability(best.score)).drafts
            return (declined or (stops if near else []) or ["No entry supports an answer."])[0]
        undecided = decision.stance is None and decision.form not in OPEN_FORMS
        told = decision.sentence if undecided else ""
        return composition.reason or told or "The entry has no text that the cell could take."

    def _draft_identity(self, question: Question) -> Draft:
        nothing = StanceDecision(None, "")
        composition = compose_values(question, nothing, (), company=self._company)
        answered = bool(composition.values)
        part = Part("company", 6.0 if answered else -6.0, tell_origin(question, self._company))
        return Draft(
            sheet=question.sheet,
            cell=question.cell,
            answered=answered,
            stance=None,
            score=part.value,
            confidence=find_probability(part.value),
            band=Band.HIGH if answered else Band.NONE,
            values=composition.values,
            parts=(part,),
            reason=composition.reason,
        )

    def _add_nearest(self, question: Question, identity: Draft, found: Sequence[_Suggestion]) -> Draft:
        """Return the draft of an identity field that the company profile leaves blank, with the nearest entries."""
        if not found:
            return identity
        nothing, rule = StanceDecision(None, ""), find_band(0.0)
        near = self._make_draft(question, found, decision=nothing, composition=Composition(), rule=rule, answered=False)
        return replace(near, reason=identity.reason)

    def _follow(self, question: Question, draft: Draft, parent: Draft) -> Draft:
        numbers = self._index.numbers
        cited = [numbers[citation.entry] for citation in parent.citations if citation.entry in numbers]
        entries = [self._index.entries[number] for number in cited]
        composition = compose_follow_up(question, parent=parent, entries=entries)
        if not composition.values:
            return replace(draft, reason=composition.reason or draft.reason)
        return replace(
            draft,
            answered=True,
            score=parent.score,
            confidence=parent.confidence,
            band=parent.band,
            parts=parent.parts,
            guards=parent.guards,
            values=composition.values,
            citations=composition.citations,
            alternatives=parent.alternatives,
            reason="",
        )


def _find_rule(best: _Suggestion) -> BandRule:
    rule = find_band(find_probability(best.score))
    for guard in best.guards:
        if guard.cap is not None:
            capped = find_band(find_probability(best.score), cap=guard.cap)
            rule = max(rule, capped, key=lambda one: -one.at_least)
    return rule


def _make_alternative(question: Question, one: _Suggestion) -> Alternative:
    matched, missing = compare_words(question.text, one.known.terms)
    return Alternative(one.entry.id, find_probability(one.score), matched, missing)


def make_blank(question: Question, reason: str, part: Part) -> Draft:
    """Return a draft that stays blank without any entry being looked at; `part` is its whole score."""
    return Draft(
        sheet=question.sheet,
        cell=question.cell,
        answered=False,
        stance=None,
        score=part.value,
        confidence=find_probability(part.value),
        band=Band.NONE,
        parts=(part,),
        reason=reason,
    )

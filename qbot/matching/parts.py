"""One part of a question beside one entry: yes, no, partial, not applicable, or nothing that can be signed."""

from __future__ import annotations

import re
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from qbot.matching.clauses import (
    FEW_SUBJECTS,
    LEAST_COVERED,
    find_known,
    find_missing,
    find_said,
    find_surely_missing,
    measure_covered_by,
    scatters,
)
from qbot.matching.coverage import NEAR, find_nearest_wording, find_stems, find_subjects, is_everyday, is_same_wording
from qbot.matching.earlier import (
    affirms,
    broadens,
    denies_this,
    hedges,
    is_earlier,
    is_narrower,
    is_planned,
    limits,
    presuppose,
)
from qbot.matching.facet_tables import APART, OTHERS, STATES
from qbot.matching.facets import Contrast, Group, find_facets
from qbot.matching.frameworks import find_frameworks
from qbot.matching.holdings import Holding, HoldingReading, asks_holding, asks_only_holding, read_holding
from qbot.matching.mishaps import asks_mishap, tells_mishap
from qbot.matching.pairing import (
    Pairing,
    asks_other_subject,
    find_lacking_numbers,
    find_lacking_scopes,
    find_narrowing,
    is_met_safely,
    make_pairing,
)
from qbot.matching.part_direction import WELL_COVERED, denies_itself, read_direction
from qbot.matching.permissions import asks_own_act
from qbot.matching.quantities import Comparison
from qbot.matching.questions_parts import Form, QuestionPart, find_form, mask_examples, mask_parentheses
from qbot.model.knowledge import Entry, EntryKind, Stance
from qbot.model.questionnaire import Question


class PartDecision(Struct, frozen=True):
    """What one part of a question gets: its stance, why, the entries it rests on, and what of it they do not cover.

    `barred`: no other entry may turn this into a yes (a framework is not held). `undeclared`: the entry speaks of it,
    but declares no stance. `states`: of what it lacks, where these states of data alone keep it from a yes.
    """

    text: str
    stance: Stance | None
    sentence: str
    entries: tuple[str, ...] = ()
    uncovered: tuple[str, ...] = ()
    barred: bool = False
    undeclared: bool = False
    states: tuple[str, ...] = ()


HALF_COVERED = 0.5
MOSTLY_COVERED = 0.75

_CONJUNCTION = re.compile(
    r",?\s+and\s+|\s+as well as\s+|\s*&\s+|,\s+including\s+|\s+in addition to\s+|,\s+plus\s+", re.IGNORECASE
)
_EVEN = re.compile(r"\beven (?:if|when|where|though)\b", re.IGNORECASE)
_ENDLESS = re.compile(r"\b(?:indefinitely|permanently kept|forever|without end|no expiry|unlimited)\b", re.IGNORECASE)
_ALTERNATIVE = re.compile(r"\bor\b|\band/or\b", re.IGNORECASE)
_NO_DATE = date.min


def decide_part(part: QuestionPart, entry: Entry) -> PartDecision:
    """Return the decision on one part from one entry, in the safe order."""
    question = Question(sheet="", cell="", text=part.text)
    pairing = make_pairing(question, entry, as_of=_NO_DATE)
    holding = read_holding(part.text, entry)
    if asks_other_subject(pairing):
        return PartDecision(
            part.text, None, "The entry's question is almost the same, but about another thing.", (entry.id,)
        )
    if asks_mishap(part.text) and not tells_mishap(pairing.said):
        return PartDecision(part.text, None, "The entry does not tell what has happened.", (entry.id,), barred=True)
    if asks_own_act(part.text, entry):
        return PartDecision(part.text, None, "The entry tells what customers may do.", (entry.id,))
    if _EVEN.search(part.text) and not _EVEN.search(pairing.said):
        why = "The question asks even of a case that the entry does not name."
        return PartDecision(part.text, None, why, (entry.id,))
    by_framework = _decide_by_framework(part, pairing, holding)
    if by_framework is not None:
        return by_framework
    if entry.stance is None and entry.kind is EntryKind.PAST_ANSWER:
        return _decide_by_text(part, entry)
    if entry.stance is None:
        return PartDecision(
            part.text,
            None,
            "The entry does not declare whether it holds; with a stance (yes, no, partial) it could answer.",
            (entry.id,),
            undeclared=True,
        )
    by_number = _decide_by_number(part, pairing)
    if by_number is not None:
        return by_number
    held = asks_only_holding(part.text, pairing.said, holding) and not denies_itself(part.text)
    declared, sentence = (Stance.YES, "It is held.") if held else read_direction(part, pairing)
    if (
        declared is Stance.NO
        and entry.stance is Stance.NO
        and measure_covered_by(part.text, pairing.said) < (LEAST_COVERED if pairing.near else WELL_COVERED)
    ):
        return PartDecision(part.text, None, "The entry speaks of too little of what is asked.", (entry.id,))
    if declared is Stance.NO and entry.stance is Stance.NO and _is_wider(part, entry):
        return PartDecision(part.text, None, "The entry says no of a narrower thing than is asked.", (entry.id,))
    if declared in (None, Stance.NA, Stance.NO):
        return PartDecision(part.text, declared, sentence, (entry.id,))
    lacking = _find_restricting(pairing, held=held)
    conjuncts = () if held else find_uncovered_conjuncts(part.text, pairing.said)
    uncovered = (*(contrast.asked for contrast in lacking), *conjuncts)
    covered = 1.0 if held else measure_covered_by(part.text, pairing.said)
    return _decide_by_cover(part, pairing, declared=declared, uncovered=uncovered, covered=covered, lacking=lacking)


def may_bar(part: QuestionPart) -> bool:
    """Tell whether an entry could decide a part so that no other may turn it: by a framework or a number it names."""
    return bool(find_frameworks(part.text) or find_facets(mask_examples(part.text)).quantities)


def may_turn(part: QuestionPart, entry: Entry, *, to_yes: bool) -> bool:
    """Tell whether an entry could bar a part or, where that is asked, say yes to it; to decide it takes far longer.

    It could not where it declares nothing, and where its numbers settle nothing and it surely lacks more of the words
    than `_is_covered` lets pass, or any facet.
    """
    if entry.kind is EntryKind.PAST_ANSWER or find_frameworks(part.text):
        return True
    if entry.stance is None:
        return False
    pairing = make_pairing(Question(sheet="", cell="", text=part.text), entry, as_of=_NO_DATE)
    if _decide_by_number(part, pairing) is not None:
        return True
    return to_yes and _may_cover(pairing) and not pairing.lacking


def _may_cover(pairing: Pairing) -> bool:
    subjects = find_subjects(mask_parentheses(pairing.text))
    lacking = find_surely_missing(pairing.text, pairing.said)
    if all(is_everyday(stem) for stem in lacking):
        return True
    return len(subjects) > FEW_SUBJECTS and (len(subjects) - len(lacking)) / len(subjects) >= MOSTLY_COVERED


def _is_wider(part: QuestionPart, entry: Entry) -> bool:
    return is_narrower(part.text, entry) or (is_earlier(entry) and broadens(part.text, entry))


def _decide_by_text(part: QuestionPart, entry: Entry) -> PartDecision:
    """Return what the words of an earlier answer without a verdict decide: what they state was so, as with a fact.

    A yes may also follow from what its own question takes for granted, and from an answer to this very question.
    """
    stated = replace(entry, kind=EntryKind.FACT, question="", phrasings=(), stance=Stance.YES)
    decided = decide_part(part, stated)
    if decided.stance is Stance.YES and is_planned(part.text, entry.answer):
        return PartDecision(part.text, None, "The earlier answer tells of a plan.", (entry.id,))
    near = find_nearest_wording(part.text, entry)[1] >= NEAR
    if decided.stance is Stance.NO and not (near or decided.barred) and limits(entry.answer):
        return PartDecision(part.text, None, "The earlier answer limits what it denies.", (entry.id,))
    if decided.stance is Stance.NO and not (near or decided.barred or denies_this(part.text, entry.answer)):
        return PartDecision(part.text, None, "The earlier answer denies another thing.", (entry.id,))
    if decided.stance is Stance.YES and hedges(part.text, entry.answer):
        return PartDecision(part.text, None, "The earlier answer says so in part.", (entry.id,))
    if decided.stance in (Stance.YES, Stance.NO):
        return decided
    if is_same_wording(part.text, entry.question) and affirms(part.text, entry.answer):
        return PartDecision(part.text, Stance.YES, "The earlier answer affirms it in its own words.", (entry.id,))
    granted = presuppose(entry)
    taken = decide_part(part, granted) if granted is not None else decided
    if taken.stance is Stance.YES and not (_asks_what(entry) and find_missing(part.text, entry.question)):
        return replace(taken, sentence="The earlier answer describes it.")
    why = "The earlier answer has a text and no verdict."
    states = min(filter(None, (decided.states, taken.states)), key=len, default=())  # its question may tell a state
    return PartDecision(part.text, None, why, (entry.id,), undeclared=True, states=states)


def _asks_what(entry: Entry) -> bool:
    """Tell whether an entry asks what a thing is, which takes that for granted and nothing that is done with it."""
    return find_form(entry.question) is Form.WHAT


def _decide_by_framework(part: QuestionPart, pairing: Pairing, reading: HoldingReading) -> PartDecision | None:
    entry, names = pairing.entry, ", ".join(reading.names)
    others = [contrast.asked for contrast in pairing.lacking if contrast.asked in OTHERS]
    if others and reading.holding is Holding.EQUIVALENT:
        why = f"The question is about “{others[0]}”, of which the entry says nothing."
        return PartDecision(part.text, None, why, (entry.id,), (names,), True)
    if reading.holding is Holding.EQUIVALENT and denies_itself(part.text):
        return PartDecision(
            part.text, None, f"The question is negated, and {names} is not held.", (entry.id,), (), True
        )
    if reading.holding is Holding.EQUIVALENT:
        why = f"{names} is not held; the entry says what stands in its place."
        return PartDecision(part.text, Stance.NO, why, (entry.id,), barred=True)
    if reading.holding is Holding.UNKNOWN and asks_holding(part.text):
        return PartDecision(
            part.text, None, f"No entry says whether {names} is held.", (entry.id,), reading.names, True
        )
    return None


def _decide_by_number(part: QuestionPart, pairing: Pairing) -> PartDecision | None:
    for asked in pairing.asked.quantities:
        said, comparison = find_said(asked, part.text, pairing.said, near=pairing.near)
        if said is None:
            continue
        if pairing.near and said.value != asked.value and not is_met_safely(asked, pairing):
            why = f"{asked.text} is asked; the entry says {said.text}, which settles nothing."
            return PartDecision(part.text, None, why, (pairing.entry.id,), (asked.text,), True)
        if comparison is Comparison.NOT_MET and _ENDLESS.search(pairing.said):
            why = f"{asked.text} is asked; the entry says {said.text}, and of something that it has no end."
            return PartDecision(part.text, None, why, (pairing.entry.id,), (asked.text,), True)
        if comparison is Comparison.NOT_MET:
            why = f"{asked.text} is asked; the entry says {said.text}."
            return PartDecision(part.text, Stance.NO, why, (pairing.entry.id,), (asked.text,), True)
        if comparison is Comparison.OTHER_EVENT:
            why = f"{asked.text} from {asked.event} is asked; the entry says {said.text} from {said.event}."
            return PartDecision(
                part.text, Stance.PARTIAL, why, (pairing.entry.id,), (f"{asked.text} from {asked.event}",), True
            )
    return None


def _find_restricting(pairing: Pairing, *, held: bool) -> tuple[Contrast, ...]:
    lacking = list(pairing.lacking)
    if held:
        # a certificate is itself an independent audit
        shown = {"independent", "certified", "audit", "documented", "risk assessment"}
        lacking = [contrast for contrast in lacking if contrast.asked not in shown]
    lacking += [Contrast(Group.SCOPE, scope) for scope in find_lacking_scopes(pairing)]
    lacking += [
        Contrast(Group.ASPECT, asked.text)
        for asked in pairing.asked.quantities
        if find_said(asked, pairing.text, pairing.said, near=pairing.near)[0] is None
    ]
    lacking += [Contrast(Group.ASPECT, number) for number in find_lacking_numbers(pairing)]
    return tuple(lacking)


def _decide_by_cover(
    part: QuestionPart,
    pairing: Pairing,
    *,
    declared: Stance | None,
    uncovered: tuple[str, ...],
    covered: float,
    lacking: tuple[Contrast, ...],
) -> PartDecision:
    entry = pairing.entry
    narrowing = find_narrowing(pairing)
    if narrowing and declared is Stance.YES:
        why = f"The entry is about “{narrowing[0]}” alone; the question is not."
        return PartDecision(part.text, None, why, (entry.id,), uncovered)
    rivals = [contrast for contrast in lacking if contrast.rival not in (None, "customer")]
    if rivals and (pairing.near or rivals[0].group in (Group.STATE, Group.ACTOR)):
        why = f"The question is about “{rivals[0].asked}”, the entry about “{rivals[0].rival}”."
        return PartDecision(part.text, None, why, (entry.id,), uncovered)
    others = [contrast.asked for contrast in lacking if contrast.asked in APART]
    if others:
        why = f"The question is about “{others[0]}”, of which the entry says nothing."
        return PartDecision(part.text, None, why, (entry.id,), uncovered)
    # that another question was answered says little about this one, unless most of its words are the same
    least = LEAST_COVERED if entry.kind is EntryKind.FACT or pairing.near else HALF_COVERED
    if covered < least:
        return PartDecision(part.text, None, "The entry speaks of too little of what is asked.", (entry.id,), uncovered)
    if declared is Stance.YES and scatters(part.text, pairing.said):
        why = "The entry says it of different things."
        return PartDecision(part.text, None, why, (entry.id,), uncovered)
    if declared is Stance.YES and (uncovered or not _is_covered(pairing, covered=covered)):
        why = f"The entry does not cover {', '.join(f'“{name}”' for name in uncovered) or 'all that is asked'}."
        # a yes to another question is silent on the rest of this one: no "partially" either
        stance = None if is_earlier(entry) else Stance.PARTIAL
        states = uncovered if set(uncovered) <= STATES.keys() else ()
        return PartDecision(part.text, stance, why, (entry.id,), uncovered, states=states)
    return PartDecision(part.text, declared, "The entry says so.", (entry.id,), uncovered)


def _is_covered(pairing: Pairing, *, covered: float) -> bool:
    """Tell whether so little is missing that a "yes" stands: of few subject words none, of many one in four."""
    if covered == 1.0 or not find_missing(pairing.text, pairing.said):
        return True
    if len(find_subjects(mask_parentheses(pairing.text))) <= FEW_SUBJECTS:
        return False
    if pairing.near and pairing.entry.kind is EntryKind.PAST_ANSWER:
        # a bare "yes" has no words to look at: it is taken over, unless another subject stands where its own stood
        return not _replaces_subject(pairing)
    return covered >= MOSTLY_COVERED


def _replaces_subject(pairing: Pairing) -> bool:
    swap = pairing.swap
    asked, own = find_subjects(mask_parentheses(pairing.text)), find_subjects(mask_parentheses(pairing.wording))
    return any(stem in asked for stem in swap.added) and any(stem in own for stem in swap.removed)


def find_uncovered_conjuncts(text: str, said: str) -> tuple[str, ...]:
    """Return the further things that a part joins with "and" of which another text says nothing.

    A thing counts as said where at least half of the words it adds are.
    """
    pieces = _CONJUNCTION.split(mask_parentheses(text))
    known = find_known(text, said)
    seen = set(find_stems(pieces[0]))
    uncovered = []
    for piece in pieces[1:]:
        added = [stem for stem in find_subjects(_ALTERNATIVE.split(piece)[0]) if stem not in seen]
        if added and sum(stem in known for stem in added) * 2 < len(added):
            uncovered.append(piece.strip(" ?.,;"))
        seen |= find_stems(piece)
    return tuple(uncovered)

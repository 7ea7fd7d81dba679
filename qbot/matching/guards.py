"""Guards: named reasons why a near entry may still be the wrong one. Each is one function with a sentence and a cap."""

from __future__ import annotations

from datetime import date

from qbot.matching.asked_thing import find_asked_thing, names_somebody, tells_thing
from qbot.matching.clauses import covers_open, find_missing, find_said, measure_covered_by, split_clauses
from qbot.matching.coverage import find_subjects, is_reordered, is_same_wording, join_answers, join_own, show_stem
from qbot.matching.directions import find_directions, find_negators
from qbot.matching.earlier import names_plan
from qbot.matching.entry_guards import GUARDS_OF_ENTRY, Guard
from qbot.matching.facets import Contrast, Group
from qbot.matching.holdings import Holding, asks_holding, read_holding
from qbot.matching.mishaps import asks_history, asks_mishap, tells_history, tells_mishap
from qbot.matching.pairing import (
    Pairing,
    asks_other_subject,
    find_lacking_numbers,
    find_lacking_scopes,
    find_narrowing,
    is_met_safely,
    make_pairing,
)
from qbot.matching.permissions import asks_own_act
from qbot.matching.phrases import split_words
from qbot.matching.quantities import Comparison, Dimension, find_bare_numbers, find_quantities
from qbot.matching.questions_parts import OPEN_FORMS, Form, find_form, mask_parentheses
from qbot.model.confidence import Band
from qbot.model.draft import FiredGuard
from qbot.model.knowledge import Entry, EntryKind
from qbot.model.questionnaire import Question

_OF_TIME = frozenset({"time", "notice", "warning", "advance"})
_TIMES = (Dimension.TIME, Dimension.PERIOD)


def check_guards(
    question: Question, entry: Entry, *, as_of: date, product: str | None = None, region: str | None = None
) -> tuple[FiredGuard, ...]:
    """Return the guards that fire for a question beside an entry, in the order of `GUARDS`."""
    pairing = make_pairing(question, entry, as_of=as_of, product=product, region=region)
    if is_same_wording(pairing.text, pairing.wording):
        return tuple(fired for guard in GUARDS_OF_ENTRY if (fired := guard(pairing)))
    return tuple(fired for guard in GUARDS if (fired := guard(pairing)))


def check_framework(pairing: Pairing) -> FiredGuard | None:
    """The question names a framework that the entry does not hold."""
    reading = read_holding(pairing.text, pairing.entry)
    names = ", ".join(reading.names)
    if reading.holding is Holding.EQUIVALENT:
        return FiredGuard(
            "framework", f"{names} is not held; the entry offers something else in its place.", Band.MEDIUM
        )
    if reading.holding is not Holding.UNKNOWN:
        return None
    cap = Band.LOW if asks_holding(pairing.text) else Band.MEDIUM
    return FiredGuard("framework", f"The question names {names}, of which the entry says nothing.", cap)


def check_number(pairing: Pairing) -> FiredGuard | None:
    """The question names a number, and the entry another one or none."""
    if pairing.asked.form in (Form.HOW_OFTEN, Form.HOW_MANY) and not pairing.near:
        return None  # "how often a year" asks for a number and names none
    for asked in pairing.asked.quantities:
        said, comparison = find_said(asked, pairing.text, pairing.said, near=pairing.near)
        if said is None:
            return FiredGuard(
                "number", f"The question asks for {asked.text}; the entry names no such number.", Band.MEDIUM
            )
        if comparison is Comparison.NOT_MET:
            return FiredGuard("number", f"The question asks for {asked.text}; the entry says {said.text}.", Band.MEDIUM)
        if comparison is Comparison.MET and said.value != asked.value and pairing.near:
            cap = Band.MEDIUM if is_met_safely(asked, pairing) else Band.LOW
            return FiredGuard("number", f"The question says {asked.text}, the entry {said.text}.", cap)
    bare = find_lacking_numbers(pairing)
    return FiredGuard("number", f"The question says {bare[0]}; the entry does not.", Band.MEDIUM) if bare else None


def check_event(pairing: Pairing) -> FiredGuard | None:
    """Two time limits count from different events."""
    for asked in pairing.asked.quantities:
        said, comparison = find_said(asked, pairing.text, pairing.said, near=pairing.near)
        if said is not None and comparison is Comparison.OTHER_EVENT:
            text = f"{asked.text} from {asked.event} is asked; the entry says {said.text} from {said.event}."
            return FiredGuard("event", text, Band.MEDIUM)
    return None


def check_mishap(pairing: Pairing) -> FiredGuard | None:
    """The question asks whether something bad has happened, and the entry tells of no such thing."""
    mishap = asks_mishap(pairing.text) and not tells_mishap(pairing.said)
    history = asks_history(pairing.text) and not tells_history(pairing.said)
    if not mishap and not history:
        return None
    return FiredGuard("mishap", "The question asks what has happened; the entry does not tell.", Band.LOW)


def check_negation(pairing: Pairing) -> FiredGuard | None:
    """The question points the other way than the entry, or denies what the entry states."""
    against = pairing.wording if pairing.near else pairing.said
    asked, said = find_directions(pairing.text), find_directions(against)
    turned = sorted(name for name in asked.keys() & said.keys() if asked[name] != said[name])
    if turned:
        return FiredGuard("negation", f"The question asks the other way round ({turned[0]}).", Band.MEDIUM)
    if pairing.near and len(find_negators(pairing.text)) % 2 != len(find_negators(pairing.wording)) % 2:
        return FiredGuard(
            "negation", "The question or the entry's own question is negated, the other is not.", Band.MEDIUM
        )
    negators = find_negators(pairing.text)
    if negators and not pairing.near:
        return FiredGuard("negation", f"The question is negated (“{negators[0]}”).", Band.MEDIUM)
    return None


def _check_group(group: Group, name: str) -> Guard:
    def check(pairing: Pairing) -> FiredGuard | None:
        lacking = [contrast for contrast in pairing.lacking if contrast.group is group]
        if not lacking:
            return None
        first = next((contrast for contrast in lacking if contrast.rival), lacking[0])
        if first.rival and pairing.near:
            return FiredGuard(
                name, f"The question is about “{first.asked}”, the entry about “{first.rival}”.", Band.LOW
            )
        cap = Band.LOW if _leaves_open(pairing, group, lacking) else Band.MEDIUM
        return FiredGuard(name, f"The question names “{first.asked}”, of which the entry says nothing.", cap)

    check.__doc__ = f"The question names a facet of the group {group.value} that the entry lacks."
    return check


def _leaves_open(pairing: Pairing, group: Group, lacking: list[Contrast]) -> bool:
    # an open question cannot be answered "partially": about nothing and nobody that it asks of, nothing is drafted
    if pairing.asked.form not in OPEN_FORMS or group not in (Group.ACTOR, Group.OBJECT):
        return False
    return {contrast.asked for contrast in lacking} == pairing.asked.of(group)


def check_scope(pairing: Pairing) -> FiredGuard | None:
    """The question asks about all, only, ever or never, and the entry does not say so."""
    lacking = find_lacking_scopes(pairing)
    if not lacking:
        return None
    return FiredGuard("scope", f"The question says “{lacking[0]}”; the entry does not.", Band.MEDIUM)


def check_permission(pairing: Pairing) -> FiredGuard | None:
    """The question asks what the company does, and the entry tells what customers may do."""
    if not asks_own_act(pairing.text, pairing.entry):
        return None
    return FiredGuard("permission", "The entry tells what customers may do, not what the company does.", Band.LOW)


def check_form(pairing: Pairing) -> FiredGuard | None:
    """The question asks for a frequency, number, date or document that the entry does not hold."""
    form, entry = pairing.asked.form, pairing.entry
    if form is Form.HOW_OFTEN and not any(one.dimension in _TIMES for one in pairing.given.quantities):
        return FiredGuard("question-type", "The question asks how often; the entry does not say.", Band.LOW)
    if form is Form.HOW_MANY and not _tells_number(pairing):
        return FiredGuard("question-type", "The question asks for a number; the entry has none.", Band.LOW)
    if form is Form.WHEN and not _tells_day(entry):
        return FiredGuard("question-type", "The question asks for a date; the entry has none.", Band.LOW)
    if form is Form.WHO and not names_somebody(entry.answer):
        return FiredGuard("question-type", "The question asks who; the entry names nobody.", Band.LOW)
    if form is Form.ATTACH and not entry.attachments:
        return FiredGuard(
            "question-type", "The question asks for a document; the entry has none attached.", Band.MEDIUM
        )
    return None


def _tells_day(entry: Entry) -> bool:
    """Tell whether an answer holds a number outside of what it plans: a test of next year tells no last one."""
    return any(mark.isdigit() for clause in split_clauses(entry.answer) if not names_plan(clause) for mark in clause)


def _tells_number(pairing: Pairing) -> bool:
    answer = join_answers(pairing.entry)
    times = [one for one in find_quantities(answer) if one.dimension in _TIMES]
    if find_quantities(f"1 {word}" if (word := _find_counted(pairing.text)) else ""):
        return bool(times)  # how many days, how long
    return bool(find_bare_numbers(answer)) or len(find_quantities(answer)) > len(times)


def _find_counted(text: str) -> str:
    """Return the word after "how many"; "days" for "how long" and "how much notice"."""
    words = split_words(text).texts
    for place in range(len(words) - 1):
        if words[place] == "how":
            counted = " ".join(words[place + 2 : place + 3])
            return "days" if words[place + 1] == "long" or counted in _OF_TIME else counted
    return ""


def check_subject(pairing: Pairing) -> FiredGuard | None:
    """The question names nothing of its own or nothing of the entry's own, or too little of an open one is told."""
    thing = find_asked_thing(pairing.text) if pairing.asked.form is Form.WHAT else ""
    if thing and not tells_thing(thing, pairing.said):
        return FiredGuard("subject", f"The question asks which “{thing}”; the entry does not tell.", Band.LOW)
    if pairing.near:
        return None
    if not find_subjects(mask_parentheses(pairing.text)):
        return FiredGuard("subject", "The question names no subject of its own.", Band.LOW)
    if pairing.entry.phrasings and not measure_covered_by(pairing.text, join_own(pairing.entry)):
        return FiredGuard("subject", "Only another phrasing of the entry speaks of what is asked.", Band.LOW)
    if _answers_elsewhere(pairing):
        return FiredGuard("subject", "Only the entry's own question speaks of what is asked.", Band.LOW)
    if pairing.asked.form in OPEN_FORMS and not covers_open(pairing.text, pairing.said):
        return FiredGuard("subject", "The entry speaks of too little of what is asked.", Band.LOW)
    return None


def _answers_elsewhere(pairing: Pairing) -> bool:
    """Tell whether words that answered "Do you allow ...?" ("No, but this can be arranged") tell nothing of a "How"."""
    telling = pairing.asked.form in (Form.HOW, Form.WHAT, Form.DESCRIBE, Form.LIST)
    return (
        telling
        and pairing.entry.kind is EntryKind.PAST_ANSWER
        and find_form(pairing.wording) is Form.YES_NO
        and not measure_covered_by(pairing.text, join_answers(pairing.entry))
    )


def check_cover(pairing: Pairing) -> FiredGuard | None:
    """Words that name a subject in the question stand nowhere in the entry."""
    missing = () if pairing.near else find_missing(pairing.text, pairing.said)
    if not missing:
        return None
    return FiredGuard("cover", f"The entry does not speak of “{show_stem(missing[0], pairing.text)}”.", Band.MEDIUM)


def check_narrow(pairing: Pairing) -> FiredGuard | None:
    """The entry is about a narrower thing than the question."""
    narrowing = find_narrowing(pairing)
    if not narrowing:
        return None
    return FiredGuard("narrow", f"The entry is about “{narrowing[0]}” alone; the question is not.", Band.LOW)


def check_wording(pairing: Pairing) -> FiredGuard | None:
    """An almost identical question has other words in one place: another thing may be asked."""
    if not pairing.near:
        return None
    swap = pairing.swap
    if is_reordered(pairing.text, pairing.wording):
        return FiredGuard("wording", "The same words stand in another order.", Band.MEDIUM)
    if not swap.added:
        return None
    cap = Band.LOW if asks_other_subject(pairing) else Band.MEDIUM
    added = show_stem(swap.added[0], pairing.text)
    if swap.removed:
        removed = show_stem(swap.removed[0], pairing.wording)
        text = f"The wording is almost the same, but says “{added}” where the entry says “{removed}”."
    else:
        text = f"The wording is almost the same, but adds “{added}”."
    return FiredGuard("wording", text, cap)


GUARDS: tuple[Guard, ...] = (
    *GUARDS_OF_ENTRY,
    check_framework,
    check_number,
    check_event,
    check_negation,
    check_mishap,
    _check_group(Group.STATE, "data-state"),
    _check_group(Group.ACTOR, "actor"),
    _check_group(Group.OBJECT, "object"),
    _check_group(Group.ACTIVITY, "activity"),
    _check_group(Group.ASPECT, "aspect"),
    check_permission,
    check_scope,
    check_form,
    check_subject,
    check_cover,
    check_narrow,
    check_wording,
)
GUARD_NAMES: tuple[str, ...] = (
    "product", "region", "expiry", "review", "conflict", "plan", "verdict", "framework", "number", "event", "negation",
    "mishap", "data-state", "actor", "object", "activity", "aspect", "permission", "scope", "question-type", "subject",
    "cover", "narrow", "wording",
)  # fmt: skip

"""A question beside an entry: what the question names and the entry lacks, and how their wordings differ."""

from __future__ import annotations

import re
from datetime import date
from functools import cached_property

from msgspec import Struct

from qbot.matching.clauses import find_nearest_clause, split_clauses
from qbot.matching.coverage import (
    NEAR,
    Swap,
    find_nearest_wording,
    find_stems,
    find_subjects,
    find_swap,
    find_wordings,
    join_answers,
    mask_ids,
    show_stem,
    shows_facet,
)
from qbot.matching.directions import denies, find_directions
from qbot.matching.earlier import names_plan
from qbot.matching.facet_tables import NARROW
from qbot.matching.facets import Contrast, Facets, find_contrasts, find_facets
from qbot.matching.frameworks import find_frameworks
from qbot.matching.narrowing import find_heads, find_narrower_subject
from qbot.matching.phrases import split_words
from qbot.matching.quantities import Dimension, Quantity, find_bare_numbers
from qbot.matching.questions_parts import OPEN_FORMS, find_form, mask_examples, mask_parentheses
from qbot.matching.synonyms import drop_alike
from qbot.model.knowledge import Entry, Stance
from qbot.model.questionnaire import Question

# "24 hours (daily backups)" is about hours
_EXPLAINED = re.compile(r"(?<=\d )(?:minutes?|hours?|days?|weeks?|months?|years?)\s*\([^()]*\)", re.IGNORECASE)
# what is recommended to others is not what is done
_RECOMMENDED = re.compile(
    r"(?:^|(?<=[.!?;\n])\s*)(?:(?:we|it is|this is)\s+)?recommend(?:ed|ation|ations)?\b[^.!?;\n]*[.!?;]?", re.IGNORECASE
)
# and what somebody may demand is not demanded
_ABLE = re.compile(r"\b(?:(?:ability|option|able) to|(?:can|may)(?: be)?)\s+(?:require|enforce)d?\b", re.IGNORECASE)
_ASKS_ABILITY = re.compile(r"\b(?:can|may|able|ability|option|allow|permit|possible|support)\w*\b", re.IGNORECASE)
_CHOICE = re.compile(r":.*\bor\b", re.IGNORECASE)


class Pairing(Struct, frozen=True, dict=True):  # what the guards look at more than once is kept
    """A question beside an entry, with all that the guards look at."""

    text: str
    entry: Entry
    said: str
    asked: Facets
    given: Facets
    wording: str
    nearness: float
    as_of: date
    product: str | None
    region: str | None

    @property
    def near(self) -> bool:
        """The entry stands for a question of almost the same words."""
        return self.nearness >= NEAR

    @cached_property
    def lacking(self) -> tuple[Contrast, ...]:
        """The facets that the question names and the entry neither names nor shows."""
        found = find_contrasts(self.asked, self.given)
        return tuple([contrast for contrast in found if not _shows(contrast.asked, self)])

    @cached_property
    def swap(self) -> Swap:
        """How the question differs from the entry's nearest wording, the entry's products left out."""
        swap = find_swap(self.text, self.wording, names=self.entry.scope.products)
        return drop_alike(swap, self.text, self.wording)


def make_pairing(
    question: Question, entry: Entry, *, as_of: date, product: str | None = None, region: str | None = None
) -> Pairing:
    """Return a question beside an entry, ready for the guards."""
    wording, nearness = find_nearest_wording(question.text, entry)
    claimed = "" if is_choice(wording) else wording
    told = [_leave_out(text, question.text) for text in (entry.answer, entry.short_answer)]
    said = "\n".join(text for text in (claimed, *told) if text.strip())
    return Pairing(
        text=question.text,
        entry=entry,
        said=said,
        asked=find_facets(mask_examples(question.text)),
        given=find_facets(said),
        wording=wording,
        nearness=nearness,
        as_of=as_of,
        product=product,
        region=region,
    )


def _leave_out(told: str, asked: str) -> str:
    """Return what is told without what is recommended to others and, unless that is asked, what somebody may demand."""
    folded = told.casefold()  # the expressions are looked for where a word of them stands
    if "recommend" in folded:
        told = _RECOMMENDED.sub(" ", told)
    if ("require" in folded or "enforce" in folded) and not _ASKS_ABILITY.search(asked):
        told = _ABLE.sub(" ", told)
    return told


def is_choice(wording: str) -> bool:
    """Tell whether a wording offers a choice ("Is it hosted or on premises?" of "how"), of which it says neither."""
    return ":" in wording and _CHOICE.search(wording) is not None and find_form(wording) in OPEN_FORMS


def _shows(facet: str, pairing: Pairing) -> bool:
    said = pairing.said
    if facet == "recently":
        said = find_nearest_clause(pairing.text, said)  # when it was done shows only where it is spoken of
    if facet == "customer":
        asking = {word for wording in find_wordings(pairing.entry) for word in split_words(wording).texts}
        if asking & {"we", "our", "u"}:  # "us" without its plural; the customer asks
            return True
        said = join_answers(pairing.entry)  # "you" is the customer in answers alone
    return shows_facet(facet, said)


def find_narrowing(pairing: Pairing) -> tuple[str, ...]:
    """Return the narrow objects ("mobile", "ai") that all of the entry's words are about and the question is not."""
    narrower = find_narrower_subject(pairing.text, pairing.wording) if pairing.wording else ""
    if narrower:
        return (show_stem(narrower.split()[-1], pairing.wording),)
    said = pairing.said
    if pairing.near:
        said = join_answers(pairing.entry)
        if find_stems(said).isdisjoint(set(pairing.swap.added) & set(find_subjects(pairing.text))):
            return ()  # the entry's own question speaks of it as widely as is asked
    clause = find_nearest_clause(pairing.text, said)
    objects = find_facets(_EXPLAINED.sub("", clause) if "(" in clause else clause).objects & NARROW
    return tuple(sorted((objects - pairing.asked.objects) | set(find_heads(pairing.text, clause, said))))


def find_lacking_scopes(pairing: Pairing) -> tuple[str, ...]:
    """Return the scope words ("all", "only", "never") that the question has and the entry neither has nor shows."""
    lacking = pairing.asked.scopes - pairing.given.scopes - {"ever"}
    return tuple(scope for scope in sorted(lacking) if not shows_facet(scope, pairing.said))


def find_lacking_numbers(pairing: Pairing) -> tuple[str, ...]:
    """Return the numbers of the question that stand in no quantity or framework and nowhere in the entry."""
    text = mask_ids(mask_parentheses(pairing.text))
    numbers = find_bare_numbers(text)
    if not numbers:
        return ()
    named = " ".join(text[mention.start : mention.end] for mention in find_frameworks(text))
    return tuple(sorted(numbers - find_bare_numbers(pairing.said) - find_bare_numbers(named)))


def asks_other_subject(pairing: Pairing) -> bool:
    """Tell whether a nearly identical question puts another subject in the place of the entry's own; an opposite
    ("unencrypted") is no other subject."""
    if not pairing.near or not pairing.swap.changes_subject or _answers_swap(pairing):
        return False
    asked, said = find_directions(pairing.text), find_directions(pairing.wording)
    return not any(asked[name] != said[name] for name in asked.keys() & said.keys())


def _answers_swap(pairing: Pairing) -> bool:
    """Tell whether the answer plainly states what the question asks in the place of the entry's own: "Is the plan
    tested?" beside "Is there a written plan? Yes, it is tested every year."."""
    added = set(pairing.swap.added) & set(find_subjects(pairing.text))
    clauses = split_clauses(join_answers(pairing.entry))
    plain = [clause for clause in clauses if not denies(clause) and not names_plan(clause)]
    return pairing.entry.stance is Stance.YES and bool(added) and any(added <= find_stems(clause) for clause in plain)


def is_met_safely(asked: Quantity, pairing: Pairing) -> bool:
    """Tell whether another number may stand for the one asked: only under a stated bound, for a thing that is so."""
    return pairing.entry.stance is Stance.YES and (asked.bound is not None or asked.dimension is Dimension.PERIOD)

"""Earlier answers: what a text without a verdict says, what a plan of then is worth, and how far a "no" reaches."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec.structs import replace

from qbot.matching.clauses import find_nearest_clause, measure_covered_by, split_clauses, split_pieces
from qbot.matching.coverage import find_nearest_wording, find_stems, find_subjects, find_swap, join_answers
from qbot.matching.directions import denies
from qbot.matching.earlier_tables import DOUBTS, HEDGES, LIMITS, PLANS, PRESUPPOSING, UNSURE
from qbot.matching.facets import Facets, Group, find_contrasts, find_facets
from qbot.matching.phrases import PhraseTable, split_words
from qbot.matching.questions_parts import Form, find_form, mask_parentheses
from qbot.model.knowledge import Entry, EntryKind, Stance

_LEAST_SAID, _FEWEST_SAID = 0.5, 2
_PLANS = PhraseTable({"plan": PLANS})
_DOUBTS = PhraseTable({"doubt": DOUBTS})
_HEDGES = PhraseTable({"hedge": HEDGES})
_LIMITS = PhraseTable({"limit": LIMITS})
_UNSURE = PhraseTable({"unsure": UNSURE})
_YEAR = re.compile(r"(?<![\d.-])20\d\d(?!\d|[.-]\d)")
_ALTERNATIVES = re.compile(
    r"\((?:e\.?\s?g\.?|i\.?\s?e\.?|such as|for example|including)[^()]*\)"
    r"|(?:\w+\W+){2}or(?:\W+\w+){2}"
    r"|(?:\w+ )?\w+/\w+(?: \w+)?",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"\bwhat(?:['’]s| is| are) (?:your|the)\b", re.IGNORECASE)
_EITHER = re.compile(r"\bor\b|\bversus\b|\bvs\b", re.IGNORECASE)


def affirms(text: str, answer: str) -> bool:
    """Tell whether an answer in prose to this very question affirms it: no doubt in it, and half of what is asked.

    A question of two alternatives has no yes, and neither has one that is negated.
    """
    asked = mask_parentheses(text)
    if _EITHER.search(asked) or denies(asked) or _doubts(text, answer):
        return False
    subjects = len(find_subjects(asked))
    covered = max((measure_covered_by(text, clause) for clause in split_clauses(answer)), default=0.0)
    return covered >= _LEAST_SAID and covered * subjects >= _FEWEST_SAID


def names_plan(text: str) -> bool:
    """Tell whether a text has a word for what is planned or under way."""
    return bool(_PLANS.find(split_words(text)))


def is_planned(text: str, answer: str) -> bool:
    """Tell whether what an answer says of a question is a plan, wholly or in a part: what is planned is not yet so."""
    clauses = split_clauses(answer)
    planned = {clause for clause in clauses if names_plan(clause)}
    if not planned or find_nearest_clause(text, answer) in planned:
        return bool(planned)
    rest = "\n".join(clause for clause in clauses if clause not in planned)
    return measure_covered_by(text, rest) < measure_covered_by(text, answer)


def limits(answer: str) -> bool:
    """Tell whether an answer takes back a part of what it says: "not by default, but on request"."""
    return bool(_LIMITS.find(split_words(answer)))


def denies_this(text: str, answer: str) -> bool:
    """Tell whether a denial in an answer is about what is asked: "it never sends the password" denies no password."""
    pieces = (piece for clause in split_clauses(answer) for piece in split_pieces(clause) if denies(piece))
    return any(measure_covered_by(piece, text) >= _LEAST_SAID and measure_covered_by(text, piece) for piece in pieces)


def hedges(text: str, answer: str) -> bool:
    """Tell whether the clause of an answer that speaks of a question says it in part alone ("in the spirit of")."""
    return bool(_HEDGES.find(split_words(find_nearest_clause(text, answer))))


def presuppose(entry: Entry) -> Entry | None:
    """Return the entry as one that says yes to what its own question takes for granted; None where it does not.

    Who answers "Describe how you test backups" without a doubt does test backups; "Describe any certificates" takes
    nothing for granted, and "What is your plan?" that there is one.
    """
    words, form = split_words(entry.question), find_form(entry.question)
    definite = form is Form.WHAT and _DEFINITE.search(entry.question) is not None
    if not (definite or form in PRESUPPOSING) or _UNSURE.find(words) or _doubts(entry.question, entry.answer):
        return None
    return replace(entry, stance=Stance.YES)


def tells_plan(entry: Entry, *, year: int) -> str:
    """Return a sentence where an entry speaks of what was planned or under way; empty where it does not."""
    said = join_answers(entry)
    hits = _PLANS.find(split_words(said))
    if not hits:
        return ""
    words = split_words(said)
    phrase = said[words[hits[0].first].start : words[hits[0].last].end]
    past = [name for name in _YEAR.findall(said) if int(name) < year]
    when = f" for {max(past)}" if past else ""
    return f"The entry speaks of a plan{when} (“{phrase}”); a person must say what became of it."


def is_narrower(text: str, entry: Entry) -> bool:
    """Tell whether an entry's own question is about a narrower actor, object or state: its "no" reaches no further."""
    wording, _ = find_nearest_wording(text, entry)
    if not wording or not find_swap(text, wording).removed:
        return False
    found = find_contrasts(_find_asked(wording), _find_asked(text))
    return any(contrast.group in (Group.ACTOR, Group.OBJECT, Group.STATE) for contrast in found)


def broadens(text: str, entry: Entry) -> bool:
    """Tell whether a question adds an alternative or an example to the entry's own, which a "no" does not reach."""
    wording, _ = find_nearest_wording(text, entry)
    added = set(find_swap(text, wording, names=entry.scope.products).added)
    return bool(wording) and any(added & find_stems(found[0]) for found in _ALTERNATIVES.finditer(text))


def is_earlier(entry: Entry) -> bool:
    """Tell whether an entry is an answer that was given before."""
    return entry.kind is EntryKind.PAST_ANSWER


@lru_cache(maxsize=8192)
def _doubts(text: str, answer: str) -> bool:
    """Tell whether an answer denies, limits or puts off something where it begins or speaks of the question."""
    telling = (next(iter(split_clauses(answer)), ""), find_nearest_clause(text, answer))
    return any(table.find(split_words(clause)) for clause in telling for table in (_DOUBTS, _PLANS))


def _find_asked(text: str) -> Facets:
    return find_facets(mask_parentheses(text))

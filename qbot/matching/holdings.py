"""What an entry says about the frameworks that a question names: held, not held, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from msgspec import Struct

from qbot.matching.clauses import find_missing
from qbot.matching.coverage import find_stems, find_subjects, find_wordings, join_answers
from qbot.matching.directions import denies
from qbot.matching.facets import find_facets
from qbot.matching.framework_tables import ALIGNING, COMPLYING, EQUIPPED, HOLDING, PROVING, SERVING, STRICTER
from qbot.matching.frameworks import find_frameworks, meets_framework, read_framework_names
from qbot.matching.phrases import PhraseTable, split_words
from qbot.matching.questions_parts import mask_parentheses
from qbot.model.knowledge import Entry, Stance
from qbot.model.patterns import compile_late


class Holding(StrEnum):
    """How an entry stands to the frameworks of a question."""

    NONE_ASKED = "none asked"
    HELD = "held"
    EQUIVALENT = "equivalent"
    MENTIONED = "mentioned"
    UNKNOWN = "unknown"


class HoldingReading(Struct, frozen=True):
    """The reading, and the names it is about."""

    holding: Holding
    names: tuple[str, ...] = ()


_HOLDING = PhraseTable({"holding": HOLDING})
_PROVING = PhraseTable({"proving": PROVING})
_ALIGNING = PhraseTable({"aligning": ALIGNING})
_SERVING = PhraseTable({"serving": SERVING})
_EQUIPPED = PhraseTable({"equipped": EQUIPPED})
_COMPLYING = PhraseTable({"complying": COMPLYING})
_FRAMEWORK_STEMS = find_stems("framework standard")
_WHOLE = find_stems("isms evidence proof copy confirmation status")  # the certificate itself, and what it is for
_FEW_MISSING = 2
_HOST = compile_late(
    r"\b(?:aws|amazon|azure|google cloud|gcp|(?:hosting|cloud|infrastructure) (?:provider|partner|vendor|compan)\w*"
    r"|data cent(?:er|re)s?"
    # "a certified processor of payments"
    r"|(?:certified|compliant|accredited|attested)\s+(?:[\w-]+\s+){0,2}(?:provider|processor|partner|vendor|supplier)s?)\b",
    re.IGNORECASE,
)
_OURSELVES = compile_late(r"\b(?:we|our|us|ours|ourselves)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[.;!?\n]+\s*")


def read_holding(text: str, entry: Entry) -> HoldingReading:
    """Return what an entry says to the frameworks that a question names.

    Of examples ("e.g.") one held is enough; else all must be held, and the first that is not decides.
    """
    mentions = find_frameworks(text)
    if not mentions:
        return HoldingReading(Holding.NONE_ASKED)
    held = read_framework_names(entry.frameworks)
    strict = [mention.name for mention in mentions if not mention.example]
    examples = [mention.name for mention in mentions if mention.example]
    if not strict:
        met = [name for name in examples if meets_framework(name, held)]
        if met:
            return HoldingReading(Holding.HELD, tuple(met))
        lacking = bool(entry.equivalent) and not entry.frameworks and asks_holding(text)
        return HoldingReading(Holding.UNKNOWN, tuple(examples)) if lacking else HoldingReading(Holding.NONE_ASKED)
    readings = [(_read_one(name, text, entry, held), name) for name in dict.fromkeys(strict)]
    unsaid = tuple(name for one, name in readings if one in (Holding.UNKNOWN, Holding.MENTIONED))
    lacking = any(one is Holding.EQUIVALENT for one, _ in readings)
    if lacking and unsaid and _is_choice(text) and all(one is not Holding.HELD for one, _ in readings):
        return HoldingReading(Holding.UNKNOWN, unsaid)  # who lacks the one may still hold the other
    for holding in (Holding.EQUIVALENT, Holding.UNKNOWN, Holding.MENTIONED):
        names = tuple(name for one, name in readings if one is holding)
        enough = {Holding.HELD, Holding.MENTIONED} if holding is Holding.UNKNOWN else {Holding.HELD}
        if names and not (_is_choice(text) and any(one in enough for one, _ in readings)):
            return HoldingReading(holding, names)
    return HoldingReading(Holding.HELD, tuple(name for one, name in readings if one is Holding.HELD))


def asks_holding(text: str) -> bool:
    """Tell whether a question is about holding, meeting or being audited against something."""
    return bool(_HOLDING.find(split_words(text)))


def asks_only_holding(text: str, said: str, reading: HoldingReading) -> bool:
    """Tell whether a question about something held asks no more than that: not who audits it, nor what they found."""
    if reading.holding is not Holding.HELD or not asks_holding(text):
        return False
    words = split_words(text)
    hits = _HOLDING.find(words)
    asked = {stem for hit in hits for word in words[hit.first : hit.last + 1] for stem in find_stems(word.text)}
    subjects = [stem for stem in find_subjects(mask_parentheses(text)) if stem not in asked | _FRAMEWORK_STEMS]
    missing = set(find_missing(text, said)) & set(subjects)
    if missing & set(find_subjects(text[: words[hits[0].first].start])) - _WHOLE:
        return False  # "is your development certified" asks of a part; the whole is what the entry speaks of
    return len(missing) < _FEW_MISSING or len(missing) * 2 <= len(subjects)


def asks_proof(text: str) -> bool:
    """Tell whether a question asks for a certificate, an audit or a report rather than for good practice."""
    return bool(_PROVING.find(split_words(text)))


def _read_one(name: str, text: str, entry: Entry, held: frozenset[str]) -> Holding:
    if meets_framework(name, held):
        return Holding.HELD
    lacking = read_framework_names(entry.equivalent)
    if name in lacking or _is_kin(name, lacking):
        return Holding.EQUIVALENT
    denied = _list_denied(entry)
    if name in denied or any(name.startswith(f"{other} ") for other in denied):
        return Holding.EQUIVALENT  # nor is the stricter form held: no SOC 2 report is no SOC 2 Type II report
    if entry.stance is Stance.NO and not entry.question and _names(join_answers(entry)) == {name}:
        return Holding.EQUIVALENT  # a fact that says no and speaks of nothing else
    clauses, wordings = _list_telling(text, entry)
    for clause in clauses:
        if name in _names(clause) or meets_framework(name, frozenset(_names(clause))):
            words = split_words(clause)
            proven = bool(_PROVING.find(words)) and not _ALIGNING.find(words)
            if proven or not asks_proof(text):
                return Holding.MENTIONED
    if entry.stance is not Stance.NO and any(name in _names(wording) for wording in wordings):
        return Holding.MENTIONED
    return Holding.UNKNOWN


def _list_denied(entry: Entry) -> frozenset[str]:
    """Return the names in what an entry says no to; a "no" to "is it not met" denies nothing."""
    if entry.stance is not Stance.NO:
        return frozenset()
    return frozenset().union(*[_names(wording) for wording in find_wordings(entry) if not denies(wording)])


def _list_telling(text: str, entry: Entry) -> tuple[Sequence[str], Sequence[str]]:
    """Return the clauses and wordings of an entry that tell of the company, without those that only serve others."""
    clauses, wordings = tuple(_list_own_clauses(text, join_answers(entry))), find_wordings(entry)
    if not asks_holding(text) or _serves(text) or not any(map(_serves, clauses)):
        return clauses, wordings
    telling = tuple([wording for wording in wordings if asks_holding(wording) and not _serves(wording)])
    return tuple([clause for clause in clauses if not _serves(clause)]), telling


def _serves(clause: str) -> bool:
    """Tell whether a clause is about what helps others to meet a framework: "GDPR features are built in"."""
    words = split_words(clause)
    return bool(_SERVING.find(words) or (_EQUIPPED.find(words) and not _COMPLYING.find(words)))


def _list_own_clauses(text: str, said: str) -> Iterator[str]:
    """Yield the clauses that speak of the company itself: what its host holds, and lists after that, are left out.

    A question about the host gets them all.
    """
    about_host, asks_host = False, bool(_HOST.search(text)) or "sub-processor" in find_facets(text).actors
    for clause in _CLAUSE.split(said):
        about_host = bool(_HOST.search(clause)) or (about_host and not _OURSELVES.search(clause))
        if asks_host or not about_host:
            yield clause


def _is_kin(name: str, lacking: Iterable[str]) -> bool:
    # who has no SOC 2 report has no SOC 2 Type II report either, and has had no SSAE audit for one
    return any(name in STRICTER.get(other, ()) or other in STRICTER.get(name, ()) for other in lacking)


def _names(text: str) -> set[str]:
    return {mention.name for mention in find_frameworks(text)}


def _is_choice(text: str) -> bool:
    return re.search(r"\bor\b|/", text, re.IGNORECASE) is not None

"""Texts that are about one kind of thing: what is said of tokens, suppliers or borrowed code is not said at large."""

from __future__ import annotations

import re
from functools import lru_cache

from qbot.matching.coverage import find_stems, find_subjects, is_everyday
from qbot.matching.facet_tables import AT_LARGE, HEADS, NO_HEADS
from qbot.matching.phrases import PhraseHit, PhraseTable, split_words
from qbot.matching.questions_parts import mask_parentheses
from qbot.matching.synonyms import find_synonyms

_HEADS = PhraseTable({**HEADS, "": NO_HEADS})
_SUPPLIERS = "suppliers"  # stand in many a clause as those by whom it is done
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|will|can|could|must|may|shall|should)\b", re.IGNORECASE
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+|\n+")
_OPENING = re.compile(r"^\W*(?:is|are|was|were)\b", re.IGNORECASE)
_FRAGMENT = 3
_FEWEST_COMMAS = 2
_AT_LARGE = frozenset(stem for word in AT_LARGE for stem in find_stems(word))


@lru_cache(maxsize=8192)
def find_heads(text: str, clause: str, said: str) -> tuple[str, ...]:
    """Return the kinds of things that a clause of an entry is about and a question does not name.

    A clause is about what stands before its verb, and about what stands elsewhere in it unless it lists things:
    "Development includes threat models, reviews of code, scans of dependencies" is about development.
    """
    plain = mask_parentheses(_find_sentence(clause, said) if _OPENING.search(clause) else clause)
    hits = _find_hits(plain)
    if not hits:
        return ()
    words = split_words(plain)
    finite = _FINITE.search(plain)
    before = finite.start() if finite else plain.find(":")
    end = words.find_place(before) if before >= 0 else _FRAGMENT
    lists = plain.count(",") >= _FEWEST_COMMAS
    # "Sub-processor: a mail service" tells what that does, "Before taking on a supplier: ..." tells of suppliers
    labels = {hit for hit in hits if hit.first == 0 and plain[words[hit.last].end :].startswith(":")}
    about = {
        hit.name for hit in hits if (hit.first < end and hit not in labels) or (not lists and hit.name != _SUPPLIERS)
    }
    return tuple(sorted(about - {hit.name for hit in _find_hits(text)}))


def _find_sentence(clause: str, said: str) -> str:
    """Return the sentence of a clause that begins with its verb: what "and is searched by a scanner" is about stands
    before it."""
    return next((sentence for sentence in _SENTENCE.split(said) if clause in sentence), clause)


def _find_hits(text: str) -> tuple[PhraseHit, ...]:
    return tuple([hit for hit in _HEADS.find(split_words(text)) if hit.name])


@lru_cache(maxsize=8192)
def find_narrower_subject(text: str, wording: str) -> str:
    """Return the thing that a wording ("Are laptops encrypted?") asks of where a question asks it at large ("Is data
    encrypted?"); empty where both ask of the same, or of things as wide."""
    if not (_OPENING.search(text) and _OPENING.search(wording)):
        return ""
    asked, own = find_subjects(mask_parentheses(text)), find_subjects(mask_parentheses(wording))
    shared = [stem for stem in own if not find_synonyms(stem).isdisjoint(asked)]
    if not shared or asked[0] not in find_synonyms(shared[0]):
        return ""  # the question names a thing of its own before what is said of it
    lead = own[: own.index(shared[0])]
    narrow = [stem for stem in lead if stem not in _AT_LARGE and not is_everyday(stem)]
    return " ".join(narrow)

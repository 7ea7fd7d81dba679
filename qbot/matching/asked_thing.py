"""The thing that an open question asks for by name ("Which algorithms ...?"), and whether a text tells it."""

from __future__ import annotations

import re
from functools import lru_cache

from qbot.matching.clauses import find_known
from qbot.matching.coverage import find_stems, find_subjects, is_everyday, shows_facet
from qbot.matching.facet_tables import ROLES
from qbot.matching.facets import find_facets
from qbot.matching.phrases import PhraseTable, fold_word, split_words
from qbot.matching.questions_parts import mask_parentheses

_ROLES = PhraseTable({"role": ROLES})
# a capital letter within a sentence; an acronym names somebody only as the one by whom it is done
_NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z][\w&]*|\b(?:by|through|via|with)\s+(?:the\s+)?[A-Z]{2,}\b")
_ASKING = frozenset({"what", "which"})
_BEFORE = frozenset(map(fold_word, ("is", "are", "was", "were", "the", "your", "our", "their", "its", "a", "an")))
_END = frozenset(
    fold_word(word)
    for word in (
        *("do", "does", "did", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "can"),
        *("could", "should", "must", "may", "might", "shall", "you", "your", "we", "our", "they", "their", "it", "its"),
        *("the", "a", "an", "of", "for", "in", "to", "with", "on", "at", "by", "from", "under", "that", "who", "and"),
        *("or", "if", "when", "where", "apply", "applies", "happens", "happen", "exist", "used"),
    )
)


@lru_cache(maxsize=8192)
def find_asked_thing(text: str) -> str:
    """Return the word for the thing that a question asks for, such as "algorithm"; empty where it names none, or one
    that any words may tell ("which measures")."""
    words = [word.text for word in split_words(mask_parentheses(text))]
    start = next((place + 1 for place, word in enumerate(words) if word in _ASKING), None)
    if start is None:
        return ""
    start = next((place for place in range(start, len(words)) if words[place] not in _BEFORE), len(words))
    end = next((place for place in range(start, len(words)) if words[place] in _END), len(words))
    thing = words[end - 1] if end > start else ""
    stems = find_subjects(thing)
    return thing if stems and not is_everyday(stems[0]) else ""


def tells_thing(thing: str, said: str) -> bool:
    """Tell whether a text names a thing, says it in other words, or gives an instance: "AES-256" is an algorithm."""
    return bool(find_stems(thing) & find_known(thing, said)) or shows_facet(thing, said)


@lru_cache(maxsize=8192)
def names_somebody(answer: str) -> bool:
    """Tell whether an answer names a person, a role, a team or a firm: without one it tells no "who"."""
    return bool(find_facets(answer).actors or _ROLES.find(split_words(answer)) or _NAME.search(answer))

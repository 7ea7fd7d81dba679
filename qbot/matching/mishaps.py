"""Questions whether something bad has happened: a plan against it is no answer."""

from __future__ import annotations

from functools import lru_cache

from qbot.matching.facet_tables import HAPPENED, MISHAPS, NO_MISHAPS, TOLD
from qbot.matching.facets import Group, find_facets
from qbot.matching.phrases import PhraseTable, split_words

_PAST = frozenset({"has", "have", "did", "was", "were"})
_HAPPENED = PhraseTable({"happened": HAPPENED})
_MISHAPS = PhraseTable({"mishap": MISHAPS, "": NO_MISHAPS})
_TOLD = PhraseTable({"told": TOLD})


@lru_cache(maxsize=8192)
def asks_mishap(text: str) -> bool:
    """Tell whether a question asks if something bad has happened."""
    words = split_words(text)
    if words and words.texts[0] in _PAST and "recently" in find_facets(text).of(Group.ASPECT):
        return any(hit.name for hit in _MISHAPS.find(words))
    asked = _HAPPENED.find(words)
    return bool(asked) and any(hit.name and hit.first >= asked[0].first for hit in _MISHAPS.find(words))


@lru_cache(maxsize=8192)
def asks_history(text: str) -> bool:
    """Tell whether a question asks if something has ever been the case."""
    words = split_words(text)
    return bool(words) and words.texts[0] in _PAST and "ever" in words.texts


@lru_cache(maxsize=8192)
def tells_mishap(text: str) -> bool:
    """Tell whether an entry says itself whether something bad has happened."""
    words = split_words(text)
    return bool(_TOLD.find(words)) and any(hit.name for hit in _MISHAPS.find(words))


@lru_cache(maxsize=8192)
def tells_history(text: str) -> bool:
    """Tell whether an entry says what has been the case so far."""
    return bool(_TOLD.find(split_words(text)))

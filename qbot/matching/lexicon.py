"""The lexicon as a search: which security concepts a text speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qbot.matching.coverage import find_phrase_stems
from qbot.matching.lexicon_tables import TOPICS
from qbot.matching.phrases import PhraseTable, split_words

_PHRASES = {name: phrases.split("|") for concepts in TOPICS.values() for name, phrases in concepts.items()}
_ORDER = {name: place for place, name in enumerate(_PHRASES)}
_TABLE = PhraseTable(_PHRASES)


def list_concepts() -> tuple[str, ...]:
    """Return the names of all concepts in order."""
    return tuple(_PHRASES)


@lru_cache(maxsize=16384)
def find_concepts(text: str) -> tuple[str, ...]:
    """Return the concepts of a text, each once, in the order of the lexicon."""
    return tuple(sorted(_TABLE.find_names(split_words(text)), key=_ORDER.__getitem__))


@lru_cache(maxsize=16384)
def find_concept_words(text: str) -> Mapping[str, frozenset[str]]:
    """Return the concepts of a text with the stems of the words that name each; the longest phrases only."""
    return find_phrase_stems(_TABLE, text)

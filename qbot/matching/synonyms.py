"""Words that say the same as others: single words by their stems, phrases and acronyms by a name for their group."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from qbot.matching.coverage import Swap, find_phrase_stems, find_stems, is_rival
from qbot.matching.phrases import PhraseTable
from qbot.matching.synonym_tables import SAME, SYNONYMS

_GROUPS = {
    stem: group
    for group in (frozenset(stem for word in words for stem in find_stems(word)) for words in SYNONYMS)
    for stem in group
}
SYNONYMOUS = frozenset(_GROUPS)
"""The stems that others say the same as."""
_SAME = PhraseTable(SAME)


def find_synonyms(stem: str) -> frozenset[str]:
    """Return the stems that say the same as a stem, itself included."""
    return _GROUPS.get(stem) or frozenset({stem})


@lru_cache(maxsize=16384)
def find_same(text: str) -> Mapping[str, frozenset[str]]:
    """Return {group: stems of the words that name it} for each group of phrases that a text has one of."""
    return find_phrase_stems(_SAME, text)


def drop_alike(swap: Swap, text: str, wording: str) -> Swap:
    """Return how two wordings differ without what both say in other words: "DDoS" is "denial of service"."""
    same, theirs = find_same(text), find_same(wording)
    shared = frozenset().union(*(same[name] | theirs[name] for name in same.keys() & theirs.keys()))

    def keep(stems: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
        left = [stem for stem in stems if is_rival(stem, others) or stem not in shared]
        return tuple([stem for stem in left if is_rival(stem, others) or find_synonyms(stem).isdisjoint(others)])

    return Swap(keep(swap.added, swap.removed), keep(swap.removed, swap.added))

"""Typing errors in many texts: a rare word that is one slip away from a common one stands for it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

_WORD = re.compile(r"[^\W\d_]{6,}")
_RARE, _MOST_RARE = 2, 6


def find_corrections(texts: Iterable[str]) -> Mapping[str, str]:
    """Return {rare word: common word} for words of six letters and more that differ by one slip.

    A slip is a letter too many, too few or another one, or two changed over; the first letter is always right. A word
    is rare that stands in two texts at most, with three times as many for the common one, or in six with twenty times.
    """
    often = Counter(word for text in texts for word in set(_WORD.findall(text.lower())))
    shorter: dict[str, list[str]] = defaultdict(list)
    for word, count in sorted(often.items()):
        for less in _shorten(word) if count > _RARE else ():
            shorter[less].append(word)
    found: dict[str, str] = {}
    for word, count in often.items():
        if count > _MOST_RARE:
            continue
        near = {one for less in _shorten(word) for one in shorter.get(less, ()) if one[0] == word[0]}
        fitting = [
            one for one in near if often[one] >= _find_least(count) and OSA.distance(word, one, score_cutoff=1) == 1
        ]
        if fitting and not _is_other_form(word, fitting):
            found[word] = max(fitting, key=lambda one: (often[one], one))
    return found


def _shorten(word: str) -> set[str]:
    """Return a word and all that is left of it without one letter: two words one slip apart share one of these."""
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _find_least(count: int) -> int:
    """Return how often a word must stand for one that stands `count` times to be a slip of it."""
    return 3 * count if count <= _RARE else 20 * count


def correct_text(text: str, corrections: Mapping[str, str]) -> str:
    """Return a text with its typing errors corrected; only those words change their case."""
    if not corrections:
        return text
    return _WORD.sub(lambda found: corrections.get(found[0].lower(), found[0]), text)


def _is_other_form(word: str, others: Iterable[str]) -> bool:
    """Tell whether a word is another form of a common one ("policies", "used") rather than a slip."""
    return any(word.startswith(one) or one.startswith(word) for one in others)

"""In which language a text is written, told by its commonest short words; unsure is an answer too."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import chain, islice

from qbot.matching.language_tables import COMMON_WORDS

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_WORDS = 12
_LEAST_SHARE = 0.12
_LEAST_LEAD = 1.4
_MOST_TEXTS = 400

# scripts by the first and last letter of their block: a text mostly in one of these is in no language of the table
_SCRIPTS: tuple[tuple[str, str, str], ...] = (
    ("Greek", "\u0370", "\u03ff"),
    ("Cyrillic", "\u0400", "\u052f"),
    ("Hebrew", "\u0590", "\u05ff"),
    ("Arabic", "\u0600", "\u06ff"),
    ("Thai", "\u0e00", "\u0e7f"),
    ("Japanese", "\u3040", "\u30ff"),
    ("Chinese", "\u4e00", "\u9fff"),
    ("Korean", "\uac00", "\ud7af"),
)


def find_language(texts: Iterable[str]) -> str | None:
    """Return the language that most of the texts are written in, such as `German`, or None where it is not sure.

    Each language scores the share of the words that are among its commonest; the first must hold an eighth of all words
    and lead by two fifths (the stop-word method of Grefenstette 1995). A text mostly in another script is named by it.
    """
    words: Counter[str] = Counter()
    for word, count in Counter(chain.from_iterable(map(_WORD.findall, islice(texts, _MOST_TEXTS)))).items():
        words[word.lower()] += count
    total = words.total()
    if script := _find_script(words):
        return script
    if total < _FEWEST_WORDS:
        return None
    shares = {name: sum(words[word] for word in common) / total for name, common in _get_profiles().items()}
    first, second = sorted(shares, key=lambda name: (-shares[name], name))[:2]
    sure = shares[first] >= _LEAST_SHARE and shares[first] >= _LEAST_LEAD * shares[second]
    return first if sure else None


def _find_script(words: Mapping[str, int]) -> str | None:
    letters: Counter[str] = Counter()
    total = 0
    for word, count in words.items():
        total += count * len(word)
        if word.isascii():
            continue
        for letter in word:
            for name, first, last in _SCRIPTS:
                if first <= letter <= last:
                    letters[name] += count
    if not letters or letters.total() * 2 < total:
        return None
    # Japanese is written with Chinese letters too
    return "Japanese" if letters["Japanese"] * 10 > total else min(letters, key=lambda name: (-letters[name], name))


@lru_cache(maxsize=1)
def _get_profiles() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words.split()) for name, words in COMMON_WORDS.items()}

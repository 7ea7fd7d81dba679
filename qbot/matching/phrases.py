"""Find the phrases of a table in a text, by whole words: "notable" never holds "not"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KEY_LENGTH = 3

_Phrase = tuple[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded for comparison (small letters, no accents, singular), and where it stands."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PhraseHit:
    """A phrase found: the name it stands for and the words it covers, by their numbers (`last` included)."""

    name: str
    first: int
    last: int


@lru_cache(maxsize=8192)
def split_words(text: str) -> tuple[Word, ...]:
    """Return the words of a text in order; hyphens and slashes part words."""
    return tuple(Word(fold_word(found[0]), found.start(), found.end()) for found in _WORD.finditer(text))


@lru_cache(maxsize=32768)
def fold_word(word: str) -> str:
    """Return a word in small letters, without accents, possessive or plural ending."""
    plain = unicodedata.normalize("NFKD", word.replace("’", "'").lower())
    plain = "".join(mark for mark in plain if not unicodedata.combining(mark))
    plain = plain.removesuffix("'s").removesuffix("'")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("sses", "ches", "shes", "xes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


class PhraseTable:
    """Phrases by the name they stand for. A word that ends in `*` stands for all words that begin so.

    Where phrases overlap, the longest wins; of equally long ones all count.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        # by the whole first word, or by the first letters of one that may go on
        self._by_word: dict[str, list[_Phrase]] = {}
        self._by_beginning: dict[str, list[_Phrase]] = {}
        for name, texts in phrases.items():
            for text in texts:
                first, *rest = (_fold_pattern(word) for word in text.replace("-", " ").split())
                table = self._by_beginning if first.endswith("*") else self._by_word
                key = first.rstrip("*")[:_KEY_LENGTH] if first.endswith("*") else first
                table.setdefault(key, []).append(((first, *rest), name))

    def find(self, words: tuple[Word, ...]) -> tuple[PhraseHit, ...]:
        """Return the phrases that stand in the words, in order."""
        hits: list[PhraseHit] = []
        free = 0
        for place, word in enumerate(words):
            if word.text not in self._by_word and word.text[:_KEY_LENGTH] not in self._by_beginning:
                continue  # nearly all words: this line is what the time of the whole matching hangs on
            patterns = self._find_patterns(word.text)
            if place < free:
                continue
            found = [(len(pattern), name) for pattern, name in patterns if _stands_at(words, place, pattern)]
            if found:
                longest = max(found)[0]
                names = sorted({name for size, name in found if size == longest})
                hits += [PhraseHit(name, place, place + longest - 1) for name in names]
                free = place + longest
        return tuple(hits)

    def find_names(self, words: tuple[Word, ...]) -> frozenset[str]:
        """Return the names of all phrases that stand in the words, overlapping ones too."""
        found: set[str] = set()
        for place, word in enumerate(words):
            for pattern, name in self._find_patterns(word.text):
                if name not in found and _stands_at(words, place, pattern):
                    found.add(name)
        return frozenset(found)

    def _find_patterns(self, word: str) -> Sequence[_Phrase]:
        whole, begun = self._by_word.get(word), self._by_beginning.get(word[:_KEY_LENGTH])
        if whole and begun:
            return (*whole, *begun)
        return whole or begun or ()


def _stands_at(words: tuple[Word, ...], place: int, pattern: tuple[str, ...]) -> bool:
    if not _fits(pattern[0], words[place].text) or place + len(pattern) > len(words):
        return False
    return all(_fits(part, words[place + step].text) for step, part in enumerate(pattern[1:], 1))


def _fits(part: str, word: str) -> bool:
    return word == part or (part[-1] == "*" and word.startswith(part[:-1]))


def _fold_pattern(word: str) -> str:
    return word if word.endswith("*") else fold_word(word)

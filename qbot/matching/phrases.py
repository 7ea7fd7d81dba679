"""Find the phrases of a table in a text, by whole words: "notable" never holds "not"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KEY_LENGTH = 3
_Phrase = tuple[tuple[str, ...], str]


class Word(NamedTuple):
    """A word of a text: folded for comparison (small letters, no accents, singular), and where it stands."""

    text: str
    start: int
    end: int


class PhraseHit(NamedTuple):
    """A phrase found: the name it stands for and the words it covers, by their numbers (`last` included)."""

    name: str
    first: int
    last: int


class Words(tuple[Word, ...]):
    """The words of a text in order; `texts` are their folded forms, `beginnings` the first letters of each."""

    texts: tuple[str, ...]
    beginnings: frozenset[str]


@lru_cache(maxsize=8192)
def split_words(text: str) -> Words:
    """Return the words of a text in order; hyphens and slashes part words."""
    return _fold_words([Word(fold_word(found[0]), found.start(), found.end()) for found in _WORD.finditer(text)])


def _fold_words(found: Iterable[Word]) -> Words:
    words = Words(found)
    words.texts = tuple([word.text for word in words])
    words.beginnings = frozenset([text[:_KEY_LENGTH] for text in words.texts])
    return words


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
        # Nearly all phrases are found by one or two whole words; those with an open first or second word apart.
        self._singles: dict[str, list[str]] = {}
        self._doubles: dict[tuple[str, str], list[_Phrase]] = {}
        self._open: dict[str, list[_Phrase]] = {}
        self._begun: dict[str, list[tuple[str, _Phrase]]] = {}
        for name, texts in phrases.items():
            for text in texts:
                self._add(tuple(_fold_pattern(word) for word in text.replace("-", " ").split()), name)
        self._firsts = frozenset((*self._singles, *self._open, *(first for first, _ in self._doubles)))

    def _add(self, pattern: tuple[str, ...], name: str) -> None:
        first = pattern[0]
        if first.endswith("*"):
            beginning = first.rstrip("*")
            self._begun.setdefault(beginning[:_KEY_LENGTH], []).append((beginning, (pattern, name)))
        elif len(pattern) == 1:
            self._singles.setdefault(first, []).append(name)
        elif pattern[1].endswith("*"):
            self._open.setdefault(first, []).append((pattern, name))
        else:
            self._doubles.setdefault((first, pattern[1]), []).append((pattern, name))

    def find(self, words: Sequence[Word]) -> tuple[PhraseHit, ...]:
        """Return the phrases that stand in the words, in order."""
        whole = words if isinstance(words, Words) else _fold_words(words)
        if self._firsts.isdisjoint(whole.texts) and self._begun.keys().isdisjoint(whole.beginnings):
            return ()  # most tables and texts have nothing in common: what time matching takes hangs on this line
        texts = whole.texts
        hits: list[PhraseHit] = []
        free = 0
        for place, word in enumerate(texts):
            if place < free or (word not in self._firsts and word[:_KEY_LENGTH] not in self._begun):
                continue
            found = self._find_at(texts, place)
            if found:
                longest = max(found)[0]
                names = sorted({name for size, name in found if size == longest})
                hits += [PhraseHit(name, place, place + longest - 1) for name in names]
                free = place + longest
        return tuple(hits)

    def find_names(self, words: Words) -> frozenset[str]:
        """Return the names of all phrases that stand in the words, overlapping ones too."""
        found: set[str] = set()
        for place, word in enumerate(words.texts):
            if word in self._firsts or word[:_KEY_LENGTH] in self._begun:
                found.update([name for _, name in self._find_at(words.texts, place)])
        return frozenset(found)

    def _find_at(self, texts: tuple[str, ...], place: int) -> list[tuple[int, str]]:
        """Return (number of words, name) of every phrase that begins at a place."""
        word = texts[place]
        found = [(1, name) for name in self._singles[word]] if word in self._singles else []
        if place + 1 < len(texts):
            for pattern, name in self._doubles.get((word, texts[place + 1]), ()):
                if _stands_at(texts, place, pattern, 2):
                    found.append((len(pattern), name))
        if word in self._open:
            found += [
                (len(pattern), name) for pattern, name in self._open[word] if _stands_at(texts, place, pattern, 1)
            ]
        for beginning, (pattern, name) in self._begun.get(word[:_KEY_LENGTH], ()):
            if word.startswith(beginning) and _stands_at(texts, place, pattern, 1):
                found.append((len(pattern), name))
        return found


def _stands_at(texts: tuple[str, ...], place: int, pattern: tuple[str, ...], known: int) -> bool:
    """Tell whether a pattern stands at a place; its first `known` words were compared already."""
    size = len(pattern)
    if size == known:
        return True
    if place + size > len(texts):
        return False
    return all(_fits(pattern[step], texts[place + step]) for step in range(known, size))


def _fits(part: str, word: str) -> bool:
    return word == part or (part[-1] == "*" and word.startswith(part[:-1]))


def _fold_pattern(word: str) -> str:
    return word if word.endswith("*") else fold_word(word)

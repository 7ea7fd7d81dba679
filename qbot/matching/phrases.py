"""Find the phrases of a table in a text, by whole words: "notable" never holds "not"."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property, lru_cache, reduce
from operator import or_
from typing import NamedTuple, overload

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


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


class Words(Sequence[Word]):
    """The words of a text in order; `texts` are their folded forms. Where they stand is found when it is asked for.

    `marks` tells for each word which tables have a phrase that may begin with it, a bit for each table, and `mark` for
    all words together; they hold for the first `marked` tables.
    """

    __slots__ = ("_begin", "_spans", "_text", "mark", "marked", "marks", "texts")

    def __init__(self, text: str, texts: tuple[str, ...], begin: int = 0) -> None:
        self._text, self.texts, self._begin = text, texts, begin
        self._spans: list[tuple[int, int]] | None = None
        self.mark_words()

    def __len__(self) -> int:
        return len(self.texts)

    def __iter__(self) -> Iterator[Word]:
        return (Word(text, *span) for text, span in zip(self.texts, self.spans, strict=True))

    @overload
    def __getitem__(self, place: int) -> Word: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Word]: ...
    def __getitem__(self, place: int | slice) -> Word | Sequence[Word]:
        if isinstance(place, slice):
            return [self[number] for number in range(*place.indices(len(self.texts)))]
        return Word(self.texts[place], *self.spans[place])

    @property
    def spans(self) -> list[tuple[int, int]]:
        """Where each word begins and ends in the text."""
        if self._spans is None:
            spans = [found.span() for found in _WORD.finditer(self._text)]
            self._spans = spans[self._begin : self._begin + len(self.texts)]
        return self._spans

    def find_place(self, start: int) -> int:
        """Return the number of the first word that begins there or later; how many words there are where none does."""
        return bisect_left(self.spans, (start,))

    def cut(self, first: int, end: int | None = None) -> Words:
        """Return the words from one place to another."""
        begin, stop, _ = slice(first, end).indices(len(self.texts))
        return Words(self._text, self.texts[begin:stop], self._begin + begin)

    def mark_words(self) -> None:
        """Mark the words with the tables that are known by now."""
        self.marks = tuple(map(_BEGINNINGS.find, self.texts))
        self.mark, self.marked = reduce(or_, self.marks, 0), _BEGINNINGS.tables


class _Beginnings:
    """The words that phrases begin with, and of which tables: most tables and texts have nothing in common.

    What time matching takes hangs on this: a text is looked up once, and a table looks only where a phrase may begin.
    """

    def __init__(self) -> None:
        self.tables = 0
        self._whole: dict[str, int] = {}
        self._open: dict[str, dict[str, int]] = {}
        self.find = lru_cache(maxsize=32768)(self._find)

    def add(self, words: Iterable[str], beginnings: Iterable[str]) -> int:
        """Take in a table by the first words of its phrases, whole ones and beginnings of such; return its number."""
        number = self.tables
        for word in words:
            self._whole[word] = self._whole.get(word, 0) | 1 << number
        for beginning in beginnings:
            known = self._open.setdefault(beginning[:1], {})
            known[beginning] = known.get(beginning, 0) | 1 << number
        self.tables += 1
        self.find.cache_clear()
        return number

    def _find(self, word: str) -> int:
        found = self._whole.get(word, 0)
        for beginning, tables in self._open.get(word[:1], {}).items():
            if word.startswith(beginning):
                found |= tables
        return found


_BEGINNINGS = _Beginnings()


@lru_cache(maxsize=8192)
def split_words(text: str) -> Words:
    """Return the words of a text in order; hyphens and slashes part words."""
    return Words(text, tuple(map(fold_word, _WORD.findall(text))))


def fold_text(text: str) -> str:
    """Return a text in small letters, with one blank between words."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=32768)
def fold_word(word: str) -> str:
    """Return a word in small letters, without accents, possessive or plural ending."""
    plain = word.replace("’", "'").lower()
    if not plain.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))
    plain = plain.removesuffix("'s").removesuffix("'")
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("sses", "ches", "shes", "xes")):
        return plain[:-2]
    if len(plain) > 3 and plain.endswith("s") and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


class _Step:
    """A place within phrases: the names of those that end here, and what goes on by a word or by its beginning."""

    __slots__ = ("begun", "names", "words")

    def __init__(self) -> None:
        self.names: list[str] = []
        self.words: dict[str, _Step] = {}
        self.begun: dict[str, _Step] = {}

    def add(self, part: str) -> _Step:
        """Return the step that a part of a phrase leads to, made where there is none yet."""
        if part.endswith("*"):
            return self.begun.setdefault(part.rstrip("*"), _Step())
        return self.words.setdefault(part, _Step())

    def follow(self, word: str) -> list[_Step]:
        """Return the steps that a word leads to."""
        found = [self.words[word]] if word in self.words else []
        if self.begun:
            found += [step for beginning, step in self.begun.items() if word.startswith(beginning)]
        return found


class PhraseTable:
    """Phrases by the name they stand for. A word that ends in `*` stands for all words that begin so.

    Where phrases overlap, the longest wins; of equally long ones all count.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        _TABLES.append(self)
        self._phrases = phrases
        self._start = _Step()
        self._begin = lru_cache(maxsize=4096)(self._start.follow)

    @cached_property
    def _number(self) -> int:
        """The number of this table; it is made ready when it is first needed."""
        for name, texts in self._phrases.items():
            for text in texts:
                step = self._start
                for word in text.replace("-", " ").split():
                    step = step.add(_fold_pattern(word))
                step.names.append(name)
        return _BEGINNINGS.add(self._start.words, self._start.begun)

    def find(self, words: Words) -> tuple[PhraseHit, ...]:
        """Return the phrases that stand in the words, in order."""
        number = self._number
        if words.marked <= number:
            words.mark_words()
        if not words.mark >> number & 1:
            return ()
        bit, free = 1 << number, 0
        hits: list[PhraseHit] = []
        for place, mark in enumerate(words.marks):
            if mark & bit and place >= free and (found := self._find_at(words.texts, place)):
                longest = max(found)[0]
                names = sorted({name for size, name in found if size == longest})
                hits += [PhraseHit(name, place, place + longest - 1) for name in names]
                free = place + longest
        return tuple(hits)

    def find_names(self, words: Words) -> frozenset[str]:
        """Return the names of all phrases that stand in the words, overlapping ones too."""
        number, found = self._number, set[str]()
        if words.marked <= number:
            words.mark_words()
        for place, mark in enumerate(words.marks):
            if mark >> number & 1:
                found.update([name for _, name in self._find_at(words.texts, place)])
        return frozenset(found)

    def _find_at(self, texts: tuple[str, ...], place: int) -> list[tuple[int, str]]:
        """Return (number of words, name) of every phrase that begins at a place."""
        found: list[tuple[int, str]] = []
        steps, size, most = self._begin(texts[place]), 1, len(texts) - place
        while steps:
            further: list[_Step] = []
            for step in steps:  # nearly always one
                if step.names:
                    found += [(size, name) for name in step.names]
                if size < most and (step.words or step.begun):
                    further += step.follow(texts[place + size])
            steps, size = further, size + 1
        return found


_TABLES: list[PhraseTable] = []


def make_tables_ready() -> None:
    """Make all tables ready that are known by now, which each would otherwise be when it is first needed."""
    for table in _TABLES:
        table.find(split_words(""))


def _fold_pattern(word: str) -> str:
    return word if word.endswith("*") else fold_word(word)

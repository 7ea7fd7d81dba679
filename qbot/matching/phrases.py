"""Find the phrases of a table in a text, by whole words: "notable" never holds "not"."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import TypeAlias, overload

from msgspec import Struct

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BLANKS = {code: " " for code in range(128) if not chr(code).isalnum()}


class Word(Struct, frozen=True):
    """A word of a text: folded for comparison (small letters, no accents, singular), and where it stands."""

    text: str
    start: int
    end: int


_Found: TypeAlias = tuple[int, int, str]  # from which word on, how many words, the name it stands for


class PhraseHit(Struct, frozen=True):
    """A phrase found: the name it stands for and the words it covers, by their numbers (`last` included)."""

    name: str
    first: int
    last: int


class Words(Sequence[Word]):
    """The words of a text in order; `texts` are their folded forms. Where they stand, and which phrases of the tables
    stand in them, is found when it is asked for: once for a text, whatever is cut from it."""

    __slots__ = ("_begin", "_found", "_spans", "_tables", "_text", "_whole", "texts")

    def __init__(self, text: str, texts: tuple[str, ...], whole: Words | None = None, begin: int = 0) -> None:
        self._text, self.texts, self._whole, self._begin = text, texts, whole, begin
        self._spans: list[tuple[int, int]] | None = None
        self._found: Mapping[int, Sequence[_Found]] = {}
        self._tables = 0

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
            if self._whole is not None:
                self._spans = self._whole.spans[self._begin : self._begin + len(self.texts)]
            else:
                self._spans = [found.span() for found in _WORD.finditer(self._text)]
        return self._spans

    def find_place(self, start: int) -> int:
        """Return the number of the first word that begins there or later; how many words there are where none does."""
        return bisect_left(self.spans, (start,))

    def cut(self, first: int, end: int | None = None) -> Words:
        """Return the words from one place to another."""
        begin, stop, _ = slice(first, end).indices(len(self.texts))
        return Words(self._text, self.texts[begin:stop], self._whole or self, self._begin + begin)

    def find_phrases(self, table: int) -> Sequence[_Found]:
        """Return the phrases of a table that stand in the words, shorter ones before longer ones from each place."""
        if self._whole is not None:
            begin, end = self._begin, self._begin + len(self.texts)
            found = self._whole.find_phrases(table)
            return [(at - begin, size, name) for at, size, name in found if begin <= at <= end - size]
        if self._tables <= table:
            walker = _get_walker(table)
            self._found, self._tables = walker.find(self.texts), walker.tables
        return self._found.get(table, ())


@lru_cache(maxsize=8192)
def split_words(text: str) -> Words:
    """Return the words of a text in order; hyphens and slashes part words."""
    plain = text.isascii() and "'" not in text  # as most texts are; the expression finds the same in twice the time
    return Words(text, tuple(map(fold_word, text.translate(_BLANKS).split() if plain else _WORD.findall(text))))


def fold_text(text: str) -> str:
    """Return a text in small letters, with one blank between words."""
    return " ".join(text.casefold().split())


@lru_cache(maxsize=32768)
def fold_word(word: str) -> str:
    """Return a word in small letters, without accents, possessive or plural ending."""
    plain = word.lower()
    if not plain.isascii():
        parted = unicodedata.normalize("NFKD", plain.replace("’", "'"))
        plain = "".join([mark for mark in parted if not unicodedata.combining(mark)])
    if "'" in plain:
        plain = plain.removesuffix("'s").removesuffix("'")
    if not plain.endswith("s"):
        return plain
    if len(plain) > 4 and plain.endswith("ies"):
        return plain[:-3] + "y"
    if len(plain) > 4 and plain.endswith(("sses", "ches", "shes", "xes")):
        return plain[:-2]
    if len(plain) > 3 and not plain.endswith(("ss", "us", "is")):
        return plain[:-1]
    return plain


_NO_STEPS: dict[str, _Step] = {}
_NO_BEGINNINGS: dict[str, dict[str, _Step]] = {}


class _Step:
    """A place within phrases: those that end here, and what goes on by a word or by its beginning."""

    __slots__ = ("begun", "ends", "words")

    def __init__(self) -> None:
        self.ends: list[tuple[int, str]] = []
        self.words, self.begun = _NO_STEPS, _NO_BEGINNINGS  # most phrases end where they are

    def add(self, parts: Iterable[str], end: tuple[int, str]) -> None:
        """Add what a phrase goes on with from here, and what it is."""
        step = self
        for part in parts:
            step = step.open(part)
        step.ends.append(end)

    def open(self, part: str) -> _Step:
        """Return the step that a part of a phrase leads to, made where there is none yet."""
        if part.endswith("*"):
            self.begun = self.begun or {}
            steps = self.begun.setdefault(part[:1], {})
        else:
            steps = self.words = self.words or {}
        key = part.rstrip("*")
        step = steps.get(key)
        if step is None:
            step = steps[key] = _Step()
        return step

    def follow_beginning(self, word: str) -> list[_Step]:
        """Return the steps that the beginning of a word leads to."""
        begun = self.begun.get(word[:1])
        return [step for beginning, step in begun.items() if word.startswith(beginning)] if begun else []


class _Begun(Struct, frozen=True):
    """What a word begins: phrases of that word alone, where the others go on, by which words, and by words of which
    first letters."""

    ends: Sequence[tuple[int, str]]
    step: _Step
    words: frozenset[str]
    letters: frozenset[str]


class _Walker:
    """The phrases of all tables that are known by now; a text is walked through once for all of them.

    What time matching takes hangs on this. Of `tables` tables each is named by its number. Phrases are kept by their
    first word, and made into steps when a text holds that: most are never asked for.
    """

    def __init__(self, tables: Sequence[PhraseTable]) -> None:
        self.tables = len(tables)
        self._phrases: defaultdict[str, list[tuple[str, tuple[int, str]]]] = defaultdict(list)
        for number, table in enumerate(tables):
            for name, texts in table.phrases.items():
                end = number, name
                for text in texts:
                    first, _, further = text.replace("-", " ").partition(" ")
                    self._phrases[_fold_pattern(first)].append((further, end))
        self._beginnings: defaultdict[str, list[str]] = defaultdict(list)
        for first in self._phrases:
            if first.endswith("*"):
                self._beginnings[first[:1]].append(first)
        self._begin = lru_cache(maxsize=32768)(self._follow_first)

    def find(self, texts: Sequence[str]) -> Mapping[int, Sequence[_Found]]:
        """Return the phrases that stand in the words, by the number of their table."""
        hits: defaultdict[int, list[_Found]] = defaultdict(list)
        for place, (begun, after) in enumerate(zip(map(self._begin, texts), (*texts, "")[1:], strict=True)):
            for table, name in begun.ends:
                hits[table].append((place, 1, name))
            if after not in begun.words and after[:1] not in begun.letters:
                continue  # so it is at most places
            steps, size = [begun.step], 1
            while steps and place + size < len(texts):
                word, further = texts[place + size], []
                for step in steps:  # most steps lead nowhere, and a call for each takes longest
                    if word in step.words:
                        further.append(step.words[word])
                    if step.begun:
                        further += step.follow_beginning(word)
                steps, size = further, size + 1
                for step in steps:
                    for table, name in step.ends:
                        hits[table].append((place, size, name))
        return hits

    def _follow_first(self, word: str) -> _Begun:
        """Return what a word begins."""
        step = _Step()
        beginnings = [one for one in self._beginnings.get(word[:1], ()) if word.startswith(one.rstrip("*"))]
        for first in (word, *beginnings):
            for further, end in self._phrases.get(first, ()):
                step.add(map(_fold_pattern, further.split()), end)
        return _Begun(step.ends, step, frozenset(step.words), frozenset(step.begun))


class PhraseTable:
    """Phrases by the name they stand for. A word that ends in `*` stands for all words that begin so.

    Where phrases overlap, the longest wins; of equally long ones all count.
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]]) -> None:
        self.phrases = phrases
        self._number = len(_TABLES)
        _TABLES.append(self)

    def find(self, words: Words) -> tuple[PhraseHit, ...]:
        """Return the phrases that stand in the words, in order."""
        found = words.find_phrases(self._number)
        if not found:
            return ()
        if len(found) == 1:
            place, size, name = found[0]
            return (PhraseHit(name, place, place + size - 1),)
        hits: list[PhraseHit] = []
        begin = free = 0
        while begin < len(found):
            place, end = found[begin][0], begin + 1
            while end < len(found) and found[end][0] == place:
                end += 1
            if place >= free:
                free = place + found[end - 1][1]
                names = {name for _, size, name in found[begin:end] if place + size == free}
                hits += [PhraseHit(name, place, free - 1) for name in sorted(names)]
            begin = end
        return tuple(hits)

    def has(self, name: str, words: Words) -> bool:
        """Tell whether a phrase that stands for a name stands in the words, overlapping others or not."""
        return any(found == name for _, _, found in words.find_phrases(self._number))

    def find_names(self, words: Words) -> frozenset[str]:
        """Return the names of all phrases that stand in the words, overlapping ones too."""
        return frozenset([name for _, _, name in words.find_phrases(self._number)])


_TABLES: list[PhraseTable] = []
_LATEST = [_Walker(())]


def _get_walker(table: int) -> _Walker:
    """Return the walker through all tables known by now, made anew where it does not know this one."""
    if _LATEST[0].tables <= table:
        _LATEST[0] = _Walker(tuple(_TABLES))
    return _LATEST[0]


def make_tables_ready() -> None:
    """Make all tables ready that are known by now, which is otherwise done when one is first needed."""
    if _TABLES:
        _get_walker(len(_TABLES) - 1)


def _fold_pattern(word: str) -> str:
    return word if word.endswith("*") else fold_word(word)

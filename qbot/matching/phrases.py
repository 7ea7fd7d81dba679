"""Find the phrases of a table in a text, by whole words: "notable" never holds "not"."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple, TypeAlias, overload

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Word(NamedTuple):
    """A word of a text: folded for comparison (small letters, no accents, singular), and where it stands."""

    text: str
    start: int
    end: int


_Found: TypeAlias = tuple[int, int, str]  # from which word on, how many words, the name it stands for


class PhraseHit(NamedTuple):
    """A phrase found: the name it stands for and the words it covers, by their numbers (`last` included)."""

    name: str
    first: int
    last: int


class Words(Sequence[Word]):
    """The words of a text in order; `texts` are their folded forms. Where they stand, and which phrases of the tables
    stand in them, is found when it is asked for."""

    __slots__ = ("_begin", "_found", "_spans", "_tables", "_text", "texts")

    def __init__(self, text: str, texts: tuple[str, ...], begin: int = 0) -> None:
        self._text, self.texts, self._begin = text, texts, begin
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

    def find_phrases(self, table: int) -> Sequence[_Found]:
        """Return the phrases of a table that stand in the words, shorter ones before longer ones from each place."""
        if self._tables <= table:
            walker = _get_walker(table)
            self._found, self._tables = walker.find(self.texts), walker.tables
        return self._found.get(table, ())


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
    """A place within phrases: those that end here, and what goes on by a word or by its beginning."""

    __slots__ = ("begun", "ends", "words")

    def __init__(self) -> None:
        self.ends: list[tuple[int, str]] = []
        self.words: dict[str, _Step] = {}
        self.begun: dict[str, dict[str, _Step]] = {}

    def add(self, part: str) -> _Step:
        """Return the step that a part of a phrase leads to, made where there is none yet."""
        steps = self.begun.setdefault(part[:1], {}) if part.endswith("*") else self.words
        key = part.rstrip("*")
        step = steps.get(key)
        if step is None:
            step = steps[key] = _Step()
        return step

    def follow(self, word: str) -> list[_Step]:
        """Return the steps that a word leads to."""
        step = self.words.get(word)
        return [*([step] if step is not None else ()), *self.follow_beginning(word)]

    def follow_beginning(self, word: str) -> list[_Step]:
        """Return the steps that the beginning of a word leads to."""
        begun = self.begun.get(word[:1])
        return [step for beginning, step in begun.items() if word.startswith(beginning)] if begun else []


class _Walker:
    """The phrases of all tables that are known by now; a text is walked through once for all of them.

    What time matching takes hangs on this. Of `tables` tables each is named by its number.
    """

    def __init__(self, tables: Sequence[PhraseTable]) -> None:
        self.tables, start = len(tables), _Step()
        for number, table in enumerate(tables):
            for name, texts in table.phrases.items():
                for text in texts:
                    step = start
                    for word in text.replace("-", " ").split():
                        step = step.add(_fold_pattern(word))
                    step.ends.append((number, name))
        self._start = start
        self._begin = lru_cache(maxsize=32768)(self._follow_first)

    def find(self, texts: Sequence[str]) -> Mapping[int, Sequence[_Found]]:
        """Return the phrases that stand in the words, by the number of their table."""
        hits: defaultdict[int, list[_Found]] = defaultdict(list)
        for place, (ends, onward) in enumerate(map(self._begin, texts)):
            for table, name in ends:
                hits[table].append((place, 1, name))
            steps, size = onward, 1
            while steps and place + size < len(texts):
                word, further = texts[place + size], []
                for step in steps:  # as `follow` has it: most steps lead nowhere, and a call for each takes longest
                    if word in step.words:
                        further.append(step.words[word])
                    if step.begun:
                        further += step.follow_beginning(word)
                steps, size = further, size + 1
                for step in steps:
                    for table, name in step.ends:
                        hits[table].append((place, size, name))
        return hits

    def _follow_first(self, word: str) -> tuple[Sequence[tuple[int, str]], Sequence[_Step]]:
        """Return the phrases that a word is by itself, and where those go on that it begins."""
        steps = self._start.follow(word)
        return [end for step in steps for end in step.ends], [step for step in steps if step.words or step.begun]


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
        free = 0
        for place, group in groupby(found, key=itemgetter(0)):
            if place >= free:
                here = list(group)
                longest = here[-1][1]
                names = {name for _, size, name in here if size == longest}
                hits += [PhraseHit(name, place, place + longest - 1) for name in sorted(names)]
                free = place + longest
        return tuple(hits)

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

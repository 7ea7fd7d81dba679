"""What of a question's words an entry covers, and how near two wordings of a question are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import filterfalse

import Stemmer
from msgspec import Struct

from qbot.matching.coverage_tables import EVERYDAY, GENERAL, GRAMMAR, PACE, SHOWN_BY
from qbot.matching.facet_tables import IRREGULAR, RIVAL_WORDS
from qbot.matching.phrases import PhraseTable, fold_word, split_words
from qbot.matching.quantity_tables import NUMBER_WORDS, PERIODS, UNITS
from qbot.model.knowledge import Entry

NEAR = 0.6
_FEW = 2
_IDS = re.compile(r"\b[A-Z]{2,6}-\d{1,3}(?:\.\d{1,3})*\b")
_PREFIXES = re.compile(r"\b(pre|re|co|multi|sub|anti|over|under|cross)-(?=[a-z])", re.IGNORECASE)
_KIN_LENGTH = 5

_GRAMMAR = frozenset(fold_word(word) for word in GRAMMAR)
_NUMBERING = frozenset(
    fold_word(word)
    for text in (*UNITS, *NUMBER_WORDS, *(text for texts in PERIODS.phrases.values() for text in texts))
    for word in text.split()
)
_GENERAL = frozenset(fold_word(word) for word in GENERAL)
_NO_SUBJECTS = _GRAMMAR | _GENERAL | _NUMBERING | frozenset(map(fold_word, PACE))
_STEM = Stemmer.Stemmer("english")
_ONE_OF: Mapping[tuple[str, ...], str] = {phrases: facet for facet, phrases in SHOWN_BY.items()}
_SHOWN_AS: Mapping[str, str] = {facet: _ONE_OF[phrases] for facet, phrases in SHOWN_BY.items()}
_SHOWN = PhraseTable({facet: phrases for phrases, facet in _ONE_OF.items()})  # of those with the same phrases one


@lru_cache(maxsize=32768)
def _stem(word: str) -> str:
    stem: str = _STEM.stemWord(IRREGULAR.get(word, word))
    return stem


class Swap(Struct, frozen=True):
    """How two near wordings differ: content words only in the question, and only in the entry's wording."""

    added: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def changes_subject(self) -> bool:
        """A word that names a subject stands where another stood: another thing is asked."""
        if not self.added or not self.removed:
            return False
        if any(is_rival(stem, self.removed) for stem in self.added):
            return True
        if max(len(self.added), len(self.removed)) > _FEW:
            return False
        added, removed = (
            {stem for stem in side if stem not in _NO_THING and not _has_kin(stem, other)}
            for side, other in ((self.added, self.removed), (self.removed, self.added))
        )
        return bool(added) and bool(removed)


@lru_cache(maxsize=8192)
def find_stems(text: str) -> frozenset[str]:
    """Return the stems of a text's words, without grammar words."""
    return frozenset(_list_stems(text))


def find_phrase_stems(table: PhraseTable, text: str) -> dict[str, frozenset[str]]:
    """Return {name: stems of the words that stand for it} for each name of a table that a text has a phrase of."""
    words = split_words(text)
    found: dict[str, frozenset[str]] = {}
    for hit in table.find(words):
        stems = find_stems(" ".join(words.texts[hit.first : hit.last + 1]))
        found[hit.name] = found.get(hit.name, frozenset()) | stems
    return found


@lru_cache(maxsize=8192)
def find_subjects(text: str) -> tuple[str, ...]:
    """Return the stems of the words that name a subject, in the text's order, each once; numbers are compared apart."""
    words = [word for word in split_words(text).texts if word not in _NO_SUBJECTS and not word.isdigit()]
    return tuple([stem for stem in dict.fromkeys(map(_stem, words)) if stem not in _GENERAL_STEMS])


def is_everyday(stem: str) -> bool:
    """Tell whether a stem is of a word that names no thing: an entry that lacks it lacks nothing that is asked."""
    return stem in _EVERYDAY_STEMS


def show_stem(stem: str, text: str) -> str:
    """Return the word of a text that a stem was made from, as it stands there; the stem itself where there is none."""
    words = split_words(text)
    place = next((place for place, word in enumerate(words.texts) if _stem(word) == stem), None)
    return text[words[place].start : words[place].end] if place is not None else stem


def find_wordings(entry: Entry) -> tuple[str, ...]:
    """Return the questions that an entry stands for, its own first."""
    return tuple([text for text in (entry.question, *entry.phrasings) if text.strip()])


def join_answers(entry: Entry) -> str:
    """Return what an entry answers, at length and in short."""
    return f"{entry.answer}\n{entry.short_answer}" if entry.short_answer else entry.answer


def join_own(entry: Entry) -> str:
    """Return an entry's own question and what it answers, without its other phrasings."""
    return f"{entry.question}\n{join_answers(entry)}"


def find_nearest_wording(text: str, entry: Entry) -> tuple[str, float]:
    """Return the entry's wording that is nearest to a question and how near it is, 0 to 1 (Dice on stems)."""
    wordings = find_wordings(entry)
    rated = [measure_nearness(text, wording) for wording in wordings]
    nearest = max(rated, default=0.0)
    return (wordings[rated.index(nearest)] if wordings else ""), nearest


@lru_cache(maxsize=16384)
def measure_nearness(first: str, second: str) -> float:
    """Return how alike two wordings are, 0 to 1: Dice on the stems of their words."""
    one, two = find_stems(first), find_stems(second)
    return 2 * len(one & two) / (len(one) + len(two)) if one and two else 0.0


def is_same_wording(first: str, second: str) -> bool:
    """Tell whether two wordings have the same words in the same order, apart from marks and capital letters."""
    return split_words(first).texts == split_words(second).texts


def mask_ids(text: str) -> str:
    """Return a text without ids of other questions: "the process described in DATA-19" is the same under any number."""
    return _IDS.sub(" ", text) if "-" in text else text


@lru_cache(maxsize=8192)
def find_swap(text: str, wording: str, *, names: tuple[str, ...] = ()) -> Swap:
    """Return the stems by which two wordings differ; a word that stands more often in one counts as well.

    `names` are the products that the entry is about: "your access" and "Larkspur's access" are the same. Ids of other
    questions and hyphens after a prefix ("pre-defined") make no difference.
    """
    one, two = _list_stems(_level(text)), _list_stems(_level(wording))
    named = {stem for name in names for stem in _list_stems(name)}
    return Swap(tuple(sorted(_take_away(two, one) - named)), tuple(sorted(_take_away(one, two) - named)))


def _take_away(known: Sequence[str], stems: Sequence[str]) -> set[str]:
    """Return the stems that stand more often than among the known ones."""
    left, found = list(known), set()
    for stem in stems:
        if stem in left:
            left.remove(stem)
        else:
            found.add(stem)
    return found


def is_reordered(text: str, wording: str) -> bool:
    """Tell whether two wordings have the same content words in another order."""
    one, two = _list_stems(_level(text)), _list_stems(_level(wording))
    return one != two and sorted(one) == sorted(two)


def is_rival(stem: str, others: Iterable[str]) -> bool:
    """Tell whether another word stands where a stem's rival stood, such as "detection" for "prevention"."""
    rivals = _RIVALS_OF.get(stem)
    return rivals is not None and not rivals.isdisjoint(others)


def shows_facet(facet: str, text: str) -> bool:
    """Tell whether a text shows a facet by other words than its own: a plan shows that something is documented."""
    name = _SHOWN_AS.get(facet)
    return name is not None and _SHOWN.has(name, split_words(text))


def has_instances(word: str) -> bool:
    """Tell whether a word is shown by other words: "AES-256" is an algorithm, "36 hours" a timeframe."""
    return word in _SHOWN_AS


def _has_kin(stem: str, others: tuple[str, ...]) -> bool:
    return any(stem[:_KIN_LENGTH] == other[:_KIN_LENGTH] for other in others if len(stem) >= _KIN_LENGTH)


_GENERAL_STEMS = frozenset(_stem(word) for word in _GENERAL)
_EVERYDAY_STEMS = frozenset(_stem(fold_word(word)) for word in EVERYDAY)
_NO_THING = _GENERAL_STEMS | _EVERYDAY_STEMS
_RIVAL_STEMS = tuple(frozenset(_stem(fold_word(word)) for word in rivals) for rivals in RIVAL_WORDS)
_RIVALS_OF: Mapping[str, frozenset[str]] = {
    stem: frozenset().union(*(rivals for rivals in _RIVAL_STEMS if stem in rivals))
    for stem in frozenset().union(*_RIVAL_STEMS)
}


def _list_stems(text: str) -> list[str]:
    return list(map(_stem, filterfalse(_GRAMMAR.__contains__, split_words(text).texts)))


def _level(text: str) -> str:
    return _PREFIXES.sub(r"\1", mask_ids(text)) if "-" in text else text

"""Numbers with a unit in a text: time limits with the event they count from, periods, lengths, versions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from qbot.matching.phrases import PhraseTable, Words, fold_word, split_words
from qbot.matching.quantity_tables import BOUNDS, CURRENCIES, EVENTS, FROM, NUMBER_WORDS, PERIODS, SCALES, UNITS
from qbot.model.patterns import holds_one


class Dimension(StrEnum):
    """What a quantity measures."""

    TIME = "time"
    PERIOD = "period"
    LENGTH = "length"
    VERSION = "version"
    SHARE = "share"
    COUNT = "count"
    MONEY = "money"


class Bound(StrEnum):
    """Which side of the number is meant."""

    AT_MOST = "at most"
    AT_LEAST = "at least"


class Comparison(StrEnum):
    """How what is said stands to what is asked."""

    MET = "met"
    NOT_MET = "not met"
    OTHER_EVENT = "other event"
    UNLIKE = "unlike"


class Quantity(Struct, frozen=True):
    """A number as asked or said. `value` is in hours for times and periods, else in `unit`; `event` is what the time
    counts from, such as "discovery" (None: not said); `text` are the words it stands in; `recent`: a stretch of time up
    to now ("the last 12 months"), in which a thing was done once."""

    dimension: Dimension
    value: float
    unit: str
    text: str
    bound: Bound | None = None
    event: str | None = None
    recent: bool = False


_EVENTS = PhraseTable(EVENTS)
_PERIODS = PhraseTable(PERIODS.phrases)
_BOUNDS = PhraseTable(BOUNDS)
_NUMBER = re.compile(
    r"(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|" + "|".join(NUMBER_WORDS) + r")(?:\s*\(\d+\))?"
    r"[\s-]*(?P<unit>(?:business|working|calendar|consecutive)?\s*(?:"
    + "|".join(sorted(UNITS, key=len, reverse=True))
    + r"))"
    r"(?![\w])",
    re.IGNORECASE,
)
_CIPHER = re.compile(r"\b(?P<kind>AES|RSA|SHA|ECC|ECDSA|RC)[\s-]*(?P<number>\d{3,4})\b", re.IGNORECASE)
_VERSION = re.compile(r"\b(?P<kind>TLS|SSL|WCAG|SAML|OAuth)\s*v?(?P<number>\d(?:\.\d)?)(?!\d)", re.IGNORECASE)
_KINDS = (
    (_CIPHER, Dimension.LENGTH, ("aes", "rsa", "sha", "ecc", "ecdsa", "rc")),
    (_VERSION, Dimension.VERSION, ("tls", "ssl", "wcag", "saml", "oauth")),
)
_MONEY = re.compile(
    r"(?P<unit>US\$|[$€£]|\b(?:USD|EUR|GBP))\s?(?P<number>\d+(?:[,.]\d+)*)\s?(?P<scale>million|billion|thousand|mio|bn|k|m)?\b",
    re.IGNORECASE,
)
_FROM = PhraseTable({"from": FROM})
_NUMBER_WORDS = tuple(NUMBER_WORDS)
_PERIOD_ENDS = frozenset(fold_word(text.split()[-1]) for texts in PERIODS.phrases.values() for text in texts)
_UNITS_OF_MONEY = tuple([unit.casefold() for unit in CURRENCIES])
_DIGITS = re.compile(r"\d+")
_BARE = re.compile(r"(?<![\w.-])\d+(?:\.\d+)?(?![\w-])")
_ROUND_THE_CLOCK = re.compile(
    r"\b24\s*(?:x|/|by|-)\s*7\b|\b24x7x365\b|\b24\s+hours?\s+(?:a|per|each)\s+day\b|\b(?:7|seven)\s+days\s+(?:a|per)\s+week\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.?!;]\s")
_RECENT = frozenset({"last", "past", "previous", "preceding"})
_EVENT_REACH = 7


@lru_cache(maxsize=8192)
def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the quantities of a text in order of their kind; "24/7" is no time limit."""
    if not _DIGITS.search(text) and not _writes_numbers(text):
        return tuple(_find_named_periods(text))  # most texts hold no number, and looking for all kinds takes long
    folded = text.casefold()  # an expression is looked for where a word of it stands
    clean = text
    if "24" in folded or "week" in folded:
        clean = _ROUND_THE_CLOCK.sub(lambda found: " " * len(found[0]), text)
    found = [*_find_times(clean), *_find_named_periods(clean)]
    for pattern, dimension, kinds in _KINDS:
        if holds_one(folded, kinds):
            found += [
                Quantity(dimension, float(hit["number"]), hit["kind"].upper(), hit[0], Bound.AT_LEAST)
                for hit in pattern.finditer(clean)
            ]
    if holds_one(folded, _UNITS_OF_MONEY):
        found += [_read_money(hit) for hit in _MONEY.finditer(clean)]
    return tuple(found)


def may_hold_quantities(text: str) -> bool:
    """Tell whether a text could have quantities, in a fraction of the time."""
    return _DIGITS.search(text) is not None or _writes_numbers(text) or _writes_periods(text)


def _writes_numbers(text: str) -> bool:
    """Tell whether a word of a text begins as a number that is written out."""
    return any(map(_begins_number, split_words(text).texts))


@lru_cache(maxsize=32768)
def _begins_number(word: str) -> bool:
    return word.startswith(_NUMBER_WORDS)


def _writes_periods(text: str) -> bool:
    """Tell whether a text has a word with which the name of a period ends."""
    return not _PERIOD_ENDS.isdisjoint(split_words(text).texts)


def compare_quantity(asked: Quantity, said: Quantity) -> Comparison:
    """Return whether what is said meets what is asked: on the same unit, and for times from the same event."""
    if asked.dimension is not said.dimension or (asked.unit != said.unit and asked.dimension not in _IN_HOURS):
        return Comparison.UNLIKE
    if said.recent and not asked.recent:
        return Comparison.UNLIKE  # what was done in the last year need not be done every year
    if asked.dimension is Dimension.TIME and asked.event and said.event and asked.event != said.event:
        return Comparison.OTHER_EVENT
    at_most = _is_at_most(asked)
    met = said.value <= asked.value if at_most else said.value >= asked.value
    return Comparison.MET if met else Comparison.NOT_MET


_IN_HOURS = frozenset({Dimension.TIME, Dimension.PERIOD})


def _is_at_most(asked: Quantity) -> bool:
    if asked.dimension is Dimension.PERIOD:
        return True  # "at least yearly" is met by "quarterly": a shorter period
    return asked.bound is not Bound.AT_LEAST if asked.dimension is Dimension.TIME else asked.bound is Bound.AT_MOST


def _find_times(text: str) -> list[Quantity]:
    words, found = split_words(text), []
    for hit in _list_numbers(text):
        unit = " ".join(hit["unit"].lower().split())
        dimension, factor, name = _read_unit(unit)
        number = _read_number(hit["number"])
        first, after = words.find_place(hit.start()), words.find_place(hit.end())
        before = words.cut(max(0, first - 4), first)
        recent = bool(before) and before.texts[-1] in _RECENT
        if dimension is Dimension.TIME and before and (recent or before.texts[-1] in {"every", "each"}):
            dimension = Dimension.PERIOD  # "in the last 12 months" is met by what is done every year
        begin, stop = map(words.find_place, _find_sentence(text, hit.start(), hit.end()))
        around = words.cut(max(begin, first - _EVENT_REACH), first), words.cut(after, min(after + _EVENT_REACH, stop))
        event = _find_event(*around) if dimension is Dimension.TIME else None
        bound = _find_bound(before, words.cut(after, after + 3))
        found.append(Quantity(dimension, number * factor, name, hit[0], bound, event, recent))
    return found


def _list_numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers with a unit; looked for where digits begin, unless the text writes one out."""
    if _writes_numbers(text):
        yield from _NUMBER.finditer(text)
        return
    end = 0
    for digits in _DIGITS.finditer(text):
        hit = _NUMBER.match(text, digits.start()) if digits.start() >= end else None
        if hit is not None:
            end = hit.end()
            yield hit


def _find_named_periods(text: str) -> list[Quantity]:
    if not _writes_periods(text):
        return []
    words = split_words(text)
    return [
        Quantity(Dimension.PERIOD, PERIODS.hours[hit.name], "hour", text[words[hit.first].start : words[hit.last].end])
        for hit in _PERIODS.find(words)
    ]


def _read_money(hit: re.Match[str]) -> Quantity:
    number = float(hit["number"].replace(",", "")) if hit["number"].count(".") < 2 else 0.0
    scale = SCALES.get((hit["scale"] or "").lower(), 1.0)
    return Quantity(Dimension.MONEY, number * scale, CURRENCIES[hit["unit"].lower()], hit[0], Bound.AT_LEAST)


def _read_unit(unit: str) -> tuple[Dimension, float, str]:
    last = unit.rsplit(maxsplit=1)[-1] if unit.split() else unit
    kind, factor, name = UNITS.get(last.rstrip("s"), UNITS.get(last, ("count", 1.0, last)))
    return Dimension(kind), factor, name


def _read_number(number: str) -> float:
    word = number.lower()
    return float(NUMBER_WORDS[word]) if word in NUMBER_WORDS else float(word.replace(",", ""))


def _find_bound(before: Words, behind: Words) -> Bound | None:
    ahead, after = _BOUNDS.find(before), _BOUNDS.find(behind)
    if not ahead and not after:
        return None
    return Bound(ahead[-1].name if ahead else after[0].name)


def _find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence around a place begins and ends."""
    begin = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    stop = _SENTENCE_END.search(text, end)
    return begin, stop.start() if stop else len(text)


def _find_event(before: Words, after: Words) -> str | None:
    behind = _EVENTS.find(after)
    if behind:
        return behind[0].name
    ahead = [hit for hit in _EVENTS.find(before) if _FROM.find(before.cut(max(0, hit.first - 4), hit.first))]
    return ahead[-1].name if ahead else None


@lru_cache(maxsize=8192)
def find_bare_numbers(text: str) -> frozenset[str]:
    """Return the numbers of a text that stand in no quantity ("after 3 failed attempts")."""
    if not _DIGITS.search(text):
        return frozenset()
    clean = _ROUND_THE_CLOCK.sub(" ", text)
    for quantity in find_quantities(clean):
        clean = clean.replace(quantity.text, " ")
    return frozenset(_BARE.findall(clean))

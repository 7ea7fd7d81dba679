"""Whether two answers to one question can both be right: other verdicts, numbers or dates, or one denies the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from qbot.matching.coverage import find_stems, find_swap
from qbot.matching.directions import denies
from qbot.matching.quantities import Dimension, find_quantities
from qbot.matching.quantity_tables import NUMBER_WORDS, PERIODS
from qbot.model.knowledge import Entry

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = (
    re.compile(r"\b(?P<year>20\d\d|19\d\d)-(?P<number>0?[1-9]|1[0-2])-(?P<day>[0-3]?\d)\b"),
    re.compile(
        rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH},?\s+(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE
    ),
    re.compile(rf"\b{_MONTH}\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?,?\s+(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b{_MONTH},?\s+(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE),
    re.compile(r"\b(?P<year>20\d\d)\b"),
)
_MARKED = "#"
_PERIOD = "|".join(
    sorted((re.escape(text) for texts in PERIODS.phrases.values() for text in texts), key=len, reverse=True)
)
# "See DOCU-02" names another answer; its number measures nothing.
_MEASURED = re.compile(
    r"\b(?:see|refer to)\s+(?P<named>[^\W\d_]+[-. ]?\d[\w.-]*)|"
    rf"[$€£]?\d[\d.,:/-]*\d|\d|\b(?:{_PERIOD}|{'|'.join(NUMBER_WORDS)})\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[.;!?]\s|\n")
_MOST_CHANGED = 2
_ROUNDED = 0.05  # "90 days" is "3 months"


def find_contradiction(first: Entry, second: Entry) -> str:
    """Return why two answers to the same question cannot both hold, in a sentence; empty where they can."""
    if first.stance and second.stance and first.stance is not second.stance:
        said = sorted((first.stance.value, second.stance.value))
        return f"The same question is answered “{said[0]}” and “{said[1]}”."
    return find_text_contradiction(first.answer, second.answer)


def find_text_contradiction(before: str, after: str) -> str:
    """Return why two texts on one matter cannot both hold: another time, length, version, share, date or a denial."""
    if " ".join(before.split()).casefold() == " ".join(after.split()).casefold():
        return ""
    pair = _find_other_dates(before, after) or _find_other_quantity(before, after) or _find_other_number(before, after)
    if pair:
        return f"The same question is answered with other numbers: “{pair[0]}” against “{pair[1]}”."
    if denies(before) != denies(after):
        swap = find_swap(before, after)
        if len(swap.added) + len(swap.removed) <= _MOST_CHANGED:
            return "One of the two answers denies what the other says."
    return ""


@lru_cache(maxsize=8192)
def find_dates(text: str) -> tuple[tuple[str, str], ...]:
    """Return the days, months and years that a text names, each as 2026-05-01, 2026-05 or 2026, with its words."""
    return tuple(_list_dates(text))


def _list_dates(text: str) -> Iterator[tuple[str, str]]:
    taken: list[tuple[int, int]] = []
    for pattern in _DATES:
        for found in pattern.finditer(text):
            if any(start < found.end() and found.start() < end for start, end in taken):
                continue
            taken.append(found.span())
            name = _name_date(found)
            if name:
                yield name, found[0]


def _name_date(found: re.Match[str]) -> str:
    parts = found.groupdict()
    month = parts.get("number") or (_MONTHS.index(parts["month"].lower()) + 1 if parts.get("month") else None)
    if month is None:
        return parts["year"]
    if not parts.get("day"):
        return f"{parts['year']}-{int(month):02}"
    try:
        return date(int(parts["year"]), int(month), int(parts["day"])).isoformat()
    except ValueError:
        return ""


def _find_other_dates(before: str, after: str) -> tuple[str, str] | None:
    """Return the two dates where each text names just one and neither may be the other ("2026" may be "May 2026")."""
    one, two = dict(find_dates(before)), dict(find_dates(after))
    if len(one) != 1 or len(two) != 1:
        return None
    (first, said), (second, says) = next(iter(one.items())), next(iter(two.items()))
    if first.startswith(second) or second.startswith(first) or not _share_context((before, said), (after, says)):
        return None
    return said, says


def _find_other_quantity(before: str, after: str) -> tuple[str, str] | None:
    """Return two quantities of one kind that differ, where each text has just one and both speak of one thing."""
    one, two = _find_values(before), _find_values(after)
    for what in sorted(one.keys() & two.keys()):
        if len(one[what]) == len(two[what]) == 1:
            (first, said), (second, says) = next(iter(one[what].items())), next(iter(two[what].items()))
            if abs(first - second) > _ROUNDED * max(first, second) and _share_context((before, said), (after, says)):
                return said, says
    return None


def _share_context(*places: tuple[str, str]) -> bool:
    """Tell whether the clauses that two texts name their numbers in share half of the words of the shorter one."""
    one, two = (
        find_stems(next((clause for clause in _CLAUSE.split(text) if words in clause), text)) - find_stems(words)
        for text, words in places
    )
    return 2 * len(one & two) >= min(len(one), len(two))


def _find_other_number(before: str, after: str) -> tuple[str, str] | None:
    """Return the first numbers or periods that differ in two texts that are word for word the same but for those."""
    (one, first), (two, second) = _mask(before), _mask(after)
    if one != two or len(first) != len(second):
        return None
    return next(((said, says) for said, says in zip(first, second, strict=True) if said.lower() != says.lower()), None)


@lru_cache(maxsize=8192)
def _mask(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text's words with a mark for each number and period, and these in order."""
    found = []

    def take(hit: re.Match[str]) -> str:
        if hit["named"]:
            return hit[0]
        found.append(hit[0])
        return _MARKED

    masked = _MEASURED.sub(take, text)
    return " ".join(re.findall(r"\w+|#", masked.casefold())), tuple(found)


def _find_values(text: str) -> dict[tuple[str, str, str], dict[float, str]]:
    """Return the numbers of a text and their words, by what they measure and the event that they count from."""
    values: dict[tuple[str, str, str], dict[float, str]] = {}
    for quantity in find_quantities(text):
        # times are compared in hours, whatever unit they are written in
        unit = "" if quantity.dimension in (Dimension.TIME, Dimension.PERIOD) else quantity.unit
        measured = values.setdefault((quantity.dimension.value, unit, quantity.event or ""), {})
        measured.setdefault(quantity.value, quantity.text)
    return values

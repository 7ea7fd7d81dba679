"""Units, periods, bounds, and the events that time limits count from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

_DAY, _WEEK, _MONTH, _YEAR = 24.0, 168.0, 730.5, 8766.0

# unit: what it measures, factor to its base (hours for time), name of the base
UNITS: Mapping[str, tuple[str, float, str]] = {
    "minute": ("time", 1 / 60, "hour"),
    "minutes": ("time", 1 / 60, "hour"),
    "hour": ("time", 1.0, "hour"),
    "hours": ("time", 1.0, "hour"),
    "hrs": ("time", 1.0, "hour"),
    "day": ("time", _DAY, "hour"),
    "days": ("time", _DAY, "hour"),
    "week": ("time", _WEEK, "hour"),
    "weeks": ("time", _WEEK, "hour"),
    "month": ("time", _MONTH, "hour"),
    "months": ("time", _MONTH, "hour"),
    "year": ("time", _YEAR, "hour"),
    "years": ("time", _YEAR, "hour"),
    "bit": ("length", 1.0, "bit"),
    "bits": ("length", 1.0, "bit"),
    "character": ("length", 1.0, "character"),
    "characters": ("length", 1.0, "character"),
    "%": ("share", 1.0, "percent"),
    "percent": ("share", 1.0, "percent"),
    "attempts": ("count", 1.0, "attempt"),
}

NUMBER_WORDS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "twelve": 12, "fourteen": 14, "twenty-four": 24, "thirty": 30, "forty-eight": 48, "sixty": 60, "seventy-two": 72,
    "ninety": 90,
}  # fmt: skip


class Periods(Struct, frozen=True):
    """How often something is done: the phrases by name, and the hours between two times."""

    phrases: Mapping[str, tuple[str, ...]]
    hours: Mapping[str, float]


PERIODS = Periods(
    phrases={
        "hourly": ("hourly", "every hour"),
        "daily": ("daily", "every day", "each day", "once a day", "nightly", "every night", "per day"),
        "weekly": ("weekly", "every week", "each week", "once a week", "per week"),
        "monthly": ("monthly", "every month", "each month", "once a month", "per month"),
        "quarterly": (
            "quarterly", "every quarter", "each quarter", "once a quarter", "every three months", "per quarter",
        ),
        "half-yearly": (
            "semi annually", "semi annual", "semiannually", "semiannual", "biannually", "biannual", "twice a year",
            "half yearly", "every six months", "twice per year", "twice yearly", "bi annual", "bi annually",
        ),
        "yearly": (
            "annual", "annually", "yearly", "every year", "each year", "once a year", "per year", "per annum",
            "once per year", "every twelve months",
        ),
        "two-yearly": ("biennial", "biennially", "every two years", "every other year"),
    },
    hours={
        "hourly": 1.0,
        "daily": _DAY,
        "weekly": _WEEK,
        "monthly": _MONTH,
        "quarterly": 3 * _MONTH,
        "half-yearly": 6 * _MONTH,
        "yearly": _YEAR,
        "two-yearly": 2 * _YEAR,
    },
)  # fmt: skip

BOUNDS: Mapping[str, tuple[str, ...]] = {
    "at most": (
        "within", "no later than", "not later than", "no more than", "not more than", "less than", "at most", "up to",
        "maximum", "under", "in", "not exceed*", "or less", "or fewer", "or sooner", "no greater than", "fewer than",
    ),
    "at least": (
        "at least", "minimum", "no less than", "not less than", "more than", "greater than", "or more", "or longer",
        "or greater", "or higher", "longer than", "minimum of", "over", "no fewer than", "or above", "for",
        "for a period of",
    ),
}  # fmt: skip

EVENTS: Mapping[str, tuple[str, ...]] = {
    "discovery": (
        "discover*", "detect*", "becom* aware", "become* aware", "became aware", "aware", "awareness", "identif*",
        "learn* of", "knowledge of", "finding*",
    ),
    "confirmation": ("confirm*", "verif*", "determination", "determin*", "validation"),
    "occurrence": ("occur*", "happen*", "taking place", "took place"),
    "end of contract": (
        "terminat*", "cancel*", "end of the contract", "end of contract", "contract end*", "expir*", "end of service",
        "offboard*", "leav*", "depart*", "separation",
    ),
    "request": ("request*", "being asked", "ask*", "receipt", "received", "receiving"),
    "release": ("release*", "publication", "published", "availability", "available", "disclos*"),
    "suspicion": ("suspect*", "suspicion"),
    "report": ("reported", "report being"),
    "hire": ("hire*", "hiring", "joining", "onboard*", "start date"),
}  # fmt: skip

CURRENCIES: Mapping[str, str] = {
    "$": "USD", "usd": "USD", "us$": "USD", "€": "EUR", "eur": "EUR", "£": "GBP", "gbp": "GBP",
}  # fmt: skip
SCALES: Mapping[str, float] = {
    "k": 1e3, "thousand": 1e3, "m": 1e6, "mio": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
}  # fmt: skip

# Words that make what follows the beginning of a time: "upon discovery", "once it is confirmed".
FROM: tuple[str, ...] = ("upon", "after", "on", "following", "of", "from", "since", "once", "when", "as soon as")

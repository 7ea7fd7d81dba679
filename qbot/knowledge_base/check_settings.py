"""The thresholds of the check: name, default, and what each does, in one table."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from qbot.errors import UsageError


class Threshold(Struct, frozen=True):
    """One setting of the check, with the least and the most that make sense."""

    name: str
    default: float
    least: float
    most: float
    help: str


class CheckSettings(Struct, frozen=True):
    """The thresholds of one check; see `THRESHOLDS`."""

    soon_days: float = 30
    near: float = 0.6
    left_over: float = 0.15
    same_answer: float = 0.9
    few_words: float = 3


THRESHOLDS: tuple[Threshold, ...] = (
    Threshold("soon_days", 30, 0, 3650, "Days before a review or a last good day at which an entry is named."),
    Threshold("near", 0.6, 0.3, 1, "Cosine of two questions' weighted words from which they are compared closely."),
    Threshold("left_over", 0.15, 0, 1, "Share of a question's words, by weight, that a near-same question may lack."),
    Threshold("same_answer", 0.9, 0, 1, "Likeness of two answers from which they say the same in other words."),
    Threshold("few_words", 3, 0, 20, "A question of fewer words that mean something is compared in its section only."),
)


def read_settings(given: Iterable[str]) -> CheckSettings:
    """Return the settings with those given as NAME=NUMBER; UsageError with everything that is wrong in them."""
    known = {one.name: one for one in THRESHOLDS}
    values: dict[str, float] = {}
    wrong: list[str] = []
    for text in given:
        name, _, number = text.partition("=")
        rule = known.get(name.strip().replace("-", "_"))
        if rule is None:
            wrong.append(f"“{text}” sets no threshold; there are {', '.join(known)}")
            continue
        try:
            value = float(number)
        except ValueError:
            value = float("nan")
        if not rule.least <= value <= rule.most:
            wrong.append(f"“{text}”: {rule.name} is a number from {rule.least:g} to {rule.most:g}")
        values[rule.name] = value
    if wrong:
        raise UsageError(". ".join(wrong))
    return replace(CheckSettings(), **values)

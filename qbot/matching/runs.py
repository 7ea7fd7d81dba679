"""Runs of letters: what two texts have in common whatever the words, their spelling and their endings are."""

from __future__ import annotations

from qbot.matching.coverage import find_wordings
from qbot.matching.normalise import clean_text
from qbot.model.knowledge import Entry

_LENGTH = 5


def find_runs(text: str) -> frozenset[str]:
    """Return the runs of five characters in a text, capital letters or not."""
    clean = fold_said(text)
    return frozenset([clean[at : at + _LENGTH] for at in range(len(clean) - _LENGTH + 1)])


def fold_said(text: str) -> str:
    """Return a text in the form in which runs are looked for."""
    return clean_text(text).casefold()


def join_said(entry: Entry) -> str:
    """Return what an entry says and stands for."""
    return " ".join((entry.answer, *find_wordings(entry)))

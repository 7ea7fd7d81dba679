"""What qbot writes on its own screens, and what must never stand in a customer's file."""

from __future__ import annotations

import re

_MARKERS = (
    (re.compile(r"[\[{<]\s*(?:confidence|score|band|draft|source|entry|fact|citation)\b", re.I), "a bracketed note"),
    (re.compile(r"\bband\s*[:=]\s*(?:high|medium|low|none)\b", re.I), "a band"),
    (re.compile(r"\bconfidence\s*[:=]\s*(?:[01]?[.,]\d|\d{1,3}\s*%)", re.I), "a confidence"),
    (re.compile(r"\{\{|\}\}|\{[a-z_]+:"), "a placeholder in braces"),
    (re.compile(r"\b(?:TODO|FIXME|TBD|XXX)\b"), "a note to finish it"),
    (re.compile(r"\[[a-z0-9]+(?:[-_][a-z0-9]+)+\]"), "an entry's name in brackets"),
)


def find_markers(text: str) -> list[str]:
    """Return what of qbot's own stands in a text, each in a few words; empty for a text that may be sent."""
    return [what for pattern, what in _MARKERS if pattern.search(text)]

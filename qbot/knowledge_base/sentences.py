"""Running text as single statements, and whether a statement says that something is so or that it is not."""

from __future__ import annotations

import re

from qbot.model.knowledge import Stance

_END = re.compile(r"(?<=[.!?。！？])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[^\W_a-z])")
# Words with a full stop that end no sentence.
_ABBREVIATION = re.compile(
    r"(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|incl|no|nos|art|sec|fig|inc|ltd|corp|co|dr|mr|mrs|ms|st|jr|u\.s|u\.k|para|vol)"
    r"|\b[A-Za-z])\.$",
    re.IGNORECASE,
)
# A sentence that begins so means little without the one before it.
_LEANING = re.compile(
    r"(?:It|They|This|These|Those|That|Such|He|She|Its|Their|Both|Each of (?:these|them)|However|Therefore|Thus|"
    r"Furthermore|Moreover|In addition|Additionally|Also|As a result|Instead|Otherwise|For example|In this case)\b"
)
_NO_STATEMENT = re.compile(
    r"^(?:click|(?:learn|read|see) more|download|subscribe|sign up|log ?in|contact (?:us|sales)|back to|view|share"
    r"|table of contents|last (?:updated|modified|reviewed)|version \d|updated on|copyright|skip to)\b"
    r"|^©|\ball rights reserved\b|\?$|:$",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
_NEGATION = re.compile(r"\b(?:not|never|no|none|nothing|nobody|neither|nor|cannot)\b|n[’']t\b", re.IGNORECASE)
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|limited to)\b|\bno (?:later|less|more|fewer|longer) than\b", re.IGNORECASE
)
# What is said after one of these hangs on a condition, or speaks of something else than the main clause.
_CLAUSE = re.compile(
    r",|;|:|\b(?:unless|except|until|if|when|where|which|who|that|because|so that|before|after|while)\b", re.IGNORECASE
)
_OPEN = re.compile(
    r"\b(?:may|might|could|should|plan(?:s|ned)? to|intend(?:s|ed)? to|aims? to|strives?|expects? to|in progress|"
    r"working towards?|on (?:our|the) roadmap|will be (?:available|introduced)|where possible|best effort)\b",
    re.IGNORECASE,
)


def split_sentences(text: str) -> tuple[str, ...]:
    """Return the statements of a paragraph in their own words; one that leans on the one before stays with it."""
    parts: list[str] = []
    for part in _split(text):
        if parts and (_LEANING.match(part) or _ABBREVIATION.search(parts[-1])):
            parts[-1] = f"{parts[-1]} {part}"
        else:
            parts.append(part)
    return tuple(clause for part in parts for clause in _split_clauses(part))


def is_statement(text: str) -> bool:
    """Tell whether a sentence states something: no question, no link to elsewhere, no line of a page's foot."""
    words = text.split()
    scripts = any(mark > "\u2e7f" for mark in text)  # scripts that set no space between words
    return (len(words) >= _FEWEST_WORDS or (scripts and len(text) >= _FEWEST_WORDS * 2)) and not _NO_STATEMENT.search(
        text
    )


def find_polarity(text: str) -> Stance | None:
    """Return `yes` for a statement that something is so, `no` that it is not; None where a person must say.

    Only English is read; a statement that is hedged or denies something in a side clause is left to a person.
    """
    clean = _NO_NEGATION.sub(" ", text)
    if _OPEN.search(clean):
        return None
    if not _NEGATION.search(clean):
        return Stance.YES
    first = _CLAUSE.split(clean, maxsplit=1)[0]
    return Stance.NO if _NEGATION.search(first) else None


def _split_clauses(sentence: str) -> list[str]:
    """Return what stands between the semicolons of a sentence, where each of it could stand alone."""
    clauses = [clause.strip() for clause in re.split(r";\s+", sentence)]
    return clauses if all(len(clause.split()) >= _FEWEST_WORDS - 1 for clause in clauses) else [sentence]


def _split(text: str) -> list[str]:
    found, start = [], 0
    for end in _END.finditer(text):
        found.append(text[start : end.start()] + end[0].rstrip())
        start = end.end()
    return [part.strip() for part in (*found, text[start:]) if part.strip()]

"""Drop-downs: the one text that says a stance, or none where several or no texts would."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import lru_cache

from qbot.matching.option_tables import GRADING, OPTION_MEANINGS, OWNERSHIP_MEANINGS
from qbot.matching.phrases import PhraseTable, split_words
from qbot.model.knowledge import Stance

PLANNED = "planned"
GRADED = "graded"

_NUMBERING = re.compile(r"^\s*(?:\(?(?:\d{1,2}|[A-Za-z])[.):]\s*|\d{1,2}\s*[-–=]\s*|\[\s?\]\s*|[•*▪-]\s+)")
_MARKS = re.compile(r"[\W_]+")
_GRADING = PhraseTable({"graded": GRADING})
_HEADS = (Stance.YES, Stance.NO)
_STANCES = frozenset(stance.value for stance in Stance)
_VERDICT = re.compile(
    r"\s*(yes|no|n/a|not applicable|partially|partial|sí|si|oui|ja|nein|non)\s*[.,;:!–—-]", re.IGNORECASE
)


def choose_option(options: Sequence[str], stance: Stance) -> str | None:
    """Return the text of a drop-down that says the stance, as the file has it; None where none or several do."""
    meanings = [(option, read_option(option)) for option in options]
    exact = [option for option, meaning in meanings if meaning == stance.value]
    bare = [option for option in exact if _is_bare(option)]
    chosen = bare or exact
    return chosen[0] if chosen and len({_fold(option) for option in chosen}) == 1 else None


def propose_options(options: Sequence[str], stance: Stance | None) -> tuple[str, ...]:
    """Return the options that a person may choose from: those near the stance, or all where none is near."""
    if stance is None:
        return tuple(options)
    near = {
        Stance.YES: ("yes", GRADED + " yes"),
        Stance.NO: ("no", GRADED + " no", PLANNED),
        Stance.PARTIAL: ("partial", GRADED + " yes", PLANNED),
        Stance.NA: ("na",),
    }[stance]
    return tuple(option for option in options if read_option(option) in near) or tuple(options)


@lru_cache(maxsize=4096)
def read_option(option: str) -> str | None:
    """Return what an option means: a stance, `planned`, `unknown`, `graded yes`, `graded no`, or None."""
    text = _fold(option)
    meaning = _MEANINGS.get(text)
    if meaning:
        return meaning
    words = _NUMBERING.sub("", option).replace("/", " / ").split()
    head = _MEANINGS.get(_fold(words[0])) if len(words) > 1 else None
    if head in _HEADS:
        rest = " ".join(words[1:])
        if words[1] in ("/", "or") or _MEANINGS.get(_fold(words[1])) in ("yes", "no", "na"):
            return None  # "Yes / No" names both
        return f"{GRADED} {head}" if _GRADING.find(split_words(rest)) else head
    return None


@lru_cache(maxsize=4096)
def read_stance(text: str) -> Stance | None:
    """Return the stance that a text begins with ("Yes - we do", "N/A"), as an answer given before has it."""
    meaning = _MEANINGS.get(_fold(text))
    if meaning is None:
        found = _VERDICT.match(text)
        meaning = _MEANINGS.get(_fold(found[1])) if found else None
    return Stance(meaning) if meaning in _STANCES else None


def find_same_option(options: Sequence[str], text: str) -> str | None:
    """Return the one option with the same words as a text; None where none or several have."""
    wanted = _fold(text)
    found = [option for option in options if wanted and _fold(option) == wanted]
    return found[0] if len(found) == 1 else None


def choose_ownership(options: Sequence[str], ownership: str) -> str | None:
    """Return the option that names the same owner of a control as the entry does; None where none or several do."""
    same = find_same_option(options, ownership)
    wanted = _OWNERS.get(_fold(ownership))
    if same or wanted is None:
        return same
    found = [option for option in options if _OWNERS.get(_fold(option)) == wanted]
    return found[0] if len(found) == 1 else None


def _is_bare(option: str) -> bool:
    return _fold(option) in _MEANINGS


@lru_cache(maxsize=4096)
def _fold(text: str) -> str:
    plain = _NUMBERING.sub("", text).lower().replace("’", "'")
    if not plain.isascii():
        plain = "".join(mark for mark in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(mark))
    plain = plain.replace("'", "\x00")
    return _MARKS.sub(" ", plain.replace("\x00", "ʼ")).strip().replace("ʼ", "'")


def _turn(table: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {_fold(text): meaning for meaning, texts in table.items() for text in texts}


_MEANINGS = _turn(OPTION_MEANINGS)
_OWNERS = _turn(OWNERSHIP_MEANINGS)

"""Answers that are, or begin with, a bare verdict: Yes, No, N/A, Partially, in the languages questionnaires come in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from qbot.model.knowledge import Stance

# Whole answers, in small letters without accents.
_BARE: Mapping[Stance, tuple[str, ...]] = {
    Stance.YES: (
        *("yes", "y", "true", "si", "oui", "ja", "sim", "tak", "ano", "kylla", "igen", "evet", "da", "hai"),
        *("はい", "是", "да", "ναι", "예", "네", "نعم", "כן"),
    ),
    Stance.NO: (
        *("no", "n", "false", "non", "nein", "nao", "nie", "ne", "ei", "nem", "hayir", "nee", "nej"),
        *("いいえ", "否", "нет", "όχι", "아니요", "لا", "לא"),
    ),
    Stance.PARTIAL: (
        *("partial", "partially", "partly", "parcial", "parcialmente", "partiellement", "teilweise", "deels"),
    ),
    Stance.NA: (
        *("n/a", "na", "n.a", "n.v.t", "nvt", "n/d", "not applicable", "does not apply", "no aplica", "no aplicable"),
        *("nicht zutreffend", "nicht anwendbar", "entfallt", "non applicable", "sans objet", "nao aplicavel"),
        *("non applicabile", "niet van toepassing", "nie dotyczy"),
    ),
}
# Words that begin a text as a verdict: only those that are no other word of the same language at that place.
_LEADING: Mapping[str, Stance] = {
    **dict.fromkeys(("yes", "si", "oui", "ja", "sim"), Stance.YES),
    **dict.fromkeys(("no", "non", "nein", "nao", "nee", "nej"), Stance.NO),
    **dict.fromkeys(("not yet", "not currently", "not at present", "not at this time"), Stance.NO),
    **dict.fromkeys(("partial", "partially", "partly", "teilweise", "parcialmente"), Stance.PARTIAL),
    **dict.fromkeys(("n/a", "not applicable", "no aplica", "nicht zutreffend"), Stance.NA),
}
_NUMBERING = re.compile(r"^\s*\(?(?:\d{1,2}[.):]|[A-Za-z]\))\s*")
# A dash needs a space before it ("No-one"), and "No. 5" is a number.
_LEAD = re.compile(
    r"^(?P<word>[^\W\d_]+(?: [^\W\d_]+){0,3}|n/a)\s*(?:[,;:!]|\.(?!\s*\d)(?=\s|$)|\s[–—-](?=\s)|[–—]|\n)", re.IGNORECASE
)


@lru_cache(maxsize=4096)
def read_bare_verdict(text: str) -> Stance | None:
    """Return the stance of an answer that is nothing but a verdict (`Yes`, `n`, `Sí.`, `2) No`), else None."""
    return _MEANINGS.get(_fold(text)) or _MEANINGS.get(_fold(_NUMBERING.sub("", text)))


def read_leading_verdict(text: str) -> Stance | None:
    """Return the stance of a text that begins with a verdict and a pause (`Yes, …`, `No. We …`), else None."""
    found = _LEAD.match(text.strip())
    return _LEADING.get(_fold(found["word"])) if found else None


def read_stance(text: str) -> Stance | None:
    """Return the stance that a stance column names, by its own name or as a bare verdict."""
    folded = _fold(text)
    return Stance(folded) if folded in set(Stance) else read_bare_verdict(text)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.strip().casefold())
    return "".join(mark for mark in plain if not unicodedata.combining(mark)).strip(" .!;,\t\r\n")


_MEANINGS: Mapping[str, Stance] = {_fold(word): stance for stance, words in _BARE.items() for word in words}

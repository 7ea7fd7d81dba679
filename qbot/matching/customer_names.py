"""Names of customers in a text: found in their usual forms, and replaced by neutral words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

_LEGAL = (
    "incorporated", "inc", "corporation", "corp", "company", "co", "limited", "ltd", "llc", "llp", "lp", "plc", "pty",
    "gmbh", "ag", "kg", "kgaa", "se", "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy", "oyj", "aps",
    "holding", "holdings", "group",
)  # fmt: skip
# First words of names that say nothing by themselves: "Bank of the North" is not meant where a text says "bank".
_COMMON = frozenset({
    "the", "a", "an", "bank", "city", "county", "state", "university", "college", "school", "national", "international",
    "global", "general", "first", "united", "american", "european", "german", "british", "federal", "royal", "public",
    "health", "hospital", "insurance", "data", "cloud", "security", "digital", "central", "north", "south", "east",
    "west", "new", "great", "open", "service", "services", "department", "ministry", "customer", "client", "big",
    "standard", "premier", "advanced", "applied", "best", "one", "blue", "green", "red", "smart", "universal",
})  # fmt: skip
_NOBODY = frozenset({"the", "customer", "customers", "client", "prospect"})
_BLANKS = r"\s+"
_WORDS = re.compile(r"[\w&.'-]+")
_LEAST, _LEAST_FIRST = 3, 4
_SENTENCE_START = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")


def replace_name(text: str, customer: str) -> str:
    """Return a text with the customer's name in all its forms replaced by "the customer"; the same text without one."""
    pattern = _find_pattern(customer)
    if pattern is None:
        return text

    def put(found: re.Match[str]) -> str:
        return "The customer" if _SENTENCE_START.search(found.string[: found.start()]) else "the customer"

    return pattern.sub(put, text)


def find_named(text: str, customers: Iterable[str]) -> tuple[str, ...]:
    """Return those customers whose names stand in a text."""
    return tuple(name for name in customers if (pattern := _find_pattern(name)) is not None and pattern.search(text))


@lru_cache(maxsize=4096)
def _find_pattern(customer: str) -> re.Pattern[str] | None:
    forms = _list_forms(customer)
    if not forms:
        return None
    one_of = "|".join(dict.fromkeys(_match_form(form) for form in forms))
    # an address of the customer names it as well, and stands in small letters
    plain = "".join(re.findall(r"[a-z0-9]+", forms[-1].lower()))
    address = (
        rf"|(?i:[\w.+-]+@|https?://|www\.)(?i:[\w.-]*\b{re.escape(plain)}\.[a-z]{{2,}}(?:\.[a-z]{{2,}})?)"
        if plain
        else ""
    )
    return re.compile(rf"(?<!\w)(?:{one_of}{address})(?!\w)")


def _match_form(form: str) -> str:
    """Return the pattern of a form; a single word, and one of words that say nothing, only as names are written."""
    words = [re.escape(word) for word in form.split()]
    telling = any(word.casefold() not in _COMMON for word in form.split())
    if len(words) > 1 and telling:
        return f"(?i:{_BLANKS.join(words)})"
    return "|".join(_BLANKS.join(map(re.escape, each.split())) for each in (form, form.upper()))


def _list_forms(customer: str) -> Sequence[str]:
    """Return the forms of a name, longest first: whole, without its legal form, and its first word if that tells."""
    words = [word.strip(".,") for word in _WORDS.findall(customer)]
    while words and words[-1].casefold().replace(".", "") in _LEGAL:
        words.pop()
    if all(word.casefold() in _NOBODY for word in words):
        return ()
    whole = " ".join(customer.split())
    forms = [whole, " ".join(words)]
    if (
        len(words) > 1
        and len(words[0]) >= _LEAST_FIRST
        and words[0].casefold() not in _COMMON
        and words[0][:1].isupper()
    ):
        forms.append(words[0])
    kept = [form for form in dict.fromkeys(forms) if len(form) >= _LEAST and form.casefold() not in _COMMON]
    return sorted(kept, key=len, reverse=True)

"""Sub-processors, read from approved wording: who they are and what each is used for, as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct

from qbot.model.knowledge import Entry

_ITEM = r"[^,;()]+ \([^()]+\)"
_LIST = re.compile(rf"{_ITEM}(?:[,;] (?:and )?{_ITEM})+\.?")
_ONE = re.compile(r"\s*(?:and )?(?P<name>[^,;()]+) \((?P<use>[^()]+)\)")
_SENTENCE = re.compile(
    r"(?P<name>[^,;.]{2,80}?) is an? (?:[\w-]+ )?sub-?processor(?:,| that we use| we use)?\s+(?P<use>[^.;]+)\.?",
    re.IGNORECASE,
)
_JOINING = frozenset({"used", "for", "as", "the", "a", "our", "and"})


class Supplier(Struct, frozen=True):
    """A sub-processor, what it is used for, and the entries that say so."""

    name: str
    use: str
    entries: tuple[str, ...]


def read_suppliers(found: Sequence[Entry]) -> tuple[tuple[Supplier, ...], list[Entry]]:
    """Return the rows that the entries give, and the entries that say more than a row can.

    A row comes from a list ("Azure (hosting), Pendo (analytics)"), or from a sentence ("Pendo is a sub-processor, used
    for analytics"); a sentence that says no more than a row does has told it already.
    """
    rows: dict[str, Supplier] = {}
    rest: list[Entry] = []
    for entry in found:
        if _LIST.fullmatch(entry.answer.strip()):
            for hit in _ONE.finditer(entry.answer):
                _add(rows, hit, entry.id)
        else:
            rest.append(entry)
    more: list[Entry] = []
    for entry in rest:
        said = _SENTENCE.fullmatch(entry.answer.strip())
        if said is None or not _add(rows, said, entry.id):
            more.append(entry)
    return tuple(rows.values()), more


def _add(rows: dict[str, Supplier], hit: re.Match[str], entry: str) -> bool:
    """Add what was said to the row of its name; tell whether the row says all of it."""
    name, use = hit["name"].strip(), re.sub(r"^used (?:for|as) ", "", hit["use"].strip())
    known = rows.get(name.casefold())
    if known is None:
        rows[name.casefold()] = Supplier(name, use, (entry,))
        return True
    if not _find_words(use) <= _find_words(known.use):
        return False
    rows[name.casefold()] = Supplier(known.name, known.use, (*known.entries, entry))
    return True


def _find_words(text: str) -> set[str]:
    return set(re.findall(r"[\w-]+", text.casefold())) - _JOINING

"""Looking things up in the knowledge base by words, for a person who browses it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from msgspec import Struct

from qbot.model.knowledge import Entry

# How much a word counts by the field it is found in.
_WEIGHTS = (("id", 4), ("question", 3), ("phrasings", 2), ("topic", 2), ("section", 1), ("answer", 2), ("rest", 1))
_WORD = re.compile(r"[^\W_]+")


class FoundEntry(Struct, frozen=True):
    """An entry found, the sum of its weights, and the fields in which a word was found."""

    entry: Entry
    weight: int
    fields: tuple[str, ...]


def search_entries(entries: Iterable[Entry], words: str, *, limit: int = 20) -> tuple[FoundEntry, ...]:
    """Return the entries that hold every word or the beginning of one, those with the most weight first, then by id.

    Case and accents do not matter; a search without a word finds nothing.
    """
    wanted = _split(words)
    if not wanted:
        return ()
    found = (_weigh(entry, wanted) for entry in entries)
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.weight, one.entry.id)))[:limit]


def _weigh(entry: Entry, wanted: list[str]) -> FoundEntry | None:
    texts = {
        "id": entry.id,
        "question": entry.question,
        "phrasings": "\n".join(entry.phrasings),
        "topic": entry.topic,
        "section": entry.section,
        "answer": entry.answer,
        "rest": "\n".join(
            (*entry.frameworks, *entry.equivalent, entry.owner, entry.source.quote if entry.source else "")
        ),
    }
    weight = 0
    fields: list[str] = []
    missing = set(wanted)
    for name, worth in _WEIGHTS:
        words = _split(texts[name])
        hits = {word for word in wanted if any(one.startswith(word) for one in words)}
        if hits:
            fields.append(name)
            weight += worth * len(hits) + sum(word in words for word in hits)
            missing -= hits
    return None if missing else FoundEntry(entry, weight, tuple(fields))


def _split(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return _WORD.findall("".join(mark for mark in plain if not unicodedata.combining(mark)))

"""A knowledge base with what is found in it once and for all."""

from __future__ import annotations

from msgspec import Struct

from qbot.matching.index import Index
from qbot.model.knowledge import KnowledgeBase
from qbot.model.memory import NOTHING, Memory


class IndexedKnowledge(Struct, frozen=True):
    """A knowledge base and the index of its entries.

    With a memory, its approved answers are among both; the hash of the knowledge base stays that of its files.
    `language` holds the language of the entries, or None for an unsure one, and nothing where it was not looked for;
    without `references` no answer refers to a fact or a variable.
    """

    knowledge: KnowledgeBase
    index: Index
    memory: Memory = NOTHING
    language: tuple[str | None, ...] = ()
    references: bool = True

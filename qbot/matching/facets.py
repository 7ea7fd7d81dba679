"""Facets of a text: what it restricts itself to. Two texts that differ in a facet do not speak about the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from qbot.matching.facet_tables import ACTIVITIES, ACTORS, ASPECTS, OBJECTS, RIVALS, SCOPES, STATES
from qbot.matching.frameworks import find_frameworks
from qbot.matching.phrases import PhraseHit, PhraseTable, split_words
from qbot.matching.quantities import Quantity, find_quantities
from qbot.matching.questions_parts import Form, find_form


class Group(StrEnum):
    """The kinds of facets."""

    STATE = "state"
    ACTOR = "actor"
    OBJECT = "object"
    ACTIVITY = "activity"
    ASPECT = "aspect"
    SCOPE = "scope"


class Facets:
    """What a text restricts itself to; each set holds names of the facet tables, found when it is asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: dict[Group, frozenset[str]] | None = None

    @property
    def actors(self) -> frozenset[str]:
        """Who acts."""
        return self.of(Group.ACTOR)

    @property
    def objects(self) -> frozenset[str]:
        """The things that the text is about."""
        return self.of(Group.OBJECT)

    @property
    def activities(self) -> frozenset[str]:
        """What is done to them."""
        return self.of(Group.ACTIVITY)

    @property
    def scopes(self) -> frozenset[str]:
        """How far it reaches."""
        return self.of(Group.SCOPE)

    @property
    def frameworks(self) -> frozenset[str]:
        """The frameworks that it names."""
        return frozenset([mention.name for mention in find_frameworks(self._text)])

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The numbers with a unit that it names."""
        return find_quantities(self._text)

    @property
    def form(self) -> Form:
        """The way that it asks."""
        return find_form(self._text)

    def of(self, group: Group) -> frozenset[str]:
        """Return the facets of one group."""
        if self._found is None:
            hits = _find_hits(self._text)
            self._found = {one: frozenset([hit.name for hit in found]) for one, found in hits.items()}
        return self._found.get(group, _NONE)


class Contrast(Struct, frozen=True):
    """A facet that the question names and the entry does not. `rival` is the entry's own facet that is commonly
    mistaken for it (None: there is none)."""

    group: Group
    asked: str
    rival: str | None = None


_TABLES = {
    Group.STATE: PhraseTable(STATES),
    Group.ACTOR: PhraseTable(ACTORS),
    Group.OBJECT: PhraseTable(OBJECTS),
    Group.ACTIVITY: PhraseTable(ACTIVITIES),
    Group.ASPECT: PhraseTable(ASPECTS),
    Group.SCOPE: PhraseTable(SCOPES),
}
_NONE: frozenset[str] = frozenset()
_COMPARED = (Group.STATE, Group.OBJECT, Group.ACTIVITY, Group.ASPECT, Group.ACTOR)


@lru_cache(maxsize=8192)
def _find_hits(text: str) -> Mapping[Group, tuple[PhraseHit, ...]]:
    """Return the phrases of each group that has some in a text."""
    words = split_words(text)
    found = [(group, table.find(words)) for group, table in _TABLES.items()]
    return {group: tuple([hit for hit in hits if hit.name]) for group, hits in found if hits}


@lru_cache(maxsize=8192)
def find_facets(text: str) -> Facets:
    """Return the facets of a text, found by whole words."""
    return Facets(text)


@lru_cache(maxsize=8192)
def find_facet_words(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each facet of a text with the words that show it."""
    texts = split_words(text).texts
    return tuple([(hit.name, texts[hit.first : hit.last + 1]) for hits in _find_hits(text).values() for hit in hits])


@lru_cache(maxsize=64)  # by which texts they are of: the guards of one pair ask for the same
def find_contrasts(asked: Facets, said: Facets) -> tuple[Contrast, ...]:
    """Return the facets of the question that the entry lacks, in the order of groups and names."""
    lacking = [(group, asked.of(group) - said.of(group)) for group in _COMPARED if asked.of(group)]
    return tuple(
        [Contrast(group, name, _find_rival(name, asked, said)) for group, names in lacking for name in sorted(names)]
    )


def _find_rival(name: str, asked: Facets, said: Facets) -> str | None:
    for rivals in RIVALS:
        if name in rivals:
            others = {facet for group in _COMPARED for facet in said.of(group) - asked.of(group)} & rivals
            if others:
                return min(others)
    return None

"""Facets of a text: what it restricts itself to. Two texts that differ in a facet do not speak about the same thing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import attrgetter

from qbot.matching.directions import find_negators
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
    FRAMEWORK = "framework"


@dataclass(frozen=True, slots=True)
class Facets:
    """What a text restricts itself to; each set holds names of the facet tables. `form` is the way it asks."""

    states: frozenset[str]
    actors: frozenset[str]
    objects: frozenset[str]
    activities: frozenset[str]
    aspects: frozenset[str]
    scopes: frozenset[str]
    frameworks: frozenset[str]
    quantities: tuple[Quantity, ...]
    negators: tuple[str, ...]
    form: Form

    def of(self, group: Group) -> frozenset[str]:
        """Return the facets of one group."""
        found: frozenset[str] = _READ[group](self)
        return found


@dataclass(frozen=True, slots=True)
class Contrast:
    """A facet that the question names and the entry does not. `rival` is the entry's own facet that is commonly
    mistaken for it (None: there is none)."""

    group: Group
    asked: str
    rival: str | None = None


_READ = {
    Group.STATE: attrgetter("states"),
    Group.ACTOR: attrgetter("actors"),
    Group.OBJECT: attrgetter("objects"),
    Group.ACTIVITY: attrgetter("activities"),
    Group.ASPECT: attrgetter("aspects"),
    Group.SCOPE: attrgetter("scopes"),
    Group.FRAMEWORK: attrgetter("frameworks"),
}
_TABLES = {
    Group.STATE: PhraseTable(STATES),
    Group.ACTOR: PhraseTable(ACTORS),
    Group.OBJECT: PhraseTable(OBJECTS),
    Group.ACTIVITY: PhraseTable(ACTIVITIES),
    Group.ASPECT: PhraseTable(ASPECTS),
    Group.SCOPE: PhraseTable(SCOPES),
}
_COMPARED = (Group.STATE, Group.OBJECT, Group.ACTIVITY, Group.ASPECT, Group.ACTOR)


@lru_cache(maxsize=8192)
def _find_hits(text: str) -> Mapping[Group, tuple[PhraseHit, ...]]:
    """Return the phrases of each group that stand in a text."""
    words = split_words(text)
    return {group: tuple([hit for hit in table.find(words) if hit.name]) for group, table in _TABLES.items()}


@lru_cache(maxsize=8192)
def find_facets(text: str) -> Facets:
    """Return the facets of a text, found by whole words."""
    found = {group: frozenset([hit.name for hit in hits]) for group, hits in _find_hits(text).items()}
    return Facets(
        states=found[Group.STATE],
        actors=found[Group.ACTOR],
        objects=found[Group.OBJECT],
        activities=found[Group.ACTIVITY],
        aspects=found[Group.ASPECT],
        scopes=found[Group.SCOPE],
        frameworks=frozenset(mention.name for mention in find_frameworks(text)),
        quantities=find_quantities(text),
        negators=find_negators(text),
        form=find_form(text),
    )


@lru_cache(maxsize=8192)
def find_facet_words(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return each facet of a text with the words that show it."""
    texts = split_words(text).texts
    return tuple([(hit.name, texts[hit.first : hit.last + 1]) for hits in _find_hits(text).values() for hit in hits])


def find_contrasts(asked: Facets, said: Facets) -> tuple[Contrast, ...]:
    """Return the facets of the question that the entry lacks, in the order of groups and names."""
    return tuple(
        Contrast(group, name, _find_rival(name, asked, said))
        for group in _COMPARED
        for name in sorted(asked.of(group) - said.of(group))
    )


def _find_rival(name: str, asked: Facets, said: Facets) -> str | None:
    for rivals in RIVALS:
        if name in rivals:
            others = {facet for group in _COMPARED for facet in said.of(group) - asked.of(group)} & rivals
            if others:
                return min(others)
    return None

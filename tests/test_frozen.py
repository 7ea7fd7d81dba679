"""The quick dataclass is told apart from the standard one by nothing but the time that it takes to make."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any

import pytest

from qbot.frozen import dataclass


@dataclass(frozen=True, slots=True)
class Quick:
    name: str
    many: tuple[int, ...] = ()
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class Plain:
    name: str
    many: tuple[int, ...] = ()
    facts: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Single:
    only: int


@dataclass(frozen=True, slots=True)
class Longer(Single):
    more: int = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class Named(Single):
    more: int
    rest: int = 5


@dataclass(frozen=True, slots=True)
class Empty:
    """Holds nothing."""


@dataclass(frozen=True, slots=True)
class OwnWays:
    only: int
    other: int

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWays) and self.only == other.only

    def __hash__(self) -> int:
        return self.only

    def __repr__(self) -> str:
        return "mine"


@dataclass(slots=True)
class Open:
    only: int


KINDS: tuple[Any, ...] = (Quick, Plain)  # Any: two classes of one shape


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_made_by_place_and_by_name(kind: Any) -> None:
    made = kind("a", facts={"b": "c"})
    assert (made.name, made.many, made.facts) == ("a", (), {"b": "c"})
    assert kind(name="a", many=(1,)) == kind("a", (1,), {})
    assert kind("a").facts is not kind("a").facts


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(("given", "named"), [((), {}), (("a", (), {}, 1), {}), (("a",), {"odd": 1})])
def test_values_that_do_not_fit_are_refused(kind: Any, given: tuple[object, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError):
        kind(*given, **named)


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_set_or_deleted_afterwards(kind: Any) -> None:
    made = kind("a")
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot assign to field 'name'"):
        made.name = "b"
    with pytest.raises(dataclasses.FrozenInstanceError, match="cannot delete field 'name'"):
        del made.name
    assert made == kind("a")
    assert not hasattr(made, "__dict__")


@pytest.mark.parametrize("kind", KINDS)
def test_values_are_copied_changed_and_pickled(kind: Any) -> None:
    made = kind("a", (1, 2), {"b": "c"})
    assert dataclasses.replace(made, name="b") == kind("b", (1, 2), {"b": "c"})
    assert dataclasses.asdict(made) == {"name": "a", "many": (1, 2), "facts": {"b": "c"}}
    assert copy.copy(made) == made
    assert copy.deepcopy(made) == made
    assert pickle.loads(pickle.dumps(made)) == made


def test_text_and_hash_are_those_of_the_standard() -> None:
    assert repr(Quick("a", (1,))) == repr(Plain("a", (1,))).replace("Plain", "Quick")
    assert hash(Longer(1, 2)) == hash((1, 2))
    assert hash(Single(1)) == hash((1,))
    assert hash(Empty()) == hash(())
    with pytest.raises(TypeError):
        hash(Quick("a"))  # a dict has none


def test_equal_are_only_values_of_one_class() -> None:
    assert Single(1) == Single(1)
    assert Single(1) != Single(2)
    other: object = Plain("a")
    assert Quick("a") != other
    assert Longer(1) != Single(1)
    assert Empty() == Empty()


def test_a_class_adds_to_the_fields_of_its_base() -> None:
    assert (Longer(1).only, Longer(1).more, Longer(1, 2).more) == (1, 7, 2)
    assert repr(Longer(1)) == "Longer(only=1, more=7)"


def test_fields_that_are_given_by_name_alone_stand_behind_the_others() -> None:
    made = Named(1, more=2)
    assert (made.only, made.more, made.rest) == (1, 2, 5)
    with pytest.raises(TypeError):
        Named(1, 2)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Named(1)  # type: ignore[call-arg]


def test_what_a_class_says_itself_is_kept() -> None:
    assert OwnWays(1, 2) == OwnWays(1, 3)
    assert hash(OwnWays(5, 2)) == 5
    assert repr(OwnWays(1, 2)) == "mine"


def test_a_class_that_may_change_is_the_standards() -> None:
    made = Open(1)
    made.only = 2
    assert made == Open(2)

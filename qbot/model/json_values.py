"""Values of the model as JSON values and back: how a child process answers, and how the store keeps what was read."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache

_Kind = typing.TypeVar("_Kind")
_Reader = Callable[[object], object]
_PLAIN = frozenset({str, int, float, bool, type(None)})


def encode(value: object, *, brief: bool = False) -> object:
    """Return a value of the model as JSON values; `brief`: without the defaults, which `decode` fills in."""
    kind: object = type(value)
    if kind in _PLAIN:
        return value
    if defaults := _list_fields(kind):
        return {
            name: encode(one, brief=brief)
            for name, default in defaults
            if (one := getattr(value, name)) is not default or not brief
        }
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [encode(one, brief=brief) for one in value]
    if isinstance(value, dict):
        return {str(key): encode(one, brief=brief) for key, one in value.items()}
    return value


def decode(kind: type[_Kind], value: object) -> _Kind:
    """Return JSON values as a dataclass of the model, checked against its types; ValueError where they do not fit."""
    return typing.cast(_Kind, _make_reader(typing.cast(object, kind))(value))


@lru_cache(maxsize=256)
def _list_fields(kind: object) -> tuple[tuple[str, object], ...]:
    """Return the fields of a dataclass with their defaults, MISSING where one has none."""
    return tuple((field.name, field.default) for field in fields(kind)) if is_dataclass(kind) else ()


@lru_cache(maxsize=256)
def _make_reader(kind: object) -> _Reader:
    """Return the function that reads values of one type; it is made once, a file has thousands of them."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        inner = _make_reader(next(one for one in arguments if one is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin in (tuple, frozenset):
        return _read_sequences(kind, origin, _make_reader(arguments[0]))
    if origin is not None and len(arguments) == 2:
        return _read_mappings(kind, *map(_make_reader, arguments))
    if isinstance(kind, type) and is_dataclass(kind):
        return _read_classes(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    return _read_plain(kind)


def _read_sequences(kind: object, origin: Callable[[list[object]], object], inner: _Reader) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, list):
            raise _refuse_value(kind, value)
        return origin([inner(one) for one in value])

    return read


def _read_mappings(kind: object, read_key: _Reader, inner: _Reader) -> _Reader:
    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise _refuse_value(kind, value)
        return {read_key(key): inner(one) for key, one in value.items()}

    return read


def _read_classes(kind: type) -> _Reader:
    readers = {name: _make_reader(hint) for name, hint in typing.get_type_hints(kind).items()}

    def read(value: object) -> object:
        if not isinstance(value, dict):
            raise _refuse_value(kind, value)
        return kind(**{name: readers[name](one) for name, one in value.items() if name in readers})

    return read


def _read_plain(kind: object) -> _Reader:
    def read(value: object) -> object:
        if kind is float and isinstance(value, int):
            return float(value)
        if isinstance(kind, type) and isinstance(value, kind):
            return value
        raise _refuse_value(kind, value)

    return read


def _refuse_value(kind: object, value: object) -> ValueError:
    return ValueError(f"{value!r} is no {kind}")

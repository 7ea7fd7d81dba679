"""`dataclass(frozen=True, slots=True)`, made in a tenth of the time: a short command makes a hundred such classes.

The standard decorator compiles six functions for each class. Here equality, hash, text and refusal to change are the
same functions for all, and `__init__` is compiled when the first value is made. Any other dataclass is the standard's.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    from functools import partial
    from operator import attrgetter

    def dataclass(*, frozen=False, slots=False, kw_only=False, **others):
        """Return the decorator that makes a class a dataclass, as `dataclasses.dataclass` does."""
        if not (frozen and slots) or others:
            return dataclasses.dataclass(frozen=frozen, slots=slots, kw_only=kw_only, **others)
        return partial(_make_frozen, kw_only=kw_only)

    def _make_frozen(kind, *, kw_only):
        kind.__doc__ = kind.__doc__ or kind.__name__  # in place of a signature, which takes as long as all else
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(kind)
        names = tuple(field.name for field in dataclasses.fields(made))
        read = attrgetter(*names) if len(names) > 1 else lambda value: tuple(getattr(value, name) for name in names)

        def begin(self, *given, **named):
            made.__init__ = _compile_init(made)
            made.__init__(self, *given, **named)

        def equals(self, other):
            return read(self) == read(other) if other.__class__ is self.__class__ else NotImplemented

        def tell(self):
            told = ", ".join(f"{name}={value!r}" for name, value in zip(names, read(self), strict=True))
            return f"{self.__class__.__qualname__}({told})"

        def keep(self):
            return read(self)

        def restore(self, state):
            for name, value in zip(names, state, strict=True):
                object.__setattr__(self, name, value)

        ready = {"__init__": begin, "__eq__": equals, "__hash__": lambda self: hash(read(self)), "__repr__": tell}
        own = vars(kind)
        for name, function in ready.items():
            if own.get(name) is None:  # a class that says what is equal, and not its hash, has None for that
                setattr(made, name, function)
        made.__getstate__, made.__setstate__ = keep, restore
        made.__setattr__, made.__delattr__ = _refuse_to_set, _refuse_to_delete
        return made

    def _compile_init(kind):
        """Return the `__init__` of a class, which sets each field by what its slot is set with."""
        known, heads, named, lines = {"_missing": dataclasses.MISSING}, ["self"], ["*"], []
        for field in dataclasses.fields(kind):
            name = field.name
            known[f"_set_{name}"] = getattr(kind, name).__set__
            head, value = name, name
            if field.default is not dataclasses.MISSING:
                known[f"_default_{name}"], head = field.default, f"{name}=_default_{name}"
            elif field.default_factory is not dataclasses.MISSING:
                known[f"_make_{name}"], head = field.default_factory, f"{name}=_missing"
                value = f"_make_{name}() if {name} is _missing else {name}"
            (named if field.kw_only else heads).append(head)
            lines.append(f"  _set_{name}(self, {value})\n")
        heads += named if len(named) > 1 else ()
        source = f"def make({', '.join(known)}):\n def __init__({', '.join(heads)}):\n{''.join(lines) or '  pass'}"
        place = {}
        exec(f"{source}\n return __init__", place)
        made = place["make"](**known)
        made.__qualname__ = f"{kind.__qualname__}.__init__"
        return made

    def _refuse_to_set(self, name, value):
        raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")

    def _refuse_to_delete(self, name):
        raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")

"""What one column of a table was taken for."""

from __future__ import annotations

from msgspec import Struct

MIRROR = "mirror"


class Column(Struct, frozen=True):
    """What a column was taken for, its heading, and why.

    `mark` is the meaning of a column that takes an X, or one of `letters` where the sheet explains some: R, A, C and I.
    """

    role: str
    heading: str
    why: str
    mark: str | None = None
    letters: tuple[str, ...] = ()

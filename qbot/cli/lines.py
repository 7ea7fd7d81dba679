"""Lines of text for the terminal, wrapped at words: what has no table does not wait for rich, which takes 40 ms.

Texts come from customers' files: control characters are taken out.
"""

from __future__ import annotations

import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator

import click
from msgspec import Struct

_LEAST, _USUAL = 80, 120
_WORD = re.compile(r"\s*\S+\s*")


class Lines(Struct, frozen=True):
    """What prints on standard output, so many characters wide."""

    width: int

    def print_line(self, text: str = "") -> None:
        """Print a cleaned text, or an empty line."""
        self._wrap(clean_line(text))

    def print_title(self, text: str) -> None:
        """Print a heading with a blank line before it."""
        self.print_line()
        click.echo(click.style(text, bold=True))

    def print_list(self, texts: Iterable[str]) -> None:
        """Print cleaned texts with a dash before each."""
        for text in texts:
            self._wrap(f"  - {clean_line(text)}")

    def _wrap(self, text: str) -> None:
        for line in wrap_words(text, self.width):
            click.echo(line)


def open_lines() -> Lines:
    """Return what prints as wide as the terminal, and never narrower than 80 characters."""
    width = shutil.get_terminal_size((_LEAST, 25)).columns
    return Lines(width if width >= _LEAST and sys.stdout.isatty() else max(width, _USUAL))


def clean_line(text: str, *, limit: int = 0) -> str:
    """Return the text on one line, without control characters, cut to `limit` characters (0: whole)."""
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    line = " ".join(text.split())
    return line[: limit - 1].rstrip() + "…" if limit and len(line) > limit else line


def count(number: int, one: str, many: str | None = None) -> str:
    """Return the number with its noun: `1 question`, `3 questions`."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def wrap_words(text: str, width: int) -> Iterator[str]:
    """Yield the lines of a text, broken before words that have no room; a word wider than a line is cut."""
    line, room = "", width
    for word in _split(text, width):
        bare = word.rstrip()
        if line and measure(bare) > room:
            yield _trim(line, width)
            line, room = "", width
        line += word
        room -= measure(word)
    yield _trim(line, width)


def _split(text: str, width: int) -> Iterator[str]:
    """Yield the words of a text with the blanks around them; one that is wider than a line in pieces."""
    for word in _WORD.findall(text):
        piece, taken = "", 0
        for letter in word if measure(word.rstrip()) > width else ():
            if taken + measure(letter) > width:
                yield piece
                piece, taken = "", 0
            piece += letter
            taken += measure(letter)
        yield piece or word


def _trim(line: str, width: int) -> str:
    """Return a line without the blanks that stand beyond its end."""
    return line if measure(line) <= width else line.rstrip()


def measure(text: str) -> int:
    """Return how many columns a text takes: East Asian letters two, marks over other letters none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )

"""Texts that somebody typed into one line, checked before they are kept."""

from __future__ import annotations

import re
import unicodedata

from qbot.workflow.refusals import RefusedError

_ADDRESS = re.compile(r"[^@\s<>()\[\],;:\\\"?&#%]{1,64}@(?:[A-Za-z0-9-]{1,63}\.)+[A-Za-z]{2,63}")


def read_line(text: str, name: str, *, most: int, needed: bool = True) -> str:
    """Return a text as one line; RefusedError where it is empty, too long or cannot be printed."""
    plain = " ".join(text.split())
    if any(unicodedata.category(mark) in ("Cc", "Cf", "Cs", "Co") for mark in plain):
        raise RefusedError(f"The {name} has a character that cannot be printed. Type it again")
    if needed and not plain:
        raise RefusedError(f"The {name} is missing. Fill it in")
    if len(plain) > most:
        raise RefusedError(f"The {name} is longer than {most} characters. Shorten it")
    return plain


def read_address(text: str) -> str:
    """Return an e-mail address; RefusedError where it is none."""
    plain = read_line(text, "e-mail address", most=200)
    if not _ADDRESS.fullmatch(plain):
        raise RefusedError(f"“{plain[:60]}” is no e-mail address, such as jo@example.com")
    return plain


def read_paragraphs(text: str, name: str, *, most: int) -> str:
    """Return a text with its lines; RefusedError where it is empty, too long or cannot be printed."""
    lines = [read_line(line, name, most=most, needed=False) for line in text.splitlines()]
    plain = "\n".join(lines).strip()
    if not plain:
        raise RefusedError(f"The {name} is missing. Fill it in")
    if len(plain) > most:
        raise RefusedError(f"The {name} is longer than {most} characters. Shorten it")
    return plain

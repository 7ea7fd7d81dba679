"""Letters that a reviewer may send: the address that opens one in the mail program; qbot itself sends none."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote

_LONGEST = 1_200  # some programs cut an address off after 2,000 characters


def write_to_owner(entry: Mapping[str, str]) -> str:
    """Return the address of a letter that asks the owner of an entry what the entry was marked with."""
    owner = entry["owner"]
    _, _, asked = entry["asked"].partition(": ")
    subject = f"Does this still hold? {entry['question'] or entry['id']}"
    lines = [
        f"Hello {owner}," if owner and "@" not in owner else "Hello,",
        "",
        asked or "Does what we tell our customers here still hold?",
        "",
        *([f"Question: {entry['question']}"] if entry["question"] else []),
        f"Our answer: {_shorten(entry['answer'], _LONGEST // 2)}",
        f"Entry: {entry['id']}",
        "",
        "If it does not hold: what does, since when, and where is it written?",
    ]
    return write_letter(to=owner if "@" in owner else "", subject=subject, text="\r\n".join(lines))


def write_letter(*, to: str, subject: str, text: str) -> str:
    """Return the address that opens a letter in the mail program."""
    told = f"subject={quote(_shorten(subject, 150), safe='')}&body={quote(_shorten(text, _LONGEST), safe='')}"
    return f"mailto:{quote(to, safe='@')}?{told}"


def _shorten(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"

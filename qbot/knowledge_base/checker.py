"""Reading values out of a tree while gathering every mistake with its line."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from qbot.knowledge_base.mistakes import Mistake
from qbot.knowledge_base.nodes import Node

MOST_DAYS = 100_000
Choice = TypeVar("Choice", bound=StrEnum)


class Checker:
    """Reads the keys of one mapping; what is wrong is added to `mistakes`, and an empty value comes back for it."""

    def __init__(self, node: Node, file: str, mistakes: list[Mistake], *, name: str) -> None:
        self._node = node
        self._file = file
        self._mistakes = mistakes
        self._name = name
        self._values = node.value if isinstance(node.value, dict) else {}
        if not isinstance(node.value, dict):
            self.report(node.line, f"{name} is not a set of keys", "Write `key: value` lines")

    @property
    def is_mapping(self) -> bool:
        """Whether there are keys to read at all."""
        return isinstance(self._node.value, dict)

    def report(self, line: int, what: str, remedy: str) -> None:
        """Add a mistake."""
        self._mistakes.append(Mistake(self._file, line, what, remedy))

    def find_line(self, key: str) -> int:
        """Return the line of a key, or the line of the mapping where the key is not there."""
        return self._values[key].line if key in self._values else self._node.line

    def allow(self, keys: Sequence[str]) -> None:
        """Report every key that is not among `keys`, with the nearest that is."""
        for key, node in self._values.items():
            if key not in keys:
                self.report(node.line, f"{self._name} has the unknown key “{key}”", _suggest(key, keys))

    def require(self, keys: Sequence[str]) -> None:
        """Report every key that is missing or empty; nothing where there are no keys at all."""
        for key in keys if self.is_mapping else ():
            if key not in self._values:
                self.report(self._node.line, f"{self._name} has no “{key}”", f"Add a line `{key}: …`")
            elif self._values[key].value in ("", [], {}):
                self.report(self._values[key].line, f"“{key}” of {self._name} is empty", "Write it after the colon")

    def read_text(self, key: str) -> str:
        """Return a text without white space around it."""
        node = self._values.get(key)
        if node is None:
            return ""
        if isinstance(node.value, str):
            return self._check_text(node.value.strip(), key, node.line)
        self.report(node.line, f"“{key}” of {self._name} is not a text", f"Write `{key}: some text` on one line")
        return ""

    def read_texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        node = self._values.get(key)
        if node is None or node.value in ("", {}):
            return ()
        if isinstance(node.value, str):
            return (node.value.strip(),)
        texts = []
        for item in node.value if isinstance(node.value, list) else ():
            if not isinstance(item.value, str) or not item.value.strip():
                self.report(item.line, f"“{key}” of {self._name} holds more than texts", "Write `- some text`")
                continue
            texts.append(self._check_text(item.value.strip(), key, item.line))
        if isinstance(node.value, dict):
            self.report(node.line, f"“{key}” of {self._name} is not a list", f"Write `{key}: [one, two]`")
        return tuple(texts)

    def read_mapping(self, key: str) -> dict[str, str]:
        """Return keys with texts."""
        node = self._values.get(key)
        if node is None or node.value in ("", []):
            return {}
        if not isinstance(node.value, dict):
            self.report(node.line, f"“{key}” of {self._name} is not a set of keys", "Write `name: text` lines below it")
            return {}
        wrong = [(name, item.line) for name, item in node.value.items() if not isinstance(item.value, str)]
        for name, line in wrong:
            self.report(line, f"“{name}” in “{key}” of {self._name} is not a text", f"Write `{name}: some text`")
        return {name: item.value for name, item in node.value.items() if isinstance(item.value, str)}

    def read_date(self, key: str) -> date | None:
        """Return a day written as 2026-10-01."""
        text = self.read_text(key)
        if not text:
            return None
        try:
            if len(text) != 10:
                raise ValueError(text)
            return date.fromisoformat(text)
        except ValueError:
            self.report(self.find_line(key), f"“{key}” of {self._name} is no day: “{text}”", "Write it as 2026-10-01")
            return None

    def read_days(self, key: str) -> int | None:
        """Return a number of days, at least 1."""
        text = self.read_text(key)
        if not text:
            return None
        if text.isascii() and text.isdigit() and 0 < int(text) < MOST_DAYS:
            return int(text)
        what = f"“{key}” of {self._name} is no number of days: “{text}”"
        self.report(self.find_line(key), what, "Write a whole number such as 90")
        return None

    def read_choice(self, key: str, choices: type[Choice]) -> Choice | None:
        """Return one of an enumeration's values."""
        text = self.read_text(key)
        if not text:
            return None
        names = [choice.value for choice in choices]
        if text in names:
            return choices(text)
        what = f"“{key}” of {self._name} is “{text}”"
        self.report(self.find_line(key), what, _suggest(text, names))
        return None

    def open_mapping(self, key: str) -> Checker | None:
        """Return a reader of the mapping under a key, or None where there is nothing."""
        node = self._values.get(key)
        if node is None or node.value in ("", [], {}):
            return None
        return Checker(node, self._file, self._mistakes, name=f"“{key}” of {self._name}")

    def open_list(self, key: str) -> list[Checker]:
        """Return a reader for each mapping of the list under a key."""
        node = self._values.get(key)
        if node is None or node.value in ("", {}):
            return []
        if not isinstance(node.value, list):
            self.report(node.line, f"“{key}” of {self._name} is not a list", "Begin each of its parts with `- `")
            return []
        return [Checker(item, self._file, self._mistakes, name=f"“{key}” of {self._name}") for item in node.value]

    def _check_text(self, text: str, key: str, line: int) -> str:
        if any(0xD800 <= ord(mark) <= 0xDFFF for mark in text):
            self.report(line, f"“{key}” of {self._name} holds half a character (a lone surrogate)", "Delete it")
            return ""
        return text


def _suggest(word: str, words: Collection[str]) -> str:
    near = difflib.get_close_matches(word.casefold(), words, n=1, cutoff=0.6)
    return f"Did you mean “{near[0]}”?" if near else f"Use one of: {', '.join(words)}"

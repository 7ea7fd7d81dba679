"""One row of an import, a line of JSON or of a table, as an entry."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from msgspec import Struct, field

from qbot.knowledge_base.checker import MOST_DAYS
from qbot.knowledge_base.schema import LONGEST_ID
from qbot.knowledge_base.verdicts import read_bare_verdict, read_leading_verdict, read_stance
from qbot.model.knowledge import Conflict, Disclosure, Entry, EntryKind, Scope, Source, Stance

Value = TypeVar("Value")

# Keys that become something; all others are kept as notes.
ROW_KEYS = frozenset({
    *("id", "kind", "question", "phrasings", "answer", "short_answer", "comment", "section", "topic", "stance"),
    *("frameworks", "equivalent", "source", "disclosure", "owner", "reviewed_on", "review_every", "valid_until"),
    *("ownership", "customer_responsibility", "scope", "product", "region", "attachments", "conflicts", "facts"),
    "notes",
})  # fmt: skip
_OWN_KEYS = frozenset({"id", "kind", "answer"})
_SEPARATORS = re.compile(r"\s*[;\n|]\s*|\s*,\s+")
_NOTHING = re.compile(r"[\W_]*")


class RowReader(Struct):
    """Turns the values of one row into an entry; what could not be used becomes a note and a warning.

    A row of qbot's own export, which has an id, a kind and no key but an entry's, is taken to the letter.
    """

    file: str
    place: str
    values: Mapping[str, object]
    warnings: list[str] = field(default_factory=list)
    _notes: dict[str, str] = field(default_factory=dict)

    def read(self) -> Entry | None:
        """Return the entry, or None where the row has neither an answer nor a comment."""
        answer, comment = self._text("answer"), self._text("comment")
        if not _says_something(answer) and not _says_something(comment) and not (self.is_own and answer):
            return None
        question = self._text("question")
        self._keep_notes()
        stance, text, short = self._read_answer(answer, comment)
        return Entry(
            id=self._read_id()
            or (_make_id(self._text("section"), question) if question else _make_id(answer, comment)),
            kind=self._read_kind() if question else EntryKind.FACT,
            answer=text,
            question=question,
            phrasings=self._texts("phrasings"),
            stance=stance,
            short_answer=self._text("short_answer") or short,
            ownership=self._text("ownership"),
            customer_responsibility=self._text("customer_responsibility"),
            topic=self._text("topic"),
            section=self._text("section"),
            scope=self._read_scope(),
            frameworks=self._texts("frameworks"),
            equivalent=self._texts("equivalent"),
            disclosure=self._parse("disclosure", Disclosure) or Disclosure.INTERNAL,
            source=self._read_source(),
            owner=self._text("owner"),
            reviewed_on=self._parse("reviewed_on", date.fromisoformat),
            review_every=self._parse("review_every", _parse_days),
            valid_until=self._parse("valid_until", date.fromisoformat),
            attachments=self._texts("attachments"),
            conflicts=self._read_conflicts(),
            facts=self._read_facts(),
            notes=self._notes,
        )

    @property
    def is_own(self) -> bool:
        """Whether the row is one of qbot's own export."""
        return self.values.keys() >= _OWN_KEYS and self.values.keys() <= ROW_KEYS - {"comment"}

    def _read_kind(self) -> EntryKind:
        """Return the kind of a row with a question; whoever declares a stance has approved the wording for reuse."""
        declared = EntryKind.FAQ if self._text("stance") else EntryKind.PAST_ANSWER
        return self._parse("kind", EntryKind) or declared

    def _read_answer(self, answer: str, comment: str) -> tuple[Stance | None, str, str]:
        """Return the stance, the text and the short text of an answer with its comment."""
        declared = self._parse("stance", _parse_stance)
        if self.is_own:
            return declared, answer, ""
        bare = read_bare_verdict(answer)
        if bare is not None:
            text, short = comment or answer, ""
        elif _says_something(answer) and comment and comment not in answer:
            text, short = f"{answer}\n{comment}", answer
        else:
            text, short = (answer if _says_something(answer) else comment), ""
        said = bare or read_leading_verdict(answer)
        if declared and bare and declared is not bare:
            self.warnings.append(
                f"{self._where}: stance is “{declared.value}”, but the answer is “{answer}”; the stance was taken"
            )
        return declared or said, text, short

    @property
    def _where(self) -> str:
        return f"{self.file}, {self.place}"

    def _text(self, key: str) -> str:
        value = self.values.get(key)
        if value is None:
            return ""
        if isinstance(value, bool):
            return "Yes" if value else "No"
        if isinstance(value, dict):
            return _format(value) if value else ""
        if isinstance(value, list):
            return "\n".join(_format(item) for item in value).strip()
        return str(value).strip()

    def _texts(self, key: str) -> tuple[str, ...]:
        value = self.values.get(key)
        if isinstance(value, str) and self.is_own:
            return read_list(value)
        if isinstance(value, str):
            parts = [value] if key == "phrasings" and "\n" not in value else _SEPARATORS.split(value)
            return tuple(part.strip() for part in parts if part.strip())
        if isinstance(value, list):
            return tuple(_format(item).strip() for item in value if _format(item).strip())
        text = self._text(key)
        return (text,) if text else ()

    def _parse(self, key: str, parse: Callable[[str], Value]) -> Value | None:
        text = self._text(key)
        if not text:
            return None
        try:
            return parse(text if key == "stance" else text.casefold())
        except ValueError:
            self.warnings.append(f"{self._where}: {key} “{text}” is not known and was kept as a note")
            self._notes[key] = text
            return None

    def _read_source(self) -> Source | None:
        value = self.values.get("source")
        if isinstance(value, dict):
            named = {key: _format(value.get(key)).strip() for key in ("document", "place", "quote")}
            if named["document"]:
                return Source(named["document"], named["place"], named["quote"])
        text = self._text("source")
        if self.is_own and not text:
            return None
        return Source(text) if text else Source(self.file, self.place)

    def _read_scope(self) -> Scope:
        value = self.values.get("scope")
        if not isinstance(value, dict):
            text = self._text("scope")
            if text:
                self._notes["scope"] = text
            return Scope(self._texts("product"), self._texts("region"))
        if self.is_own:
            return Scope(*(_read_names(value.get(key)) for key in ("products", "regions")))
        inner = RowReader(self.file, self.place, value)
        return Scope(inner._texts("products"), inner._texts("regions"))

    def _read_id(self) -> str:
        """Return the row's own id on one line; one that is too long becomes a note, and the row gets another."""
        name = " ".join(self._text("id").split())
        if len(name) <= LONGEST_ID and name.isprintable():
            return name
        self.warnings.append(f"{self._where}: the id is longer than {LONGEST_ID} characters or cannot be printed")
        self._notes["id"] = name
        return ""

    def _read_conflicts(self) -> tuple[Conflict, ...]:
        value = self.values.get("conflicts")
        pairs = [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
        found = [Conflict(_format(item.get("entry")).strip(), _format(item.get("reason")).strip()) for item in pairs]
        return tuple(conflict for conflict in found if conflict.entry and conflict.reason)

    def _read_facts(self) -> dict[str, str]:
        value = self.values.get("facts")
        named = value.items() if isinstance(value, dict) else ()
        return {str(name)[:LONGEST_ID]: _format(words).strip() for name, words in named if _format(words).strip()}

    def _keep_notes(self) -> None:
        notes = self.values.get("notes")
        if isinstance(notes, dict):
            self._notes.update({str(key)[:LONGEST_ID]: _format(value) for key, value in notes.items()})
        elif self._text("notes"):
            self._notes["notes"] = self._text("notes")
        for key, value in self.values.items():
            if key not in ROW_KEYS and value not in (None, "", [], {}):
                self._notes[key[:LONGEST_ID]] = _format(value)


def read_list(text: str) -> tuple[str, ...]:
    """Return the texts of a cell of qbot's own export: one a line or, where one holds more lines, as a JSON list."""
    if text.startswith("["):
        try:
            value: object = json.loads(text)
        except (ValueError, RecursionError):
            value = None
        if isinstance(value, list):
            return _read_names(value)
    return tuple(line.strip() for line in text.split("\n") if line.strip())


def _read_names(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return read_list(value)
    return tuple(_format(item).strip() for item in value if _format(item).strip()) if isinstance(value, list) else ()


def _says_something(text: str) -> bool:
    return not _NOTHING.fullmatch(text)


def _make_id(*texts: str) -> str:
    """Return an id that depends on the words alone; that of a question stays when its answer changes."""
    digest = hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()
    return f"row-{digest[:12]}"


def _parse_stance(text: str) -> Stance:
    stance = read_stance(text)
    if stance is None:
        raise ValueError(text)
    return stance


def _parse_days(text: str) -> int:
    days = int(text)
    if not 0 < days < MOST_DAYS:
        raise ValueError(text)
    return days


def _format(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, sort_keys=True)

"""What a careful person sees in a sample: written down while the sample is made, never from what qbot reads."""

from __future__ import annotations

import json

from msgspec import Struct, field

ANY = "*"  # a careful person could read this one way or the other


class Slot(Struct, frozen=True):
    """A cell for an answer: its role, the texts it allows in order, its meaning in "X in one of these columns"."""

    role: str
    cell: str
    options: tuple[str, ...] = ()
    label: str | None = None
    new: bool = False
    current: str | None = None


class Asked(Struct, frozen=True):
    """A question as a person reads it. `optional`: a reader may list it or not (label-and-blank fields elsewhere)."""

    sheet: str
    cell: str
    text: str
    slots: tuple[Slot, ...]
    ref: str | None = None
    section: tuple[str, ...] = ()
    kind: str = "question"
    state: str = "open"
    parent: str | None = None
    gate: str | None = None
    optional: bool = False


class Passed(Struct, frozen=True):
    """A cell with words that is not a question. `reason` is empty where the contract names none."""

    sheet: str
    cell: str
    text: str
    reason: str = ""


class Reading(Struct):
    """All that is to be seen in one sample: the role of each sheet, the questions, and notable cells passed over.

    An empty role stands for any role but `questions`.
    """

    roles: dict[str, str] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    passed: list[Passed] = field(default_factory=list)

    def lines(self) -> str:
        """Return the reading as JSON lines."""
        rows: list[dict[str, object]] = [{"sheet": name, "role": role} for name, role in self.roles.items()]
        rows += [_describe(question) for question in self.asked]
        rows += [{"sheet": p.sheet, "cell": p.cell, "skipped": p.reason, "text": p.text} for p in self.passed]
        return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def _describe(question: Asked) -> dict[str, object]:
    row: dict[str, object] = {
        "sheet": question.sheet,
        "cell": question.cell,
        "text": question.text,
        "kind": question.kind,
        "ref": question.ref,
        "section": list(question.section),
        "state": question.state,
        "slots": [_describe_slot(slot) for slot in question.slots],
    }
    for key in ("parent", "gate", "optional"):
        if value := getattr(question, key):
            row[key] = value
    return row


def _describe_slot(slot: Slot) -> dict[str, object]:
    row: dict[str, object] = {"role": slot.role, "cell": slot.cell, "options": list(slot.options)}
    if slot.label is not None:
        row["label"] = slot.label
    if slot.current is not None:
        row["current"] = slot.current
    if slot.new:
        row["new"] = True
    return row


class Sample(Struct, frozen=True):
    """A finished file: its name, its bytes and its reading."""

    name: str
    data: bytes
    reading: Reading

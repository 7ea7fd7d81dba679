"""The layouts that customers send, drawn small: which cells ask, and where each answer goes: see forms.txt."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import ndiff
from pathlib import Path

import pytest
from drawing import Slots, draw, read_slots

from qbot.layout.reading import find_questions

FORMS: Mapping[str, str] = dict(
    part.split("\n", 1) for part in (Path(__file__).parent / "forms.txt").read_text(encoding="utf-8").split("## ")[1:]
)


@pytest.mark.parametrize("name", FORMS)
def test_a_form_is_read_as_drawn(name: str) -> None:
    drawing = draw(FORMS[name])
    reading = find_questions([drawing.grid])
    found = dict(read_slots(reading))
    if not any(drawing.expected.values()):
        assert all(slot.new for one in reading.questions for slot in one.slots)
        found = dict.fromkeys(found, ())
    assert write(found) == write(drawing.expected), explain(drawing.expected, found)
    kinds = {one.cell for one in reading.questions if one.kind.value == "identity"}
    assert drawing.identity <= kinds


def write(slots: Mapping[str, Slots]) -> list[str]:
    """Return one line a question; the score of two is an answer as well."""
    return sorted(
        f"{cell}: {', '.join(f'{role} {where} {list(options)}' for role, where, options in found)}".replace(
            "score", "answer"
        )
        for cell, found in slots.items()
    )


def explain(expected: Mapping[str, Slots], found: Mapping[str, Slots]) -> str:
    """Return the differences, a line each."""
    return "\n" + "\n".join(line for line in ndiff(write(expected), write(found)) if line[0] in "+-")

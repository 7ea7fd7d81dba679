"""Answers in running text: on the line, on the blank, in the box; every other character stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from qbot.model.filling import CellValue
from qbot.model.questionnaire import AnswerSlot, Question, Questionnaire, SlotRole
from qbot.workbook.flat_fill import fill_flat, verify_flat

TEXT = (
    "Security questions\r\n\r\n1. Do you keep logs?\r\nAnswer:\r\n2. Who is in charge? ________ (name)\r\n"
    "3. Are backups tested?\r\n[ ] Yes [ ] No\r\n\r\n4. Anything else? "
)
BOXES = ("Yes", "No")


def value(cell: str, text: str, options: tuple[str, ...] = ()) -> CellValue:
    return CellValue("", cell, text, question_cell="A3", question="Do you keep logs?", options=options)


def prove(source: Path, target: Path, *values: CellValue, meant: bool = True) -> list[str]:
    slots = tuple(AnswerSlot(SlotRole.ANSWER, one.cell, options=one.options) for one in values)
    questionnaire = Questionnaire("t.txt", "", "txt", questions=(Question("", "A3", "Do you keep logs?", slots=slots),))
    report = verify_flat(source, target, questionnaire=questionnaire, meant=values if meant else None)
    return [finding.text for finding in report.findings]


@pytest.mark.parametrize(
    ("one", "old", "new"),
    [
        (value("A4", "Yes, for a year"), "Answer:\r\n", "Answer: Yes, for a year\r\n"),
        (value("A5", "Ann Example"), "________", "Ann Example"),
        (value("A7", "No", BOXES), "[ ] No", "[X] No"),
        (value("A8", "Tested twice\na year"), "No\r\n\r\n4", "No\r\nTested twice a year\r\n4"),
        (value("A9", "=No"), "else? ", "else? =No"),
    ],
)
def test_a_line_gains_its_answer(tmp_path: Path, one: CellValue, old: str, new: str) -> None:
    source, target = tmp_path / "t.txt", tmp_path / "filled.txt"
    source.write_bytes(TEXT.encode())
    report = fill_flat(source, target, [one])
    assert report.refused == ()
    assert target.read_bytes().decode() == TEXT.replace(old, new, 1)
    assert prove(source, target, one) == []
    assert prove(source, target, one, meant=False) == []


@pytest.mark.parametrize(
    ("one", "reason"),
    [
        (value("A99", "x"), "the file has no such line"),
        (value("A7", "x"), "the line has boxes to tick and no place for words"),
        (value("A7", "Maybe", BOXES), "the text is none of the choices that the line offers"),
    ],
)
def test_refusals_name_the_reason(tmp_path: Path, one: CellValue, reason: str) -> None:
    source, target = tmp_path / "t.txt", tmp_path / "filled.txt"
    source.write_bytes(TEXT.encode())
    assert [refusal.reason for refusal in fill_flat(source, target, [one]).refused] == [reason]
    assert target.read_bytes() == source.read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("logs?", "locks?", "not one of the answer lines"),
        ("Answer: Yes", "Answer: No", "not the one meant"),
        ("Answer: Yes", "Reply: Yes", "the words of the line differ"),
        ("Answer: Yes\r\n", "Answer: Yes\n", "the line end differs"),
        ("Answer: Yes", "Answer: Yes [score 1.2]", "a bracketed note"),
        ("[ ] Yes", "[X] Yes", "not one of the answer lines"),
        ("\r\n\r\n1.", "\r\n1.", "rows instead of"),
    ],
)
def test_damage_is_found(tmp_path: Path, old: str, new: str, words: str) -> None:
    source, target = tmp_path / "t.txt", tmp_path / "filled.txt"
    source.write_bytes(TEXT.encode())
    one = value("A4", "Yes")
    fill_flat(source, target, [one])
    target.write_bytes(target.read_bytes().decode().replace(old, new, 1).encode())
    assert words in " | ".join(prove(source, target, one))

"""Forms in Word as people make them: labels with a blank cell, a frame for each question, measures in a word."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
import pytest

from qbot.document.read import read_document
from qbot.model.questionnaire import QuestionKind, SlotRole

Rows = Sequence[Sequence[str]]
LABELS = (("Legal name", ""), ("Registered address", ""), ("Primary contact (name and e-mail)", ""))
MEASURES = (
    ("Maßnahme", "Umgesetzt (ja/nein)", "Beschreibung"),
    ("Datensicherung", "", ""),
    ("Virenschutz", "", ""),
    ("Notfallplan", "", ""),
)


def write_document(path: Path, intro: str, *tables: Rows) -> Path:
    document = docx.Document()
    document.add_paragraph(intro)
    for rows in tables:
        table = document.add_table(rows=len(rows), cols=len(rows[0]))
        for row, texts in enumerate(rows):
            for column, text in enumerate(texts):
                table.cell(row, column).text = text
        document.add_paragraph("")
    document.save(str(path))
    return path


def test_labels_with_a_blank_cell_are_fields(tmp_path: Path) -> None:
    found = read_document(write_document(tmp_path / "a.docx", "Corporate information", LABELS)).questions
    assert [(one.text, one.kind, one.slots[0].cell) for one in found] == [
        (label, QuestionKind.IDENTITY, f"table 1 row {row} column 2") for row, (label, _) in enumerate(LABELS, start=1)
    ]


def test_measures_in_a_word_have_an_answer_and_a_comment(tmp_path: Path) -> None:
    found = read_document(write_document(tmp_path / "a.docx", "Anlage 1", MEASURES)).questions
    assert [one.text for one in found] == ["Datensicherung", "Virenschutz", "Notfallplan"]
    assert {tuple(slot.role for slot in one.slots) for one in found} == {(SlotRole.ANSWER, SlotRole.COMMENT)}


@pytest.mark.parametrize(
    "intro",
    [
        "Bitte beantworten Sie die folgenden Fragen vollständig.",
        "Merci de répondre à toutes les questions.",
        "Si prega di compilare il modulo in ogni sua parte.",
    ],
)
def test_a_request_to_fill_in_the_form_is_no_question(tmp_path: Path, intro: str) -> None:
    frames = ((("Frage 1: Wie schützen Sie unsere Daten?",), ("",)), (("Frage 2: Wer hat Zugriff?",), ("",)))
    found = read_document(write_document(tmp_path / "a.docx", intro, *frames)).questions
    assert [(one.ref, one.slots[0].cell) for one in found] == [
        ("1", "table 1 row 2 column 1"),
        ("2", "table 2 row 2 column 1"),
    ]
